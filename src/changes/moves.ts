import type { Block, Declared, Move } from "../model/declared.ts";

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
  // Terraform moves between a block without `count` and its first instance by itself.
  const counterpart = current.endsWith("[0]") ? current.slice(0, -"[0]".length) : `${current}[0]`;
  return head.blocks.has(counterpart) ? counterpart : address;
}

/** A move of a block is one of all its instances, a move of a module one of all that is in it. */
function moved(address: string, { from, to }: Move): string | undefined {
  if (!address.startsWith(from)) return undefined;
  const rest = address.slice(from.length);
  return rest === "" || rest.startsWith(".") || rest.startsWith("[") ? `${to}${rest}` : undefined;
}
