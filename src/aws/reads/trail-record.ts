import { z } from "zod";
import type { Actor, ChangeEvent, Tool } from "../../model/change-event.ts";

/**
 * One record of CloudTrail's, as far as it is of use here
 * (https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html).
 */
const recordSchema = z.object({
  eventTime: z.string().refine((time) => !Number.isNaN(Date.parse(time))),
  eventSource: z.string(),
  eventName: z.string(),
  readOnly: z.boolean().optional(),
  errorCode: z.string().optional(),
  userAgent: z.string().catch(""),
  sourceIPAddress: z.string().catch(""),
  sessionCredentialFromConsole: z.union([z.string(), z.boolean()]).optional().catch(undefined),
  requestParameters: z.unknown().optional(),
  userIdentity: z
    .object({
      type: z.string().catch(""),
      userName: z.string().optional().catch(undefined),
      arn: z.string().catch(""),
      principalId: z.string().catch(""),
      accountId: z.string().catch(""),
      invokedBy: z.string().catch(""),
      sessionContext: z
        .object({ sessionIssuer: z.object({ userName: z.string().optional() }).optional() })
        .optional()
        .catch(undefined),
    })
    .catch({ type: "", arn: "", principalId: "", accountId: "", invokedBy: "", userName: undefined }),
});

type TrailRecord = z.infer<typeof recordSchema>;

/**
 * What a record tells of a change; null for a call that only read, or that failed.
 * @returns undefined for what is no record
 */
export function changeOf(text: string | undefined): ChangeEvent | null | undefined {
  const record = parse(text);
  if (!record) return undefined;
  if (record.readOnly !== false || record.errorCode !== undefined) return null;
  return {
    at: new Date(record.eventTime).toISOString(),
    source: record.eventSource,
    call: record.eventName,
    by: actorOf(record.userIdentity),
    with: toolOf(record),
    names: namesIn(record.requestParameters),
  };
}

function parse(text: string | undefined): TrailRecord | undefined {
  if (text === undefined) return undefined;
  try {
    return recordSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/** IAM Identity Center's roles, and the user's name as the session's (https://docs.aws.amazon.com/singlesignon/latest/userguide/referencingpermissionsets.html). */
const SSO_ROLE = /^AWSReservedSSO_(.+)_[0-9a-f]{16}$/;

/** https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-user-identity.html */
function actorOf(identity: TrailRecord["userIdentity"]): Actor {
  const { type, userName, arn, principalId, accountId, invokedBy } = identity;
  const [, role = "", session = ""] = (arn.split(":")[5] ?? "").split("/");
  const issuer = identity.sessionContext?.sessionIssuer?.userName ?? role;
  switch (type) {
    case "Root":
      return { kind: "root" };
    case "IAMUser":
      return { kind: "user", name: userName ?? arn.split("/").at(-1) ?? principalId };
    case "AssumedRole": {
      const name = session || (principalId.split(":")[1] ?? "");
      const permissionSet = SSO_ROLE.exec(issuer)?.[1];
      return permissionSet === undefined
        ? { kind: "role", role: issuer, session: name }
        : { kind: "sso", name, permissionSet };
    }
    case "AWSService":
      return { kind: "service", name: invokedBy || principalId };
    case "AWSAccount":
      return { kind: "account", account: accountId };
    default:
      return invokedBy && !type
        ? { kind: "service", name: invokedBy }
        : { kind: "other", name: userName ?? (session || principalId || type) };
  }
}

const AGENTS: readonly (readonly [RegExp, Tool])[] = [
  [/\bcloudformation\.amazonaws\.com/, { kind: "cloudformation" }],
  [/\bPulumi\//i, { kind: "pulumi" }],
  [/\b(HashiCorp Terraform|Terraform\/|terraform-provider-aws|OpenTofu\/)/i, { kind: "terraform" }],
  [/\baws-cdk\/|\bcdk-hotswap/i, { kind: "cdk" }],
  [/\baws-cli\//i, { kind: "cli" }],
];

/** Browsers, and the names that the console's older parts go by. */
const CONSOLE_AGENT = /^Mozilla\/|\bS3Console\/|\bAWSConsole|\bconsole\.amazonaws\.com|\bsignin\.amazonaws\.com/i;
const SDK_AGENT = /\b(Boto3|Botocore|aws-sdk-[\w-]+)\//i;

/** The more telling signs first: what runs in CloudShell has the console's credentials. */
function toolOf(record: TrailRecord): Tool | null {
  const { userAgent, sourceIPAddress, sessionCredentialFromConsole, userIdentity } = record;
  const invokedBy = userIdentity.invokedBy || serviceOf(sourceIPAddress);
  if (invokedBy === "cloudformation.amazonaws.com") return { kind: "cloudformation" };
  const known = AGENTS.find(([sign]) => sign.test(userAgent))?.[1];
  if (known) return known;
  if (String(sessionCredentialFromConsole) === "true" || CONSOLE_AGENT.test(userAgent)) return { kind: "console" };
  if (invokedBy) return userIdentity.type === "AWSService" ? null : { kind: "service", name: invokedBy };
  const sdk = SDK_AGENT.exec(userAgent)?.[1];
  return sdk === undefined ? null : { kind: "sdk", name: sdk };
}

/** A service that calls for someone stands in place of an address. */
function serviceOf(address: string): string {
  return /^[a-z0-9.-]+\.amazonaws\.com(\.cn)?$/.test(address) || address === "AWS Internal" ? address : "";
}

const MAX_DEPTH = 4;
const MAX_NAMES = 200;

/** Names of all parameters; of `attributeName`, the one that it names. Values may be secrets: none is kept. */
function namesIn(parameters: unknown): readonly string[] {
  const names = new Set<string>();
  function collect(value: unknown, depth: number): void {
    if (typeof value !== "object" || value === null || depth > MAX_DEPTH) return;
    for (const [key, child] of Object.entries(value)) {
      if (names.size >= MAX_NAMES) return;
      if (!Array.isArray(value)) names.add(key);
      if (/^attributeName$/i.test(key) && typeof child === "string") names.add(child);
      collect(child, depth + 1);
    }
  }
  collect(parameters, 1);
  return [...names];
}
