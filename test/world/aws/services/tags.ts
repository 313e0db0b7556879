import { z } from "zod";
import type { Json } from "../../../../src/model/json.ts";

export type Tag = { readonly Key: string; readonly Value: string };

const pairs = z.array(z.object({ Key: z.string(), Value: z.string() }));
const map = z.record(z.string(), z.string());

/**
 * Tags as service APIs return them, from either shape that CloudFormation types use: a list of pairs, or a map.
 * @throws ZodError for tags of another shape, which is a mistake in the world.
 */
export function tagsOf(tags: Json | undefined): readonly Tag[] {
  if (tags === undefined) return [];
  if (Array.isArray(tags)) return pairs.parse(tags);
  return Object.entries(map.parse(tags)).map(([Key, Value]) => ({ Key, Value }));
}
