import { readFile } from "node:fs/promises";

import { expect, test } from "vitest";

import { functions } from "../../../../src/formats/terraform/language/functions/index.ts";
import { STRING } from "../../../../src/formats/terraform/language/types.ts";
import { areas, readArea } from "./corpus.ts";
import { outcomeOf } from "./engine.ts";
import { FUNCTIONS } from "./function-table.ts";
import { printed } from "./render.ts";
import { laterFunctions } from "./later.ts";
import { parseSignatures } from "./signatures.ts";

const SIGNATURES = parseSignatures(await readFile(new URL("functions-1.11.json", import.meta.url), "utf8"));
const LATER = await laterFunctions();

/** Functions that Terraform 0.12 took away; calls of them say so. */
const GONE = new Set(["list", "map"]);
const TAKES_TEXT = new Set(["bcrypt", "base64gzip"]);

/** So many expressions at least call each function. */
const EXPRESSIONS = 10;

test("the table has a row for every function of Terraform 1.11 and of later versions, and for no other", () => {
  const listed = [...Object.keys(SIGNATURES), ...LATER.keys()];
  expect(Object.keys(FUNCTIONS).toSorted()).toEqual(listed.toSorted());
});

test("the language knows every function of the table, and no other but those of providers and those that are gone", () => {
  const known = [...functions.keys()].filter((name) => !name.startsWith("provider::") && !GONE.has(name));
  expect(known.toSorted()).toEqual(Object.keys(FUNCTIONS).toSorted());
});

test("what the table calls unresolved gives an unknown value", async () => {
  const unresolved = Object.keys(FUNCTIONS).filter((name) => FUNCTIONS[name] !== "implemented");
  const calls = unresolved.map((name) => (TAKES_TEXT.has(name) ? `${name}("a")` : `${name}()`));
  const outcomes = await Promise.all(calls.map((call) => outcomeOf(call)));
  expect(outcomes).toMatchObject(unresolved.map(() => ({ kind: "value", term: { kind: "unknown", type: STRING } })));
});

test("every implemented function of Terraform 1.11 has ten recorded expressions or more", async () => {
  const rows = (await Promise.all((await areas()).map((area) => readArea(area)))).flat();
  const text = rows.map(({ expression }) => expression);
  const few = Object.keys(SIGNATURES)
    .filter((name) => FUNCTIONS[name] === "implemented")
    .map((name) => ({ name, count: text.filter((expression) => new RegExp(`\\b${name}\\(`).test(expression)).length }))
    .filter(({ count }) => count < EXPRESSIONS);
  expect(few).toEqual([]);
});

test("functions of later versions do what their documentation says", async () => {
  for (const { examples } of LATER.values()) {
    for (const [expression, prints] of examples) {
      const outcome = await outcomeOf(expression);
      const found = outcome.kind === "value" ? printed(outcome.term) : null;
      expect({ expression, prints: found }).toEqual({ expression, prints });
    }
  }
});
