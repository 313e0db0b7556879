import type { LiteralReference } from "../../../model/declared.ts";
import type { Json } from "../../../model/json.ts";
import type { Value } from "../../../model/value.ts";
import { isLiteralReference } from "../../../resources/arn.ts";
import type { EvaluatedBody } from "./scope.ts";

/** How deep JSON in text is looked into. */
const MAX_DEPTH = 500;

/** Told of each ARN that is found. */
type Found = (arn: string) => void;

/** Every ARN in a block's values that names something which this code does not declare, each once for an attribute. */
export function literalsIn(attributes: EvaluatedBody["attributes"]): LiteralReference[] {
  const literals: LiteralReference[] = [];
  for (const { source, value } of attributes) collect(value, (arn) => literals.push({ arn, source }));
  return literals.length > 1 ? dedupedByPlace(literals) : literals;
}

function collect(value: Value, found: Found): void {
  // What is computed from a resource is no literal; what is sensitive is not to be shown.
  if (value.derivedFrom !== undefined || value.sensitive) return;
  if (value.kind === "known" && typeof value.value === "string") collectText(value.value, found, 0);
  else if (value.kind === "list") for (const item of value.items) collect(item, found);
  else if (value.kind === "map") for (const child of value.entries.values()) collect(child, found);
}

function collectText(text: string, found: Found, depth: number): void {
  if (text.startsWith("arn:")) {
    if (isLiteralReference(text)) found(text);
    return;
  }
  if (!text.includes("arn:") || !/^\s*[[{]/.test(text)) return;
  const json = parsed(text);
  if (json !== undefined) collectJson(json, found, depth);
}

/** A policy document, a redrive policy: JSON in a string. */
function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

function collectJson(json: Json, found: Found, depth: number): void {
  if (typeof json === "string") collectText(json, found, depth + 1);
  if (typeof json !== "object" || json === null || depth > MAX_DEPTH) return;
  for (const child of Object.values(json)) collectJson(child, found, depth + 1);
}

/** A `dynamic` block evaluates one attribute many times. */
function dedupedByPlace(literals: readonly LiteralReference[]): LiteralReference[] {
  const seen = new Map(
    literals.map((literal) => [
      `${literal.arn}\n${literal.source.path}\n${literal.source.line}:${literal.source.column}`,
      literal,
    ]),
  );
  return [...seen.values()];
}
