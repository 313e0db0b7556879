import type { Difference, Finding, Judgement } from "../../model/finding.ts";
import { enumerate, join, name, ours, say, type Phrase } from "../phrase.ts";
import { resourceOf, type Voice, whereOf } from "../terms.ts";
import { type Worded, sentences } from "./worded.ts";

/** The stack is there, and CloudFormation would refuse to update it as it is. */
export function wordNotReady(
  finding: Finding,
  judgement: Extract<Judgement, { verdict: "stale" }>,
  voice: Voice,
): Worded {
  const state = judgement.state ?? "";
  return {
    headline: say`${resourceOf(finding, voice)} is not ready for an update`,
    live: name(state),
    title: say`This stack cannot be updated as it is.`,
    blocks: [
      sentences(
        say`The ${resourceOf(finding, voice)} in ${whereOf(finding, voice)} is in ${name(state)}: ${meaningOf(state)}.`,
      ),
      sentences(remedyOf(state, voice)),
    ],
  };
}

/** The stack holds something else than base declares: comparisons with base are to be read so. */
export function wordOtherContents(finding: Finding, differences: readonly Difference[], voice: Voice): Worded {
  const base = name(voice.base);
  const stack = resourceOf(finding, voice);
  const idsOf = (chosen: readonly Difference[]): Phrase => enumerate(chosen.map(({ attribute }) => name(attribute)));
  const missing = differences.filter(({ live }) => live === undefined);
  const extra = differences.filter((difference) => difference.base === undefined);
  const other = differences.filter((difference) => difference.live !== undefined && difference.base !== undefined);
  const isApplied = differences.every(({ effect }) => effect === "applied");
  const cause = isApplied
    ? say`That is what this change declares: it is deployed already.`
    : say`Either ${base} was not deployed yet, or something else was since. Deploy ${base} first, so that what is said here of its resources is of what is live.`;
  return {
    headline: isApplied
      ? say`${stack} already holds what this change declares`
      : say`${stack} does not hold what ${base} declares`,
    live: ours(isApplied ? "as in this change" : "another template"),
    title: say`This stack does not hold what ${base} declares.`,
    blocks: [
      sentences(
        join([
          say`The ${stack} in ${whereOf(finding, voice)} differs:`,
          join(
            [
              missing.length > 0 ? say`it has no ${idsOf(missing)}` : [],
              extra.length > 0 ? say`it has ${idsOf(extra)}, which ${base} does not declare` : [],
              other.length > 0 ? say`${idsOf(other)} ${other.length > 1 ? "are" : "is"} of another type` : [],
            ],
            "; ",
          ).concat(ours(".")),
        ]),
      ),
      sentences(cause),
    ],
  };
}

/** What a state means (https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/view-stack-events.html). */
function meaningOf(state: string): Phrase {
  if (state === "REVIEW_IN_PROGRESS")
    return say`a change set was made for it and never executed, so nothing is deployed`;
  if (state === "ROLLBACK_COMPLETE") return say`its creation failed and was taken back, and it can only be deleted`;
  if (state === "ROLLBACK_FAILED")
    return say`its creation failed, and so did taking it back, and it can only be deleted`;
  if (state === "UPDATE_ROLLBACK_FAILED")
    return say`an update failed, and so did taking it back, so what is live is neither the one nor the other`;
  if (state.endsWith("_IN_PROGRESS")) return say`an operation on it is under way`;
  if (state === "DELETE_COMPLETE") return say`it has been deleted`;
  return say`its last operation failed`;
}

function remedyOf(state: string, { again }: Voice): Phrase {
  if (state === "REVIEW_IN_PROGRESS") return say`Execute the change set, or delete the stack, before this is deployed.`;
  if (state === "ROLLBACK_COMPLETE" || state === "ROLLBACK_FAILED") return say`Delete it, then deploy it anew.`;
  if (state === "UPDATE_ROLLBACK_FAILED")
    return say`Put right what failed and continue the rollback, before this is deployed.`;
  if (state.endsWith("_IN_PROGRESS")) return say`Wait until it is done. ${again} then.`;
  return say`Look at its events and put it right before this is deployed.`;
}
