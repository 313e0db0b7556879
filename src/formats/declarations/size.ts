import type { Block, Declared } from "../../model/declared.ts";
import type { Value } from "../../model/value.ts";
import type { Evidence } from "./evidence.ts";

/** Measured: what V8 takes for a node with its place, for a block with what is around its values, and for a note. In bytes. */
const NODE_BYTES = 160;
const BLOCK_BYTES = 800;
const NOTE_BYTES = 200;

/** About how much memory declarations take, and the evidence for them. In bytes. */
export function bytesOf(units: ReadonlyMap<string, Declared> | null, seen: Evidence): number {
  const looks = [seen.tree, ...(seen.settings ? [seen.settings] : [])];
  let bytes = NOTE_BYTES * (1 + seen.modules.length);
  for (const { files, listings } of looks) bytes += NOTE_BYTES * (files.length + listings.length);
  for (const { blocks, problems, files } of units?.values() ?? []) {
    bytes += NOTE_BYTES * (1 + problems.length + files.size);
    for (const block of blocks.values()) bytes += bytesOfBlock(block);
  }
  return bytes;
}

function bytesOfBlock(block: Block): number {
  const own = BLOCK_BYTES + NOTE_BYTES * (block.leansOn.length + block.literals.length) + bytesOfValue(block.arguments);
  return block.mode === "resource" ? own + bytesOfValue(block.properties) : own;
}

function bytesOfValue(value: Value): number {
  switch (value.kind) {
    case "known":
      return NODE_BYTES + (typeof value.value === "string" ? value.value.length : 0);
    case "unresolved":
      return NODE_BYTES + value.reason.length;
    case "list":
      return value.items.reduce((sum, item) => sum + bytesOfValue(item), NODE_BYTES);
    case "map":
      break;
  }
  let bytes = NODE_BYTES;
  for (const [key, child] of value.entries) bytes += key.length + bytesOfValue(child);
  return bytes;
}
