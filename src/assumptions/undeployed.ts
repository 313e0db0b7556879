import type { AsDeclaredAssumption } from "../model/assumption.ts";
import type { ResourceBlock } from "../model/declared.ts";
import type { Judgement } from "../model/finding.ts";
import type { Observations } from "../model/observation.ts";
import { compare } from "../resources/comparison/compare.ts";
import { settled } from "./awaited.ts";
import { placeOf, resourceKey } from "./identity.ts";
import { askable } from "./askable.ts";
import { lookUp } from "./look-up.ts";

/** Whether base's history can say more of a judgement: live differs from base, and this change is not the reason. */
export function mayBeUndeployed(judgement: Judgement): judgement is Extract<Judgement, { verdict: "stale" }> {
  if (judgement.verdict !== "stale" || judgement.differences.length === 0) return false;
  return judgement.finding === "would-revert" || judgement.finding === "drifted";
}

/** Whether what an earlier commit declared is what is live, on every path where base's declaration is not. */
export function wasDeclared(
  assumption: AsDeclaredAssumption,
  earlier: ResourceBlock,
  judgement: Extract<Judgement, { verdict: "stale" }>,
  observations: Observations,
): boolean {
  const asked = askable(assumption);
  if (!asked || isAnother(assumption.base, earlier)) return false;
  const { step, ...found } = lookUp(assumption, asked.type, asked.place, observations);
  if (step !== "done" || !("observation" in found) || found.observation.outcome !== "present") return false;
  const { base, head } = settled({ ...assumption, head: earlier }, observations).assumption;
  const { differing } = compare(asked.type, {
    base: base.properties,
    head: head?.properties ?? null,
    live: found.observation.properties,
    format: assumption.format,
    place: asked.place,
    ignored: (assumption.head ?? base).ignored,
    others: assumption.others ?? [],
  });
  const equal = new Set(differing.filter(({ headIsLive }) => headIsLive === true).map(({ path }) => path));
  return judgement.differences.every(({ path }) => equal.has(path));
}

/** Under another name it was another resource; a part of another one, too. */
function isAnother(base: ResourceBlock, earlier: ResourceBlock): boolean {
  const keys = [base, earlier].flatMap((block) => resourceKey(block.type, placeOf(block), block.identity) ?? []);
  return base.type !== earlier.type || new Set(keys).size > 1;
}
