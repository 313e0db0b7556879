import { sortedKeys } from "./order.ts";
import { isFailure } from "./pure/failure.ts";
import { numberText } from "./pure/number-format.ts";
import { isSequence } from "./term.ts";
import type { Term } from "./term.ts";
import type { Num } from "./pure/number.ts";

/**
 * The text by which Terraform orders the elements of a set that have no order of their own: objects, tuples, lists
 * (cty/set_internals.go, `appendSetHashBytes`).
 */
export function hashText(term: Term): string {
  switch (term.kind) {
    case "unknown":
      return "?";
    case "null":
      return "~";
    case "bool":
      return term.value ? "T" : "F";
    case "number":
      return numberHash(term.value);
    case "string":
      return quote(term.value);
    case "map":
      return `{${sortedKeys(term.entries)
        .map((key) => `${quote(key)}:${hashOf(term.entries.get(key))};`)
        .join("")}}`;
    case "object":
      return `<${sortedKeys(term.entries)
        .map((key) => `${hashOf(term.entries.get(key))};`)
        .join("")}>`;
    case "tuple":
    case "list":
    case "set":
      break;
  }
  const items = isSequence(term) ? term.items.map((item) => `${hashText(item)};`).join("") : "";
  return term.kind === "tuple" ? `<${items}>` : `[${items}]`;
}

function hashOf(term: Term | undefined): string {
  return term ? hashText(term) : "~";
}

/** big.Float's String: ten significant digits. */
function numberHash(value: Num): string {
  const written = numberText(value, "g", 10);
  return isFailure(written) ? "" : written;
}

function quote(value: string): string {
  return JSON.stringify(value);
}
