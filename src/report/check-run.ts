import type { CheckResult, Conclusion, Finding } from "../model/finding.ts";
import { blockInPlain } from "./blocks.ts";
import { evidenceLines } from "./evidence.ts";
import { MAX_CHECK_SUMMARY } from "./fit.ts";
import { inOrder, placeOf, staleFindings } from "./order.ts";
import { capitalize, inPlain } from "./phrase.ts";
import { shorten } from "./shorten.ts";
import { nothingToCheck } from "./states.ts";
import { summaryOf } from "./summary.ts";
import { type Terms, type Voice, voiceOf } from "./terms.ts";
import { titleOf } from "./title.ts";
import { wordFinding } from "./wording/index.ts";

/** What a check run says when it ends. `cancelled` is for a run that a newer push supersedes. */
export type CheckOutput = {
  readonly conclusion: Conclusion | "cancelled";
  readonly title: string;
  /** Markdown. */
  readonly summary: string;
  readonly annotations: readonly Annotation[];
};

/** A finding on its line at head. Plain text: GitHub renders no Markdown in annotations. */
type Annotation = {
  readonly path: string;
  readonly startLine: number;
  readonly endLine: number;
  readonly level: "failure" | "warning" | "notice";
  readonly title: string;
  readonly message: string;
  readonly rawDetails: string;
};

/** Title, in characters; message and raw details, 64 KB: kept far below, counted in characters of up to four bytes. */
const MAX_TITLE = 255;
const MAX_TEXT = 16_000;

const LEVELS = { block: "failure", warn: "warning", info: "notice" } as const;

export function toCheckOutput(result: CheckResult, terms: Terms): CheckOutput {
  const voice = voiceOf(result, terms);
  const isNothing = result.findings.length === 0 && result.problems.length === 0;
  const summary = summaryOf(result, voice, MAX_CHECK_SUMMARY, { withTitle: false });
  return {
    conclusion: result.conclusion,
    title: shorten(titleOf(result), MAX_TITLE),
    summary: isNothing ? `${nothingToCheck()}\n\n${summary}` : summary,
    annotations: inOrder(staleFindings(result)).flatMap((finding) => annotationOf(finding, voice) ?? []),
  };
}

/** None for what is kept off lines, and none for what the change removes: annotations belong to the head commit, where that is gone. */
function annotationOf(finding: Finding, voice: Voice): Annotation | undefined {
  const source = placeOf(finding);
  const worded = wordFinding(finding, voice);
  if (!worded || finding.quiet || source.side === "base") return undefined;
  return {
    path: source.path,
    startLine: source.line,
    endLine: source.line,
    level: LEVELS[finding.severity ?? "info"],
    title: shorten(inPlain(capitalize(worded.headline)), MAX_TITLE),
    message: shorten(worded.blocks.flatMap((block) => blockInPlain(block, voice)).join("\n"), MAX_TEXT),
    rawDetails: shorten(evidenceLines(finding.judgement.evidence).join("\n"), MAX_TEXT),
  };
}
