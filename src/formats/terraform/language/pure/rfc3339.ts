/** A point in time as a timestamp says it: nanoseconds since 1970, and the offset from UTC in seconds. */
export type Timestamp = { readonly nanoseconds: bigint; readonly offset: number };

/** What Go's time package says of a text that is no timestamp: the part of the layout, and the text that is left there. */
export type ParseProblem = { readonly layout: string; readonly value: string; readonly message: string };

type State = { rest: string; readonly numbers: number[]; nanoseconds: number; offset: number };

/**
 * A timestamp as Go's `time.Parse(time.RFC3339, …)` reads it, which is laxer than RFC 3339: an hour of one digit, a comma
 * before the fraction, offsets of 24 hours or 60 minutes.
 */
export function parseLax(text: string): Timestamp | ParseProblem {
  const state: State = { rest: text, numbers: [], nanoseconds: 0, offset: 0 };
  for (const step of steps) {
    const problem = step(state);
    if (problem !== undefined) return problem;
  }
  if (state.rest !== "") return { layout: "", value: state.rest, message: ": extra text" };
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = state.numbers;
  if (day < 1 || day > daysIn(year, month)) return { layout: "", value: "", message: ": day out of range" };
  const milliseconds = civil(year, month, day) + ((hour * 60 + minute) * 60 + second - state.offset) * 1000;
  return { nanoseconds: BigInt(milliseconds) * 1_000_000n + BigInt(state.nanoseconds), offset: state.offset };
}

/** A timestamp as go-cty's own parser reads it: RFC 3339 to the letter. */
export function parseStrict(text: string): Timestamp | ParseProblem {
  const parsed = parseLax(text);
  if ("layout" in parsed) return parsed;
  if (text.charAt(12) === ":") return { layout: "15", value: text.charAt(11), message: "" };
  if (text.charAt(19) === ",") return { layout: ".", value: ",", message: "" };
  if (text.endsWith("Z")) return parsed;
  const zone = text.slice(-6);
  const tooFar = Number(zone.slice(1, 3)) >= 24 || Number(zone.slice(4)) >= 60;
  return tooFar ? { layout: "Z07:00", value: zone, message: "" } : parsed;
}

const steps: readonly ((state: State) => ParseProblem | undefined)[] = [
  year,
  literal("-"),
  twoDigits("01", 1, 12),
  literal("-"),
  twoDigits("02", 0, 99),
  literal("T"),
  hour,
  literal(":"),
  twoDigits("04", 0, 59),
  literal(":"),
  twoDigits("05", 0, 59),
  fraction,
  zone,
];

function year(state: State): ParseProblem | undefined {
  return digits(state, "2006", /^\d{4}/, 0, 9999);
}

function hour(state: State): ParseProblem | undefined {
  return digits(state, "15", /^\d\d?/, 0, 23);
}

function twoDigits(layout: string, least: number, most: number): (state: State) => ParseProblem | undefined {
  return (state) => digits(state, layout, /^\d\d/, least, most);
}

/** Go shows the text before a part that it cannot read, and the text after a part that is out of range. */
function digits(state: State, layout: string, pattern: RegExp, least: number, most: number): ParseProblem | undefined {
  const found = pattern.exec(state.rest)?.[0];
  if (found === undefined) return { layout, value: state.rest, message: "" };
  state.rest = state.rest.slice(found.length);
  const number = Number(found);
  if (number < least || number > most) return { layout, value: state.rest, message: "out of range" };
  state.numbers.push(number);
  return undefined;
}

function literal(character: string): (state: State) => ParseProblem | undefined {
  return (state) => {
    if (!state.rest.startsWith(character)) return { layout: character, value: state.rest, message: "" };
    state.rest = state.rest.slice(1);
    return undefined;
  };
}

function fraction(state: State): undefined {
  const found = /^[.,](\d+)/.exec(state.rest);
  if (found === null) return;
  state.rest = state.rest.slice(found[0].length);
  state.nanoseconds = Number((found[1] ?? "").slice(0, 9).padEnd(9, "0"));
}

function zone(state: State): ParseProblem | undefined {
  if (state.rest.startsWith("Z")) {
    state.rest = state.rest.slice(1);
    return undefined;
  }
  const found = /^([+-])(\d\d):(\d\d)/.exec(state.rest);
  if (found === null) return { layout: "Z07:00", value: state.rest, message: "" };
  const [, sign, hours, minutes] = found;
  state.rest = state.rest.slice(6);
  if (Number(hours) > 24 || Number(minutes) > 60)
    return { layout: "Z07:00", value: state.rest, message: "out of range" };
  state.offset = (Number(hours) * 60 + Number(minutes)) * (sign === "-" ? -60 : 60);
  return undefined;
}

function daysIn(year: number, month: number): number {
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
}

/** Milliseconds since 1970 of a day at midnight; `Date.UTC` would take the years 0 to 99 for 1900 to 1999. */
function civil(year: number, month: number, day: number): number {
  return new Date(0).setUTCFullYear(year, month - 1, day);
}
