import type { Declared, OtherItem, ResourceBlock } from "../model/declared.ts";
import type { Value } from "../model/value.ts";
import { declaredItems, itemsOfAnybody } from "../resources/comparison/collections.ts";
import { find } from "../resources/index.ts";
import { placeOf, resourceKey } from "./identity.ts";

/** An item that a block puts into a collection of a resource, of which `address` is known where the code refers to it. */
type Contributed = {
  readonly item: OtherItem;
  readonly by: string;
  readonly type: string;
  /** `resourceKey` of the resource; null while not known. */
  readonly resource: string | null;
  /** Found by natural key: whether that is what has an identifier, code does not tell. */
  readonly isByKey: boolean;
  /** The names that the resource goes by; null where the code does not tell. */
  readonly name: string | null;
  readonly address: string | null;
};

const contributedBy = new WeakMap<Declared, readonly Contributed[]>();

/**
 * Items of a resource's collections that other blocks of its unit declare, at base or at head: they are live without
 * being its own. A block that declares only items has nothing to say of all the others.
 */
export function itemsOfOthers(block: ResourceBlock, sides: readonly (Declared | null)[]): readonly OtherItem[] {
  const type = block.type === null ? undefined : find(block.type);
  const ofAnybody = type ? itemsOfAnybody(type, block.part) : [];
  if (block.part?.holds === "items") return ofAnybody;
  const all = sides.flatMap((declared) => (declared ? contributions(declared) : []));
  const ofOthers = all
    .filter(({ by, type: of }) => by !== block.address && of === block.type)
    .filter((contributed) => mayConcern(contributed, block))
    .map(({ item }) => item);
  return [...ofAnybody, ...ofOthers];
}

/** Whether an item is of the block's resource, or may be for all that the code tells. */
function mayConcern({ resource, name, address, isByKey }: Contributed, block: ResourceBlock): boolean {
  if (address !== null) return address === block.address;
  if (isByKey !== (block.identity.kind === "natural-key")) return true;
  const own = resourceKey(block.type, placeOf(block), block.identity);
  if (resource !== null && own !== null) return resource === own;
  return name === null || !("name" in block.identity) || name === block.identity.name;
}

function contributions(declared: Declared): readonly Contributed[] {
  const existing = contributedBy.get(declared);
  if (existing) return existing;
  const found = [...declared.blocks.values()].flatMap((block) => (block.mode === "resource" ? contributed(block) : []));
  contributedBy.set(declared, found);
  return found;
}

function contributed(block: ResourceBlock): readonly Contributed[] {
  const type = block.type === null ? undefined : find(block.type);
  if (!type) return [];
  const place = placeOf(block);
  const by = block.address;
  if (block.part?.holds === "items") {
    const { identity } = block;
    const resource = resourceKey(block.type, place, identity);
    const address = identity.kind === "unresolved" ? (identity.value.derivedFrom ?? null) : null;
    const name = "name" in identity ? identity.name : null;
    const isByKey = identity.kind === "natural-key";
    const items = declaredItems(type, block.properties, block.part.path);
    return items.map((item) => ({ item, by, type: type.type, resource, isByKey, name, address }));
  }
  if (!place || !type.contributes) return [];
  return type.contributes(block.properties, block.identity, place).map(({ type: of, to, path, key }) => {
    const name = to.kind === "known" ? String(to.value) : null;
    const address = name === null ? (to.derivedFrom ?? null) : null;
    return { item: itemAt(path, key), by, type: of, resource: null, isByKey: false, name, address };
  });
}

function itemAt(path: string, key: Value): OtherItem {
  if (key.kind === "known") return { path, key: String(key.value) };
  const unresolved = key.kind === "unresolved" ? key : { kind: "unresolved" as const, reason: "it is not text" };
  return { path, unresolved };
}
