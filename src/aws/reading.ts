import type { ChangeEvent } from "../model/change-event.ts";
import type { FailureReason, ListedItem, Observation, ReadRequest } from "../model/observation.ts";
import type { Json } from "../model/json.ts";
import type { Answer } from "./call.ts";
import type { RegionClients } from "./clients.ts";
import { ownFailure } from "./failure.ts";
import type { Failure } from "./failure.ts";

/** What a read gave, before it is put down as an observation. */
export type Reading = { readonly requestId: string | null } & (
  | {
      readonly outcome: "present";
      readonly properties: { readonly [name: string]: Json };
      readonly identifier: string;
      readonly items?: readonly ListedItem[];
      readonly complete?: boolean;
      readonly events?: readonly ChangeEvent[];
    }
  | { readonly outcome: "absent"; readonly message: string }
  | { readonly outcome: "denied"; readonly message: string; readonly action: string | null }
  | { readonly outcome: "throttled" | "unsupported" | "ambiguous"; readonly message: string }
  | { readonly outcome: "failed"; readonly reason: FailureReason; readonly message: string }
);

/** What one read works with: its region's clients, and calls that are limited, retried and timed as one read. */
export type ReadContext = {
  readonly clients: RegionClients;
  call<Output>(
    service: keyof RegionClients,
    attempt: (signal: AbortSignal) => Promise<Output>,
  ): Promise<Answer<Output>>;
};

export type Reader = (context: ReadContext, request: ReadRequest) => Promise<Reading>;

/**
 * What a failed call says about what was to be read. Only `not-found` is absence; who asks for something else than one
 * resource (a listing, a stack) must not let it come to that.
 */
export function readingOf(failure: Failure, request: ReadRequest): Reading {
  const { requestId, message } = failure;
  switch (failure.kind) {
    case "not-found":
      return { outcome: "absent", message, requestId };
    case "denied":
      return { outcome: "denied", message, action: missingAction(failure, request), requestId };
    case "throttled":
    case "unsupported":
      return { outcome: failure.kind, message, requestId };
    case "timeout":
    case "deadline":
      return { outcome: "failed", reason: failure.kind, message, requestId };
    case "server":
    case "network":
    case "credentials":
    case "clock-skew":
    case "malformed":
    case "refused":
      break;
  }
  return { outcome: "failed", reason: "failed", message: `${CAUSES[failure.kind]}: ${message}`, requestId };
}

const CAUSES = {
  server: "AWS had an error of its own",
  network: "the connection to AWS broke",
  credentials: "the session's credentials were no longer accepted",
  "clock-skew": "AWS did not accept the signature (check this machine's clock)",
  malformed: "AWS's answer made no sense",
  refused: "AWS refused the read",
};

/** An answer that lacks what its API always gives; never taken for an empty one. */
export function malformed(what: string, requestId: string | null): Failure {
  return ownFailure("malformed", what, requestId);
}

/**
 * Handlers spell actions as they like (`sqs:getqueueattributes`), so the request's spelling is taken where it is one
 * of its actions. Where AWS names none and the read needs only one, it is that one.
 */
function missingAction(failure: Failure, request: ReadRequest): string | null {
  const { action } = failure;
  if (action === null) return request.actions.length === 1 ? (request.actions[0] ?? null) : null;
  return request.actions.find((needed) => needed.toLowerCase() === action.toLowerCase()) ?? action;
}

/** The reading with its request and evidence. `at` is when the answer was there. */
export function observationOf(reading: Reading, request: ReadRequest, at: Date): Observation {
  const { requestId, ...outcome } = reading;
  const { api, account, region, type, identifier, key } = request;
  const evidence = {
    api,
    outcome: reading.outcome,
    account,
    region,
    type,
    identifier,
    ...(key && { key }),
    requestId,
    at: at.toISOString(),
  };
  return { request, evidence, ...outcome };
}
