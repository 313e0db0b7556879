import { failure, isFailure, type Failure } from "./failure.ts";
import { goQuote } from "./go-quote.ts";

/** Rows of text by column name; a table without rows has columns all the same. */
export type CsvTable = { readonly columns: readonly string[]; readonly rows: readonly ReadonlyMap<string, string>[] };

/** Terraform's `csvdecode`: the first row names the columns. */
export function csvDecode(text: string): CsvTable | Failure {
  const records = csvRecords(text);
  const [headers] = records;
  if (headers === undefined) return failure("missing header line");
  if (isFailure(headers)) return failure(headers.error);
  const duplicate = headers.fields.find((name, index) => headers.fields.indexOf(name) < index);
  if (duplicate !== undefined) return failure(`duplicate column name ${goQuote(duplicate)}`);
  const columns = headers.fields.map(normal);
  const rows: ReadonlyMap<string, string>[] = [];
  for (const record of records.slice(1)) {
    if (isFailure(record)) return record;
    if (record.fields.length !== columns.length) return problem(record.line, "wrong number of fields");
    rows.push(new Map(record.fields.map((field, index) => [columns[index] ?? "", normal(field)])));
  }
  return { columns, rows };
}

function normal(text: string): string {
  return text.normalize("NFC");
}

function problem(line: number, reason: string): Failure {
  return failure(`CSV parse error on line ${String(line)}: ${reason}`);
}

type CsvRecord = { readonly fields: readonly string[]; readonly line: number };

/** Records as Go's encoding/csv reads them, up to the first that is broken. Blank lines are none. */
function csvRecords(text: string): readonly (CsvRecord | Failure)[] {
  const lines = linesOf(text);
  const records: (CsvRecord | Failure)[] = [];
  let next = 0;
  while (next < lines.length) {
    if (lines[next] === "\n") {
      next += 1;
      continue;
    }
    const [record, after] = recordAt(lines, next);
    records.push(record);
    if (isFailure(record)) break;
    next = after;
  }
  return records;
}

/** Go ends lines at \n, drops a \r before it, and one at the end of the text. */
function linesOf(text: string): readonly string[] {
  const lines = text.split(/(?<=\n)/).filter((line) => line !== "");
  return lines.map((line, index) =>
    (index === lines.length - 1 ? line.replace(/\r$/, "") : line).replace(/\r\n$/, "\n"),
  );
}

function recordAt(lines: readonly string[], start: number): readonly [CsvRecord | Failure, number] {
  const fields: string[] = [];
  let index = start;
  let rest = lines[index] ?? "";
  for (;;) {
    if (!rest.startsWith('"')) {
      const comma = rest.indexOf(",");
      const field = comma < 0 ? rest.replace(/\n$/, "") : rest.slice(0, comma);
      if (field.includes('"')) return [problem(index + 1, 'bare " in non-quoted-field'), index];
      fields.push(field);
      if (comma < 0) return [{ fields, line: start + 1 }, index + 1];
      rest = rest.slice(comma + 1);
      continue;
    }
    const quoted = quotedField(lines, index, rest.slice(1));
    if (isFailure(quoted)) return [quoted, index];
    fields.push(quoted.field);
    index = quoted.index;
    if (!quoted.more) return [{ fields, line: start + 1 }, index + 1];
    rest = quoted.rest;
  }
}

type QuotedField = { readonly field: string; readonly index: number; readonly rest: string; readonly more: boolean };

function quotedField(lines: readonly string[], start: number, text: string): QuotedField | Failure {
  const parts: string[] = [];
  let index = start;
  let rest = text;
  for (;;) {
    const quote = rest.indexOf('"');
    if (quote < 0) {
      parts.push(rest);
      if (index + 1 >= lines.length) return problem(index + 1, 'extraneous or missing " in quoted-field');
      index += 1;
      rest = lines[index] ?? "";
      continue;
    }
    parts.push(rest.slice(0, quote));
    rest = rest.slice(quote + 1);
    if (rest.startsWith('"')) {
      parts.push('"');
      rest = rest.slice(1);
    } else if (rest.startsWith(",")) return { field: parts.join(""), index, rest: rest.slice(1), more: true };
    else if (rest === "" || rest === "\n") return { field: parts.join(""), index, rest: "", more: false };
    else return problem(index + 1, 'extraneous or missing " in quoted-field');
  }
}
