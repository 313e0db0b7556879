import { decodeBase64 } from "./base64.ts";
import { failure, type Failure } from "./failure.ts";
import { timestampText } from "./go-time.ts";
import { goQuote } from "./go-quote.ts";
import { infinity, integer, textPrecision } from "./number.ts";
import { parseNumber } from "./number-parse.ts";
import type { PlainValue } from "./plain-value.ts";
import { parseLax } from "./rfc3339.ts";

const prefix = "tag:yaml.org,2002:";
const resolvable = new Set([
  "",
  ...["str", "bool", "int", "float", "null", "timestamp", "binary"].map((name) => prefix + name),
]);
const trues = new Set(["y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON"]);
const falses = new Set(["n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF"]);
const nulls = new Set(["", "~", "null", "Null", "NULL"]);
const infinite = /^[+-]?\.(?:inf|Inf|INF)$/;
const wholeNumber = /^(?:[-+]?\d+|0o[0-7]+|0x[\dA-Fa-f]+)$/;
const fractionalNumber = /^[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?$/;

/**
 * A YAML scalar as go-cty-yaml reads it: the truth values of YAML 1.1, the numbers of 1.2, timestamps as RFC 3339 text.
 * `quoted` is for the two styles of quotes; `tag` is the long form of an explicit tag, or empty.
 */
export function yamlScalar(text: string, tag: string, quoted: boolean): PlainValue | Failure {
  if (!resolvable.has(tag)) return failure(`unsupported tag ${goQuote(tag)}`);
  const name = tag.slice(prefix.length);
  if (name === "str") return string(text);
  if (name === "binary") return binary(text, tag);
  // Only these first characters can begin anything but a text, and with them quotes win over an explicit tag.
  const hinted = text === "" || /^[-+\d.yYnNtTfFoO~]/.test(text);
  if (hinted && quoted) return string(text);
  const known = hinted ? knownScalar(text) : undefined;
  if (known !== undefined) return known;
  if (hinted && name === "" && /^\.(?:nan|NaN|NAN)$/.test(text)) return failure("floating point NaN is not supported");
  return hinted && name === "" ? untagged(text) : tagged(text, name, tag);
}

function string(value: string): PlainValue {
  return { kind: "string", value: value.normalize("NFC") };
}

function binary(text: string, tag: string): PlainValue | Failure {
  if (typeof decodeBase64(text) !== "number") return string(text);
  return failure(`cannot parse ${goQuote(text)} as ${tag}: not valid base64`);
}

function knownScalar(text: string): PlainValue | undefined {
  if (trues.has(text)) return { kind: "bool", value: true };
  if (falses.has(text)) return { kind: "bool", value: false };
  if (nulls.has(text)) return { kind: "null" };
  return infinite.test(text) ? { kind: "number", value: infinity(text.startsWith("-"), textPrecision) } : undefined;
}

function untagged(text: string): PlainValue | Failure {
  if (text.startsWith(".")) return parsedNumber(text) ?? string(text);
  if (!/^[-+\d]/.test(text)) return string(text);
  const time = timestamp(text);
  if (time !== undefined) return string(time);
  return wholeNumber.test(text) || fractionalNumber.test(text) ? tagged(text, "int", `${prefix}int`) : string(text);
}

function tagged(text: string, name: string, tag: string): PlainValue | Failure {
  const unreadable = failure(`cannot parse ${goQuote(text)} as ${tag}`);
  if (name === "") return string(text);
  if (name === "null") return { kind: "null" };
  if (name === "bool") return unreadable;
  if (name === "timestamp") {
    const time = timestamp(text);
    return time === undefined ? unreadable : string(time);
  }
  const plain = text.replaceAll("_", "");
  return parsedNumber(plain) ?? basedNumber(plain) ?? unreadable;
}

function parsedNumber(text: string): PlainValue | undefined {
  const value = parseNumber(text);
  return value === undefined ? undefined : { kind: "number", value };
}

/** Go's ParseInt with base 0: what a decimal number is not, in at most 64 bits. */
function basedNumber(text: string): PlainValue | undefined {
  const match = /^(?<sign>[-+]?)(?<digits>0x[\dA-F]+|0o[0-7]+|0b[01]+)$/i.exec(text);
  if (match?.groups === undefined) return undefined;
  const magnitude = BigInt((match.groups["digits"] ?? "0").toLowerCase());
  const sign = match.groups["sign"] ?? "";
  const most = sign === "" ? 2n ** 64n - 1n : sign === "-" ? 2n ** 63n : 2n ** 63n - 1n;
  if (magnitude > most) return undefined;
  return { kind: "number", value: integer(sign === "-" ? -magnitude : magnitude) };
}

const timestampPattern =
  /^(?<year>\d{4})-(?<month>\d\d?)-(?<day>\d\d?)(?:(?<between>[Tt ])(?<hour>\d\d?):(?<minute>\d\d?):(?<second>\d\d?(?:[.,]\d+)?)(?<zone>Z|[+-]\d\d:\d\d)?)?$/;

/** The three forms that go-cty-yaml knows: with `T` and a zone, with a space and none, and a date alone. */
function timestamp(text: string): string | undefined {
  const groups = timestampPattern.exec(text)?.groups;
  if (groups === undefined) return undefined;
  const { year = "", month = "", day = "", between, zone } = groups;
  if (between !== undefined && (between === " ") === (zone !== undefined)) return undefined;
  const [hour, minute, second] = [groups["hour"] ?? "0", groups["minute"] ?? "0", groups["second"] ?? "0"];
  const seconds = /^\d\d/.test(second) ? second : `0${second}`;
  const date = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  const parsed = parseLax(`${date}T${hour.padStart(2, "0")}:${minute.padStart(2, "0")}:${seconds}${zone ?? "Z"}`);
  return "layout" in parsed ? undefined : timestampText(parsed);
}
