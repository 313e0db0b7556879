import type { AsDeclaredAssumption, ExistsAssumption } from "../../model/assumption.ts";
import type { Finding, Judgement } from "../../model/finding.ts";
import { enumerate, join, name, ours, say, type Phrase } from "../phrase.ts";
import { count, literalIdOf, nameOf, nounOf, placeInCode, resourceOf, type Voice, whereOf } from "../terms.ts";
import { lookUpAgain } from "./kept.ts";
import { type Worded, sentences } from "./worded.ts";

type Stale = Extract<Judgement, { verdict: "stale" }>;

const WAITING = ours("scheduled for deletion");

/** Something that code refers to is not there. */
export function wordMissingReference(
  finding: Finding,
  assumption: ExistsAssumption,
  judgement: Stale,
  voice: Voice,
): Worded {
  const { named } = judgement;
  if (named) return wordMissingNamed(finding, assumption, { ...judgement, named }, voice);
  if (judgement.pendingDeletion) return wordWaitingReference(finding, assumption, voice);
  const noun = nounOf(finding, voice);
  const where = whereOf(finding, voice);
  const reference = assumption.kept
    ? say`keeps ${nameOf(finding)} for ${where}`
    : referenceOf(finding, assumption, where);
  const absence = assumption.isAnyones
    ? say`No account has a ${noun} of that name`
    : assumption.by === "literal"
      ? say`No such ${noun} exists in ${where}`
      : say`No such ${noun} exists there`;
  return {
    headline: say`${resourceOf(finding, voice)} is missing`,
    live: ours("not found"),
    title: say`This ${noun} is not there.`,
    blocks: [
      sentences(
        join([
          say`${name(assumption.kept ? assumption.source.path : assumption.subject.address)} ${reference}.`,
          say`${absence}, ${effectOf(assumption)}.`,
          usesOf(assumption),
        ]),
      ),
      sentences(join([remedyOf(assumption), closestTo(judgement)])),
    ],
  };
}

/** The value that code takes is there, and what it names is not: an export outlives what it is of. */
function wordMissingNamed(
  finding: Finding,
  assumption: ExistsAssumption,
  { named, closest, pendingDeletion }: Stale & { readonly named: NonNullable<Stale["named"]> },
  voice: Voice,
): Worded {
  const noun = voice.nounOf(named.type);
  const gone = pendingDeletion ? say`which is scheduled for deletion` : say`which is not there`;
  return {
    headline: say`${resourceOf(finding, voice)} names the ${noun} ${name(named.name)}, ${gone}`,
    live: pendingDeletion ? WAITING : ours("not found"),
    title: pendingDeletion
      ? say`This ${nounOf(finding, voice)} names what is scheduled for deletion.`
      : say`This ${nounOf(finding, voice)} names what is not there.`,
    blocks: [
      sentences(
        join([
          say`${name(assumption.subject.address)} takes the ${resourceOf(finding, voice)} from ${whereOf(finding, voice)}.`,
          say`It is there, and names the ${noun} ${name(named.name)}, ${gone}: what is given this value points at nothing.`,
          usesOf(assumption),
        ]),
      ),
      sentences(
        join([
          say`Put right the stack that has the ${nounOf(finding, voice)}, before this is deployed.`,
          closestOf(closest),
        ]),
      ),
    ],
  };
}

function referenceOf(finding: Finding, { by, isAnyones }: ExistsAssumption, where: Phrase): Phrase {
  if (by === "literal") return say`names ${nameOfLiteral(finding)}`;
  if (isAnyones)
    return say`${isBackend(finding.assumption) ? "keeps its state" : "reads a state"} in ${nameOf(finding)}`;
  return say`${by === "import" ? "is to be imported as" : "looks up"} ${nameOf(finding)} in ${where}`;
}

/** It is there, and can neither be read nor changed until it is restored. */
function wordWaitingReference(finding: Finding, assumption: ExistsAssumption, voice: Voice): Worded {
  const reference = isLookup(assumption) ? say`looks up ${nameOf(finding)}` : say`names ${nameOfLiteral(finding)}`;
  return waiting(finding, voice, [
    say`${name(assumption.subject.address)} ${reference} in ${whereOf(finding, voice)}.`,
    say`It exists there and is scheduled for deletion, so what relies on it fails.`,
    usesOf(assumption),
  ]);
}

function wordWaitingResource(finding: Finding, assumption: AsDeclaredAssumption, voice: Voice): Worded {
  const meaning = assumption.touched ? say`so deploying this fails` : say`and this change leans on it`;
  return waiting(finding, voice, [
    say`${name(voice.base)} declares the ${resourceOf(finding, voice)}. It exists in ${whereOf(finding, voice)} and is scheduled for deletion, ${meaning}.`,
  ]);
}

function waiting(finding: Finding, voice: Voice, what: readonly Phrase[]): Worded {
  return {
    headline: say`${resourceOf(finding, voice)} is scheduled for deletion`,
    live: WAITING,
    title: say`This ${nounOf(finding, voice)} is scheduled for deletion.`,
    blocks: [sentences(join(what)), sentences(say`Restore it before this is deployed, or take it out of the code.`)],
  };
}

