import { failure, isFailure, unsupported, type Failure } from "./failure.ts";
import { inKeyOrder } from "./byte-order.ts";
import { jsonText } from "./json-text.ts";
import { formatNumber } from "./number-format.ts";
import { parseNumber } from "./number-parse.ts";
import type { PlainValue } from "./plain-value.ts";

/** Terraform's `jsonencode`: no spaces, keys in the order of their bytes, `<`, `>` and `&` escaped. */
export function jsonEncode(value: PlainValue): string | Failure {
  switch (value.kind) {
    case "null":
      return "null";
    case "bool":
      return String(value.value);
    case "string":
      return jsonText(value.value);
    case "number":
      return value.value.kind === "infinite" ? failure("cannot serialize infinity as JSON") : formatNumber(value.value);
    case "tuple":
      return enclosed("[", value.items.map(jsonEncode), "]");
    case "object": {
      const { entries } = value;
      return enclosed(
        "{",
        inKeyOrder(entries.keys()).map((key) => member(key, entries.get(key))),
        "}",
      );
    }
    default:
      return value satisfies never;
  }
}

function member(key: string, value: PlainValue | undefined): string | Failure {
  const text = value === undefined ? "null" : jsonEncode(value);
  return isFailure(text) ? text : `${jsonText(key)}:${text}`;
}

function enclosed(open: string, parts: readonly (string | Failure)[], close: string): string | Failure {
  const texts: string[] = [];
  for (const part of parts) {
    if (isFailure(part)) return part;
    texts.push(part);
  }
  return `${open}${texts.join(",")}${close}`;
}

/** Terraform's `jsondecode`: numbers keep all their digits, and of equal keys the last one counts. */
export function jsonDecode(text: string): PlainValue | Failure {
  try {
    const value: unknown = JSON.parse(text, revived);
    return value as PlainValue;
  } catch (cause) {
    if (cause instanceof SyntaxError) return failure(jsonProblem(text));
    return unsupported("the JSON document is nested too deeply");
  }
}

/** The words are Go's for the two commonest mistakes, and general for others. */
function jsonProblem(text: string): string {
  return text.trim() === "" ? "EOF" : "invalid JSON syntax";
}

/** Called from the inside out, so that the parts of a value are plain values already. */
function revived(_key: string, value: unknown, context?: { readonly source?: string }): PlainValue {
  if (value === null) return { kind: "null" };
  if (typeof value === "boolean") return { kind: "bool", value };
  if (typeof value === "string") return { kind: "string", value: value.toWellFormed().normalize("NFC") };
  if (typeof value === "number") return number(context?.source ?? String(value));
  if (Array.isArray(value)) return { kind: "tuple", items: value as PlainValue[] };
  const entries = Object.entries(value as Readonly<Record<string, PlainValue>>);
  return {
    kind: "object",
    entries: new Map(entries.map(([key, item]) => [key.toWellFormed().normalize("NFC"), item])),
  };
}

function number(source: string): PlainValue {
  const parsed = parseNumber(source);
  if (parsed === undefined) throw new SyntaxError("a number beyond the range of Terraform's");
  return { kind: "number", value: parsed };
}
