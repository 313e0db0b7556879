import type { OtherItem, Part } from "../../src/model/declared.ts";
import type { MapValue } from "../../src/model/value.ts";
import { itemsOfAnybody } from "../../src/resources/comparison/collections.ts";
import { find } from "../../src/resources/index.ts";
import type { ResourceType, TerraformNames } from "../../src/resources/type.ts";
import { spellingOf } from "../resources/comparing.ts";
import { block, declaredMap } from "../resources/declare.ts";
import { place } from "../resources/samples/sample.ts";
import type { JsonObject, Sample } from "../resources/samples/sample.ts";
import { type Mutation, mutationsOf } from "./changes.ts";

/** What a sample says, as the formats declare it. */

export const formats = ["terraform", "cloudformation"] as const;
export type FormatName = (typeof formats)[number];

export function typeOf(sample: Sample): ResourceType {
  const type = find(sample.type);
  if (!type) throw new Error(`${sample.type} is not registered`);
  return type;
}

export function titleOf({ type, resource }: Sample): string {
  return resource === undefined ? type : `${type} ${resource}`;
}

export function propertiesOf(sample: Sample, format: FormatName, args: JsonObject | null = sample[format]): MapValue {
  if (args === null) throw new Error(`${sample.type} has no sample in ${format}`);
  return format === "terraform" ? spelling(sample).properties(block(args), place) : declaredMap(args);
}

function spelling(sample: Sample): TerraformNames {
  return spellingOf(typeOf(sample), sample.resource);
}

/** The part of a resource that a sample declares in Terraform. */
export function partOf(sample: Sample): Part | undefined {
  const part = sample.terraform ? spelling(sample).part : undefined;
  return typeof part === "function" ? part(block(sample.terraform ?? {})) : part;
}

/** What may be live beside the items that a sample of a part declares. */
export function othersOf(sample: Sample): readonly OtherItem[] {
  return itemsOfAnybody(typeOf(sample), partOf(sample));
}

/** The changes that a declaration has to see: of a part, those of its own items. */
export function changesFor(sample: Sample, properties: MapValue): readonly Mutation[] {
  const all = mutationsOf(typeOf(sample), properties, sample.live);
  if (partOf(sample)?.holds === "items") return all.filter(({ label }) => !label.startsWith("one too many"));
  const ofAnybody = new Set(othersOf(sample).map(({ path }) => `one too many ${path}/added`));
  return all.filter(({ label }) => !ofAnybody.has(label));
}
