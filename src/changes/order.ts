import type { Finding } from "../model/finding.ts";
import type { Problem } from "../model/source.ts";

/** The report's order: target, then path, then line, then id. */
export function inOrder(findings: readonly Finding[]): readonly Finding[] {
  return findings.toSorted(
    ({ assumption: left }, { assumption: right }) =>
      compareText(left.target, right.target) ||
      compareText(left.source.path, right.source.path) ||
      left.source.line - right.source.line ||
      compareText(left.id, right.id),
  );
}

/** Each problem once, by path, then line, then message. */
export function problemsInOrder(problems: readonly Problem[]): readonly Problem[] {
  const byText = new Map(problems.map((problem) => [JSON.stringify([problem.path, problem.line, problem.message]), problem]));
  return [...byText.values()].toSorted(
    (left, right) =>
      compareText(left.path, right.path) || (left.line ?? 0) - (right.line ?? 0) || compareText(left.message, right.message),
  );
}

/** By code unit: the same on every machine, whatever its locale. */
function compareText(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
