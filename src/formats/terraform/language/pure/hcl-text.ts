import { suffixOf } from "../../../../model/address.ts";
import { inKeyOrder } from "./byte-order.ts";
import type { Failure } from "./failure.ts";
import { formatNumber } from "./number-format.ts";
import type { PlainValue } from "./plain-value.ts";

const IDENTIFIER = /^[\p{ID_Start}_][\p{ID_Continue}-]*$/u;

/** Whether text may be an attribute's name. */
export function isIdentifier(name: string): boolean {
  return IDENTIFIER.test(name);
}

/** A value as an expression, as hclwrite lays it out (https://pkg.go.dev/github.com/hashicorp/hcl/v2/hclwrite#TokensForValue). */
export function hclText(value: PlainValue): string | Failure {
  const written = expressionText(value);
  return typeof written === "string" ? indented(written) : written;
}

/** Attributes, one a line, as hclwrite lays them out. */
export function hclAttributes(entries: ReadonlyMap<string, PlainValue>): string | Failure {
  const written = attributesText(entries);
  return typeof written === "string" ? indented(written) : written;
}

function expressionText(value: PlainValue): string | Failure {
  switch (value.kind) {
    case "null":
      return "null";
    case "bool":
      return String(value.value);
    case "string":
      return quoted(value.value);
    case "number":
      return formatNumber(value.value);
    case "tuple": {
      const items: string[] = [];
      for (const item of value.items) {
        const written = expressionText(item);
        if (typeof written !== "string") return written;
        items.push(written);
      }
      return `[${items.join(", ")}]`;
    }
    case "object":
      break;
  }
  if (value.entries.size === 0) return "{}";
  const lines = attributesText(value.entries);
  return typeof lines === "string" ? `{\n${lines}}` : lines;
}

/** The signs of those on consecutive lines are aligned, but for values of several lines. */
function attributesText(entries: ReadonlyMap<string, PlainValue>): string | Failure {
  const written: { readonly name: string; readonly value: string }[] = [];
  for (const key of inKeyOrder(entries.keys())) {
    const entry = entries.get(key);
    const value = entry ? expressionText(entry) : "";
    if (typeof value !== "string") return value;
    written.push({ name: isIdentifier(key) ? key : quoted(key), value });
  }
  const lines: string[] = [];
  for (let start = 0; start < written.length;) {
    let end = start;
    while (end < written.length && !written[end]?.value.includes("\n")) end++;
    const run = written.slice(start, Math.max(end, start + 1));
    const width = Math.max(...run.map(({ name }) => Array.from(name).length));
    for (const { name, value } of run) {
      lines.push(`${name}${" ".repeat(width - Array.from(name).length)} = ${value}\n`);
    }
    start += run.length;
  }
  return lines.join("");
}

/** A line that opens brackets, however many, indents what follows by one step, until as many are closed. */
function indented(text: string): string {
  const opened: number[] = [];
  const lines = text.split("\n").map((line) => {
    const change = bracketsIn(line);
    for (let closed = -change; closed > 0 && opened.length > 0;) {
      const last = opened.pop() ?? 0;
      if (last > closed) opened.push(last - closed);
      closed -= last;
    }
    const placed = line === "" ? line : `${"  ".repeat(opened.length)}${line}`;
    if (change > 0) opened.push(change);
    return placed;
  });
  return lines.join("\n");
}

/** How many more brackets a line opens than it closes, those in quotes aside. */
function bracketsIn(line: string): number {
  const bare = line.replaceAll(/"(?:[^"\\]|\\.)*"/g, "");
  return bare.replaceAll(/[^[{]/g, "").length - bare.replaceAll(/[^\]}]/g, "").length;
}

/** As Terraform quotes the key of an instance. */
function quoted(text: string): string {
  return suffixOf(text).slice(1, -1);
}