/** A resource that base declares is not there. */
export function wordMissingResource(
  finding: Finding,
  assumption: AsDeclaredAssumption,
  judgement: Stale,
  voice: Voice,
): Worded {
  if (!assumption.head) return wordAlreadyGone(finding, judgement, voice);
  if (judgement.pendingDeletion) return wordWaitingResource(finding, assumption, voice);
  const noun = nounOf(finding, voice);
  const base = name(voice.base);
  const effect =
    assumption.writes === "declared"
      ? say`deploying this creates it anew instead of changing it`
      : say`there is nothing for this change to update`;
  const meaning = assumption.touched ? say`so ${effect}` : say`and this change leans on it`;
  return {
    headline: say`${resourceOf(finding, voice)} is declared and not live`,
    live: ours("not found"),
    title: say`This ${noun} is not there.`,
    blocks: [
      sentences(
        say`${base} declares the ${resourceOf(finding, voice)}, but no such ${noun} exists in ${whereOf(finding, voice)}, ${meaning}.`,
      ),
      sentences(
        say`If ${base} was never deployed, deploy it first. If the ${noun} was deleted, settle whether it is still wanted before merging.`,
      ),
    ],
  };
}

/** A resource that the change removes is gone already. */
export function wordAlreadyGone(finding: Finding, { pendingDeletion }: Stale, voice: Voice): Worded {
  const noun = nounOf(finding, voice);
  const isForgotten = finding.assumption.kind === "as-declared" && finding.assumption.isForgotten === true;
  const removal = ours(isForgotten ? "lets go of" : "removes");
  if (pendingDeletion) {
    return {
      headline: say`${resourceOf(finding, voice)} is scheduled for deletion already`,
      live: WAITING,
      title: say`This ${noun} is scheduled for deletion already.`,
      blocks: [
        sentences(
          say`This change removes the ${resourceOf(finding, voice)}, which ${name(voice.base)} declares. In ${whereOf(finding, voice)} it waits for its deletion already, so deploying this takes nothing away that is in use.`,
        ),
      ],
    };
  }
  return {
    headline: say`${resourceOf(finding, voice)} is gone already`,
    live: ours("not found"),
    title: say`This ${noun} is gone already.`,
    blocks: [
      sentences(
        join([
          say`This change ${removal} the ${resourceOf(finding, voice)}, which ${name(voice.base)} declares.`,
          say`No such ${noun} exists in ${whereOf(finding, voice)}, so ${isForgotten ? "there is nothing to be left" : "deploying this deletes nothing"} here.`,
        ]),
      ),
    ],
  };
}

function remedyOf(assumption: ExistsAssumption): Phrase {
  if (assumption.kept) return lookUpAgain(assumption);
  if (assumption.by === "import") return say`Correct the name, or take out the ${name("import")} block to create it.`;
  return say`Create it before this is deployed, or correct ${isLookup(assumption) ? "the name" : "the reference"}.`;
}

function isLookup({ by }: ExistsAssumption): boolean {
  return by !== "literal";
}

/** What CloudFormation itself takes from another stack. */
function isImport({ subject: { type } }: ExistsAssumption): boolean {
  return type.startsWith("cloudformation:");
}

/** What Terraform looks up at each plan. */
export function isDataSource({ subject }: ExistsAssumption): boolean {
  return /(^|\.)data\.[^.]+\./.test(subject.address);
}

/** A data source fails the plan; a parameter's default only matters to a deployment that uses it. */
function effectOf(assumption: ExistsAssumption): Phrase {
  if (!isLookup(assumption)) return say`so this points at nothing`;
  if (assumption.kept) return say`so a deployment that uses what is kept points at nothing`;
  if (isImport(assumption)) return say`so deploying this change fails`;
  if (assumption.isAdvisory) return say`so the check that looks it up only warns`;
  if (isBackend(assumption)) return say`so initializing this root fails`;
  if (assumption.by === "import") return say`so planning this change fails`;
  return isDataSource(assumption)
    ? say`so planning this change fails`
    : say`so a deployment that uses this name points at nothing`;
}

/** Where Terraform keeps what it knows of a root. */
function isBackend({ subject }: Finding["assumption"]): boolean {
  return subject.address.startsWith("terraform.backend.");
}

/** The block that names an id is spoken of already. */
export function usesOf({ usedBy, source, subject }: ExistsAssumption): Phrase {
  const others = usedBy.filter(({ address }) => address !== subject.address);
  if (others.length === 0) return [];
  const uses = others.map(
    ({ address, source: { path, line } }) =>
      say`${name(address)} (${path === source.path ? ours(`line ${line}`) : name(placeInCode({ path, line }))})`,
  );
  if (others.length === 1) return say`${enumerate(uses)} rests on it.`;
  return say`${ours(count(others.length, "block"))} of this change rest on it: ${enumerate(uses)}.`;
}

function closestTo({ closest }: Stale): Phrase {
  return closestOf(closest);
}

function closestOf(closest: readonly string[]): Phrase {
  return closest.length === 0 ? [] : say`Closest by name: ${enumerate(closest.map(name))}.`;
}

function nameOfLiteral(finding: Finding): Phrase {
  return name(literalIdOf(finding) ?? finding.assumption.subject.address);
}
