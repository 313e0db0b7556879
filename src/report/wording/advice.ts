import type { AsDeclaredAssumption } from "../../model/assumption.ts";
import type { Difference } from "../../model/finding.ts";
import { join, name, say, type Phrase } from "../phrase.ts";
import { phraseOf, type Shown, type ShownRow } from "../shown.ts";
import type { Voice } from "../terms.ts";

/** What a group of differences of one effect means for this change, and what to do about it. */
export function adviceOf(
  group: readonly Difference[],
  rows: readonly ShownRow[],
  assumption: AsDeclaredAssumption,
  noun: string,
  voice: Voice,
): Phrase {
  const effect = group[0]?.effect;
  if (effect === "applied") return say`Deploying this changes nothing here.`;
  if (effect !== "revert") return driftAdvice(rows, assumption, noun, voice);
  if (assumption.head) return revertAdvice(rows, voice);
  return say`Deploying this deletes the ${noun}, live values included, unless it is retained. Make sure that nothing needs them, then merge.`;
}

function revertAdvice(rows: readonly ShownRow[], voice: Voice): Phrase {
  const [row] = rows;
  if (!row || rows.length > 1)
    return say`Live is not what ${name(voice.base)} declares. Deploying this sets the values of this change; if the live ones are right, write them here instead.`;
  const { live, head } = row;
  if (head.kind === "unresolved")
    return say`Deploying this sets a value that is not known here (${head.why}). If ${the(live)} is right, make sure that this change sets it.`;
  return say`Live is not what ${name(voice.base)} declares. ${outcomeOf(row)}; ${rightOf(live)}.`;
}

function outcomeOf({ base, head }: ShownRow): Phrase {
  if (head.kind === "absent") return say`Deploying this takes it away`;
  if (head.kind === "secret") return say`Deploying this sets the value of this change`;
  const isUnchanged = base.kind === "value" && head.kind === "value" && base.text === head.text;
  const set = say`Deploying this sets ${phraseOf(head)}`;
  return isUnchanged ? say`${set} again, although this change leaves it as it is` : set;
}

function rightOf(live: Shown): Phrase {
  if (live.kind === "absent") return say`if it should not be there, remove it here too`;
  return say`if ${the(live)} is right, write it here instead`;
}

function driftAdvice(
  rows: readonly ShownRow[],
  { touched, writes }: AsDeclaredAssumption,
  noun: string,
  voice: Voice,
): Phrase {
  return join([meaningOf(touched, writes, noun), choiceOf(rows, voice)]);
}

function choiceOf([row, ...others]: readonly ShownRow[], voice: Voice): Phrase {
  const base = name(voice.base);
  if (!row || others.length > 0) return say`If live is right, declare it; if not, put back what ${base} declares.`;
  if (row.live.kind === "absent")
    return say`If it should not be there, remove it from the code; if it should, make it live as ${base} declares it.`;
  if (row.base.kind === "absent") return say`If it should be there, declare it; if not, remove it from the account.`;
  return say`If ${the(row.live)} is right, declare it; if not, put back what ${base} declares.`;
}

/** Terraform writes every declared path of a resource that it touches, CloudFormation only what the change alters. */
function meaningOf(touched: boolean, writes: AsDeclaredAssumption["writes"], noun: string): Phrase {
  if (!touched) return say`This change leans on the ${noun} and does not write it, so it stays as it is live.`;
  if (writes === "changed")
    return say`CloudFormation writes only what a change alters, so deploying this leaves it as it is live.`;
  return say`Deploying this does not write it, so it stays as it is live.`;
}

function the(shown: Shown): Phrase {
  return shown.kind === "value" ? phraseOf(shown) : say`the live value`;
}
