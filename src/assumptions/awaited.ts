import type { AsDeclaredAssumption, Assumption, AwaitedResource, Blocked } from "../model/assumption.ts";
import type { Block, Declared, Identity, ResourceBlock } from "../model/declared.ts";
import { type Observations, type ReadRequest, requestKey } from "../model/observation.ts";
import type { Slice } from "../model/slice.ts";
import type { Place, Target } from "../model/target.ts";
import {
  type AwaitedAttribute,
  type AwaitedText,
  known,
  type MapValue,
  type UnresolvedValue,
  type Value,
} from "../model/value.ts";
import { findReadable } from "../resources/index.ts";
import { identified } from "./identified.ts";
import { placeOf } from "./identity.ts";
import { attributeOf } from "./look-up.ts";

/**
 * What blocks await of others: ids that AWS made up, which are known once those are looked at, and what those await in
 * turn. Only what base declares, or head looks up, in the same account can be looked at with what an assumption has.
 */
export function awaitedBy(
  blocks: readonly (Block | null)[],
  slice: Slice,
  reader: Target,
  place: Place | null,
): Assumption["awaited"] {
  const found = new Map<string, AwaitedResource>();
  const open = blocks.flatMap((block) => (block ? awaitedOf(block) : []));
  for (let address = open.pop(); address !== undefined; address = open.pop()) {
    const declared = slice.base?.blocks.has(address) ? slice.base : lookedUpIn(slice.head, address);
    const block = found.has(address) ? undefined : declared?.blocks.get(address);
    if (!declared || !block || block.mode === "other" || block.type === null || !findReadable(block.type)) continue;
    const own = placeOf(block);
    const { identity } = block.mode === "resource" ? identified(block, slice, reader) : block;
    if (!own || own.account !== place?.account || !isFound(block, identity)) continue;
    const kind = block.mode === "lookup" ? "exists" : "as-declared";
    found.set(address, { type: block.type, place: own, identity, format: declared.format, kind });
    open.push(...awaitedInKey(identity));
  }
  return found;
}

function lookedUpIn(head: Declared | null, address: string): Declared | undefined {
  return head?.blocks.get(address)?.mode === "lookup" ? head : undefined;
}

/** Why a natural key cannot be put together: what a part hangs on cannot be looked at. Null when it can. */
export function blockedByAwaited(identity: Identity, awaited: Assumption["awaited"]): Blocked | null {
  const lacking = awaitedInKey(identity).find((address) => !awaited.has(address));
  return lacking === undefined
    ? null
    : {
        reason: "no-identity",
        detail: `it is found by an attribute of \`${lacking}\`, and which resource that is cannot be told`,
      };
}

function isFound(block: Block, identity: Identity): boolean {
  const isPart = block.mode === "resource" && block.part !== undefined;
  return !isPart && identity.kind !== "unresolved" && identity.kind !== "generated";
}

function awaitedOf(block: Block): readonly string[] {
  if (block.mode === "other") return [];
  return [...awaitedInKey(block.identity), ...(block.mode === "resource" ? awaitedIn(block.properties) : [])];
}

function awaitedInKey(identity: Identity): readonly string[] {
  if (identity.kind === "stack" && typeof identity.within === "object") return addressesIn(identity.within);
  if (identity.kind !== "natural-key") return [];
  return Object.values(identity.key).flatMap((part) => (typeof part === "string" ? [] : addressesIn(part)));
}

function awaitedIn(value: Value): readonly string[] {
  if (value.kind === "list") return value.items.flatMap(awaitedIn);
  if (value.kind === "map") return [...value.entries.values()].flatMap(awaitedIn);
  return value.kind === "unresolved" ? addressesIn(value.awaits ?? []) : [];
}

function addressesIn(text: AwaitedText): readonly string[] {
  return text.flatMap((piece) => (typeof piece === "string" ? [] : [piece.address]));
}

/** The assumption with what its properties await put in, as far as it has been read; `open` are the reads still to make. */
export function settled(
  assumption: AsDeclaredAssumption,
  observations: Observations,
): { readonly assumption: AsDeclaredAssumption; readonly open: readonly ReadRequest[] } {
  const { base, head, awaited } = assumption;
  if (awaited.size === 0) return { assumption, open: [] };
  const open = new Map<string, ReadRequest>();
  const settle: Settle = (attribute) => {
    if (!awaited.has(attribute.address)) return undefined;
    const found = attributeOf(attribute, assumption, observations);
    if ("text" in found) return found.text;
    if (found.step === "ask") open.set(requestKey(found.request), found.request);
    return undefined;
  };
  const settledBlock = (block: ResourceBlock) => ({ ...block, properties: settleMap(block.properties, settle) });
  const result = { ...assumption, base: settledBlock(base), head: head && settledBlock(head) };
  return { assumption: result, open: [...open.values()] };
}

type Settle = (attribute: AwaitedAttribute) => string | undefined;

function settleMap(value: MapValue, settle: Settle): MapValue {
  return { ...value, entries: new Map([...value.entries].map(([key, child]) => [key, settleValue(child, settle)])) };
}

function settleValue(value: Value, settle: Settle): Value {
  if (value.kind === "list") return { ...value, items: value.items.map((item) => settleValue(item, settle)) };
  if (value.kind === "map") return settleMap(value, settle);
  return value.kind === "unresolved" && value.awaits ? settleText(value, settle) : value;
}

function settleText(value: UnresolvedValue, settle: Settle): Value {
  const { kind: _, reason: __, awaits = [], ...origin } = value;
  const pieces = awaits.map((piece) => (typeof piece === "string" ? piece : settle(piece)));
  return pieces.some((piece) => piece === undefined) ? value : known(pieces.join(""), origin);
}
