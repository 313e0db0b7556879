import { partitionOf } from "../../../src/model/target.ts";
import type { Fault } from "../world.ts";
import { encodeReply } from "./answers.ts";
import type { Answer, Reply } from "./answers.ts";
import { failed } from "./call.ts";
import type { About, Call, Operation, Service } from "./call.ts";
import { commonError } from "./errors.ts";
import type { CommonError } from "./errors.ts";
import { actedOut, faultMatches, faultReply, malformed } from "./faults.ts";
import type { Credential, Identities } from "./identities.ts";
import { routeOf } from "./route.ts";
import type { Route } from "./route.ts";
import { readAuthorization, signatureProblem } from "./sigv4.ts";
import type { Authorization, WireRequest } from "./sigv4.ts";
import type { State } from "./state.ts";

/** What a request was, who made it and what it got: for tests to assert on. */
export type RecordedRequest = {
  /** When it came, ISO 8601. */
  readonly at: string;
  readonly requestId: string;
  readonly service: string;
  readonly operation: string;
  /** The account that was asked about: the role's for AssumeRole, else the caller's. Null for a caller that was not recognized. */
  readonly account: string | null;
  readonly region: string | null;
  readonly type: string | null;
  readonly identifier: string | null;
  readonly callerArn: string | null;
  readonly externalId: string | null;
  /** The policy that AssumeRole was asked for; for other calls, the one of the session that made it. */
  readonly sessionPolicy: string | null;
  /** That AssumeRole was asked for. */
  readonly sourceIdentity: string | null;
  /** That AssumeRole was asked for: keys and values by turns. */
  readonly tags: readonly string[];
  /** 0 while there is no answer, and where none was given. */
  readonly status: number;
  /** The error's code. */
  readonly error: string | null;
};

/** What the server has to do about a request, after `delayMs`. */
export type Dispatched = {
  readonly record: Omit<RecordedRequest, "status" | "at">;
  readonly delayMs: number;
  readonly outcome:
    | { readonly kind: "answer"; readonly answer: Answer }
    | { readonly kind: "reset" }
    | { readonly kind: "hang"; readonly ms: number | null };
};

export type DispatchContext = {
  readonly state: State;
  readonly identities: Identities;
  readonly pageSize: number;
  now(): number;
  /** Whether the call is within the rate limit of its account, region and service. */
  withinLimit(key: string, service: Service): boolean;
};

/** Takes one request from the wire to what is to be answered. */
export function dispatch(request: WireRequest, requestNumber: number, context: DispatchContext): Dispatched {
  const authorization = readAuthorization(request);
  const route = routeOf(request, authorization);
  const requestId = requestIdOf(requestNumber, route);
  const answered = (
    reply: Reply,
    about: About,
    credential: Credential | undefined,
    more: Partial<Dispatched> = {},
  ): Dispatched => ({
    record: recordOf(requestId, route, authorization, about, credential, reply),
    delayMs: 0,
    outcome: {
      kind: "answer",
      answer: encodeReply(route.protocol, route.namespace, route.operation, reply, requestId),
    },
    ...more,
  });
  const fail = (error: CommonError, message: string): Reply => ({
    kind: "error",
    error: commonError(route.protocol, error, message),
  });

  if (!authorization || route.target.kind === "refused") {
    const { error, message } = route.target.kind === "refused" ? route.target : MISSING_TOKEN;
    return answered(fail(error, message), {}, undefined);
  }
  const verified = verify(request, authorization, context);
  if ("error" in verified) return answered(fail(verified.error, verified.message), {}, undefined);
  const { service, operation, input } = route.target;
  const prepared = operation.prepare(input);
  if ("error" in prepared) return answered(fail(prepared.error, prepared.message), {}, verified);

  const { about } = prepared;
  const place = {
    partition: partitionOf(authorization.region),
    account: verified.identity.account,
    region: authorization.region,
  };
  if (!context.withinLimit([place.account, place.region, service.name].join(" "), service)) {
    return answered(fail("throttled", "Rate exceeded"), about, verified);
  }
  const target = {
    ...about,
    service: service.name,
    operation: route.operation,
    account: about.account ?? place.account,
    region: place.region,
  };
  const faults = context.state.takeFaults((fault) => faultMatches(fault, target));
  const delayMs = faults.reduce((sum, { fault, ms }) => (fault === "latency" ? sum + (ms ?? 0) : sum), 0);
  const call: Call = {
    service,
    place,
    identity: verified.identity,
    identities: context.identities,
    state: context.state,
    requestId,
    faults: actedOut(faults, service.name),
    now: context.now(),
    pageSize: context.pageSize,
  };
  const reply = replyOfFaults(faults, call, operation, service) ?? run(prepared, call);
  const done = answered(reply, about, verified, { delayMs });
  return { ...done, outcome: brokenOff(faults, done.outcome) };
}

