import { readFile } from "node:fs/promises";

import { expect, test } from "vitest";

import { toDouble } from "../../../../src/formats/terraform/language/pure/number-double.ts";
import { firstUnknown, isKeyed, isSequence, text, unknown } from "../../../../src/formats/terraform/language/term.ts";
import type { Term } from "../../../../src/formats/terraform/language/term.ts";
import { BOOL, DYNAMIC, listType, mapType, NUMBER, STRING } from "../../../../src/formats/terraform/language/types.ts";
import { attributes, evaluated, repository } from "./evaluating.ts";

/**
 * An output's expression, its value after the change, and which parts of it are known after apply only: what `terraform
 * plan` of Terraform 1.11 showed, where `local` held values of the types below that a resource was still to compute.
 */
type Answer = readonly [expression: string, after: unknown, unknown: unknown];

const LOCALS = attributes({
  s: unknown(STRING, "later"),
  n: unknown(NUMBER, "later", {}, { notNull: true }),
  b: unknown(BOOL, "later", {}, { notNull: true }),
  d: unknown(DYNAMIC, "later"),
  l: unknown(listType(STRING), "later", {}, { notNull: true }),
  m: unknown(mapType(STRING), "later", {}, { notNull: true }),
  secret: text("pw", { sensitive: true }),
  tpl: text("hi ${name}"),
});

const FILES = repository({ "infra/prod/t.tftpl": "hi ${name} ${x}", "infra/prod/t2.tftpl": "${x}" });

/** Where Terraform's plan promises what apply may not keep. */
const UNLIKE_TERRAFORM: ReadonlyMap<string, string> = new Map([
  ['matchkeys(["a"], ["x"], [local.s])', "the search set may come to hold the key"],
]);

test("what is known of a result, and which marks it has, is what terraform plan shows", async () => {
  const answers = JSON.parse(await readFile(new URL("plan-answers.json", import.meta.url), "utf8")) as Answer[];
  const seen = answers.map(([expression]) => {
    const term = evaluated(expression, { local: LOCALS }, FILES);
    return [expression, afterOf(term) ?? null, unknownPartsOf(term)];
  });
  const wanted = answers.map(([expression, after, parts]) =>
    UNLIKE_TERRAFORM.has(expression) ? [expression, null, true] : [expression, after, parts],
  );
  expect(seen).toEqual(wanted);
});

/** The value as the plan's JSON has it: unknown attributes are left out, unknown items null. */
function afterOf(term: Term): unknown {
  if (isSequence(term)) return term.items.map((item) => afterOf(item) ?? null);
  if (isKeyed(term)) {
    const entries = [...term.entries].flatMap(([key, child]) =>
      child.kind === "unknown" ? [] : [[key, afterOf(child)] as const],
    );
    return Object.fromEntries(entries);
  }
  if (term.kind === "number") return toDouble(term.value);
  return term.kind === "string" || term.kind === "bool" ? term.value : undefined;
}

function unknownPartsOf(term: Term): unknown {
  return firstUnknown(term) ? partsOf(term) : false;
}

function partsOf(term: Term): unknown {
  if (isSequence(term)) return term.items.map(partsOf);
  if (!isKeyed(term)) return term.kind === "unknown";
  const open = [...term.entries].filter(([, child]) => firstUnknown(child));
  return Object.fromEntries(open.map(([key, child]) => [key, partsOf(child)]));
}
