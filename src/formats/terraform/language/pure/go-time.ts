import { failure, isFailure, type Failure } from "./failure.ts";
import { parseDuration } from "./go-duration.ts";
import { goQuote } from "./go-quote.ts";
import { parseLax, parseStrict, type ParseProblem, type Timestamp } from "./rfc3339.ts";

const names: Readonly<Record<string, string>> = {
  "2006": "year",
  "01": "month",
  "02": "day of month",
  "15": "hour",
  "04": "minute",
  "05": "second",
  "Z07:00": "UTC offset",
};

/** A timestamp for `formatdate` and `timeadd`, which are strict about RFC 3339; fails in go-cty's words. */
export function parseTimestamp(text: string): Timestamp | Failure {
  const parsed = parseStrict(text);
  return "layout" in parsed ? failure(`not a valid RFC3339 timestamp${explained(parsed, true)}`) : parsed;
}

/** Terraform's `timecmp`: -1, 0 or 1. Its own parser is laxer than the one of the other functions, its errors terser. */
export function timeCompare(left: string, right: string): -1 | 0 | 1 | Failure {
  const first = parseLax(left);
  if ("layout" in first) return failure(`not a valid RFC3339 timestamp${explained(first, false)}`, 0);
  const second = parseLax(right);
  if ("layout" in second) return failure(`not a valid RFC3339 timestamp${explained(second, false)}`, 1);
  if (first.nanoseconds === second.nanoseconds) return 0;
  return first.nanoseconds < second.nanoseconds ? -1 : 1;
}

function explained(problem: ParseProblem, detailed: boolean): string {
  const { layout, value } = problem;
  if (layout === "" && value === "") return problem.message;
  if (layout === "T") return ": missing required time introducer 'T'";
  if (layout === "-" || layout === ":") {
    return value === ""
      ? `: end of string where ${goQuote(layout)} is expected`
      : `: found ${goQuote(value)} where ${goQuote(layout)} is expected`;
  }
  const what = names[layout] ?? "timestamp segment";
  if (value === "") return `: end of string before ${what}`;
  if (detailed && what === "hour" && value.includes(":")) return ": hour must be between 0 and 23 inclusive";
  if (detailed && (what === "hour" || what === "minute") && Buffer.byteLength(value) !== 2) {
    return `: ${what} must have exactly two digits`;
  }
  return `: cannot use ${goQuote(value)} as ${what}`;
}

/** Terraform's `timeadd`: the timestamp later by a duration such as `1h30m`, in the same offset, without its fraction. */
export function timeAdd(timestamp: string, duration: string): string | Failure {
  const parsed = parseTimestamp(timestamp);
  if (isFailure(parsed)) return parsed;
  const added = parseDuration(duration);
  if (typeof added !== "bigint") return added;
  return timestampText({ ...parsed, nanoseconds: parsed.nanoseconds + added });
}

/** A timestamp in RFC 3339, to the second. */
export function timestampText(timestamp: Timestamp): string {
  const time = civilTime(timestamp);
  const date = [yearText(time.getUTCFullYear()), twoDigits(time.getUTCMonth() + 1), twoDigits(time.getUTCDate())];
  const clock = [time.getUTCHours(), time.getUTCMinutes(), time.getUTCSeconds()].map(twoDigits);
  const zone = timestamp.offset === 0 ? "Z" : offsetText(timestamp.offset, ":");
  return `${date.join("-")}T${clock.join(":")}${zone}`;
}

/** The time as the clocks at its offset show it, in the UTC fields of a Date. */
export function civilTime(timestamp: Timestamp): Date {
  const milliseconds = floorDivide(timestamp.nanoseconds, 1_000_000n);
  return new Date(Number(milliseconds) + timestamp.offset * 1000);
}

function floorDivide(dividend: bigint, divisor: bigint): bigint {
  const quotient = dividend / divisor;
  return dividend < 0n && quotient * divisor !== dividend ? quotient - 1n : quotient;
}

/** A year in at least four digits. */
export function yearText(year: number): string {
  return `${year < 0 ? "-" : ""}${String(Math.abs(year)).padStart(4, "0")}`;
}

/** A number in at least two digits. */
export function twoDigits(number: number): string {
  return String(number).padStart(2, "0");
}

/** An offset in seconds as `+hh` and `mm` with something between. */
export function offsetText(offset: number, between: string): string {
  const minutes = Math.floor(Math.abs(offset) / 60);
  return `${offset < 0 ? "-" : "+"}${twoDigits(Math.floor(minutes / 60))}${between}${twoDigits(minutes % 60)}`;
}
