import { inKeyOrder } from "./pure/byte-order.ts";
import { goQuote } from "./pure/go-quote.ts";
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
      return goQuote(term.value);
    case "map":
      return `{${inKeyOrder(term.entries.keys())
        .map((key) => `${goQuote(key)}:${hashOf(term.entries.get(key))};`)
        .join("")}}`;
    case "object":
      return `<${inKeyOrder(term.entries.keys())
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
