import { createHash } from "node:crypto";
import type { CheckResult, Difference, Finding } from "../model/finding.ts";
import type { Side } from "../model/source.ts";
import { blockInMarkdown } from "./blocks.ts";
import { evidenceDetails } from "./evidence.ts";
import { fit, limited, MAX_COMMENT } from "./fit.ts";
import { findingMarker } from "./markers.ts";
import { compareText, staleFindings } from "./order.ts";
import { enumerate, inMarkdown, join, name, ours, say, type Phrase } from "./phrase.ts";
import { accountInGroups, count, regionName, type Terms, timeOfDay, type Voice, voiceOf } from "./terms.ts";
import { titleOf } from "./title.ts";
import { uncomparedGroups } from "./unknowns.ts";
import { wordFinding } from "./wording/index.ts";

/** A line of a file on one side of the pull request's diff, as GitHub names sides. */
export type DiffLine = { readonly path: string; readonly line: number; readonly side: "LEFT" | "RIGHT" };

export type LineComment = DiffLine & {
  readonly body: string;
  /** Stable: the finding's id, with a suffix where one finding takes several lines. */
  readonly id: string;
};

export type Review = { readonly comments: readonly LineComment[]; readonly body: string };

/** A finding's differences that belong on one line; none for findings without differences. */
type Part = { readonly place: DiffLine; readonly differences: readonly Difference[] };

/**
 * One comment per finding on its line, or per line where a finding's differences are written on several. What is not
 * on the diff, unknown or switched off for lines is only in the summary: one line outside the diff and GitHub refuses
 * the whole review.
 * @param commentable whether the pull request's diff shows that line on that side
 */
export function toReview(result: CheckResult, terms: Terms, commentable: (line: DiffLine) => boolean): Review {
  const voice = voiceOf(result, terms);
  const comments = staleFindings(result)
    .filter(({ quiet }) => !quiet)
    .flatMap((finding) => commentsOn(finding, voice, commentable))
    .toSorted(
      (left, right) => compareText(left.path, right.path) || left.line - right.line || compareText(left.id, right.id),
    );
  const body =
    comments.length === 0 ? "" : `${titleOf(result)}; ${count(comments.length, "comment")} on the lines concerned.`;
  return { comments, body };
}

/** A finding's comment as it would stand on its line, for outputs without a diff. */
export function commentBodies(finding: Finding, voice: Voice): readonly LineComment[] {
  return commentsOn(finding, voice, () => true);
}

function commentsOn(finding: Finding, voice: Voice, commentable: (line: DiffLine) => boolean): readonly LineComment[] {
  const parts = partsOf(finding, commentable);
  return parts.flatMap(({ place, differences }, index) => {
    const id = parts.length === 1 ? finding.assumption.id : `${finding.assumption.id}-${suffixOf(differences)}`;
    const body = bodyOf(finding, differences, place, id, index === 0, voice);
    return body === undefined ? [] : [{ ...place, id, body }];
  });
}

/** Differences by the line that they are written on, where the diff shows it; else by their block's first line there. */
function partsOf(finding: Finding, commentable: (line: DiffLine) => boolean): readonly Part[] {
  const { assumption, judgement } = finding;
  if (judgement.verdict !== "stale") return [];
  const block = firstLine(assumption.source, commentable);
  if (judgement.differences.length === 0) return block ? [{ place: block, differences: [] }] : [];
  const parts = new Map<string, { place: DiffLine; differences: Difference[] }>();
  for (const difference of judgement.differences) {
    const place = (difference.source && firstLine(difference.source, commentable)) ?? block;
    if (!place) continue;
    const key = `${place.path}\n${place.line}\n${place.side}`;
    const part = parts.get(key) ?? { place, differences: [] };
    part.differences.push(difference);
    parts.set(key, part);
  }
  return [...parts.values()];
}

function firstLine(
  span: { readonly path: string; readonly line: number; readonly endLine: number; readonly side: Side },
  commentable: (line: DiffLine) => boolean,
): DiffLine | undefined {
  const side = span.side === "base" ? "LEFT" : "RIGHT";
  for (let line = span.line; line <= span.endLine; line += 1) {
    const candidate = { path: span.path, line, side } as const;
    if (commentable(candidate)) return candidate;
  }
  return undefined;
}

function suffixOf(differences: readonly Difference[]): string {
  const paths = differences.map(({ path }) => path).toSorted(compareText);
  return createHash("sha256").update(paths.join("\n")).digest("hex").slice(0, 6);
}

function bodyOf(
  finding: Finding,
  differences: readonly Difference[],
  place: DiffLine,
  id: string,
  isFirst: boolean,
  voice: Voice,
): string | undefined {
  const worded = wordFinding(finding, voice, differences);
  if (!worded) return undefined;
  const { evidence } = finding.judgement;
  const render = (limit: number): string =>
    [
      `**${inMarkdown(worded.title)}**`,
      ...worded.blocks.map((block) => blockInMarkdown(block, voice)),
      inMarkdown(elsewhere(differences, place)),
      `<sub>${inMarkdown(footerOf(finding))}</sub>`,
      evidenceDetails(limited(evidence, limit).shown, isFirst ? uncompared(finding, voice) : []),
      findingMarker(id),
    ]
      .filter((part) => part !== "")
      .join("\n\n");
  return fit(render, evidence.length, MAX_COMMENT);
}

/** Where the attributes are written, when that is not the line that the comment is on. */
function elsewhere(differences: readonly Difference[], place: DiffLine): Phrase {
  const sources = differences.flatMap(({ source }) =>
    source && (source.path !== place.path || place.line < source.line || place.line > source.endLine) ? [source] : [],
  );
  const places = [
    ...new Set(sources.map(({ path, line }) => (path === place.path ? `line ${line}` : `${path}:${line}`))),
  ];
  return places.length === 0 ? [] : say`Written at ${enumerate(places.map(name))}.`;
}

function footerOf({ assumption, judgement }: Finding): Phrase {
  const look = judgement.evidence.at(-1);
  const seen = look
    ? [accountInGroups(look.account), regionName(look.region), say`read ${ours(timeOfDay(look.at))}`]
    : [];
  return join([name(assumption.target), ...seen, name(assumption.id)], " · ");
}

function uncompared(finding: Finding, voice: Voice): readonly Phrase[] {
  return uncomparedGroups([finding], voice).map(({ reason, remedy, concerned }) =>
    join([say`Not compared: ${enumerate(concerned)}: ${reason}.`, remedy]),
  );
}
