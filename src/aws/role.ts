import { AssumeRoleCommand, GetCallerIdentityCommand } from "@aws-sdk/client-sts";
import type {
  AssumeRoleCommandInput,
  AssumeRoleCommandOutput,
  Credentials as StsCredentials,
  STSClient,
} from "@aws-sdk/client-sts";
import type { Permission, Unreachable } from "../model/live.ts";
import type { Target } from "../model/target.ts";
import type { Answer } from "./call.ts";
import type { Credentials } from "./clients.ts";
import { demandOf } from "./external-id.ts";
import { ownFailure } from "./failure.ts";
import type { Failure } from "./failure.ts";
import type { RoleMemory } from "./role-memory.ts";
import { sessionPolicies } from "./session-policy.ts";

/** What entering an account works with. `call` limits, retries and times the calls of one entry together. */
export type RoleContext = {
  readonly externalId: string | null;
  readonly sessionName: string;
  /** What is known of roles, and where it is put down; null asks nothing of them. */
  readonly roles: RoleMemory | null;
  readonly tags: Readonly<Record<string, string>>;
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
  const refusal = await whyNotSafe(context, target);
  if (refusal) return refusal;
  const { credentials, arn } = assumed.output;
  if (leadsToRole(arn, target)) return credentials;
  return verifyAccount(context, target, credentials);
}

/** Why a role that could be assumed is not used: it does not demand the owner's ExternalId. Asked once a day. */
async function whyNotSafe(context: RoleContext, target: Target): Promise<Refusal | null> {
  const { roles, externalId } = context;
  if (!roles || externalId === null || roles.demandsExternalId(target.role, externalId)) return null;
  const demand = await demandOf(context, target);
  if (!demand.isDemanded) return { code: "target-unreachable", reason: demand.reason };
  roles.rememberDemand(target.role, externalId);
  return null;
}

/** Sessions as AWS packs them have a limit of their own, which only AWS can tell: then the next coarser policy is tried. */
async function assumeRole(
  context: RoleContext,
  target: Target,
  permissions: readonly Permission[],
): Promise<Answer<{ readonly credentials: Credentials; readonly arn: string }>> {
  let last: Failure | null = null;
  for (const policy of sessionPolicies(permissions)) {
    const answer = await assumeWith(context, target, policy);
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

/** Tagging a session and naming its source need rights in the role's trust of their own: without them it is made without. */
async function assumeWith(
  context: RoleContext,
  target: Target,
  policy: string,
): Promise<Answer<AssumeRoleCommandOutput>> {
  const { externalId, roles } = context;
  const sessionName = sessionNameOf(context.sessionName);
  const plain = {
    RoleArn: target.role,
    RoleSessionName: sessionName,
    DurationSeconds: SESSION_SECONDS,
    Policy: policy,
    ...(externalId === null ? {} : { ExternalId: externalId }),
  };
  const assume = (input: AssumeRoleCommandInput) =>
    context.call((abortSignal) => context.sts().send(new AssumeRoleCommand(input), { abortSignal }));
  if (!roles?.mayBeTagged(target.role)) return assume(plain);
  const Tags = Object.entries(context.tags).map(([Key, Value]) => ({ Key, Value }));
  const answer = await assume({ ...plain, Tags, SourceIdentity: sessionName });
  if (!("failure" in answer) || !isRefusedTag(answer.failure)) return answer;
  roles.rememberTagRefusal(target.role);
  return assume(plain);
}

function isRefusedTag({ kind, action }: Failure): boolean {
  return kind === "denied" && /^sts:(TagSession|SetSourceIdentity)$/i.test(action ?? "");
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
