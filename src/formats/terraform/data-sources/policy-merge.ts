/** A policy document as JSON has it. */
export type PolicyDocument = {
  readonly Version?: string;
  readonly Id?: string;
  readonly Statement?: readonly Statement[];
};

export type Statement = { readonly Sid?: string; readonly [key: string]: unknown };

/**
 * Source documents first, then the block's own statements, then overrides: a statement replaces an earlier one of the
 * same `Sid`; two sources must not share one, nor two of the block's own. Of the versions the newest wins, of the ids
 * the last.
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
      if (sid !== "" && sids.has(sid)) return "two statements of its source documents have the same Sid";
      sids.add(sid);
    }
    merged = merge(merged, document);
  }
  const ownSids = (own.Statement ?? []).flatMap(({ Sid: sid }) => (sid === undefined ? [] : [sid]));
  if (new Set(ownSids).size < ownSids.length) return "two of its statements have the same Sid";
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
  const version = (after.Version ?? "") > (before.Version ?? "") ? after.Version : before.Version;
  const id = after.Id || before.Id;
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
    const { Statement: statements = [], ...rest } = document as Record<string, unknown>;
    if (!Array.isArray(statements)) return "the `Statement` of a document is no list";
    return { ...rest, Statement: (statements as Statement[]).map(asRead) };
  } catch {
    return "a source or override document is not JSON";
  }
}

/** A statement as the provider reads it: of a condition it knows strings and booleans, and leaves everything else out. */
function asRead(statement: Statement): Statement {
  const { Condition: condition, ...rest } = statement;
  if (!isObject(condition)) return statement;
  const tests = Object.entries(condition).map(([test, keys]) => [test, valuesAsRead(keys)] as const);
  const left = tests.filter(([, keys]) => Object.keys(keys).length > 0);
  return left.length === 0 ? rest : { ...rest, Condition: Object.fromEntries(left) };
}

function valuesAsRead(keys: unknown): object {
  if (!isObject(keys)) return {};
  return Object.fromEntries(
    Object.entries(keys).flatMap(([key, value]): (readonly [string, unknown])[] => {
      if (typeof value === "string" || Array.isArray(value)) return [[key, value]];
      return typeof value === "boolean" ? [[key, String(value)]] : [];
    }),
  );
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
