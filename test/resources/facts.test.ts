import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { map } from "../../src/model/value.ts";
import type { Value } from "../../src/model/value.ts";
import { resourceTypes } from "../../src/resources/index.ts";
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

function read<T>(file: string): T {
  return JSON.parse(readFileSync(join(folder, file), "utf8")) as T;
}

/** Where a type reads otherwise than its handler, and why. */
const OTHER_READS: { readonly [type: string]: string } = {
  "AWS::SSM::Parameter": "read by DescribeParameters, so that no value is read",
  "AWS::SecretsManager::Secret": "read by DescribeSecret, so that no value is read",
};

/** Write-only for Cloud Control, and seen by the call that is used instead. */
const SEEN_ALL_THE_SAME = new Set([
  "AWS::SSM::Parameter Description",
  "AWS::SSM::Parameter Tier",
  "AWS::SSM::Parameter AllowedPattern",
]);

/** Attributes whose argument is one among others at its path, or makes no path of its own. */
const SHAPED_OTHERWISE = new Set(["hash_key", "range_key", "stream_enabled"]);

describe.skipIf(!areThere)("the public schemas (skipped where ../shared/facts is not there)", () => {
  const facts = areThere ? read<Facts>("cc-types.min.json") : { actions: [], types: {} };
  const terraform = areThere ? read<TerraformFacts>("tf-map.json") : { resources: {} };

  describe.each(resourceTypes)("$type", (type) => {
    const schema = facts.types[type.type] ?? { id: [] };

    it("is read and listed with the handler's actions", () => {
      const named = (indexes: readonly number[] = []) =>
        indexes.map((index) => (facts.actions[index] ?? "").replace(/^S3:/, "s3:"));
      if (!OTHER_READS[type.type]) expect(type.read.actions).toEqual(expect.arrayContaining(named(schema.rp)));
      expect(type.list.actions).toEqual(expect.arrayContaining(named(schema.lp)));
    });

    it("compares nothing that reads never return", () => {
      for (const path of schema.wo ?? []) {
        if (SEEN_ALL_THE_SAME.has(`${type.type} ${path}`)) continue;
        const outer = path.split("/").map((_, index, parts) => parts.slice(0, index + 1).join("/"));
        const rules = outer.map((part) => type.properties.get(part)).filter((rule) => rule !== undefined);
        const isNever = rules.some(({ observed }) => typeof observed === "object" && "never" in observed);
        expect(isNever || !type.properties.has(path), path).toBe(true);
      }
    });

    it("has no rule for what is read-only", () => {
      for (const path of schema.ro ?? []) expect(type.properties.has(path), path).toBe(false);
    });

    it("maps each known attribute to its path", () => {
      const attributes = terraform.resources[type.terraform.type]?.attributes ?? {};
      for (const [name, { cfn, compare }] of Object.entries(attributes)) {
        if (SHAPED_OTHERWISE.has(name)) continue;
        const properties = type.terraform.properties(
          map(new Map([argument(name), ["stream_enabled", declared(true)]])),
          place,
        );
        const pattern = cfn.replaceAll("/*", "");
        expect(pathsIn(properties, ""), name).toContain(pattern);
        if (compare !== "wo") expect(isCompared(cfn), `${name} at ${cfn}`).toBe(true);
      }

      function isCompared(path: string): boolean {
        const rule = type.properties.get(path);
        return rule !== undefined || path === "Value";
      }
    });
  });
});

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
