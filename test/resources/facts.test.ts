import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { map } from "../../src/model/value.ts";
import type { Value } from "../../src/model/value.ts";
import { resourceTypes } from "../../src/resources/index.ts";
import type { ResourceType } from "../../src/resources/type.ts";
import { spellingOf } from "./comparing.ts";
import { declared } from "./declare.ts";
import { place } from "./samples/sample.ts";

const folder = join(import.meta.dirname, "../../../shared/facts");
const areThere = existsSync(folder);

type Schema = {
  readonly id: readonly string[];
  readonly ro?: readonly string[];
  readonly wo?: readonly string[];
  readonly rp?: readonly number[];
  readonly lp?: readonly number[];
};
type Facts = { readonly actions: readonly string[]; readonly types: { readonly [type: string]: Schema } };
type Attribute = { readonly cfn: string; readonly compare: string };
type TerraformFacts = {
  readonly resources: {
    readonly [type: string]: { readonly cfnType: string; readonly attributes: { readonly [name: string]: Attribute } };
  };
};

function read(file: string): unknown {
  return JSON.parse(readFileSync(join(folder, file), "utf8"));
}

/** Where a type reads otherwise than its handler, and why. */
const OTHER_READS: ReadonlyMap<string, string> = new Map([
  ["AWS::SSM::Parameter", "read by DescribeParameters, so that no value is read"],
  ["AWS::SecretsManager::Secret", "read by DescribeSecret, so that no value is read"],
  ["AWS::ApiGatewayV2::Api", "only an import reads an object of S3"],
]);

/** Write-only for Cloud Control, and seen by the call that is used instead. */
const SEEN_ALL_THE_SAME = new Set([
  "AWS::SSM::Parameter Description",
  "AWS::SSM::Parameter Tier",
  "AWS::SSM::Parameter AllowedPattern",
]);

/** Attributes whose argument is one among others at its path, or makes no path of its own. */
const SHAPED_OTHERWISE = new Set([
  "hash_key",
  "range_key",
  "stream_enabled",
  "condition.path_pattern.values",
  "condition.host_header.values",
  // A block without a source is no rule.
  "ingress.from_port",
  "ingress.to_port",
  "ingress.protocol",
]);

describe.skipIf(!areThere)("the public schemas (skipped where ../shared/facts is not there)", () => {
  const facts = areThere ? (read("cc-types.min.json") as Facts) : { actions: [], types: {} };
  const terraform = areThere ? (read("tf-map.json") as TerraformFacts) : { resources: {} };

  describe.each(resourceTypes)("$type", (type) => {
    const schema = facts.types[type.type] ?? { id: [] };

    it("is read and listed with the handler's actions", () => {
      const needed = OTHER_READS.has(type.type) ? [] : actionsOf(facts, schema.rp);
      expect(type.read.actions).toEqual(expect.arrayContaining(needed));
      if (type.list) expect(type.list.actions).toEqual(expect.arrayContaining(actionsOf(facts, schema.lp)));
    });

    it("compares nothing that reads never return", () => {
      const compared = (schema.wo ?? []).filter((path) => type.properties.has(path) && !isNeverRead(type, path));
      expect(compared.filter((path) => !SEEN_ALL_THE_SAME.has(`${type.type} ${path}`))).toEqual([]);
    });

    it("has no rule for what is read-only", () => {
      expect((schema.ro ?? []).filter((path) => type.properties.has(path))).toEqual([]);
    });

    it("maps each known attribute to its path, and has a rule for it", () => {
      const attributes = Object.entries(terraform.resources[type.terraform?.type ?? ""]?.attributes ?? {});
      const wrong = attributes.flatMap(([name, { cfn, compare }]) => {
        const others: readonly [string, Value][] = [
          ["stream_enabled", declared(true)],
          ["kms_master_key_id", declared("alias/k")],
        ];
        const args = map(new Map([...others, argument(name)]));
        const isMapped = pathsIn(spellingOf(type).properties(args, place), "").includes(cfn.replaceAll("/*", ""));
        const hasRule = compare === "wo" || isCompared(type, cfn);
        return SHAPED_OTHERWISE.has(name) || (isMapped && hasRule) ? [] : [`${name} to ${cfn}`];
      });
      expect(wrong).toEqual([]);
    });
  });
});

/** Some schemas write a service's prefix with a capital letter, or an action without one; wildcards name none. */
function actionsOf(facts: Facts, indexes: readonly number[] = []): string[] {
  const named = indexes.filter((index) => !(facts.actions[index] ?? "").endsWith("*"));
  return named.map((index) => {
    const action = (facts.actions[index] ?? "").replace(/^S3:/, "s3:");
    return action.replace(/:[a-z]/, (first) => first.toUpperCase());
  });
}

/** Whether the path has a rule, or lies in something that is compared as a whole. */
function isCompared(type: ResourceType, path: string): boolean {
  const [outer = ""] = path.split("/");
  return type.properties.has(path) || type.properties.get(outer)?.shape === "whole";
}

/** Whether the path, or something that holds it, is never read. */
function isNeverRead(type: ResourceType, path: string): boolean {
  const outer = path.split("/").map((_, index, parts) => parts.slice(0, index + 1).join("/"));
  return outer.some((part) => {
    const observed = type.properties.get(part)?.observed;
    return typeof observed === "object" && "never" in observed;
  });
}

/** An argument, or one inside a block, with a value of its own. */
function argument(name: string): [string, Value] {
  const [outer = "", inner] = name.split(".");
  if (inner === undefined) return [outer, declared(outer === "tags" || outer === "dimensions" ? { a: "b" } : "7")];
  return [outer, declared([{ [inner]: inner === "variables" ? { a: "b" } : "7" }])];
}

/** Every path in a tree, without the steps into lists. */
function pathsIn(value: Value, path: string): readonly string[] {
  const join = (key: string) => (path === "" ? key : `${path}/${key}`);
  if (value.kind === "list") return [path, ...value.items.flatMap((item) => pathsIn(item, path))];
  if (value.kind === "map") return [path, ...[...value.entries].flatMap(([key, child]) => pathsIn(child, join(key)))];
  return [path];
}
