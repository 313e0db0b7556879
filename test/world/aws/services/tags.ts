import type { Json } from "../../../../src/model/json.ts";

export type Tag = { readonly Key: string; readonly Value: string };

/** Tags as service APIs return them, from either shape that CloudFormation types use: a list of pairs, or a map. */
export function tagsOf(tags: Json | undefined): readonly Tag[] {
  if (typeof tags !== "object" || tags === null) return [];
  if (!Array.isArray(tags)) return Object.entries(tags).map(([key, value]) => ({ Key: key, Value: String(value) }));
  return tags.flatMap((tag: Json) => {
    if (typeof tag !== "object" || tag === null || !("Key" in tag) || !("Value" in tag)) return [];
    return [{ Key: String(tag["Key"]), Value: String(tag["Value"]) }];
  });
}
