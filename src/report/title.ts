import type { CheckResult } from "../model/finding.ts";
import { countsOf, staleFindings } from "./order.ts";
import { count } from "./terms.ts";

const ALL_HOLD: Readonly<Record<number, string>> = { 1: "The one assumption holds", 2: "Both assumptions hold" };

/** The run in one line: "3 of 14 assumptions no longer hold, 2 could not be checked". */
export function titleOf(result: CheckResult): string {
  const { total, holds, stale, unknown, waived } = countsOf(result);
  const problems = result.problems.length > 0 ? `${count(result.problems.length, "problem")} in the code` : "";
  if (total === 0) return problems === "" ? "Nothing to check" : `Nothing was checked, ${problems}`;
  const accepted = waived > 0 ? `${waived} waived` : "";
  const notChecked = unknown > 0 ? `${unknown} could not be checked` : "";
  if (stale > 0)
    return joinParts([
      `${total === 1 ? "The one assumption" : `${stale} of ${total} assumptions`} no longer ${stale === 1 ? "holds" : "hold"}`,
      notChecked,
      isForInformation(result) ? "for information only" : "",
    ]);
  if (unknown === total)
    return total === 1 ? "The one assumption could not be checked" : `None of ${total} assumptions could be checked`;
  if (unknown > 0)
    return joinParts([`${holds} of ${total} assumptions ${holds === 1 ? "holds" : "hold"}`, accepted, notChecked]);
  if (waived > 0 && holds === 0)
    return joinParts([total === 1 ? "The one assumption is waived" : `All ${total} assumptions are waived`, problems]);
  if (waived > 0)
    return joinParts([`${holds} of ${total} assumptions ${holds === 1 ? "holds" : "hold"}`, accepted, problems]);
  return joinParts([ALL_HOLD[total] ?? `All ${total} assumptions hold`, problems]);
}

/** A green check would else be titled as if something were wrong. */
function isForInformation(result: CheckResult): boolean {
  return result.conclusion === "success" && staleFindings(result).every(({ severity }) => severity === "info");
}

function joinParts(parts: readonly string[]): string {
  return parts.filter((part) => part !== "").join(", ");
}
