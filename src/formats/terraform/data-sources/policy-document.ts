import { convert } from "../language/convert.ts";
import { deepMarksOf } from "../language/marks.ts";
import { compareBytes } from "../language/pure/byte-order.ts";
import { firstUnknown, isKeyed, isSequence, text, unknown } from "../language/term.ts";
import type { Term } from "../language/term.ts";
import { STRING } from "../language/types.ts";
import type { DataSource } from "./data-source.ts";
import { mergedDocuments } from "./policy-merge.ts";
import type { PolicyDocument, Statement } from "./policy-merge.ts";

/** Every policy has this version unless it says another. */
const VERSION = "2012-10-17";
/** In it, `${…}` is text like any other: the provider refuses to make it. */
const WITHOUT_VARIABLES = "2008-10-17";

/**
 * `aws_iam_policy_document`: the JSON of a policy, as the provider makes it: lists of one item as that item, others
 * in falling order, `&{…}` for IAM's own variables.
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs/data-sources/iam_policy_document
 */
export const policyDocument: DataSource = ({ address, terms }) => {
  const given = [...terms.values()];
  // What it names is looked for in the block itself: for its users it is no literal.
  const marks = { ...deepMarksOf(...given), derivedFrom: address };
  const open = given.map(firstUnknown).find((term) => term !== undefined);
  const document = open ? open.reason : documentOf(terms);
  if (typeof document === "string") {
    const reason = open ? document : `\`${address}\`: ${document}`;
    return new Map(["json", "minified_json"].map((name) => [name, unknown(STRING, reason, marks)]));
  }
  return new Map([
    ["json", text(goJson(document, 2), marks)],
    ["minified_json", text(goJson(document, 0), marks)],
  ]);
};

/** The document, or why it cannot be made. */
function documentOf(terms: ReadonlyMap<string, Term>): PolicyDocument | string {
  const version = textOf(terms.get("version")) ?? VERSION;
  if (version === WITHOUT_VARIABLES && usesVariables(terms.get("statement")))
    return `\`&{\` is not supported in version ${WITHOUT_VARIABLES}`;
  const own: PolicyDocument = {
    Version: version,
    ...idOf(textOf(terms.get("policy_id"))),
    Statement: blocksOf(terms.get("statement")).map(statementOf),
  };
  const sources = documentsIn(terms, "source_json", "source_policy_documents");
  const overrides = documentsIn(terms, "override_json", "override_policy_documents");
  return mergedDocuments(sources, own, overrides);
}

function idOf(id: string | undefined): { readonly Id?: string } {
  return id === undefined || id === "" ? {} : { Id: id };
}

function documentsIn(terms: ReadonlyMap<string, Term>, one: string, many: string): string[] {
  const single = textOf(terms.get(one));
  return [...(single === undefined ? [] : [single]), ...textsOf(terms.get(many))].filter((json) => json.trim() !== "");
}

function statementOf(block: ReadonlyMap<string, Term>): Statement {
  const sid = textOf(block.get("sid"));
  const conditions = blocksOf(block.get("condition"));
  return {
    ...(sid !== undefined && sid !== "" && { Sid: sid }),
    Effect: textOf(block.get("effect")) ?? "Allow",
    ...listed("Action", textsOf(block.get("actions"))),
    ...listed("NotAction", textsOf(block.get("not_actions"))),
    ...listed("Resource", textsOf(block.get("resources")).map(withVariables)),
    ...listed("NotResource", textsOf(block.get("not_resources")).map(withVariables)),
    ...principals("Principal", blocksOf(block.get("principals"))),
    ...principals("NotPrincipal", blocksOf(block.get("not_principals"))),
    ...(conditions.length > 0 && { Condition: conditionsOf(conditions) }),
  };
}

function listed(key: string, items: readonly string[]): Readonly<Record<string, string | string[]>> {
  return items.length === 0 ? {} : { [key]: oneOrMany(items) };
}

function falling(items: readonly string[]): string[] {
  return items.toSorted((a, b) => compareBytes(b, a));
}

/** `*` of type `*` is everybody, which IAM writes without a type. */
function principals(key: string, blocks: readonly ReadonlyMap<string, Term>[]): Readonly<Record<string, unknown>> {
  const byType = new Map<string, string[]>();
  for (const block of blocks) {
    const type = textOf(block.get("type")) ?? "";
    byType.set(type, [...(byType.get(type) ?? []), ...textsOf(block.get("identifiers")).map(withVariables)]);
  }
  if (byType.size === 0) return {};
  const everybody = byType.get("*");
  if (byType.size === 1 && everybody?.length === 1 && everybody[0] === "*") return { [key]: "*" };
  return { [key]: Object.fromEntries([...byType].toSorted(byKey).map(([type, items]) => [type, oneOrMany(items)])) };
}

/** The provider takes them as a set. */
function oneOrMany(items: readonly string[]): string | string[] {
  const [only, ...others] = new Set(items);
  return only !== undefined && others.length === 0 ? only : falling([...new Set(items)]);
}

/** By operator, then by key; values of one key under one operator come together. */
function conditionsOf(blocks: readonly ReadonlyMap<string, Term>[]): Readonly<Record<string, unknown>> {
  const byTest = new Map<string, Map<string, string[]>>();
  for (const block of blocks) {
    const test = textOf(block.get("test")) ?? "";
    const variable = textOf(block.get("variable")) ?? "";
    const variables = byTest.get(test) ?? new Map<string, string[]>();
    variables.set(variable, [...(variables.get(variable) ?? []), ...textsOf(block.get("values")).map(withVariables)]);
    byTest.set(test, variables);
  }
  return Object.fromEntries(
    [...byTest]
      .toSorted(byKey)
      .map(([test, variables]) => [
        test,
        Object.fromEntries(
          [...variables]
            .toSorted(byKey)
            .map(([variable, values]) => [variable, values.length === 1 ? values[0] : values]),
        ),
      ]),
  );
}

function byKey([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return compareBytes(a, b);
}

/** Terraform's own `${` would be taken for its interpolation, so the provider reads `&{` for IAM's. */
function withVariables(value: string): string {
  return value.replaceAll("&{", "${");
}

/** Whether a statement has `&{` where the provider makes `${` of it: anywhere but in actions. */
function usesVariables(statements: Term | undefined): boolean {
  return blocksOf(statements).some((block) =>
    [...block].some(([name, term]) => !name.endsWith("actions") && holdsVariable(term)),
  );
}

function holdsVariable(term: Term): boolean {
  if (term.kind === "string") return term.value.includes("&{");
  if (isSequence(term)) return term.items.some(holdsVariable);
  return isKeyed(term) && [...term.entries.values()].some(holdsVariable);
}

function blocksOf(term: Term | undefined): ReadonlyMap<string, Term>[] {
  const blocks = term && isSequence(term) ? term.items : [];
  return blocks.flatMap((block) => (isKeyed(block) ? [block.entries] : []));
}

function textOf(term: Term | undefined): string | undefined {
  if (term?.kind !== "string" && term?.kind !== "number" && term?.kind !== "bool") return undefined;
  const converted = convert(term, STRING);
  return converted.kind === "string" ? converted.value : undefined;
}

function textsOf(term: Term | undefined): string[] {
  const items = term && isSequence(term) ? term.items : [];
  return items.map(textOf).filter((item) => item !== undefined);
}

/** JSON as Go's encoder writes it. */
function goJson(document: PolicyDocument, indent: number): string {
  return JSON.stringify(document, null, indent)
    .replaceAll("<", "\\u003c")
    .replaceAll(">", "\\u003e")
    .replaceAll("&", "\\u0026");
}