const MISSING_TOKEN = { error: "missing-token", message: "Request is missing Authentication Token" } as const;

function verify(
  request: WireRequest,
  authorization: Authorization,
  context: DispatchContext,
): Credential | { readonly error: CommonError; readonly message: string } {
  const credential = context.identities.find(authorization.accessKeyId);
  if (!credential || credential.token !== (request.headers.get("x-amz-security-token") ?? null)) {
    return { error: "invalid-token", message: "The security token included in the request is invalid." };
  }
  const problem = signatureProblem(request, authorization, credential.secretAccessKey, context.now());
  if (problem) return { error: problem.kind, message: problem.message };
  if (credential.expiresAt !== null && credential.expiresAt <= context.now()) {
    return { error: "expired-token", message: "The security token included in the request is expired" };
  }
  return credential;
}

/** A world that a service cannot make sense of is as loud as a call that is not emulated. */
function run(prepared: { run(call: Call): Reply }, call: Call): Reply {
  try {
    return prepared.run(call);
  } catch (cause) {
    return failed(call, "not-emulated", `The emulated ${call.service.name} broke: ${String(cause)}`);
  }
}

function replyOfFaults(
  faults: readonly Fault[],
  call: Call,
  operation: Operation,
  service: Service,
): Reply | undefined {
  for (const { fault } of faults) {
    const reply = faultReply(fault, {
      protocol: service.protocol,
      service: service.name,
      action: operation.action,
      identity: call.identity,
      now: call.now,
    });
    if (reply) return reply;
  }
  return undefined;
}

function brokenOff(faults: readonly Fault[], outcome: Dispatched["outcome"]): Dispatched["outcome"] {
  const hang = faults.find(({ fault }) => fault === "hang");
  if (hang) return { kind: "hang", ms: hang.ms ?? null };
  if (faults.some(({ fault }) => fault === "reset")) return { kind: "reset" };
  const isMalformed = faults.some(({ fault }) => fault === "malformed");
  return isMalformed && outcome.kind === "answer" ? { kind: "answer", answer: malformed(outcome.answer) } : outcome;
}

function recordOf(
  requestId: string,
  route: Route,
  authorization: Authorization | undefined,
  about: About,
  credential: Credential | undefined,
  reply: Reply,
): Dispatched["record"] {
  const identity = credential?.identity;
  return {
    requestId,
    service: route.service,
    operation: route.operation,
    account: about.account ?? identity?.account ?? null,
    region: authorization?.region ?? null,
    type: about.type ?? null,
    identifier: about.identifier ?? null,
    callerArn: identity?.arn ?? null,
    externalId: about.externalId ?? null,
    sessionPolicy: about.sessionPolicy ?? (identity?.kind === "session" ? identity.policyText : null),
    sourceIdentity: about.sourceIdentity ?? null,
    tags: about.tags ?? [],
    error: reply.kind === "error" ? reply.error.code : null,
  };
}

/** Counted, so that equal runs have equal ids; in the shape of the service's own. */
function requestIdOf(requestNumber: number, route: Route): string {
  if (route.protocol === "s3") return requestNumber.toString(16).toUpperCase().padStart(16, "0");
  return `00000000-0000-4000-8000-${requestNumber.toString(16).padStart(12, "0")}`;
}
