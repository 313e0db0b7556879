import type { ResourceBlock } from "../model/declared.ts";
import { declaredItems } from "../resources/comparison/collections.ts";
import type { PathComparison } from "../resources/comparison/compare.ts";
import type { ResourceType } from "../resources/type.ts";

/** Whether an item that is all that the block declares is not among those that are live. */
export function lacksItsPart(
  type: ResourceType,
  { part, properties }: ResourceBlock,
  differing: readonly PathComparison[],
): boolean {
  if (part?.holds !== "items") return false;
  const items = new Set(declaredItems(type, properties, part.path).map(({ path, key }) => `${path}/${key ?? ""}`));
  return differing.some(({ path, live }) => live === undefined && items.has(path));
}

/** Whether no read shows anything of the part that the block declares, so that nothing was looked at. */
export function isUnseen(type: ResourceType, { part, properties }: ResourceBlock): boolean {
  if (!part) return false;
  return [...properties.entries.keys()].every((path) => {
    const observed = type.properties.get(path)?.observed;
    return observed === undefined || (typeof observed === "object" && "never" in observed);
  });
}
