import { z } from "zod";
import { denial, failed, operation, refused } from "../call.ts";
import type { Call, Service } from "../call.ts";
import type { Reply } from "../answers.ts";
import type { Identity } from "../identities.ts";
import { parsePolicy } from "../policy.ts";
import type { Statement } from "../policy.ts";
import type { Role } from "../../world.ts";

/** The account that answers where the world has the fault `wrong-account`. */
const WRONG_ACCOUNT = "666655554444";

const MAX_SESSION_SECONDS = 3600;
const MAX_POLICY_CHARACTERS = 2048;

const assumeRoleInput = {
  RoleArn: z.string().regex(/^arn:aws(-[a-z-]+)?:iam::\d{12}:role\/.+$/, "is not the ARN of a role"),
  RoleSessionName: z
    .string()
    .regex(/^[\w+=,.@-]{2,64}$/, String.raw`must satisfy regular expression pattern: [\w+=,.@-]{2,64}`),
  ExternalId: z
    .string()
    .regex(/^[\w+=,.@:/-]{2,1224}$/)
    .optional(),
  DurationSeconds: z.coerce.number().int().min(900).max(43_200).default(MAX_SESSION_SECONDS),
  Policy: z.string().max(MAX_POLICY_CHARACTERS).optional(),
  /** Keys and values by turns. */
  Tags: z.array(z.string()).max(100).optional(),
  SourceIdentity: z
    .string()
    .regex(/^[\w+=,.@-]{2,64}$/)
    .optional(),
};
type AssumeRoleInput = z.output<z.ZodObject<typeof assumeRoleInput>>;

/** AWS Security Token Service (https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html). */
export const sts: Service = {
  name: "sts",
  signingName: "sts",
  protocol: "query",
  namespace: "https://sts.amazonaws.com/doc/2011-06-15/",
  version: "2011-06-15",
  operations: new Map([
    [
      "AssumeRole",
      operation({
        action: "sts:AssumeRole",
        input: assumeRoleInput,
        about: (input) => ({
          identifier: input.RoleArn,
          account: input.RoleArn.split(":")[4],
          externalId: input.ExternalId,
          sessionPolicy: input.Policy,
          sourceIdentity: input.SourceIdentity,
          tags: input.Tags,
        }),
        run: assumeRole,
      }),
    ],
    ["GetCallerIdentity", operation({ action: null, input: {}, about: () => ({}), run: getCallerIdentity })],
  ]),
};

function assumeRole(call: Call, input: AssumeRoleInput): Reply {
  const [, partition = "", , , account = "", resource = ""] = input.RoleArn.split(":");
  const roleName = resource.slice("role/".length);
  const role = partition === call.place.partition ? call.state.role(account, roleName) : undefined;
  const denied = denial(call, "sts:AssumeRole", input.RoleArn) ?? trustProblem(call, role, input);
  if (denied !== undefined) return failed(call, "denied", denied);
  if (input.DurationSeconds > MAX_SESSION_SECONDS) {
    return failed(
      call,
      "invalid-input",
      "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.",
    );
  }
  const policy = input.Policy === undefined ? { statements: null } : parsePolicy(input.Policy);
  if ("problem" in policy) return refused("MalformedPolicyDocument", policy.problem);
  const identity = sessionIdentity(
    call,
    { account, roleName, sessionName: input.RoleSessionName, policyText: input.Policy ?? null },
    policy.statements,
  );
  const expiresAt = call.now + input.DurationSeconds * 1000;
  const credential = call.identities.issue(identity, expiresAt);
  return {
    kind: "output",
    output: {
      Credentials: {
        AccessKeyId: credential.accessKeyId,
        SecretAccessKey: credential.secretAccessKey,
        SessionToken: credential.token ?? undefined,
        Expiration: new Date(expiresAt),
      },
      AssumedRoleUser: { AssumedRoleId: identity.userId, Arn: identity.arn },
      PackedPolicySize: input.Policy === undefined ? undefined : packedSize(input.Policy),
      SourceIdentity: input.SourceIdentity,
    },
  };
}

/** A role that is not there, another principal and another ExternalId all look the same from outside. */
function trustProblem(call: Call, role: Role | undefined, input: AssumeRoleInput): string | undefined {
  const refusal = (action: string) =>
    `User: ${call.identity.arn} is not authorized to perform: ${action} on resource: ${input.RoleArn}`;
  if (!role || !trusts(role, call.identity)) return refusal("sts:AssumeRole");
  const { externalId, tagSession, sourceIdentity } = role.trust;
  if (externalId !== undefined && externalId !== input.ExternalId) return refusal("sts:AssumeRole");
  if (input.Tags && input.Tags.length > 0 && !tagSession) return refusal("sts:TagSession");
  if (input.SourceIdentity !== undefined && !sourceIdentity) return refusal("sts:SetSourceIdentity");
  return undefined;
}

function trusts(role: Role, identity: Identity): boolean {
  const principals = typeof role.trust.principal === "string" ? [role.trust.principal] : role.trust.principal;
  const [, partition = ""] = identity.arn.split(":");
  const mine = ["*", identity.account, `arn:${partition}:iam::${identity.account}:root`, identity.arn];
  if (identity.kind === "session") mine.push(identity.roleArn);
  return principals.some((principal) => mine.includes(principal));
}

function sessionIdentity(
  call: Call,
  session: {
    readonly account: string;
    readonly roleName: string;
    readonly sessionName: string;
    readonly policyText: string | null;
  },
  policy: readonly Statement[] | null,
): Identity {
  const account = call.faults.has("wrong-account") ? WRONG_ACCOUNT : session.account;
  const { partition } = call.place;
  const nameOnly = session.roleName.slice(session.roleName.lastIndexOf("/") + 1);
  return {
    kind: "session",
    arn: `arn:${partition}:sts::${account}:assumed-role/${nameOnly}/${session.sessionName}`,
    account,
    userId: `AROA${"0".repeat(17)}:${session.sessionName}`,
    role: session.roleName,
    roleArn: `arn:${partition}:iam::${account}:role/${session.roleName}`,
    policy,
    policyText: session.policyText,
  };
}

/** Percent of the limit. AWS packs policies into a form that it does not publish; this counts characters without white space. */
function packedSize(policy: string): number {
  return Math.ceil((policy.replaceAll(/\s/g, "").length / MAX_POLICY_CHARACTERS) * 100);
}

/** Needs no permission, and cannot be denied. */
function getCallerIdentity(call: Call): Reply {
  const { arn, account, userId } = call.identity;
  if (!call.faults.has("wrong-account"))
    return { kind: "output", output: { Arn: arn, UserId: userId, Account: account } };
  return {
    kind: "output",
    output: { Arn: arn.replace(account, WRONG_ACCOUNT), UserId: userId, Account: WRONG_ACCOUNT },
  };
}
