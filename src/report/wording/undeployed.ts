import type { AsDeclaredAssumption } from "../../model/assumption.ts";
import type { Difference, Finding, Judgement } from "../../model/finding.ts";
import { labelOf } from "../differing.ts";
import { join, name, ours, say, type Phrase } from "../phrase.ts";
import { phraseOf } from "../shown.ts";
import { ageOf, count, nounOf, resourceOf, type Voice } from "../terms.ts";
import { leadOf, valuesBlock } from "./compared.ts";
import { type Block, sentences, type Worded } from "./worded.ts";

type Undeployed = NonNullable<Extract<Judgement, { verdict: "stale" }>["undeployed"]>;

/** Nobody changed it by hand: base was changed, and that is not deployed. */
export function wordUndeployed(
  finding: Finding,
  assumption: AsDeclaredAssumption,
  undeployed: Undeployed,
  differences: readonly Difference[],
  voice: Voice,
): Worded {
  const base = name(voice.base);
  const commit = name(undeployed.commit.slice(0, 7));
  const values = valuesBlock(differences, assumption);
  const [first] = differences;
  const what = first
    ? join([name(labelOf(first)), differences.length > 1 ? say`and ${differences.length - 1} more` : []])
    : [];
  return {
    headline: say`${what} of ${resourceOf(finding, voice)}: ${commit} is merged and not deployed`,
    live: values.rows[0] ? phraseOf(values.rows[0].live) : ours("–"),
    title: say`A change of ${base} is not deployed.`,
    blocks: [
      sentences(leadOf(differences, assumption, true)),
      values,
      sentences(
        join([
          say`Live is what ${base} declared before ${commit}, which was merged on ${ours(undeployed.at.slice(0, 10))} (${ours(ageOf(undeployed.at, voice))}) and is not deployed${laterOnes(undeployed)}.`,
          setBack(finding, undeployed),
        ]),
      ),
      sentences(adviceOf(assumption, values, nounOf(finding, voice), base)),
    ],
  };
}

function laterOnes({ later }: Undeployed): Phrase {
  return later === 0
    ? []
    : say`, nor ${later === 1 ? "is" : "are"} ${ours(count(later, "later change"))} of the same files`;
}

/** A call that is newer than the merge may have put live back: then it is not the deployment that is missing. */
function setBack({ judgement }: Finding, { at }: Undeployed): Phrase {
  if (judgement.verdict !== "stale" || judgement.changedBy?.kind !== "calls") return [];
  const isNewer = judgement.changedBy.calls.some(({ event, paths }) => paths.length > 0 && event.at > at);
  return isNewer
    ? say`The call named above is newer than that: look first whether it put back by hand what had been deployed.`
    : [];
}

function adviceOf(
  { head, touched, replaced }: AsDeclaredAssumption,
  { rows }: Extract<Block, { kind: "values" }>,
  noun: string,
  base: Phrase,
): Phrase {
  if (!head) return say`Deploying this deletes the ${noun}, so that change no longer matters here.`;
  if (!touched) return say`This change leans on the ${noun} as ${base} declares it: deploy ${base} first.`;
  if (replaced) return say`Deploying this replaces the ${noun}. Deploy ${base} first, to keep the two apart.`;
  const [row] = rows;
  const sets = row && rows.length === 1 && row.head.kind === "value" ? say` and sets ${phraseOf(row.head)}` : [];
  return say`Deploying this rolls that forward as well${sets}. Deploy ${base} first, to keep the two apart.`;
}
