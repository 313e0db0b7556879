import { isFailure, type Failure } from "./failure.ts";
import { inKeyOrder } from "./byte-order.ts";
import { formatNumber } from "./number-format.ts";
import type { PlainValue } from "./plain-value.ts";
import { isMultiline, writeText } from "./yaml-text.ts";
import { finish, startLine, write, yamlWriter, type YamlWriter } from "./yaml-writer.ts";

/** Longer keys, in bytes, are written after a `?`. */
const longestSimpleKey = 128;

/**
 * Terraform's `yamlencode`, which is go-cty-yaml over libyaml's emitter: every text in double quotes, or as a literal block
 * where it has lines, keys in the order of their bytes, lists in maps not indented. Fails for a number that cannot be written.
 */
export function yamlEncode(value: PlainValue): string | Failure {
  const writer = yamlWriter();
  const failed = writeNode(writer, value, -1, "root");
  if (failed !== undefined) return failed;
  const plain = value.kind === "null" || value.kind === "bool" || value.kind === "number";
  startLine(writer, 0);
  return finish(writer) + (plain ? "...\n" : "");
}

type Where = "root" | "item" | "value";

function writeNode(writer: YamlWriter, value: PlainValue, indent: number, where: Where): Failure | undefined {
  if (value.kind === "tuple" && value.items.length > 0) {
    return writeItems(writer, value.items, where === "value" && !writer.atIndent ? indent : deeper(indent));
  }
  if (value.kind === "object" && value.entries.size > 0) return writeEntries(writer, value.entries, deeper(indent));
  if (value.kind === "string") {
    writeText(writer, value.value, indent < 0 ? 2 : indent + 2, false);
    return undefined;
  }
  const text = plainText(value);
  if (isFailure(text)) return text;
  write(writer, text);
  return undefined;
}

/** What is written without quotes and on one line: null, truth, numbers and what is empty. */
function plainText(value: Exclude<PlainValue, { readonly kind: "string" }>): string | Failure {
  if (value.kind === "number") return formatNumber(value.value);
  if (value.kind === "tuple") return "[]";
  if (value.kind === "object") return "{}";
  return value.kind === "bool" ? String(value.value) : "null";
}

function deeper(indent: number): number {
  return indent < 0 ? 0 : indent + 2;
}

function writeItems(writer: YamlWriter, items: readonly PlainValue[], indent: number): Failure | undefined {
  for (const item of items) {
    startLine(writer, indent);
    write(writer, "-", true);
    const failed = writeNode(writer, item, indent, "item");
    if (failed !== undefined) return failed;
  }
  return undefined;
}

function writeEntries(
  writer: YamlWriter,
  entries: ReadonlyMap<string, PlainValue>,
  indent: number,
): Failure | undefined {
  for (const key of inKeyOrder(entries.keys())) {
    startLine(writer, indent);
    writeKey(writer, key, indent);
    const failed = writeNode(writer, entries.get(key) ?? { kind: "null" }, indent, "value");
    if (failed !== undefined) return failed;
  }
  return undefined;
}

function writeKey(writer: YamlWriter, key: string, indent: number): void {
  if (!isMultiline(key) && Buffer.byteLength(key) <= longestSimpleKey) {
    writeText(writer, key, indent + 2, true);
    write(writer, ":", false, false);
    return;
  }
  write(writer, "?", true);
  writeText(writer, key, indent + 2, false);
  startLine(writer, indent);
  write(writer, ":", true);
}
