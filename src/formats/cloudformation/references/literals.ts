import type { LiteralReference } from "../../../model/declared.ts";
import type { Span } from "../../../model/source.ts";
import type { Value } from "../../../model/value.ts";
import { isLiteralReference } from "../../../resources/arn.ts";

/**
 * Ids in text: every value that is wholly an ARN of one live resource and was not computed from what the template
 * declares. A secret one is not among them, as a reference is shown with its ARN.
 */
export function literalsIn(value: Value, holder: Span): readonly LiteralReference[] {
  const found = new Map<string, LiteralReference>();
  collect(value, holder, found);
  return [...found.values()];
}

function collect(value: Value, holder: Span, found: Map<string, LiteralReference>): void {
  const source = value.source ?? holder;
  switch (value.kind) {
    case "known":
      if (!isText(value.value) || value.derivedFrom !== undefined || value.sensitive) return;
      if (!isLiteralReference(value.value)) return;
      found.set(`${source.line}\n${value.value}`, { arn: value.value, source });
      return;
    case "list":
      for (const item of value.items) collect(item, source, found);
      return;
    case "map":
      for (const entry of value.entries.values()) collect(entry, source, found);
      return;
    case "unresolved":
  }
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}
