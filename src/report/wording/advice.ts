import type { AsDeclaredAssumption, Replaced } from "../../model/assumption.ts";
import type { Difference } from "../../model/finding.ts";
import { asString } from "../../model/value.ts";
import { enumerate, join, name, say, type Phrase } from "../phrase.ts";
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
  if (assumption.replaced) return replacedAdvice(rows, assumption, assumption.replaced, noun);
  if (assumption.head) return revertAdvice(rows, propertyWritten(group, assumption), voice);
  return removedAdvice(assumption, noun);
}

/** What CloudFormation does with what a template no longer has, the template itself says. */
function removedAdvice({ base }: AsDeclaredAssumption, noun: string): Phrase {
  const policy = asString(base.arguments.entries.get("DeletionPolicy"));
  if (policy === "Snapshot")
    return say`Deploying this deletes the ${noun} once a snapshot of it is made, as its ${name("DeletionPolicy")} says: settings that are live are lost. Make sure that nothing needs them, then merge.`;
  return say`Deploying this deletes the ${noun}, live values included, unless it is retained. Make sure that nothing needs them, then merge.`;
}

function appliedAdvice({ replaced }: AsDeclaredAssumption, noun: string): Phrase {
  if (!replaced) return say`Deploying this changes nothing here.`;
  return replaced.by === "name"
    ? say`Deploying this creates the ${noun} of the new name with it as well.`
    : say`Deploying this creates the new ${noun} with it as well.`;
}

/** Another name, or what cannot change in place, makes another resource: nothing of the old one is updated. */
function replacedAdvice(
  rows: readonly ShownRow[],
  { subject }: AsDeclaredAssumption,
  replaced: Replaced,
  noun: string,
): Phrase {
  const old = name(subject.name ?? subject.address);
  const [row] = rows;
  const right =
    row && rows.length === 1 ? rightOf(row.live) : say`if the live ones are right, write them here for the new one`;
  const what =
    replaced.by === "name"
      ? say`This change gives the ${noun} another name: deploying it deletes ${old}, live values included, and creates one of the new name as this change declares it; ${right}.`
      : say`${because(replaced.by)}: deploying this creates a new ${noun} as this change declares it, and deletes this one, live values included; ${right}.`;
  return join([what, dependentsOf(replaced)]);
}

/** Properties that CloudFormation cannot change in place, as the reason of what follows. */
function because(properties: readonly string[]): Phrase {
  return say`This change alters ${enumerate(properties.map(name))}, which cannot change in place`;
}

/** What the replacement means for what leans on the resource: CloudFormation updates what its own template says. */
function dependentsOf({ usedBy }: Replaced): Phrase {
  if (usedBy.length === 0) return [];
  const blocks = enumerate(usedBy.map(({ address, source }) => say`${name(address)} (line ${source.line})`));
  const lean = usedBy.length > 1 ? say`lean` : say`leans`;
  return say`${blocks} ${lean} on it, and ${usedBy.length > 1 ? "are" : "is"} pointed at the new one; what names the old one elsewhere is not.`;
}

/** For what holds in CloudFormation, which shows no plan: that deploying makes another resource of it, and what that means. */
export function replacementNote({ replaced, subject, writes }: AsDeclaredAssumption, noun: string): Phrase {
  if (!replaced || writes !== "changed") return [];
  const old = name(subject.name ?? subject.address);
  const gone = replaced.isKept
    ? say`and leaves ${old} where it is, as its ${name("UpdateReplacePolicy")} says`
    : say`and deletes ${old}`;
  const what =
    replaced.by === "name"
      ? say`This change gives it another name: deploying it creates a ${noun} of the new name, ${gone}.`
      : say`${because(replaced.by)}: deploying it creates a new ${noun}, ${gone}.`;
  return join([what, dependentsOf(replaced)]);
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
  const { head, replaced, touched, isForgotten } = assumption;
  const meaning = meaningOf(assumption, noun);
  if (isForgotten) return meaning;
  const leaves = head === null || replaced?.isKept === true;
  return leaves && touched
    ? join([meaning, replaced ? dependentsOf(replaced) : []])
    : join([meaning, choiceOf(rows, voice)]);
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
function meaningOf({ touched, writes, isForgotten, head, replaced }: AsDeclaredAssumption, noun: string): Phrase {
  if (isForgotten)
    return say`This change takes the ${noun} out of the code without deleting it, so it stays as it is live.`;
  if (touched && !head)
    return say`Deploying this takes the ${noun} out of the stack and leaves it as it is live, as its ${name("DeletionPolicy")} says.`;
  if (touched && replaced?.isKept)
    return say`Deploying this creates a new ${noun} and leaves this one as it is live, out of the stack, as its ${name("UpdateReplacePolicy")} says.`;
  if (!touched) return say`This change leans on the ${noun} and does not write it, so it stays as it is live.`;
  if (writes === "changed")
    return say`CloudFormation writes only the properties that a change alters, so deploying this leaves it as it is live.`;
  return say`Deploying this does not write it, so it stays as it is live.`;
}

function the(shown: Shown): Phrase {
  return shown.kind === "value" ? phraseOf(shown) : say`the live value`;
}
