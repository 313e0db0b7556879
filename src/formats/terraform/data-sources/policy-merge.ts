/** A policy document as JSON has it. */
export type PolicyDocument = {
  readonly Version?: string;
  readonly Id?: string;
  readonly Statement?: readonly Statement[];
};

export type Statement = { readonly Sid?: string; readonly [key: string]: unknown };

/**
 * Source documents first, then the block's own statements, then overrides: a statement replaces an earlier one of the
 * same `Sid`; two sources must not share one. Version and id of a later document win.
 * @returns why that cannot be done, as text
 */
export function mergedDocuments(
  sources: readonly string[],
  own: PolicyDocument,
  overrides: readonly string[],
): PolicyDocument | string {
  let merged: PolicyDocument = {};
  const sids = new Set<string>();
  for (const source of sources) {
    const document = parsedDocument(source);
    if (typeof document === "string") return document;
    for (const { Sid: sid = "" } of document.Statement ?? []) {
      if (sid !== "" && sids.has(sid)) return `two source documents have a statement with the Sid \`${sid}\``;
      sids.add(sid);
    }
    merged = merge(merged, document);
  }
  merged = merge(merged, own);
  for (const override of overrides) {
    const document = parsedDocument(override);
    if (typeof document === "string") return document;
    merged = merge(merged, document);
  }
  return merged;
}

function merge(before: PolicyDocument, after: PolicyDocument): PolicyDocument {
  const statements = [...(before.Statement ?? [])];
  for (const statement of after.Statement ?? []) {
    const index = statement.Sid ? statements.findIndex(({ Sid: sid }) => sid === statement.Sid) : -1;
    if (index >= 0) statements[index] = statement;
    else statements.push(statement);
  }
  const version = after.Version ?? before.Version;
  const id = after.Id ?? before.Id;
  return {
    ...(version !== undefined && { Version: version }),
    ...(id !== undefined && { Id: id }),
    ...(statements.length > 0 && { Statement: statements }),
  };
}

function parsedDocument(json: string): PolicyDocument | string {
  try {
    const document: unknown = JSON.parse(json);
    if (typeof document !== "object" || document === null || Array.isArray(document))
      return "a document is no JSON object";
    const { Statement: statements, ...rest } = document as Record<string, unknown>;
    const list = statements === undefined ? [] : Array.isArray(statements) ? statements : [statements];
    return { ...rest, Statement: list as Statement[] };
  } catch {
    return "a source or override document is not JSON";
  }
}
