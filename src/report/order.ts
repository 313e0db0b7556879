import type { CheckResult, Effect, Finding, Severity } from "../model/finding.ts";
import type { Side } from "../model/source.ts";

/** The worst first: it names a finding, and comes first where it is worded. */
export const EFFECTS: readonly Effect[] = ["revert", "drift", "applied"];

/** What is shown of a finding's judgement: an accepted stale one is `waived`. */
export type Verdict = "holds" | "stale" | "unknown" | "waived";

export type Counts = {
  readonly total: number;
  readonly holds: number;
  readonly stale: number;
  readonly unknown: number;
  readonly waived: number;
};

/** A stale finding, as people get to see it. */
export function verdictOf({ judgement, waiver }: Finding): Verdict {
  return judgement.verdict === "stale" && waiver ? "waived" : judgement.verdict;
}

export function withVerdict(result: CheckResult, verdict: Verdict): readonly Finding[] {
  return inOrder(result.findings).filter((finding) => verdictOf(finding) === verdict);
}

/** Stale findings, the worst first, else in the report's order. */
export function staleFindings(result: CheckResult): readonly Finding[] {
  return withVerdict(result, "stale").toSorted((left, right) => rank(left.severity) - rank(right.severity));
}

/** The report's order: target, path, line, id. Compared by code units, so that no locale has a say. */
export function inOrder(findings: readonly Finding[]): readonly Finding[] {
  return findings.toSorted(({ assumption: left }, { assumption: right }) => {
    return (
      compareText(left.target, right.target) ||
      compareText(left.source.path, right.source.path) ||
      left.source.line - right.source.line ||
      compareText(left.id, right.id)
    );
  });
}

/** Where a finding is shown when it has one place only: at its worst difference, else at its block. */
export function placeOf({ assumption, judgement }: Finding): {
  readonly path: string;
  readonly line: number;
  readonly side: Side;
} {
  const differences = judgement.verdict === "stale" ? judgement.differences : [];
  const worst = EFFECTS.flatMap((effect) => differences.filter((difference) => difference.effect === effect))[0];
  return worst?.source ?? assumption.source;
}

export function countsOf(result: CheckResult): Counts {
  const verdicts = result.findings.map(verdictOf);
  const count = (verdict: Verdict): number => verdicts.filter((each) => each === verdict).length;
  return {
    total: verdicts.length,
    holds: count("holds"),
    stale: count("stale"),
    unknown: count("unknown"),
    waived: count("waived"),
  };
}

export function compareText(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

function rank(severity: Severity | null): number {
  return ["block", "warn", "info"].indexOf(severity ?? "info");
}
