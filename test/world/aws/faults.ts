import type { Fault, FaultKind } from "../world.ts";
import type { Answer, Reply } from "./answers.ts";
import type { About } from "./call.ts";
import { commonError } from "./errors.ts";
import type { ApiError, CommonError, Protocol } from "./errors.ts";
import { deniedMessage } from "./call.ts";
import type { Identity } from "./identities.ts";
import { skewMessage } from "./sigv4.ts";

/** A call as faults see it. */
export type FaultTarget = About & {
  readonly service: string;
  readonly operation: string;
  readonly account: string;
  readonly region: string;
};

/** Faults that only end up in the service's own answer. */
const ACTED_OUT: ReadonlySet<FaultKind> = new Set<FaultKind>([
  "deny-in-handler",
  "throttle-in-handler",
  "not-found-in-handler",
  "invalid-credentials",
  "malformed-properties",
  "unsupported-type",
  "wrong-account",
]);

/** Whether a fault is meant for this call: everything that it names has to agree. */
export function faultMatches(fault: Fault, target: FaultTarget): boolean {
  if (!happensIn(fault.fault, target.service)) return false;
  const { service, operation, type, identifier, account, region } = fault.match;
  return (
    agrees(service, target.service) &&
    agrees(operation, target.operation) &&
    agrees(type, target.type) &&
    agrees(identifier, target.identifier) &&
    agrees(account, target.account) &&
    agrees(region, target.region)
  );
}

function agrees(wanted: string | undefined, actual: string | undefined): boolean {
  return wanted === undefined || wanted === actual;
}

function happensIn(fault: FaultKind, service: string): boolean {
  if (fault === "wrong-account") return service === "sts";
  if (fault === "unsupported-type") return service === "cloudcontrol" || service === "cloudformation";
  return !ACTED_OUT.has(fault) || service === "cloudcontrol";
}

/** Faults that the service has to act out itself. A wrong region shows in Cloud Control's handler. */
export function actedOut(faults: readonly Fault[], service: string): ReadonlySet<FaultKind> {
  const kinds = faults.map(({ fault }) => fault);
  return new Set(
    kinds.filter((kind) => ACTED_OUT.has(kind) || (kind === "wrong-region" && service === "cloudcontrol")),
  );
}

/** The answer that a fault gives instead of the service, if it is one that does. */
export function faultReply(
  fault: FaultKind,
  context: {
    readonly protocol: Protocol;
    readonly service: string;
    readonly action: string | null;
    readonly identity: Identity;
    readonly now: number;
  },
): Reply | undefined {
  const { protocol, service, action, identity, now } = context;
  const fail = (error: CommonError, message: string): Reply => failure(commonError(protocol, error, message));
  if (fault === "deny") {
    const named = action ?? "sts:GetCallerIdentity";
    return fail(
      "denied",
      deniedMessage(identity, named, "*", `because no identity-based policy allows the ${named} action`),
    );
  }
  if (fault === "throttle") return fail("throttled", "Rate exceeded");
  if (fault === "server-error") return fail("server-error", "We encountered an internal error. Please try again.");
  if (fault === "expired-session")
    return fail("expired-token", "The security token included in the request is expired");
  if (fault === "clock-skew") return fail("skewed", skewMessage(now - 3_600_000, now));
  if (fault !== "wrong-region" || service === "cloudcontrol") return undefined;
  if (protocol === "s3") return { kind: "head", status: 301, headers: { "x-amz-bucket-region": "us-east-1" } };
  return fail("scope", "Credential should be scoped to a valid region.");
}

function failure(error: ApiError): Reply {
  return { kind: "error", error };
}

/** An answer that breaks off in the middle, with a status that promises more; a HEAD loses what its headers had to say. */
export function malformed(answer: Answer): Answer {
  if (answer.body === "") return { status: 200, headers: {}, body: "" };
  return { ...answer, status: 200, body: answer.body.slice(0, Math.ceil(answer.body.length / 2)) };
}
