import type { Value } from "../../model/value.ts";
import { sameStructure } from "./same-value.ts";
import type { Sameness } from "./sameness.ts";

/** CloudWatch Logs writes the ARN of a group with `:*` at its end, and without. */
export function sameLogGroup(left: Value, right: Value): Sameness {
  return sameStructure(plain(left), plain(right));
}

function plain(value: Value): Value {
  return value.kind === "known" ? { ...value, value: String(value.value).replace(/:\*$/, "") } : value;
}
