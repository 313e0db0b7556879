import { counterpartOf, moved, type Move, withoutKeys } from "../model/address.ts";
import type { Block, Declared } from "../model/declared.ts";

/** What base declares, under the addresses that head gives the same resources. */
export function withMoves(base: Declared, head: Declared): Declared {
  const renamed = new Map<string, string>();
  for (const address of base.blocks.keys()) {
    const current = currentAddress(address, head);
    if (current !== address && !base.blocks.has(current)) renamed.set(address, current);
  }
  if (renamed.size === 0) return base;
  const rename = (address: string) => renamed.get(address) ?? address;
  const blocks = [...base.blocks].map(([address, block]): readonly [string, Block] => [
    rename(address),
    { ...block, address: rename(address), leansOn: block.leansOn.map(rename) },
  ]);
  return { ...base, blocks: new Map(blocks) };
}

/** Whether head has its tool let go of what base declares under an address, once everything has moved. */
export function isForgottenIn(head: Declared | null, address: string): boolean {
  const current = withoutKeys(movedAddress(address, head?.moves ?? []));
  return (head?.forgotten ?? []).some((forgotten) => current === forgotten || current.startsWith(`${forgotten}.`));
}

/** Of a block that head declares no longer under this address; an address that nothing moves stays. */
function currentAddress(address: string, head: Declared): string {
  if (head.blocks.has(address)) return address;
  const current = movedAddress(address, head.moves ?? []);
  if (current !== address) return head.blocks.has(current) ? current : address;
  const counterpart = counterpartOf(address);
  return head.blocks.has(counterpart) ? counterpart : address;
}

/** Where moves lead, one after the other in whatever order they are written, each once. */
function movedAddress(address: string, moves: readonly Move[]): string {
  let current = address;
  const open = new Set(moves);
  for (let isMoved = true; isMoved;) {
    isMoved = false;
    for (const move of open) {
      const next = moved(current, move);
      if (next === undefined) continue;
      current = next;
      open.delete(move);
      isMoved = true;
    }
  }
  return current;
}
