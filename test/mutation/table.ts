import { markdownTable } from "markdown-table";
import { samples } from "../resources/samples/index.ts";
import type { Sample } from "../resources/samples/sample.ts";
import { isSeen, judged } from "./judged.ts";
import { changesFor, type FormatName, formats, propertiesOf, titleOf } from "./sampled.ts";

/** What became of one sample in one format. */
export type Row = {
  readonly title: string;
  readonly format: FormatName;
  /** No read shows anything of it, so that only its removal can be seen. */
  readonly isUnseen: boolean;
  /** Changes of what is live, the resource's removal among them, and those that were not seen. */
  readonly changes: number;
  readonly unseen: readonly string[];
  /** Other ways to say the same, live or in code, and those that were taken for a difference. */
  readonly equivalences: number;
  readonly alarms: readonly string[];
};

/** Every sample as declared, with each compared attribute changed, one by one, and with each equivalence. */
export function mutationRows(): readonly Row[] {
  return samples.flatMap((sample) => {
    return formats.filter((format) => sample[format] !== null).map((format) => rowOf(sample, format));
  });
}

function rowOf(sample: Sample, format: FormatName): Row {
  const changes = changesFor(sample, propertiesOf(sample, format));
  const unseen = changes
    .filter(({ live, path }) => !isSeen(judged(sample, format, live), path, sample))
    .map(({ label }) => label);
  const isGone = isSeen(judged(sample, format, null), null, sample);
  const live = [{}, ...sample.equivalents].map((equivalent) => Object.assign({}, sample.live, equivalent));
  const declared = sample.alsoDeclared.filter((other) => other.format === format);
  const verdicts = [
    ...live.map((properties) => judged(sample, format, properties)),
    ...declared.map((other) => judged(sample, format, sample.live, other.arguments)),
  ];
  const alarms = verdicts.flatMap((judgement) => {
    return judgement.verdict === "stale" ? [judgement.differences.map(({ path }) => path).join(", ")] : [];
  });
  return {
    title: titleOf(sample),
    format,
    isUnseen: sample.isUnseen === true,
    changes: changes.length + 1,
    unseen: isGone ? unseen : [...unseen, "removed"],
    equivalences: verdicts.length,
    alarms,
  };
}

/** The rows as a Markdown table, with their sum as the last. */
export function mutationTable(rows: readonly Row[]): string {
  const sum = (count: (row: Row) => number) => rows.reduce((total, row) => total + count(row), 0);
  const line = (title: string, format: string, numbers: readonly number[]) => [title, format, ...numbers.map(String)];
  return markdownTable(
    [
      ["type", "declared in", "changes", "detected", "equivalences", "false alarms"],
      ...rows.map(({ title, format, changes, unseen, equivalences, alarms }) =>
        line(title, format, [changes, changes - unseen.length, equivalences, alarms.length]),
      ),
      line("all", "both", [
        sum(({ changes }) => changes),
        sum(({ changes, unseen }) => changes - unseen.length),
        sum(({ equivalences }) => equivalences),
        sum(({ alarms }) => alarms.length),
      ]),
    ],
    { align: ["l", "l", "r", "r", "r", "r"] },
  );
}
