import { z } from "zod";

/** What an identity may do: patterns of IAM actions. */
export type Permissions = { readonly allow: readonly string[]; readonly deny: readonly string[] };

const oneOrMore = z
  .union([z.string(), z.array(z.string())])
  .transform((value) => (typeof value === "string" ? [value] : value));

/** The one condition key that is emulated: by way of which service KMS is asked. */
const VIA = "kms:ViaService";
const viaSchema = z.strictObject({ [VIA]: oneOrMore });

const statementSchema = z
  .strictObject({
    Sid: z.string().optional(),
    Effect: z.enum(["Allow", "Deny"]),
    Action: oneOrMore.optional(),
    NotAction: oneOrMore.optional(),
    Resource: oneOrMore.optional(),
    NotResource: oneOrMore.optional(),
    Condition: z.strictObject({ StringEquals: viaSchema, StringNotEquals: viaSchema }).partial().optional(),
  })
  .refine(
    (statement) => (statement.Action === undefined) !== (statement.NotAction === undefined),
    "needs Action or NotAction",
  )
  .refine(
    (statement) => (statement.Resource === undefined) !== (statement.NotResource === undefined),
    "needs Resource or NotResource",
  );

const policySchema = z.strictObject({
  Version: z.enum(["2012-10-17", "2008-10-17"]),
  Id: z.string().optional(),
  Statement: z.union([z.array(statementSchema), statementSchema.transform((statement) => [statement])]),
});

export type Statement = z.output<typeof statementSchema>;

/** A session policy's statements, or what is wrong with it. Conditions other than on `kms:ViaService` are not emulated and count as wrong, so that none is ever ignored. */
export function parsePolicy(
  text: string,
): { readonly statements: readonly Statement[] } | { readonly problem: string } {
  let input: unknown;
  try {
    input = JSON.parse(text);
  } catch {
    return { problem: "This policy contains invalid Json" };
  }
  const result = policySchema.safeParse(input);
  return result.success
    ? { statements: result.data.Statement }
    : { problem: `Syntax errors in policy. ${z.prettifyError(result.error)}` };
}

/**
 * Whether a call is allowed: no explicit deny anywhere, and an allow in the identity's policy and in the session policy, if there is one
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html).
 * @returns undefined when it is allowed, else the tail of AWS's message ("because no identity-based policy allows …").
 */
export function denialReason(
  action: string,
  resource: string,
  identity: Permissions,
  session: readonly Statement[] | null,
  via: string | null = null,
): string | undefined {
  if (matchesAny(identity.deny, action)) return "with an explicit deny in an identity-based policy";
  if (session?.some((statement) => statement.Effect === "Deny" && applies(statement, action, resource, via))) {
    return "with an explicit deny in a session policy";
  }
  if (!matchesAny(identity.allow, action)) return `because no identity-based policy allows the ${action} action`;
  if (
    session &&
    !session.some((statement) => statement.Effect === "Allow" && applies(statement, action, resource, via))
  ) {
    return `because no session policy allows the ${action} action`;
  }
  return undefined;
}

function applies(statement: Statement, action: string, resource: string, via: string | null): boolean {
  const { StringEquals: equal, StringNotEquals: other } = statement.Condition ?? {};
  // A negated condition holds where the key is missing.
  if (equal && !(via !== null && equal[VIA].includes(via))) return false;
  if (other && via !== null && other[VIA].includes(via)) return false;
  const named = statement.Action
    ? matchesAny(statement.Action, action)
    : !matchesAny(statement.NotAction ?? [], action);
  if (!named) return false;
  const covers = (pattern: string) => wildcard(pattern, "").test(resource);
  return statement.Resource ? statement.Resource.some(covers) : !(statement.NotResource ?? []).some(covers);
}

/** Actions are compared without regard to case. */
function matchesAny(patterns: readonly string[], action: string): boolean {
  return patterns.some((pattern) => wildcard(pattern, "i").test(action));
}

function wildcard(pattern: string, flags: string): RegExp {
  const source = pattern
    .replaceAll(/[.+^${}()|[\]\\]/g, String.raw`\$&`)
    .replaceAll("*", ".*")
    .replaceAll("?", ".");
  return new RegExp(`^${source}$`, `s${flags}`);
}
