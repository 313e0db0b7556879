import { createHash } from "node:crypto";
import type { CheckResult, Difference, Finding } from "../model/finding.ts";
import type { Side } from "../model/source.ts";
import { commentOf, type CommentScope } from "./comment.ts";
import { rowsOf } from "./differing.ts";
import { fit, MAX_COMMENT } from "./fit.ts";
import { findingMarker } from "./markers.ts";
import { compareText, staleFindings } from "./order.ts";
import { count, type Terms, type Voice, voiceOf } from "./terms.ts";
import { titleOf } from "./title.ts";

/** A line of a file on one side of the pull request's diff, as GitHub names sides. */
export type DiffLine = { readonly path: string; readonly line: number; readonly side: "LEFT" | "RIGHT" };

export type LineComment = DiffLine & {
  readonly body: string;
  /** Stable: the finding's id, with a suffix where one finding takes several lines. */
  readonly id: string;
};

export type Review = {
  readonly comments: readonly LineComment[];
  readonly body: string;
  /** Ids of findings that are not on the diff, or not in full: the summary spells them out. */
  readonly offDiff: ReadonlySet<string>;
};

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
  const findings = staleFindings(result).filter(({ quiet }) => !quiet);
  const comments = findings
    .flatMap((finding) => commentsOn(finding, voice, commentable))
    .toSorted(
      (left, right) => compareText(left.path, right.path) || left.line - right.line || compareText(left.id, right.id),
    );
  const body =
    comments.length === 0 ? "" : `${titleOf(result)}; ${count(comments.length, "comment")} on the lines concerned.`;
  const offDiff = new Set(
    findings.filter((finding) => !isPlaced(finding, commentable)).map(({ assumption }) => assumption.id),
  );
  return { comments, body, offDiff };
}

/** A finding's comment as it would stand on its line, for outputs without a diff. */
export function commentBodies(finding: Finding, voice: Voice): readonly LineComment[] {
  return commentsOn(finding, voice, () => true);
}

function commentsOn(finding: Finding, voice: Voice, commentable: (line: DiffLine) => boolean): readonly LineComment[] {
  const parts = partsOf(finding, commentable);
  return parts.map(({ place, differences }, index) => {
    const id = parts.length === 1 ? finding.assumption.id : `${finding.assumption.id}-${suffixOf(differences)}`;
    const { path, line, side } = place;
    return { path, line, side, id, body: bodyOf(finding, { differences, place, withNotes: index === 0 }, id, voice) };
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

function isPlaced(finding: Finding, commentable: (line: DiffLine) => boolean): boolean {
  const parts = partsOf(finding, commentable);
  const differences = finding.judgement.verdict === "stale" ? finding.judgement.differences.length : 0;
  return parts.length > 0 && parts.flatMap((part) => part.differences).length === differences;
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

function bodyOf(finding: Finding, scope: CommentScope, id: string, voice: Voice): string {
  const { judgement } = finding;
  const marker = findingMarker(id);
  const render = (limit: number): string => `${commentOf(finding, voice, scope, limit)}\n\n${marker}`;
  const rows = scope.differences.flatMap((difference) => rowsOf(difference).rows).length;
  return fit(render, Math.max(rows, judgement.evidence.length, judgement.unchecked.length), MAX_COMMENT);
}
