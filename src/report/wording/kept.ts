import type { ExistsAssumption } from "../../model/assumption.ts";
import type { Difference, Finding } from "../../model/finding.ts";
import { shellCommand } from "../command.ts";
import { join, name, ours, say, verbatim, type Phrase } from "../phrase.ts";
import { phraseOf, toRow, valuesOf } from "../shown.ts";
import { count, nounOf, resourceOf, type Voice, whereOf } from "../terms.ts";
import { type Worded, sentences } from "./worded.ts";

/** The resource is there, and no longer as code keeps it from an earlier look-up. */
export function wordKeptValues(
  finding: Finding,
  assumption: ExistsAssumption,
  differences: readonly Difference[],
  voice: Voice,
): Worded {
  const [first, ...others] = differences;
  const file = name(assumption.source.path);
  const rows = differences.map((difference) => toRow(difference.attribute, valuesOf(difference)));
  const [row] = rows;
  const label = name(first?.attribute ?? assumption.subject.address);
  const what = others.length === 0 ? label : say`${ours(count(differences.length, "value"))}`;
  return {
    headline: say`${join([label, others.length > 0 ? say`and ${others.length} more` : []])} of ${resourceOf(finding, voice)} ${others.length > 0 ? "are" : "is"} not what ${file} keeps`,
    live: row ? phraseOf(row.live) : ours("–"),
    title: say`What ${file} keeps of this ${nounOf(finding, voice)} is out of date.`,
    blocks: [
      sentences(say`${what} of ${resourceOf(finding, voice)} in ${whereOf(finding, voice)}:`),
      {
        kind: "values",
        rows,
        more: 0,
        withHead: rows.some(({ base, head }) => JSON.stringify(base) !== JSON.stringify(head)),
      },
      sentences(join([say`A deployment uses what is kept, not what is live.`, lookUpAgain(assumption)])),
    ],
  };
}

/** How what is kept is looked up anew; what is written by hand is corrected by hand. */
export function lookUpAgain({ kept, source }: ExistsAssumption): Phrase {
  const reset = kept?.head.reset;
  const command = reset && shellCommand(reset);
  if (command === undefined || command === null) return say`Correct it in ${name(source.path)}.`;
  const folder = source.path.slice(0, Math.max(0, source.path.lastIndexOf("/")));
  const where = folder === "" ? [] : say` in ${name(folder)}`;
  return say`Run ${verbatim(command)}${where}, synthesize again, and commit ${name(source.path)}.`;
}
