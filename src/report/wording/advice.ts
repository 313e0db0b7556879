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
  if (effect === "applied") return appliedAdvice(assumption, noun);
  if (effect !== "revert") return driftAdvice(rows, assumption, noun, voice);
  if (assumption.isReplaced) return replacedAdvice(rows, assumption, noun);
  if (assumption.head) return revertAdvice(rows, propertyWritten(group, assumption), voice);
  return say`Deploying this deletes the ${noun}, live values included, unless it is retained. Make sure that nothing needs them, then merge.`;
}

function appliedAdvice({ isReplaced }: AsDeclaredAssumption, noun: string): Phrase {
  return isReplaced
    ? say`Deploying this creates the ${noun} of the new name with it as well.`
    : say`Deploying this changes nothing here.`;
}

/** Another name makes another resource: nothing of the old one is updated. */
function replacedAdvice(rows: readonly ShownRow[], { subject }: AsDeclaredAssumption, noun: string): Phrase {
  const old = name(subject.name ?? subject.address);
  const [row] = rows;
  const right =
    row && rows.length === 1 ? rightOf(row.live) : say`if the live ones are right, write them here for the new one`;
  return say`This change gives the ${noun} another name: deploying it deletes ${old}, live values included, and creates one of the new name as this change declares it; ${right}.`;
}

/** The property that CloudFormation writes as a whole, when this change alters another part of it than what differs. */
function propertyWritten(group: readonly Difference[], { writes }: AsDeclaredAssumption): Phrase | undefined {
  const [property, ...parts] = group[0]?.path.split("/") ?? [];
  return writes === "changed" && property !== undefined && parts.length > 0 ? name(property) : undefined;
}

function revertAdvice(rows: readonly ShownRow[], property: Phrase | undefined, voice: Voice): Phrase {
  const [row] = rows;
  if (!row || rows.length > 1)
    return say`Live is not what ${name(voice.base)} declares. Deploying this sets the values of this change; if the live ones are right, write them here instead.`;
  const { live, head } = row;
  if (head.kind === "unresolved")
    return say`Deploying this sets a value that is not known here (${head.why}). If ${the(live)} is right, make sure that this change sets it.`;
  return say`Live is not what ${name(voice.base)} declares. ${outcomeOf(row, property)}; ${rightOf(live)}.`;
}

function outcomeOf({ base, head }: ShownRow, property: Phrase | undefined): Phrase {
  const isUnchanged =
    (base.kind === "value" && head.kind === "value" && base.text === head.text) ||
    (base.kind === "absent" && head.kind === "absent");
  const because =
    isUnchanged && property
      ? say`CloudFormation writes ${property} as a whole, and this change alters it: deploying this`
      : say`Deploying this`;
  if (head.kind === "absent") return say`${because} takes it away`;
  if (head.kind === "secret") return say`${because} sets the value of this change`;
  const set = say`${because} sets ${phraseOf(head)}`;
  if (!isUnchanged) return set;
  return property ? say`${set} again` : say`${set} again, although this change leaves it as it is`;
}

function rightOf(live: Shown): Phrase {
  if (live.kind === "absent") return say`if it should not be there, remove it here too`;
  return say`if ${the(live)} is right, write it here instead`;
}

function driftAdvice(rows: readonly ShownRow[], assumption: AsDeclaredAssumption, noun: string, voice: Voice): Phrase {
  const meaning = meaningOf(assumption, noun);
  return assumption.isForgotten ? meaning : join([meaning, choiceOf(rows, voice)]);
}

function choiceOf([row, ...others]: readonly ShownRow[], voice: Voice): Phrase {
  const base = name(voice.base);
  if (!row || others.length > 0) return say`If live is right, declare it; if not, put back what ${base} declares.`;
  if (row.live.kind === "absent")
    return say`If it should not be there, remove it from the code; if it should, make it live as ${base} declares it.`;
  if (row.base.kind === "absent") return say`If it should be there, declare it; if not, remove it from the account.`;
  return say`If ${the(row.live)} is right, declare it; if not, put back what ${base} declares.`;
}

/** Terraform writes every declared path of a resource that it touches, CloudFormation the properties that the change alters. */
function meaningOf({ touched, writes, isForgotten }: AsDeclaredAssumption, noun: string): Phrase {
  if (isForgotten)
    return say`This change takes the ${noun} out of the code without deleting it, so it stays as it is live.`;
  if (!touched) return say`This change leans on the ${noun} and does not write it, so it stays as it is live.`;
  if (writes === "changed")
    return say`CloudFormation writes only the properties that a change alters, so deploying this leaves it as it is live.`;
  return say`Deploying this does not write it, so it stays as it is live.`;
}

function the(shown: Shown): Phrase {
  return shown.kind === "value" ? phraseOf(shown) : say`the live value`;
}
