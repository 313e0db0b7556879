import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import * as pure from "./rules.ts";
import type { Failure } from "../../../../src/formats/terraform/language/pure/failure.ts";
import type { Num } from "../../../../src/formats/terraform/language/pure/number.ts";
import type { PlainValue } from "../../../../src/formats/terraform/language/pure/plain-value.ts";
import { argument, numberOf, plain, shown } from "./plain.ts";

type Answer = { readonly value: unknown } | { readonly error: string };
type Recording = readonly [name: string, args: readonly unknown[], answer: Answer];

/** Calls with their answers as `terraform console` of 1.11.4 gave them. */
const recordings = JSON.parse(readFileSync(new URL("recorded.json", import.meta.url), "utf8")) as readonly Recording[];

function text(value: PlainValue | undefined): string {
  if (value?.kind === "string") return value.value;
  if (value?.kind === "number") return JSON.parse(`"${shown(value)}"`) as string;
  return value?.kind === "bool" ? String(value.value) : "";
}

function num(value: PlainValue | undefined): Num {
  return value?.kind === "number" ? value.value : numberOf(text(value));
}

/** A whole number for a parameter, or what Terraform says where it is none. */
function whole<Result>(number: bigint | Failure, use: (number: bigint) => Result): Result | Failure {
  return typeof number === "bigint" ? use(number) : number;
}

type Call = (...args: PlainValue[]) => unknown;
const onText =
  (call: (value: string) => unknown): Call =>
  (value) =>
    call(text(value));
const onTexts =
  (call: (first: string, second: string) => unknown): Call =>
  (first, second) =>
    call(text(first), text(second));
const onNumbers =
  (call: (first: Num, second: Num) => unknown): Call =>
  (first, second) =>
    call(num(first), num(second));
const onAll =
  (call: (numbers: readonly Num[]) => unknown): Call =>
  (...all) =>
    all.some((value) => value.kind === "string") ? pure.failure("a number is required") : call(all.map(num));

function convertedNumber(value: PlainValue): unknown {
  const reason = `cannot convert ${JSON.stringify(text(value))} to number; given string must be a decimal representation of a number`;
  return pure.parseNumber(text(value)) ?? pure.failure(reason);
}

const calls: Readonly<Record<string, Call>> = {
  tonumber: convertedNumber,
  format: (template, ...args) => pure.format(text(template), args.map(argument)),
  parseint: (value, base) => pure.parseInteger(text(value), pure.toDouble(num(base)), pure.goQuote(text(value))),
  pow: onNumbers(pure.pow),
  log: onNumbers(pure.log),
  signum: (value) => pure.signum(num(value)),
  ceil: (value) => pure.ceil(num(value)),
  floor: (value) => pure.floor(num(value)),
  max: onAll(pure.maximum),
  min: onAll(pure.minimum),
  length: onText(pure.characterCount),
  substr: (value, offset, length) =>
    pure.substring(text(value), pure.toDouble(num(offset)), pure.toDouble(num(length))),
  strrev: onText(pure.reversed),
  title: onText(pure.title),
  upper: onText(pure.upper),
  lower: onText(pure.lower),
  trimspace: onText(pure.trimSpace),
  trim: onTexts(pure.trim),
  chomp: onText(pure.chomp),
  indent: (spaces, value) => pure.indent(pure.toDouble(num(spaces)), text(value)),
  split: onTexts(pure.split),
  replace: (value, wanted, replacement) => {
    const pattern = text(wanted);
    return pattern.length > 1 && pattern.startsWith("/") && pattern.endsWith("/")
      ? pure.regexReplace(text(value), pattern.slice(1, -1), text(replacement))
      : pure.replaceAll(text(value), pattern, text(replacement));
  },
  urlencode: onText(pure.urlEncode),
  jsonencode: (value) => pure.jsonEncode(value),
  jsondecode: onText(pure.jsonDecode),
  yamlencode: (value) => pure.yamlEncode(value),
  yamldecode: onText(pure.yamlDecode),
  csvdecode: onText((value) => {
    const table = pure.csvDecode(value);
    return pure.isFailure(table) ? table : table.rows;
  }),
  base64decode: onText((value) => pure.base64Decode(value)),
  base64encode: onText(pure.base64Encode),
  textencodebase64: onTexts(pure.textEncodeBase64),
  textdecodebase64: onTexts(pure.textDecodeBase64),
  uuidv5: onTexts(pure.uuidV5),
  md5: onText((value) => pure.digest("md5", value, "hex")),
  sha1: onText((value) => pure.digest("sha1", value, "hex")),
  sha256: onText((value) => pure.digest("sha256", value, "hex")),
  sha512: onText((value) => pure.digest("sha512", value, "hex")),
  base64sha256: onText((value) => pure.digest("sha256", value, "base64")),
  base64sha512: onText((value) => pure.digest("sha512", value, "base64")),
  base64gzip: pure.base64Gzip,
  rsadecrypt: onTexts(pure.rsaDecrypt),
  cidrhost: (prefix, host) => whole(pure.toWholeNumber(num(host)), (number) => pure.cidrHost(text(prefix), number)),
  cidrnetmask: onText(pure.cidrNetmask),
  cidrsubnet: (prefix, bits, netnum) =>
    whole(pure.toInt64(num(bits)), (newBits) =>
      whole(pure.toWholeNumber(num(netnum)), (number) => pure.cidrSubnet(text(prefix), newBits, number)),
    ),
  cidrsubnets: (prefix, ...bits) =>
    pure.cidrSubnets(
      text(prefix),
      bits.map((value) => BigInt(pure.toDouble(num(value)))),
    ),
  formatdate: onTexts(pure.formatDate),
  timeadd: onTexts(pure.timeAdd),
  timecmp: onTexts(pure.timeCompare),
  regex: onTexts(pure.regex),
  regexall: onTexts(pure.regexAll),
};

/** What the function itself said: Terraform's frame around it names the function or the parameter, and ends with a point. */
function reasonOf(error: string): string {
  return error.replace(/^(?:Call to function "\w+" failed|Invalid value for "\w+" parameter): /, "").replace(/\.$/, "");
}

function collapsed(message: string): string {
  return message.replaceAll(/\s+/g, " ").trim();
}

/** Errors of syntax that YAML and JSON parsers word differently, and Go's stack traces, count as errors whatever they say. */
function isWordedElsewhere(error: string, ours: string): boolean {
  return error === "panic" || ours.startsWith("error: panic") || /^error: invalid (?:YAML|JSON) syntax/.test(ours);
}

/** What Terraform answers and this does not, said as such. */
const notHere = /^(?:the character set .* cannot be had here|the regular expression is not supported here)$/;

describe("answers of terraform console", () => {
  const tested = recordings.filter(([name]) => name in calls && name !== "base64gzip");

  test.each(tested.map((recording) => [JSON.stringify(recording.slice(0, 2)), recording] as const))(
    "%s",
    (_title, [name, args, answer]) => {
      const result = calls[name]?.(...args.map(plain));
      if (pure.isFailure(result) && result.unsupported === true) return expect(result.error).toMatch(notHere);
      const ours = shown(result);
      if ("value" in answer) return expect(ours).toBe(shown(plain(answer.value)));
      if (isWordedElsewhere(answer.error, ours)) return expect(ours).toMatch(/^error: /);
      return expect(collapsed(ours)).toBe(`error: ${collapsed(reasonOf(answer.error))}`);
    },
  );

  test("cover every kind of function", () => {
    expect(new Set(tested.map(([name]) => name)).size).toBeGreaterThan(45);
  });
});
