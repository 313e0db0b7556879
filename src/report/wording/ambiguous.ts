import type { ExistsAssumption } from "../../model/assumption.ts";
import type { Finding, Judgement } from "../../model/finding.ts";
import { enumerate, join, name, ours, say } from "../phrase.ts";
import { nameOf, nounOf, resourceOf, type Voice, whereOf } from "../terms.ts";
import { isDataSource, usesOf } from "./missing.ts";
import { type Worded, sentences } from "./worded.ts";

/** Matches that are named; more would hide what to do about them. */
const MOST_NAMED = 5;

/** A look-up that must match one thing matches several. */
export function wordAmbiguous(
  finding: Finding,
  assumption: ExistsAssumption,
  { matches = [] }: Extract<Judgement, { verdict: "stale" }>,
  voice: Voice,
): Worded {
  const noun = nounOf(finding, voice);
  const named = matches.slice(0, MOST_NAMED).map(name);
  const more = matches.length - named.length;
  const all = more > 0 ? [...named, ours(`${more} more`)] : named;
  const effect = isDataSource(assumption) ? say`so planning this change fails` : say`so which is meant cannot be told`;
  return {
    headline: say`${resourceOf(finding, voice)} could be any of ${ours(String(matches.length))}`,
    live: ours(`${matches.length} match`),
    title: say`This look-up of one ${noun} matches several.`,
    blocks: [
      sentences(
        join([
          say`${name(assumption.subject.address)} looks up ${nameOf(finding)} in ${whereOf(finding, voice)}.`,
          say`${ours(String(matches.length))} match there, where it must be one, ${effect}: ${enumerate(all)}.`,
          usesOf(assumption),
        ]),
      ),
      sentences(say`Say more of the one that is meant, or name it by its id.`),
    ],
  };
}
