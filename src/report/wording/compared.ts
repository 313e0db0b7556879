import type { AsDeclaredAssumption } from "../../model/assumption.ts";
import type { Difference, Finding } from "../../model/finding.ts";
import { labelOf, rowsOf } from "../differing.ts";
import { EFFECTS } from "../order.ts";
import { enumerate, join, name, ours, say, type Phrase } from "../phrase.ts";
import { phraseOf } from "../shown.ts";
import { count, nounOf, resourceOf, type Voice, whereOf } from "../terms.ts";
import { adviceOf } from "./advice.ts";
import { type Block, type Worded, sentences } from "./worded.ts";

/** Live differs from what base declares: the differences given, with the values of all sides. */
export function wordDifferences(
  finding: Finding,
  assumption: AsDeclaredAssumption,
  differences: readonly Difference[],
  voice: Voice,
): Worded {
  const groups = EFFECTS.map((effect) => differences.filter((difference) => difference.effect === effect)).filter(
    (group) => group.length > 0,
  );
  const [worst = differences] = groups;
  const values = groups.map((group) => valuesBlock(group, assumption));
  const live = values[0]?.rows[0]?.live;
  return {
    headline: headlineOf(finding, assumption, worst, voice),
    live: live ? phraseOf(live) : ours("–"),
    title: titleOf(finding, assumption, worst, voice),
    blocks: groups.flatMap((group, index): Block[] => {
      const block = values[index];
      if (!block) return [];
      const isAdded = isOnlyAbsence(group) && group[0]?.effect === "revert" && !assumption.replaced;
      const advice = isAdded
        ? additionAdvice(group)
        : adviceOf(group, block.rows, assumption, nounOf(finding, voice), voice);
      if (isOnlyAbsence(group)) return [sentences(absenceOf(group, finding, voice)), sentences(advice)];
      return [sentences(leadOf(group, assumption, index === 0)), block, sentences(advice)];
    }),
  };
}

type Values = Extract<Block, { kind: "values" }>;

/** The values of all sides, path by path. */
export function valuesBlock(group: readonly Difference[], assumption: AsDeclaredAssumption): Values {
  const parts = group.map(rowsOf);
  const rows = parts.flatMap((part) => part.rows);
  const isReverted = group.some(({ effect }) => effect === "revert");
  const withHead =
    assumption.head !== null &&
    (isReverted || rows.some((row) => JSON.stringify(row.head) !== JSON.stringify(row.base)));
  return { kind: "values", rows, more: parts.reduce((sum, part) => sum + part.more, 0), withHead };
}

/** What differs, before its values. */
export function leadOf(group: readonly Difference[], { subject }: AsDeclaredAssumption, isFirst: boolean): Phrase {
  const address = name(subject.address);
  const [only] = group;
  const what =
    group.length === 1 && only
      ? say`${name(labelOf(only))} of ${address}`
      : say`${ours(count(group.length, "attribute"))} of ${address}`;
  return isFirst ? say`${what}:` : say`Also ${what}:`;
}

/** Parts that are declared and not there: their whole declaration would only repeat the code. */
function isOnlyAbsence(group: readonly Difference[]): boolean {
  return group.every(({ effect, sensitive, base, live }) => {
    return effect !== "applied" && !sensitive && live === undefined && typeof base === "object" && base !== null;
  });
}

/** The absent parts by name, the largest first: an index before the attribute that it is over. */
function partsOf(group: readonly Difference[]): Phrase {
  return enumerate(group.toSorted((left, right) => sizeOf(right) - sizeOf(left)).map((part) => name(labelOf(part))));
}

function sizeOf({ base }: Difference): number {
  return JSON.stringify(base ?? null).length;
}

function absenceOf(group: readonly Difference[], finding: Finding, voice: Voice): Phrase {
  const resource = resourceOf(finding, voice);
  return say`The ${resource} exists in ${whereOf(finding, voice)}, ${partsOf(group)} ${group.length > 1 ? "do" : "does"} not.`;
}

function additionAdvice(group: readonly Difference[]): Phrase {
  if (group.length > 1)
    return say`Deploying this adds them; what uses them fails until then. What should not be there, remove from the code.`;
  return say`Deploying this adds it; what uses it fails until then. If it should not be there, remove it from the code.`;
}

function titleOf(
  finding: Finding,
  { head, replaced }: AsDeclaredAssumption,
  group: readonly Difference[],
  voice: Voice,
): Phrase {
  const effect = group[0]?.effect;
  const base = name(voice.base);
  if (isOnlyAbsence(group)) return say`${partsOf(group)} ${group.length > 1 ? "are" : "is"} declared and not live.`;
  if (effect === "applied") return say`Live already is as this change declares it.`;
  if (effect === "revert" && !head)
    return say`This removes a live ${nounOf(finding, voice)} that is not as ${base} declares it.`;
  if (effect === "revert" && replaced)
    return say`This replaces a live ${nounOf(finding, voice)} that is not as ${base} declares it.`;
  if (effect === "revert")
    return group.length > 1 ? say`Deploying this overwrites ${group.length} live values.` : revertTitle(group);
  const [only] = group;
  if (group.length > 1 || !only) return say`${group.length} attributes are not live as ${base} declares them.`;
  return isValueDrift(only)
    ? say`A live value is not as ${base} declares it.`
    : say`${name(labelOf(only))} ${driftOf(only, base)}.`;
}

function isValueDrift({ sensitive, base, live }: Difference): boolean {
  return sensitive === true || (base !== undefined && live !== undefined);
}

function revertTitle([only]: readonly Difference[]): Phrase {
  return only && isAbsent(only)
    ? say`Deploying this adds what is not live.`
    : say`Deploying this overwrites a live value.`;
}

function isAbsent({ sensitive, live }: Difference): boolean {
  return sensitive !== true && live === undefined;
}

function headlineOf(
  finding: Finding,
  { head, replaced }: AsDeclaredAssumption,
  group: readonly Difference[],
  voice: Voice,
): Phrase {
  const [first] = group;
  const resource = resourceOf(finding, voice);
  if (!first) return resource;
  if (isOnlyAbsence(group))
    return say`${partsOf(group)} of ${resource} ${group.length > 1 ? "are" : "is"} declared and not live`;
  const what = join([name(labelOf(first)), group.length > 1 ? say`and ${group.length - 1} more` : []]);
  const base = name(voice.base);
  if (first.effect === "applied") return say`live already has ${what} of ${resource}`;
  if (first.effect === "revert" && replaced)
    return say`replaces ${resource}, whose live ${what} is not as ${base} declares`;
  if (first.effect === "revert" && head && isAbsent(first))
    return say`deploying adds ${what} of ${resource}, not live now`;
  if (first.effect === "revert" && head) return say`deploying overwrites live ${what} of ${resource}`;
  if (first.effect === "revert") return say`removes ${resource}, whose live ${what} is not as ${base} declares`;
  if (group.length > 1) return say`${what} of ${resource} are not as ${base} declares`;
  return say`${what} of ${resource} ${driftOf(first, base)}`;
}

function driftOf(difference: Difference, base: Phrase): Phrase {
  if (isValueDrift(difference)) return say`is not live as ${base} declares it`;
  return difference.live === undefined ? say`is declared and not live` : say`is live and not declared on ${base}`;
}
