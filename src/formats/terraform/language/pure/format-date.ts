import { failure, isFailure, type Failure } from "./failure.ts";
import { goQuote } from "./go-quote.ts";
import { civilTime, offsetText, parseTimestamp, twoDigits, yearText } from "./go-time.ts";

const months = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
] as const;
const weekdays = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"] as const;

/** What each letter may be repeated to, and what go-cty says where it is not. */
const complaints: Readonly<Record<string, string>> = {
  Y: 'year must either be "YY" or "YYYY"',
  M: 'month must be "M", "MM", "MMM", or "MMMM"',
  D: 'day of month must either be "D" or "DD"',
  E: 'day of week must either be "EEE" or "EEEE"',
  h: '24-hour must either be "h" or "hh"',
  H: '12-hour must either be "H" or "HH"',
  A: 'must be "AA"',
  a: 'must be "aa"',
  m: 'minute must either be "m" or "mm"',
  s: 'second must either be "s" or "ss"',
  Z: "timezone must be Z, ZZZZ, or ZZZZZ",
};

const token = /''|'(?:''|[^'])+(?:'|$)|'|(?<letter>[A-Za-z])\k<letter>*|[^'A-Za-z]+/g;

/** Terraform's `formatdate`: letters repeated stand for parts of the time, text between single quotes for itself. */
export function formatDate(format: string, timestamp: string): string | Failure {
  const parsed = parseTimestamp(timestamp);
  if (isFailure(parsed)) return { ...parsed, argument: 1 };
  const time = civilTime(parsed);
  const texts: string[] = [];
  for (const [found] of format.matchAll(token)) {
    const text = /^[A-Za-z]/.test(found) ? verb(found, time, parsed.offset) : literal(found);
    if (text === undefined) return failure(complaint(found), 0);
    texts.push(text);
  }
  return texts.join("").normalize("NFC");
}

function literal(found: string): string | undefined {
  if (!found.startsWith("'")) return found;
  if (found === "''") return "'";
  const closed = found.length > 1 && found.endsWith("'");
  return closed ? found.slice(1, -1).replaceAll(/''?/g, "'") : undefined;
}

function complaint(found: string): string {
  if (found.startsWith("'")) return "unterminated literal '";
  const reason = complaints[found.charAt(0)];
  const subject = `invalid date format verb ${goQuote(found)}`;
  return reason === undefined ? subject : `${subject}: ${reason}`;
}

function verb(found: string, time: Date, offset: number): string | undefined {
  const length = found.length;
  switch (found.charAt(0)) {
    case "Y":
      if (length === 4) return yearText(time.getUTCFullYear());
      return length === 2 ? twoDigits(time.getUTCFullYear() % 100) : undefined;
    case "M":
      if (length <= 2) return numeric(time.getUTCMonth() + 1, length);
      return name(months[time.getUTCMonth()], length);
    case "D":
      return numeric(time.getUTCDate(), length);
    case "E":
      return name(weekdays[time.getUTCDay()], length);
    case "h":
      return numeric(time.getUTCHours(), length);
    case "H":
      return numeric(time.getUTCHours() % 12 || 12, length);
    case "A":
      return length === 2 ? (time.getUTCHours() < 12 ? "AM" : "PM") : undefined;
    case "a":
      return length === 2 ? (time.getUTCHours() < 12 ? "am" : "pm") : undefined;
    case "m":
      return numeric(time.getUTCMinutes(), length);
    case "s":
      return numeric(time.getUTCSeconds(), length);
    case "Z":
      return zone(offset, length);
    default:
      return undefined;
  }
}

function numeric(number: number, length: number): string | undefined {
  if (length > 2) return undefined;
  return length === 2 ? twoDigits(number) : String(number);
}

function name(full: string | undefined, length: number): string | undefined {
  if (length === 4) return full;
  return length === 3 ? full?.slice(0, 3) : undefined;
}

function zone(offset: number, length: number): string | undefined {
  if (length === 1) return offset === 0 ? "Z" : offsetText(offset, ":");
  if (length === 3) return offset === 0 ? "UTC" : offsetText(offset, "");
  if (length === 4) return offsetText(offset, "");
  return length === 5 ? offsetText(offset, ":") : undefined;
}
