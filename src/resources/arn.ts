import type { Arn } from "./type.ts";

export type { Arn } from "./type.ts";

// arn:partition:service:region:account:resource (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html).
const ARN = /^arn:(aws(?:-[a-z]+)*):([a-z0-9-]+):([a-z0-9-]*):([a-z0-9-]*):(\S+)$/;
/** Services whose ARNs without an account are AWS's own: integrations, public parameters. */
const WITHOUT_ACCOUNT_AWS_OWN: ReadonlySet<string> = new Set(["states", "ssm"]);
const ACCOUNT = /^\d{12}$/;

/**
 * The parts of an ARN.
 * @returns undefined when the text as a whole is not an ARN.
 */
export function parseArn(text: string): Arn | undefined {
  const parts = ARN.exec(text);
  if (!parts) return undefined;
  const [, partition = "", service = "", region = "", account = "", resource = ""] = parts;
  return { partition, service, region, account, resource };
}

/**
 * Whether text is a literal reference: an ARN that names one live resource. Not so are wildcards, an account's
 * `:root` principal, what AWS manages (account `aws`), service integrations (`arn:aws:states:::sqs:sendMessage`,
 * `arn:aws:apigateway:eu-west-1:lambda:path/…`) and text with placeholders left in it.
 */
export function isLiteralReference(text: string): boolean {
  const arn = parseArn(text);
  if (!arn || /[*?<>{}]/.test(text) || arn.resource === "root") return false;
  if (arn.account === "") return !WITHOUT_ACCOUNT_AWS_OWN.has(arn.service);
  return ACCOUNT.test(arn.account);
}

/** An ARN's text from its parts. */
export function formatArn(arn: Arn): string {
  return ["arn", arn.partition, arn.service, arn.region, arn.account, arn.resource].join(":");
}
