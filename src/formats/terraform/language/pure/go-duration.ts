import { failure, type Failure } from "./failure.ts";

const units: ReadonlyMap<string, bigint> = new Map([
  ["ns", 1n],
  ["us", 1_000n],
  ["µs", 1_000n],
  ["μs", 1_000n],
  ["ms", 1_000_000n],
  ["s", 1_000_000_000n],
  ["m", 60_000_000_000n],
  ["h", 3_600_000_000_000n],
]);

const limit = 2n ** 63n;

/** A duration such as `-1.5h30m`, in nanoseconds, as Go's ParseDuration reads it; fails in Go's words. */
export function parseDuration(text: string): bigint | Failure {
  const negative = text.startsWith("-");
  let rest = negative || text.startsWith("+") ? text.slice(1) : text;
  if (rest === "0") return 0n;
  const invalid = failure(`time: invalid duration ${quoted(text)}`);
  if (rest === "") return invalid;
  let total = 0n;
  while (rest !== "") {
    const number = /^(?<whole>\d*)(?:\.(?<fraction>\d*))?/.exec(rest);
    const { whole = "", fraction = "" } = number?.groups ?? {};
    if (whole === "" && fraction === "") return invalid;
    rest = rest.slice(number?.[0].length);
    const name = /^[^.\d]+/.exec(rest)?.[0];
    if (BigInt(whole === "" ? "0" : whole) > limit) return invalid;
    if (name === undefined) return failure(`time: missing unit in duration ${quoted(text)}`);
    rest = rest.slice(name.length);
    const unit = units.get(name);
    if (unit === undefined) return failure(`time: unknown unit ${quoted(name)} in duration ${quoted(text)}`);
    total += BigInt(whole === "" ? "0" : whole) * unit + fractionOf(fraction, unit);
    if (total > limit) return invalid;
  }
  if (negative) return -total;
  return total === limit ? invalid : total;
}

/** Go multiplies the fraction in doubles, with as many digits of it as fit in 63 bits. */
function fractionOf(digits: string, unit: bigint): bigint {
  let value = 0n;
  let scale = 1;
  for (const digit of digits) {
    const next = value * 10n + BigInt(digit);
    if (value > (limit - 1n) / 10n || next > limit) break;
    value = next;
    scale *= 10;
  }
  return BigInt(Math.trunc(Number(value) * (Number(unit) / scale)));
}

/** Go's time package quotes text byte by byte. */
function quoted(text: string): string {
  const bytes = [...Buffer.from(text, "utf8")].map((byte) => {
    if (byte === 0x22 || byte === 0x5c) return `\\${String.fromCharCode(byte)}`;
    const plain = byte >= 0x20 && byte < 0x80;
    return plain ? String.fromCharCode(byte) : `\\x${byte.toString(16).padStart(2, "0")}`;
  });
  return `"${bytes.join("")}"`;
}
