import type { Difference, Finding } from "../model/finding.ts";
import { blockInMarkdown } from "./blocks.ts";
import { decidingLook, evidenceDetails } from "./evidence.ts";
import { limited } from "./fit.ts";
import { enumerate, inMarkdown, join, name, ours, say, type Phrase } from "./phrase.ts";
import { accountInGroups, regionName, timeOfDay, type Voice } from "./terms.ts";
import { uncomparedGroups } from "./unknowns.ts";
import { wordFinding } from "./wording/index.ts";

/** What a comment speaks of, and where it stands. */
export type CommentScope = {
  /** Of the finding's differences, those to speak of. */
  readonly differences: readonly Difference[];
  /** The line that the comment is on; null where it is on none. */
  readonly place: { readonly path: string; readonly line: number } | null;
  /** Whether to say what could not be compared, once per finding. */
  readonly withNotes: boolean;
};

/**
 * A stale finding's comment in Markdown: what is there, what it means, what to do; then where and when it was seen.
 * @param limit rows of values and looks of evidence to show at most
 */
export function commentOf(finding: Finding, voice: Voice, scope: CommentScope, limit: number): string {
  const worded = wordFinding(finding, voice, scope.differences);
  if (!worded) return "";
  return [
    `**${inMarkdown(worded.title)}**`,
    ...worded.blocks.map((block) => blockInMarkdown(block, voice, limit)),
    scope.place ? inMarkdown(elsewhere(scope.differences, scope.place)) : "",
    `<sub>${inMarkdown(footerOf(finding))}</sub>`,
    evidenceDetails(
      limited(finding.judgement.evidence, limit).shown,
      scope.withNotes ? limited(uncompared(finding, voice), limit).shown : [],
    ),
  ]
    .filter((part) => part !== "")
    .join("\n\n");
}

/** Where the attributes are written, when that is not the line that the comment is on. */
function elsewhere(
  differences: readonly Difference[],
  place: { readonly path: string; readonly line: number },
): Phrase {
  const sources = differences.flatMap(({ source }) =>
    source && (source.path !== place.path || place.line < source.line || place.line > source.endLine) ? [source] : [],
  );
  const places = [
    ...new Set(sources.map(({ path, line }) => (path === place.path ? `line ${line}` : `${path}:${line}`))),
  ];
  return places.length === 0 ? [] : say`Written at ${enumerate(places.map(name))}.`;
}

function footerOf({ assumption, judgement }: Finding): Phrase {
  const look = decidingLook(judgement.evidence);
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
