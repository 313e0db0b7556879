import { counterpartOf, moved } from "../model/address.ts";
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

/** Of a block that head declares no longer under this address; an address that nothing moves stays. */
function currentAddress(address: string, head: Declared): string {
  if (head.blocks.has(address)) return address;
  let current = address;
  for (const move of head.moves ?? []) current = moved(current, move) ?? current;
  if (head.blocks.has(current)) return current;
  const counterpart = counterpartOf(current);
  return head.blocks.has(counterpart) ? counterpart : address;
}
