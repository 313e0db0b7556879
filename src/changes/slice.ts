import type { Block, Declared } from "../model/declared.ts";
import type { Slice, SliceItem } from "../model/slice.ts";
import type { Value } from "../model/value.ts";

/**
 * The part of a unit that a change touches, and what the touched blocks lean on up to the first resource or look-up.
 * @param conflicts paths that merging cannot decide: their blocks are undecided
 */
export function sliceOf(unit: string, base: Declared | null, head: Declared | null, conflicts: ReadonlySet<string>): Slice {
  const touched = new Set<string>();
  for (const address of addressesOf(base, head)) {
    if (isTouched(base?.blocks.get(address), head?.blocks.get(address), conflicts)) touched.add(address);
  }
  const leanedOn = new Set<string>();
  for (const address of touched) {
    for (const other of head?.blocks.get(address)?.leansOn ?? []) {
      if (!touched.has(other)) leanedOn.add(other);
    }
  }
  const items = [...touched, ...leanedOn]
    .filter((address) => base?.blocks.has(address) || head?.blocks.has(address))
    .map((address) => toItem(address, touched.has(address), base, head, conflicts));
  return { unit, base, head, items };
}

function addressesOf(base: Declared | null, head: Declared | null): ReadonlySet<string> {
  return new Set([...(base?.blocks.keys() ?? []), ...(head?.blocks.keys() ?? [])]);
}

function isTouched(base: Block | undefined, head: Block | undefined, conflicts: ReadonlySet<string>): boolean {
  if (!base || !head) return true;
  if (base.fingerprint !== head.fingerprint || base.mode !== head.mode) return true;
  if (conflicts.has(head.source.path)) return true;
  if (contentOf(base.arguments) !== contentOf(head.arguments)) return true;
  return placeAndIdentity(base) !== placeAndIdentity(head);
}

function placeAndIdentity(block: Block): string {
  return block.mode === "other" ? "" : JSON.stringify([withoutOrigin(block.place), withoutOrigin(block.identity)]);
}

function withoutOrigin(subject: object): string {
  return JSON.stringify(subject, (key, value: unknown) => (key === "source" ? undefined : value));
}

/** A value's content as text, without its origin. */
function contentOf(value: Value): string {
  if (value.kind === "known") return JSON.stringify(value.value);
  if (value.kind === "unresolved") return `?${value.reason}`;
  if (value.kind === "list") return `[${value.items.map(contentOf).join(",")}]`;
  const entries = [...value.entries].map(([key, child]) => `${JSON.stringify(key)}:${contentOf(child)}`);
  return `{${entries.toSorted().join(",")}}`;
}

function toItem(
  address: string,
  touched: boolean,
  base: Declared | null,
  head: Declared | null,
  conflicts: ReadonlySet<string>,
): SliceItem {
  const atBase = base?.blocks.get(address) ?? null;
  const atHead = head?.blocks.get(address) ?? null;
  return { base: atBase, head: atHead, touched, undecided: undecidedBecause(atBase, atHead, base, head, conflicts) };
}

/** A block that one side lacks may stand in a file of that side which could not be read. */
function undecidedBecause(
  atBase: Block | null,
  atHead: Block | null,
  base: Declared | null,
  head: Declared | null,
  conflicts: ReadonlySet<string>,
): string | null {
  const conflict = [atBase, atHead].find((block) => block && conflicts.has(block.source.path));
  if (conflict) return `${conflict.source.path} conflicts with the base branch`;
  const problem = (atBase ? undefined : base?.problems[0]) ?? (atHead ? undefined : head?.problems[0]);
  return problem ? `${problem.path} could not be read: ${problem.message}` : null;
}
