import { z } from "zod";
import type { FaultKind, ServiceName } from "../world.ts";
import type { Reply } from "./answers.ts";
import { commonError } from "./errors.ts";
import type { CommonError, Protocol } from "./errors.ts";
import type { HandlerPlace } from "./handler.ts";
import { permissionsOf } from "./identities.ts";
import type { Identities, Identity } from "./identities.ts";
import type { RateLimit } from "./limit.ts";
import { denialReason } from "./policy.ts";
import type { State } from "./state.ts";

/** One verified call, as an operation gets it. */
export type Call = {
  readonly service: Service;
  readonly place: HandlerPlace;
  readonly identity: Identity;
  readonly identities: Identities;
  readonly state: State;
  readonly requestId: string;
  /** Faults that the service itself has to act out. */
  readonly faults: ReadonlySet<FaultKind>;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Entries on a page of a listing. */
  readonly pageSize: number;
};

/** What a call is about, for faults to match and for the record. */
export type About = {
  readonly type?: string | undefined;
  readonly identifier?: string | undefined;
  /** The account that is asked about, where it is not the caller's. */
  readonly account?: string | undefined;
  readonly externalId?: string | undefined;
  readonly sessionPolicy?: string | undefined;
  readonly sourceIdentity?: string | undefined;
  readonly tags?: readonly string[] | undefined;
};

/** A call whose input was understood, or why it was not. */
type Prepared =
  | { readonly about: About; run(call: Call): Reply }
  | { readonly error: Extract<CommonError, "invalid-input" | "not-emulated">; readonly message: string };

export type Operation = {
  /** The IAM action that the caller needs; null when none is needed. */
  readonly action: string | null;
  prepare(input: unknown): Prepared;
};

export type Service = {
  readonly name: ServiceName;
  /** The service in the signature's scope. */
  readonly signingName: string;
  readonly protocol: Protocol;
  /** awsJson: what `X-Amz-Target` starts with. awsQuery: the XML namespace. */
  readonly namespace: string;
  /** awsQuery's `Version`. */
  readonly version?: string;
  /** The service's own quota, per account and region. */
  readonly rateLimit?: RateLimit;
  readonly operations: ReadonlyMap<string, Operation>;
};

/** Puts an operation together. An input member that it does not know is a loud failure, never ignored. */
export function operation<Shape extends z.ZodRawShape>(definition: {
  readonly action: string | null;
  readonly input: Shape;
  about(input: z.output<z.ZodObject<Shape>>): About;
  run(call: Call, input: z.output<z.ZodObject<Shape>>): Reply;
}): Operation {
  const schema = z.strictObject(definition.input);
  return {
    action: definition.action,
    prepare(raw) {
      const result = schema.safeParse(raw);
      if (result.success) {
        const input = result.data as z.output<z.ZodObject<Shape>>;
        return { about: definition.about(input), run: (call) => definition.run(call, input) };
      }
      const unknown = result.error.issues.some((issue) => issue.code === "unrecognized_keys");
      const message = z.prettifyError(result.error);
      return unknown
        ? { error: "not-emulated", message }
        : { error: "invalid-input", message: `1 validation error detected: ${message}` };
    },
  };
}

/**
 * The message of a call that is not allowed, or undefined when it is.
 * @param via the service that makes the call for the caller
 */
export function denial(call: Call, action: string, resource: string, via: string | null = null): string | undefined {
  const { identity } = call;
  const session = identity.kind === "session" ? identity.policy : null;
  const reason = denialReason(action, resource, permissionsOf(identity, call.state), session, via);
  return reason === undefined ? undefined : deniedMessage(identity, action, resource, reason);
}

/** AWS's words for a denied call. */
export function deniedMessage(identity: Identity, action: string, resource: string, reason: string): string {
  return `User: ${identity.arn} is not authorized to perform: ${action} on resource: ${resource} ${reason}`;
}

export function failed(call: Call, error: CommonError, message: string): Reply {
  return { kind: "error", error: commonError(call.service.protocol, error, message) };
}

export function refused(code: string, message: string, status = 400): Reply {
  return { kind: "error", error: { code, message, status } };
}

/** One page of a listing; undefined for a token that was never given out. */
export function pageOf<T>(
  items: readonly T[],
  token: string | undefined,
  size: number,
): { readonly items: readonly T[]; readonly nextToken: string | undefined } | undefined {
  const start = token === undefined ? 0 : Number(/^page-(\d+)$/.exec(Buffer.from(token, "base64url").toString())?.[1]);
  if (Number.isNaN(start) || (token !== undefined && start >= items.length)) return undefined;
  const end = start + size;
  const nextToken = end < items.length ? Buffer.from(`page-${end}`).toString("base64url") : undefined;
  return { items: items.slice(start, end), nextToken };
}
