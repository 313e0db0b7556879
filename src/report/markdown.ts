import type { CheckResult } from "../model/finding.ts";
import { fit, MAX_COMMENT, sizeOf } from "./fit.ts";
import { isSummary, SUMMARY_MARKER } from "./markers.ts";
import { countsOf, staleFindings } from "./order.ts";
import { inMarkdown, name } from "./phrase.ts";
import { commentBodies } from "./review.ts";
import { footerOf, sectionInMarkdown, sectionsOf, summaryOf } from "./summary.ts";
import { placeInCode, type Terms, type Voice, voiceOf } from "./terms.ts";
import { titleOf } from "./title.ts";

const HISTORY_OPENS = "<details><summary>What this comment said before</summary>";

/**
 * The sticky comment's body, or null when there should be none: all is well and nothing was said before.
 * @param offDiff the review's findings that have no line of the diff to stand on: they are spelled out
 * @param previous the body of this App's sticky comment on the pull request, null when there is none
 */
export function summaryComment(
  result: CheckResult,
  terms: Terms,
  previous: string | null,
  offDiff: ReadonlySet<string> = new Set(),
): string | null {
  const voice = voiceOf(result, terms);
  const room = MAX_COMMENT - sizeOf(`\n\n${SUMMARY_MARKER}`);
  const isWorthAComment = staleFindings(result).some(({ quiet }) => !quiet);
  if (isWorthAComment) return `${summaryOf(result, voice, room, { withTitle: true, offDiff })}\n\n${SUMMARY_MARKER}`;
  if (previous === null || !isSummary(previous)) return null;
  const now = isAllWell(result, voice)
    ? allWell(result, voice, room / 2)
    : summaryOf(result, voice, room / 2, { withTitle: true });
  return `${withHistory(now, previous, room)}\n\n${SUMMARY_MARKER}`;
}

/** Whether nothing is left for anybody to do: what could not be compared on resources that hold is folded in any case. */
function isAllWell(result: CheckResult, voice: Voice): boolean {
  const { holds, total } = countsOf(result);
  return holds === total && sectionsOf(result, voice).every(({ isFolded }) => isFolded);
}

/** One line, and the folds. */
function allWell(result: CheckResult, voice: Voice, max: number): string {
  const sections = sectionsOf(result, voice);
  const line = `**${titleOf(result)}${result.findings.length > 0 ? " again" : ""}.** ${footerOf(result)}`;
  const most = Math.max(...sections.map(({ lines }) => lines.length), 1);
  return fit(
    (limit) => [line, ...sections.map((section) => sectionInMarkdown(section, limit))].join("\n\n"),
    most,
    max,
  );
}

/** The command line's Markdown: the summary, then each finding as it would stand on its line. */
export function markdownReport(result: CheckResult, terms: Terms): string {
  const voice = voiceOf(result, terms);
  const comments = staleFindings(result)
    .filter(({ quiet }) => !quiet)
    .flatMap((finding) => commentBodies(finding, voice));
  const bodies = comments.map((comment) => `#### ${inMarkdown(name(placeInCode(comment)))}\n\n${comment.body}`);
  return `${[summaryOf(result, voice, Number.POSITIVE_INFINITY, { withTitle: true }), ...bodies].join("\n\n")}\n`;
}

/** What the comment said last, folded; whole lines go from its end where it would not fit. */
function withHistory(now: string, previous: string, room: number): string {
  const lines = lastSaid(previous).split("\n");
  const folded = (limit: number): string => {
    const kept = lines.slice(0, limit).join("\n").trim();
    return kept === "" ? now : `${now}\n\n${HISTORY_OPENS}\n\n${kept}\n\n</details>`;
  };
  return fit(folded, lines.length, room);
}

/**
 * The previous body without its marker and without what was folded in it; where it had folded what was said before,
 * only that.
 */
function lastSaid(previous: string): string {
  const body = previous.replaceAll("\r\n", "\n").trimEnd().slice(0, -SUMMARY_MARKER.length).trimEnd();
  const history = body.indexOf(`\n${HISTORY_OPENS}\n`);
  const said = history === -1 ? body : body.slice(history + HISTORY_OPENS.length + 2).replace(/\n<\/details>$/, "");
  return withoutFolds(said.trim());
}

/** Foreign text never begins a line, so these lines are ours. */
function withoutFolds(body: string): string {
  let depth = 0;
  const kept = body.split("\n").filter((line) => {
    if (line.startsWith("<details>")) depth += 1;
    const isShown = depth === 0;
    if (line === "</details>") depth -= 1;
    return isShown;
  });
  return kept.join("\n").replace(/\n{3,}/g, "\n\n");
}
