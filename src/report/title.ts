import type { CheckResult } from "../model/finding.ts";
import { countsOf } from "./order.ts";
import { count } from "./terms.ts";

/** The run in one line: "3 of 14 assumptions no longer hold, 2 could not be checked". */
export function titleOf(result: CheckResult): string {
  const { total, holds, stale, unknown, waived } = countsOf(result);
  const problems = result.problems.length > 0 ? `${count(result.problems.length, "problem")} in the code` : "";
  if (total === 0) return problems === "" ? "Nothing to check" : `Nothing was checked, ${problems}`;
  const notChecked = unknown > 0 ? `${unknown} could not be checked` : "";
  if (stale > 0)
    return joinParts([
      `${stale} of ${count(total, "assumption")} no longer ${stale === 1 ? "holds" : "hold"}`,
      notChecked,
    ]);
  if (unknown === total)
    return joinParts([
      total === 1 ? "The one assumption could not be checked" : `None of ${total} assumptions could be checked`,
    ]);
  if (unknown > 0)
    return joinParts([
      `${holds + waived} of ${count(total, "assumption")} ${holds + waived === 1 ? "holds" : "hold"}`,
      notChecked,
    ]);
  if (waived > 0)
    return `${holds} of ${count(total, "assumption")} ${holds === 1 ? "holds" : "hold"}, ${waived} waived`;
  const all = total === 1 ? "The one assumption holds" : `All ${total} assumptions hold`;
  return joinParts([all, problems]);
}

function joinParts(parts: readonly string[]): string {
  return parts.filter((part) => part !== "").join(", ");
}
