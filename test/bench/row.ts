import { markdownTable } from "markdown-table";

/** One line of the benchmark's table. `ok` is null for what could not be measured here; `measured` then says why. */
export type Row = {
  readonly what: string;
  readonly measured: string;
  readonly bound: string;
  readonly ok: boolean | null;
};

/** A group of rows that are measured together, by the name it is called with on the command line. */
export type Benchmark = {
  readonly name: string;
  readonly measure: () => Promise<readonly Row[]>;
};

/** A ratio that has to reach a bound. */
export function atLeast(what: string, ratio: number, bound: number, detail: string): Row {
  return { what, measured: `${ratio.toFixed(2)} (${detail})`, bound: `>= ${bound}`, ok: ratio >= bound };
}

/** A ratio that must not exceed a bound. */
export function atMost(what: string, ratio: number, bound: number, detail: string): Row {
  return { what, measured: `${ratio.toFixed(2)} (${detail})`, bound: `<= ${bound}`, ok: ratio <= bound };
}

/** A count that must not exceed a bound. */
export function countAtMost(what: string, count: number, bound: number, unit: string, detail = ""): Row {
  const measured = detail === "" ? `${count} ${unit}` : `${count} ${unit} (${detail})`;
  return { what, measured, bound: `<= ${bound} ${unit}`, ok: count <= bound };
}

/** What could not be measured, and why. */
export function notMeasured(what: string, bound: string, why: string): Row {
  return { what, measured: `not measured: ${why}`, bound, ok: null };
}

/** The rows as a table for the terminal and for Markdown alike. */
export function tableOf(rows: readonly Row[]): string {
  const cells = rows.map(({ what, measured, bound, ok }) => [
    what,
    measured,
    bound,
    ok === null ? "-" : ok ? "yes" : "NO",
  ]);
  return markdownTable([["what", "measured", "bound", "ok"], ...cells]);
}
