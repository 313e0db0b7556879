import { readFile } from "node:fs/promises";

import { expect, test } from "vitest";

import { functions } from "../../../../src/formats/terraform/language/functions/index.ts";
import { areas, readArea } from "./corpus.ts";
import { outcomeOf } from "./engine.ts";
import { FUNCTIONS } from "./function-table.ts";
import { printed } from "./render.ts";
import { laterFunctions } from "./later.ts";
import { parseSignatures } from "./signatures.ts";

const SIGNATURES = parseSignatures(await readFile(new URL("functions-1.11.json", import.meta.url), "utf8"));
const LATER = await laterFunctions();

/** So many expressions at least call each function. */
const EXPRESSIONS = 10;

test("the table has a row for every function of Terraform 1.11 and of later versions, and for no other", () => {
  const listed = [...Object.keys(SIGNATURES), ...LATER.keys()];
  expect(Object.keys(FUNCTIONS).toSorted()).toEqual(listed.toSorted());
});

test("a function is implemented, or its result unresolved, exactly as the table says", () => {
  const found = Object.entries(FUNCTIONS).map(([name, row]) => {
    const kind = functions.get(name)?.kind ?? "missing";
    return { name, is: kind === "function" || kind === "lazy" ? "implemented" : kind, row };
  });
  const wrong = found.filter(({ is, row }) => is !== (row === "implemented" ? "implemented" : "unknowable"));
  expect(wrong.map(({ name, is }) => `${name}: ${is}`)).toEqual([]);
});

test("what the table calls unresolved gives an unknown value with its reason", async () => {
  const names = Object.keys(FUNCTIONS).filter((name) => FUNCTIONS[name] !== "implemented");
  const outcomes = await Promise.all(names.map((name) => outcomeOf(name === "bcrypt" ? 'bcrypt("a")' : `${name}()`)));
  const unknown = { kind: "value", term: { kind: "unknown", reason: expect.stringContaining("not known") } };
  expect(outcomes).toMatchObject(names.map(() => unknown));
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
