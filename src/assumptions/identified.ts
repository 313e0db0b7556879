import type { Blocked } from "../model/assumption.ts";
import { counterpartOf, formerAddresses } from "../model/address.ts";
import type { Declared, Identity, ResourceBlock } from "../model/declared.ts";
import type { Slice } from "../model/slice.ts";
import type { Target } from "../model/target.ts";
import { blockedByIdentity, placeOf } from "./identity.ts";

/**
 * Which live resource something that base declares is: as code says; where code does not, as the state of the unit says,
 * if the target has it read. Why that cannot be told is `blocked`.
 */
export function identified(
  block: ResourceBlock,
  { base: declared, head }: Slice,
  reader: Target,
): { readonly identity: Identity; readonly blocked: Blocked | null } {
  const base = holderOf(block, declared) ?? block;
  const { identity } = base;
  const blocked = blockedByIdentity(base);
  const state = declared?.state;
  if (!declared || !state || !isOpen(base)) return { identity, blocked };
  if ("kind" in state)
    return { identity, blocked: blocked && { ...blocked, detail: withReason(blocked, state.reason) } };
  return {
    identity: {
      kind: "state",
      state,
      addresses: addressesOf(base.address, declared, head),
      type: base.formatType,
      reader: { target: reader.name, account: reader.account },
      ...(identity.kind === "natural-key" && { otherwise: identity }),
    },
    blocked: null,
  };
}

/**
 * The block that declares what a part belongs to, where only AWS knows the id that the part refers to it by: it may well
 * have a name.
 */
function holderOf({ part, type, identity }: ResourceBlock, declared: Declared | null): ResourceBlock | undefined {
  const awaits = identity.kind === "unresolved" ? (identity.value.awaits ?? []) : [];
  const [attribute, ...more] = awaits;
  if (!part || typeof attribute !== "object" || more.length > 0) return undefined;
  const block = declared?.blocks.get(attribute.address);
  return block?.mode === "resource" && block.type === type && !block.part ? block : undefined;
}

/** A natural key only tells where it is looked for among all. */
const OPEN: ReadonlySet<Identity["kind"]> = new Set(["generated", "unresolved", "natural-key"]);

/** Whether all that is missing is which live resource it is. */
function isOpen(block: ResourceBlock): boolean {
  const { identity, type, unavailable, isUncertain } = block;
  const isUnknown = OPEN.has(identity.kind);
  return isUnknown && type !== null && unavailable === undefined && !isUncertain && placeOf(block) !== null;
}

/** AWS makes the name up: then the reason is why the state does not say it either. */
function withReason({ reason, detail }: Blocked, stateReason: string): string {
  return reason === "no-identity" ? `${detail}: ${stateReason}` : `${detail}; ${stateReason}`;
}

/** What moves rename is in the state under its former address until that is deployed; what base declares there is something else. */
function addressesOf(address: string, base: Declared, head: Declared | null): readonly string[] {
  const former = formerAddresses(address, [...(base.moves ?? []), ...(head?.moves ?? [])]);
  const all = [address, ...former].flatMap((one) => [one, counterpartOf(one)]);
  return [...new Set(all)].filter((one) => one === address || !base.blocks.has(one));
}
