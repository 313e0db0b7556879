import { AssumeRoleCommand, GetCallerIdentityCommand } from "@aws-sdk/client-sts";
import type { Credentials as StsCredentials, STSClient } from "@aws-sdk/client-sts";
import type { Permission, Unreachable } from "../model/live.ts";
import type { Target } from "../model/target.ts";
import type { Answer } from "./call.ts";
import type { Credentials } from "./clients.ts";
import { ownFailure } from "./failure.ts";
import type { Failure } from "./failure.ts";
import { sessionPolicies } from "./session-policy.ts";

/** What entering an account works with. `call` limits, retries and times the calls of one entry together. */
export type RoleContext = {
  readonly externalId: string | null;
  readonly sessionName: string;
  /** With the caller's own credentials, or with those given. */
  sts(credentials?: Credentials): STSClient;
  call<Output>(attempt: (signal: AbortSignal) => Promise<Output>): Promise<Answer<Output>>;
};

type Refusal = Omit<Unreachable, "calls">;

/** The shortest session that STS gives, in seconds; a run is shorter. */
const SESSION_SECONDS = 900;

/** Assumes the target's role, narrowed to the permissions, and makes sure that it leads into the target's account. */
export async function enterRole(
  context: RoleContext,
  target: Target,
  permissions: readonly Permission[],
): Promise<Credentials | Refusal> {
  const assumed = await assumeRole(context, target, permissions);
  if ("failure" in assumed)
    return { code: "target-unreachable", reason: whyNotAssumed(assumed.failure, target, context.externalId) };
  const { credentials, arn } = assumed.output;
  if (leadsToRole(arn, target)) return credentials;
  return verifyAccount(context, target, credentials);
}

/** Sessions as AWS packs them have a limit of their own, which only AWS can tell: then the next coarser policy is tried. */
async function assumeRole(
  context: RoleContext,
  target: Target,
  permissions: readonly Permission[],
): Promise<Answer<{ readonly credentials: Credentials; readonly arn: string }>> {
  let last: Failure | null = null;
  for (const policy of sessionPolicies(permissions)) {
    const command = new AssumeRoleCommand({
      RoleArn: target.role,
      RoleSessionName: sessionNameOf(context.sessionName),
      DurationSeconds: SESSION_SECONDS,
      Policy: policy,
      ...(context.externalId === null ? {} : { ExternalId: context.externalId }),
    });
    const answer = await context.call((abortSignal) => context.sts().send(command, { abortSignal }));
    if ("output" in answer) {
      const credentials = credentialsOf(answer.output.Credentials);
      if (!credentials) return { failure: ownFailure("malformed", "AssumeRole gave no credentials") };
      return { output: { credentials, arn: answer.output.AssumedRoleUser?.Arn ?? "" } };
    }
    last = answer.failure;
    if (!last.name.startsWith("PackedPolicyTooLarge")) break;
  }
  return { failure: last ?? ownFailure("malformed", "no session policy fits") };
}

function credentialsOf(given: StsCredentials | undefined): Credentials | null {
  if (!given?.AccessKeyId || !given.SecretAccessKey || !given.SessionToken) return null;
  return { accessKeyId: given.AccessKeyId, secretAccessKey: given.SecretAccessKey, sessionToken: given.SessionToken };
}

/** Whether `arn:…:sts::ACCOUNT:assumed-role/ROLE/SESSION` is the target's role, whose own ARN may have a path before its name. */
function leadsToRole(arn: string, target: Target): boolean {
  const [, , service, , account, resource = ""] = arn.split(":");
  const [kind, name] = resource.split("/");
  return (
    service === "sts" && account === target.account && kind === "assumed-role" && name === target.role.split("/").at(-1)
  );
}

async function verifyAccount(
  context: RoleContext,
  target: Target,
  credentials: Credentials,
): Promise<Credentials | Refusal> {
  const answer = await context.call((abortSignal) =>
    context.sts(credentials).send(new GetCallerIdentityCommand({}), { abortSignal }),
  );
  if ("failure" in answer) {
    return {
      code: "target-unreachable",
      reason: `the account that ${target.role} leads into could not be verified: ${answer.failure.message}`,
    };
  }
  const { Account: account } = answer.output;
  if (account === target.account) return credentials;
  return {
    code: "wrong-account",
    reason: `${target.role} leads into account ${account ?? "unknown"}, not into ${target.account}`,
  };
}

/** RoleSessionName takes [\w+=,.@-]{2,64}; the end is kept, as a pull request's number is there. */
export function sessionNameOf(text: string): string {
  const safe = text.replace(/[^\w+=,.@-]+/g, "-").slice(-64);
  return safe.length < 2 ? "plumbline" : safe;
}

function whyNotAssumed(failure: Failure, target: Target, externalId: string | null): string {
  const said = failure.message;
  const withId =
    externalId === null
      ? "no ExternalId was sent, so it must not demand one"
      : "it must expect the ExternalId that Plumbline sends for this owner";
  switch (failure.kind) {
    case "denied":
      return `AWS did not let Plumbline assume ${target.role}. Check that the role exists and that its trust policy allows Plumbline's principal (${withId}). AWS said: ${said}`;
    case "credentials":
      return `the credentials that Plumbline itself runs with were not accepted: they are missing, wrong or expired. Said: ${said}`;
    case "clock-skew":
      return `AWS did not accept the signature: check this machine's clock and Plumbline's own credentials. AWS said: ${said}`;
    case "throttled":
      return `AWS throttled the call that assumes ${target.role}: check again later. AWS said: ${said}`;
    case "timeout":
      return `AWS did not answer the call that assumes ${target.role}: ${said}. Check the network and the region ${target.region}`;
    case "network":
      return `the connection to AWS in ${target.region} failed: check the network and the region. Said: ${said}`;
    case "deadline":
      return `the run ended before ${target.role} was assumed`;
    case "malformed":
      return `${target.role} could not be assumed: ${said}`;
    case "server":
    case "refused":
    case "not-found":
    case "unsupported":
      break;
  }
  return `${target.role} could not be assumed. AWS said: ${said}`;
}
