import { readdirSync, readFileSync } from "node:fs";

import { expect, test } from "vitest";

import { declareTemplate } from "../../../../src/formats/cloudformation/declare.ts";
import { parse } from "../../../../src/formats/cloudformation/parse.ts";
import type { Entry, Node } from "../../../../src/formats/cloudformation/template/nodes.ts";

const TEMPLATES = new URL("templates/", import.meta.url);
const MUTATIONS = 10;
const DEPLOYMENT = {
  place: { partition: "aws", account: "111122223333", region: "eu-west-1" },
  stack: "s",
  parameters: new Map<string, string>(),
};

/** What an author may write by mistake in place of anything. */
const JUNK = [
  "~",
  "5",
  "true",
  "x",
  "[]",
  "{}",
  "[1, a]",
  "{ a: 1 }",
  "!Ref X",
  "!If [C, 1, 2]",
  "!If 5",
  "!Sub [5]",
  "!GetAtt 1",
  "{ Fn::Transform: x }",
].map((text) => parse(`v: ${text}`, "junk").root);

/** The same numbers every time (a linear congruential generator). */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return state % below;
  };
}

function sizeOf(node: Node): number {
  if (node.kind === "seq") return node.items.reduce((size, item) => size + sizeOf(item), 1);
  if (node.kind === "map") return node.entries.reduce((size, { value }) => size + sizeOf(value), 1);
  return node.kind === "call" ? 1 + sizeOf(node.argument) : 1;
}

/** The tree with its nth node replaced. */
function replaced(root: Node, nth: number, by: Node): Node {
  let left = nth;
  const visit = (node: Node): Node => {
    if (left-- === 0) return by;
    if (node.kind === "seq") return { ...node, items: node.items.map(visit) };
    if (node.kind === "call") return { ...node, argument: visit(node.argument) };
    if (node.kind !== "map") return node;
    return { ...node, entries: node.entries.map((entry): Entry => ({ ...entry, value: visit(entry.value) })) };
  };
  return visit(root);
}

test("whatever is wrong in a template, it is declared or a problem", () => {
  const next = numbers(7);
  const failures: string[] = [];
  for (const file of readdirSync(TEMPLATES)) {
    const text = readFileSync(new URL(file, TEMPLATES), "utf8");
    const parsed = parse(text, file);
    for (let run = 0; run < MUTATIONS && parsed.root; run++) {
      const junk = JUNK[next(JUNK.length)];
      const by = junk?.kind === "map" ? junk.entries[0]?.value : undefined;
      const root = by ? replaced(parsed.root, 1 + next(sizeOf(parsed.root) - 1), by) : parsed.root;
      try {
        declareTemplate(file, text, { ...parsed, root }, DEPLOYMENT);
      } catch (error) {
        failures.push(`${file}, run ${run}: ${String(error)}`);
      }
    }
  }
  expect(failures).toEqual([]);
});
