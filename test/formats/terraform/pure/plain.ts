import type { FormatArgument } from "../../../../src/formats/terraform/language/pure/format-verb.ts";
import type { Num } from "../../../../src/formats/terraform/language/pure/number.ts";
import type { PlainValue } from "../../../../src/formats/terraform/language/pure/plain-value.ts";
import { failure, isFailure } from "../../../../src/formats/terraform/language/pure/failure.ts";
import type { Failure } from "../../../../src/formats/terraform/language/pure/failure.ts";
import { jsonEncode } from "../../../../src/formats/terraform/language/pure/json.ts";
import { formatNumber } from "../../../../src/formats/terraform/language/pure/number-format.ts";
import { parseNumber } from "../../../../src/formats/terraform/language/pure/number-parse.ts";

/** A value as the recordings hold it: JSON, with numbers as `{ "#number": "their digits" }`. */
export function plain(recorded: unknown): PlainValue {
  if (recorded === null) return { kind: "null" };
  if (typeof recorded === "boolean") return { kind: "bool", value: recorded };
  if (typeof recorded === "string") return { kind: "string", value: recorded.normalize("NFC") };
  if (Array.isArray(recorded)) return { kind: "tuple", items: recorded.map(plain) };
  const entries = Object.entries(recorded as object);
  const [first] = entries;
  if (entries.length === 1 && first?.[0] === "#number" && typeof first[1] === "string") {
    return { kind: "number", value: numberOf(first[1]) };
  }
  return { kind: "object", entries: new Map(entries.map(([key, value]) => [key.normalize("NFC"), plain(value)])) };
}

/** A number from its digits, for tests that know they are digits. */
export function numberOf(digits: string): Num {
  const number = parseNumber(digits);
  if (number === undefined) throw new Error(`not a number: ${digits}`);
  return number;
}

/** A value as `format` sees it, with conversions enough for what the recordings hold. */
export function argument(value: PlainValue): FormatArgument {
  return {
    kind: value.kind === "null" || value.kind === "string" || value.kind === "number" ? value.kind : "other",
    asText: () => text(value),
    asNumber: () => number(value),
    asBool: () =>
      value.kind === "bool" ? value.value : failure(value.kind === "string" ? "a bool is required" : "bool required"),
    asJson: () => jsonEncode(value),
  };
}

function text(value: PlainValue): string | Failure {
  if (value.kind === "string") return value.value;
  if (value.kind === "number") return formatNumber(value.value);
  return value.kind === "bool" ? String(value.value) : failure("string required");
}

function number(value: PlainValue): Num | Failure {
  if (value.kind === "number") return value.value;
  const parsed = value.kind === "string" ? parseNumber(value.value) : undefined;
  return parsed ?? failure("a number is required");
}

/** What a result of ours is as JSON text, or its error, so that it can be compared with a recording. */
export function shown(result: unknown): string {
  if (isFailure(result)) return `error: ${result.error}`;
  const value = asPlain(result);
  const json = jsonEncode(value);
  return isFailure(json) ? `error: ${json.error}` : json;
}

function asPlain(result: unknown): PlainValue {
  if (typeof result === "number" || typeof result === "bigint")
    return { kind: "number", value: numberOf(String(result)) };
  if (Array.isArray(result)) return { kind: "tuple", items: result.map(asPlain) };
  if (result instanceof Map) {
    const entries = [...result].map(([key, value]): readonly [string, PlainValue] => [String(key), asPlain(value)]);
    return { kind: "object", entries: new Map(entries) };
  }
  if (typeof result === "object" && result !== null && "kind" in result) return tagged(result as { kind: string });
  return plain(result);
}

function tagged(result: { readonly kind: string }): PlainValue {
  if (result.kind === "finite" || result.kind === "infinite") return { kind: "number", value: result as Num };
  if (result.kind === "whole") return plain((result as unknown as { text: string }).text);
  if (result.kind === "list" || result.kind === "named") {
    return asPlain((result as unknown as { captures: unknown }).captures);
  }
  return result as PlainValue;
}
