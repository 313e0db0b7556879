import type { AsDeclaredAssumption } from "../../model/assumption.ts";
import type { Difference, Finding, Judgement } from "../../model/finding.ts";
import { inPlain, join, name, ours, say, type Phrase } from "../phrase.ts";
import { livePhrase, phraseOf, type ShownRow } from "../shown.ts";
import { literalIdOf, type Voice } from "../terms.ts";
import { wordDifferences } from "./compared.ts";
import { holdsMessage } from "./claim.ts";
import { wordKeptValues } from "./kept.ts";
import { wordAmbiguous } from "./ambiguous.ts";
import { wordAlreadyGone, wordMissingReference, wordMissingResource } from "./missing.ts";
import { wordNotReady, wordOtherContents } from "./not-ready.ts";
import { wordTaken } from "./taken.ts";
import { wordUndeployed } from "./undeployed.ts";
import { wordUnknown } from "./unknown.ts";
import { withWho } from "./who.ts";
import { type Block, sentences, type Worded } from "./worded.ts";

type Stale = Extract<Judgement, { verdict: "stale" }>;

/**
 * A stale finding in words; undefined for any other.
 * @param differences those to speak of, where a comment speaks of some only
 */
export function wordFinding(finding: Finding, voice: Voice, differences?: readonly Difference[]): Worded | undefined {
  const { assumption, judgement } = finding;
  if (judgement.verdict !== "stale") return undefined;
  if (assumption.kind === "exists" && judgement.differences.length > 0)
    return wordKeptValues(finding, assumption, differences ?? judgement.differences, voice);
  if (assumption.kind === "exists" && judgement.finding === "ambiguous")
    return wordAmbiguous(finding, assumption, judgement, voice);
  if (assumption.kind === "exists") return wordMissingReference(finding, assumption, judgement, voice);
  if (assumption.kind === "free") return wordTaken(finding, judgement, voice);
  if (assumption.kind === "ready" && judgement.differences.length > 0)
    return wordOtherContents(finding, differences ?? judgement.differences, voice);
  if (assumption.kind === "ready") return wordNotReady(finding, judgement, voice);
  const shown = differences ?? judgement.differences;
  return withWho(wordResource(finding, assumption, judgement, shown, voice), finding, shown, voice);
}

function wordResource(
  finding: Finding,
  assumption: AsDeclaredAssumption,
  judgement: Stale,
  differences: readonly Difference[],
  voice: Voice,
): Worded {
  if (judgement.undeployed && judgement.finding === "undeployed")
    return wordUndeployed(finding, assumption, judgement.undeployed, differences, voice);
  if (judgement.differences.length > 0)
    return withGap(wordDifferences(finding, assumption, differences, voice), judgement, voice);
  return judgement.finding === "missing"
    ? wordMissingResource(finding, assumption, judgement, voice)
    : wordAlreadyGone(finding, judgement, voice);
}

/** The finding's words with what kept from telling whether it is a deployment that is missing. */
function withGap(worded: Worded, { historyGap }: Stale, { base }: Voice): Worded {
  if (historyGap === undefined) return worded;
  const gap = say`Whether this is a change of ${name(base)} that was merged and not deployed could not be told: ${historyGap}.`;
  return { ...worded, blocks: [...worded.blocks, sentences(gap)] };
}

/** What a report says of any finding, in one line of plain text. */
export function messageOf(finding: Finding, voice: Voice): string {
  const { judgement } = finding;
  if (judgement.verdict === "holds") return inPlain(holdsMessage(finding, voice));
  if (judgement.verdict === "unknown") {
    const { reason, remedy } = wordUnknown({ ...judgement, finding }, voice);
    const id = literalIdOf(finding);
    const which = id === null ? [] : say`${name(id)}: `;
    return inPlain(join([say`Not checked: ${which}${reason}.`, remedy]));
  }
  const worded = wordFinding(finding, voice);
  return worded ? inPlain(join([worded.title, ...worded.blocks.map((block) => sentenceOf(block, voice))])) : "";
}

/** A block as sentences, for outputs without tables. */
function sentenceOf(block: Block, voice: Voice): Phrase {
  if (block.kind === "sentences") return block.text;
  const rows = block.rows.map((row) => rowSentence(row, block.rows.length > 1, block.withHead, voice));
  return join([join(rows, "; "), block.more > 0 ? say`and ${block.more} more` : []], "; ").concat(ours("."));
}

/** "main 30, live 300, this change 60" */
export function rowSentence(row: ShownRow, withLabel: boolean, withHead: boolean, voice: Voice): Phrase {
  const sides = [say`${name(voice.base)} ${phraseOf(row.base)}`, say`live ${livePhrase(row)}`];
  const all = withHead ? [...sides, say`this change ${phraseOf(row.head)}`] : sides;
  return withLabel ? say`${name(row.label)}: ${join(all, ", ")}` : join(all, ", ");
}
