import { readdirSync, readFileSync } from "node:fs";

import { describe, expect, test } from "vitest";

import { parse } from "../../../../src/formats/cloudformation/parse.ts";
import {
  entriesOf,
  get,
  isDict,
  isFraction,
  textOf,
  type Data,
} from "../../../../src/formats/cloudformation/sam/data/data.ts";
import { expandSam, type Expanded } from "../../../../src/formats/cloudformation/sam/expand.ts";
import { toData } from "../../../../src/formats/cloudformation/sam/from-nodes.ts";

const TEMPLATES = new URL("templates/", import.meta.url);
/** What AWS's own transform made of the templates: see record.py. */
const RECORDED = JSON.parse(readFileSync(new URL("recorded.json", import.meta.url), "utf8")) as Record<string, Json>;
const PLACE = { region: "eu-west-1", partition: "aws" };

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

function expand(name: string): Expanded {
  const { root } = parse(readFileSync(new URL(`${name}.yaml`, TEMPLATES), "utf8"), name);
  const template = root ? toData(root) : null;
  if (!isDict(template)) throw new Error(`${name} is no template`);
  const parameters = entriesOf(get(template, "Parameters")).map(
    ([key, parameter]) => [textOf(key) ?? "", get(parameter, "Default")] as const,
  );
  return expandSam(template, new Map(parameters), PLACE);
}

function toJson(data: Data): Json {
  if (Array.isArray(data)) return data.map(toJson);
  if (isDict(data))
    return Object.fromEntries(entriesOf(data).map(([key, value]) => [textOf(key) ?? "", toJson(value)]));
  if (isFraction(data)) return Number(data.text);
  return textOf(data) ?? (data as null | boolean | number);
}

/** The transform keeps dependencies in a set, and writes one of them as a text or a list. */
function withSortedDependencies(resources: Json): Json {
  if (resources === null || typeof resources !== "object" || Array.isArray(resources)) return resources;
  return Object.fromEntries(
    Object.entries(resources).map(([id, resource]) => {
      const { DependsOn: held, ...rest } = resource as { [key: string]: Json };
      return [id, held === undefined ? rest : { ...rest, DependsOn: [held].flat().map(String).toSorted() }];
    }),
  );
}

/** The transform combines conditions out of a set. */
function withSortedOperands(conditions: Json | undefined): unknown {
  return JSON.parse(JSON.stringify(conditions ?? null), (key, value: unknown) =>
    key === "Fn::Or" && Array.isArray(value)
      ? value.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))
      : value,
  );
}

const NAMES = readdirSync(TEMPLATES)
  .filter((file) => file.endsWith(".yaml"))
  .map((file) => file.replace(".yaml", ""));

test("every template is recorded, and there are enough of them", () => {
  expect(Object.keys(RECORDED).toSorted()).toEqual(NAMES.toSorted());
  expect(NAMES.length).toBeGreaterThanOrEqual(64);
});

describe("SAM makes of a template what AWS's transform makes of it", () => {
  test.each(NAMES.filter((name) => !isRefused(name)))("%s", (name) => {
    const recorded = RECORDED[name] as { readonly [section: string]: Json };
    const { template, refusals } = expand(name);
    expect(refusals).toEqual([]);
    const made = toJson(template) as { readonly [section: string]: Json };
    expect(withSortedDependencies(made["Resources"] ?? null)).toEqual(
      withSortedDependencies(recorded["Resources"] ?? null),
    );
    expect(made["Outputs"]).toEqual(recorded["Outputs"]);
    expect(withSortedOperands(made["Conditions"])).toEqual(withSortedOperands(recorded["Conditions"]));
  });
});

function isRefused(name: string): boolean {
  return Object.hasOwn(RECORDED[name] as object, "refused");
}

describe("what AWS's transform refuses is refused, resource by resource", () => {
  test.each(NAMES.filter(isRefused))("%s", (name) => {
    const { refused } = RECORDED[name] as { refused: string[] };
    const named = refused.map((message) => /^Resource with id \[(\w+)\]/.exec(message)?.[1] ?? null);
    const { refusals } = expand(name);
    expect(new Set(refusals.map(({ logicalId }) => logicalId))).toEqual(new Set(named));
  });

  test("the others are expanded", () => {
    const { template, refusals } = expand("refused");
    const resources = toJson(get(template, "Resources")) as { readonly [id: string]: { readonly Type: string } };
    expect(resources["Good"]?.Type).toBe("AWS::Lambda::Function");
    expect(resources["GoodRole"]?.Type).toBe("AWS::IAM::Role");
    expect(resources["NoRuntime"]?.Type).toBe("AWS::Serverless::Function");
    expect(refusals.find(({ logicalId }) => logicalId === "Unknown")?.message).toBe(
      "`Function` has no property `Nonsense`",
    );
  });
});
