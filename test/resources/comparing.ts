import { compare } from "../../src/resources/comparison/compare.ts";
import { itemsOfAnybody } from "../../src/resources/comparison/collections.ts";
import { find } from "../../src/resources/index.ts";
import type { ResourceType, TerraformNames } from "../../src/resources/type.ts";
import { block, declaredMap } from "./declare.ts";
import { place } from "./samples/sample.ts";
import type { JsonObject } from "./samples/sample.ts";

export function typeOf(name: string): ResourceType {
  const type = find(name);
  if (!type) throw new Error(name);
  return type;
}

/** How Terraform spells the type, by its own resource's name or by another's that declares it or a part of it. */
export function spellingOf(type: ResourceType, resource?: string): TerraformNames {
  const spellings = [...(type.terraform ? [type.terraform] : []), ...(type.alsoTerraform ?? [])];
  const [names] = resource === undefined ? spellings : spellings.filter((spelling) => spelling.type === resource);
  if (!names) throw new Error(`${type.type} has no ${resource ?? "Terraform resource"}`);
  return names;
}

type Given = {
  readonly base: JsonObject;
  readonly head?: JsonObject | null;
  readonly live: JsonObject;
  readonly ignored?: readonly string[];
};

/** Compares arguments, as a Terraform author writes them, with what is live. */
export function terraform(type: ResourceType, { base, head, live, ignored = [] }: Given) {
  const properties = (args: JsonObject) => spellingOf(type).properties(block(args), place);
  const atHead = head === null ? null : properties(head ?? base);
  const others = itemsOfAnybody(type, undefined);
  return compare(type, { base: properties(base), head: atHead, live, format: "terraform", place, ignored, others });
}

/** Compares properties, as a template has them, with what is live. */
export function cloudformation(type: ResourceType, { base, head, live, ignored = [] }: Given) {
  const atHead = head === null ? null : declaredMap(head ?? base);
  const others = itemsOfAnybody(type, undefined);
  return compare(type, {
    base: declaredMap(base),
    head: atHead,
    live,
    format: "cloudformation",
    place,
    ignored,
    others,
  });
}
