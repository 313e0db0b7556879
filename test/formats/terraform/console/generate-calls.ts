import type { Random } from "../../../bench/random.ts";
import type { Parameter, Signature, Signatures } from "./signatures.ts";

const CALLS_PER_FUNCTION = 9;
const MAX_FURTHER_ARGUMENTS = 3;

/** Functions that differ by machine or time, or that read files, which have expressions of their own. */
const LEFT_OUT =
  /^(timestamp|plantimestamp|uuid|bcrypt|abspath|pathexpand|rsadecrypt|base64gzip|file.*|templatefile|templatestring)$/;

type Pool = readonly [string, ...string[]];

const TEXTS: Pool = [
  '"a"',
  '"é b"',
  '""',
  '"1.5"',
  '"true"',
  '"10.0.0.0/16"',
  '"2026-01-31T10:00:00Z"',
  '"%s"',
  '"a,b"',
];
const NUMBERS: Pool = ["0", "1", "2", "-1", "1.5", "8", '"3"'];
const BOOLS: Pool = ["true", "false", '"true"'];
const LISTS: Pool = [
  '["a", "b"]',
  "[]",
  "[1, 2]",
  'tolist(["b", "a"])',
  'toset(["b", "a"])',
  '[1, "a"]',
  "[null]",
  "[[1], []]",
];
const MAPS: Pool = ["{ a = 1 }", "{}", 'tomap({ a = "x" })', "{ a = [1], b = [2] }", '{ b = "x", a = true }'];
const ODD: Pool = [
  "null",
  "tostring(null)",
  "sensitive(1)",
  'sensitive(["a"])',
  '["a", sensitive("b")]',
  "tolist(null)",
  "{ a = null }",
];

/** Calls of every function: mostly with arguments as its signature wants them, else with any, too few or too many. */
export function generateCalls(signatures: Signatures, random: Random): readonly string[] {
  const calls = new Set<string>();
  for (const [name, signature] of Object.entries(signatures)) {
    if (LEFT_OUT.test(name)) continue;
    for (let count = 0; count < CALLS_PER_FUNCTION; count++)
      calls.add(`${name}(${generateArguments(signature, random)})`);
  }
  return [...calls];
}

function generateArguments({ parameters = [], variadic_parameter: variadic }: Signature, random: Random): string {
  const further = variadic ? random.below(MAX_FURTHER_ARGUMENTS + 1) : 0;
  const wanted = [...parameters, ...Array.from({ length: further }, () => variadic)];
  const given = wanted.map((parameter) => (parameter ? argumentFor(parameter, random) : "null"));
  if (random.chance(4)) given.pop();
  if (random.chance(4)) given.push(random.pick(TEXTS));
  return given.join(", ");
}

function argumentFor(parameter: Parameter, random: Random): string {
  if (random.chance(12)) return random.pick(random.pick([TEXTS, NUMBERS, BOOLS, LISTS, MAPS, ODD]));
  if (random.chance(6)) return random.pick(ODD);
  return random.pick(poolFor(parameter, random));
}

/** A parameter of any type is told by its name, as far as names tell. */
function poolFor({ name, type }: Parameter, random: Random): Pool {
  const kind = Array.isArray(type) ? String(type[0]) : String(type);
  if (kind === "string") return TEXTS;
  if (kind === "number") return NUMBERS;
  if (kind === "bool") return BOOLS;
  if (kind === "list" || kind === "set" || /list|set|seq|values|keys|coll/i.test(name)) return LISTS;
  if (kind === "map" || /map/i.test(name)) return MAPS;
  return random.pick([TEXTS, NUMBERS, LISTS, LISTS, MAPS, MAPS]);
}
