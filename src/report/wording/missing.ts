import type { AsDeclaredAssumption, ExistsAssumption } from "../../model/assumption.ts";
import type { Finding, Judgement } from "../../model/finding.ts";
import { enumerate, join, name, ours, say, type Phrase } from "../phrase.ts";
import { count, nameOf, nounOf, placeInCode, resourceOf, type Voice, whereOf } from "../terms.ts";
import { type Worded, sentences } from "./worded.ts";

type Stale = Extract<Judgement, { verdict: "stale" }>;

/** Something that code refers to is not there. */
export function wordMissingReference(
  finding: Finding,
  assumption: ExistsAssumption,
  judgement: Stale,
  voice: Voice,
): Worded {
  const noun = nounOf(finding, voice);
  const where = whereOf(finding, voice);
  const reference =
    assumption.by === "lookup" ? say`looks up ${nameOf(finding)} in ${where}` : say`names ${literalOf(finding)}`;
  const absence =
    assumption.by === "lookup" ? say`No such ${noun} exists there` : say`No such ${noun} exists in ${where}`;
  return {
    headline: say`${resourceOf(finding, voice)} is missing`,
    live: ours("not found"),
    title: say`This ${noun} is not there.`,
    blocks: [
      sentences(
        join([
          say`${name(assumption.subject.address)} ${reference}.`,
          say`${absence}, ${effectOf(assumption)}.`,
          usesOf(assumption),
        ]),
      ),
      sentences(
        join([
          say`Create it before this is deployed, or correct ${isLookup(assumption) ? "the name" : "the reference"}.`,
          closestTo(judgement),
        ]),
      ),
    ],
  };
}

/** A resource that base declares is not there. */
export function wordMissingResource(finding: Finding, assumption: AsDeclaredAssumption, voice: Voice): Worded {
  if (!assumption.head) return wordAlreadyGone(finding, voice);
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
export function wordAlreadyGone(finding: Finding, voice: Voice): Worded {
  const noun = nounOf(finding, voice);
  return {
    headline: say`${resourceOf(finding, voice)} is gone already`,
    live: ours("not found"),
    title: say`This ${noun} is gone already.`,
    blocks: [
      sentences(
        say`This change removes the ${resourceOf(finding, voice)}, which ${name(voice.base)} declares. No such ${noun} exists in ${whereOf(finding, voice)}, so deploying this deletes nothing here.`,
      ),
    ],
  };
}

function isLookup({ by }: ExistsAssumption): boolean {
  return by === "lookup";
}

/** A data source fails the plan; a parameter's default only matters to a deployment that uses it. */
function effectOf(assumption: ExistsAssumption): Phrase {
  if (!isLookup(assumption)) return say`so this points at nothing`;
  const isDataSource = /(^|\.)data\.[^.]+\./.test(assumption.subject.address);
  return isDataSource ? say`so planning this change fails` : say`so a deployment that uses this name points at nothing`;
}

/** The block that names an id is spoken of already. */
function usesOf({ usedBy, source, subject }: ExistsAssumption): Phrase {
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
  return closest.length === 0 ? [] : say`Closest by name: ${enumerate(closest.map(name))}.`;
}

function literalOf(finding: Finding): Phrase {
  const { identifier } = finding.assumption.subject;
  return identifier === null ? nameOf(finding) : name(identifier);
}
