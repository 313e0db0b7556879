import { seeded } from "../../../bench/random.ts";
import { generateCalls } from "./generate-calls.ts";
import { createGrammar } from "./grammar.ts";
import type { Grammar, Unknowns } from "./grammar.ts";
import type { Signatures } from "./signatures.ts";

const SEED = 20_261_120;
const EXPRESSIONS = 1_500;
const WITH_UNKNOWNS = 500;

/** Variables of the fixtures' module that have no value. */
const UNKNOWNS: Unknowns = {
  percent: 25,
  names: {
    number: "var.number",
    text: "var.text",
    bool: "var.bool",
    list: "var.list",
    map: "var.map",
    object: "var.object",
    any: "var.any",
  },
};

const DEPTH = 4;
const KINDS: readonly [keyof Grammar, ...(keyof Grammar)[]] = [
  "number",
  "text",
  "bool",
  "list",
  "map",
  "object",
  "any",
];
/** Longer ones are hard to read in a difference, and say no more. */
const MAX_LENGTH = 160;

/** Expressions that follow from a fixed seed, by area: the same on every machine. */
export function generatedAreas(signatures: Signatures): ReadonlyMap<string, readonly string[]> {
  return new Map([
    ["generated-calls", generateCalls(signatures, seeded(SEED))],
    ["generated-expressions", generateExpressions(EXPRESSIONS)],
    ["generated-unknowns", generateExpressions(WITH_UNKNOWNS, UNKNOWNS)],
  ]);
}

function generateExpressions(count: number, unknowns?: Unknowns): readonly string[] {
  const random = seeded(SEED);
  const grammar = createGrammar(random, unknowns);
  const expressions = new Set<string>();
  while (expressions.size < count) {
    const expression = grammar[random.pick(KINDS)](DEPTH);
    if (expression.length <= MAX_LENGTH) expressions.add(expression);
  }
  return [...expressions];
}
