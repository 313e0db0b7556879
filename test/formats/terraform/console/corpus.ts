import { readdir, readFile, writeFile } from "node:fs/promises";

const FOLDER = new URL("expressions/", import.meta.url);

/** What `terraform console` printed for an expression, or the summary and detail of the error that it gave instead. */
export type Answer = { readonly prints: string } | { readonly error: string; readonly detail: string };

/** An expression; without an answer until it is recorded. */
export type Row = { readonly expression: string; readonly answer?: Answer };

/** The areas that expressions are kept for, one file each, in order. */
export async function areas(): Promise<readonly string[]> {
  const files = await readdir(FOLDER);
  return files
    .filter((file) => file.endsWith(".jsonl"))
    .map((file) => file.slice(0, -".jsonl".length))
    .toSorted();
}

/** The rows of an area; a file that is not there has none. Rows are `[expression]`, `[expression, printed]` or `[expression, null, error, detail]`. */
export async function readArea(area: string): Promise<readonly Row[]> {
  const text = await readFile(new URL(`${area}.jsonl`, FOLDER), "utf8").catch(() => "");
  return text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => parseRow(JSON.parse(line)));
}

/** Writes an area's rows, one a line. */
export async function writeArea(area: string, rows: readonly Row[]): Promise<void> {
  const lines = rows.map((row) => `${JSON.stringify(cells(row))}\n`);
  await writeFile(new URL(`${area}.jsonl`, FOLDER), lines.join(""));
}

function parseRow(row: unknown): Row {
  if (!Array.isArray(row)) throw new TypeError(`not a row: ${JSON.stringify(row)}`);
  const [expression, prints, error, detail] = row.map(String);
  if (expression === undefined) throw new TypeError("a row without an expression");
  if (error !== undefined) return { expression, answer: { error, detail: detail ?? "" } };
  return prints === undefined ? { expression } : { expression, answer: { prints } };
}

function cells({ expression, answer }: Row): readonly unknown[] {
  if (!answer) return [expression];
  return "prints" in answer ? [expression, answer.prints] : [expression, null, answer.error, answer.detail];
}
