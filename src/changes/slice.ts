import type { Block, Declared } from "../model/declared.ts";
import type { Slice, SliceItem } from "../model/slice.ts";
import type { Value } from "../model/value.ts";
import { refusedDestructions } from "./destructions.ts";
import { isForgottenIn, withMoves } from "./moves.ts";

/**
 * The part of a unit that a change touches, and what the touched blocks lean on up to the first resource or look-up.
 */
export function sliceOf(unit: string, declaredAtBase: Declared | null, head: Declared | null): Slice {
  const base = declaredAtBase && head ? withMoves(declaredAtBase, head) : declaredAtBase;
  const touched = new Set<string>();
  for (const address of addressesOf(base, head)) {
    if (isTouched(base?.blocks.get(address), head?.blocks.get(address))) touched.add(address);
  }
  const leanedOn = new Set<string>();
  for (const address of touched) {
    for (const other of head?.blocks.get(address)?.leansOn ?? []) {
      if (!touched.has(other)) leanedOn.add(other);
    }
  }
  const items = [...touched, ...leanedOn]
    .filter((address) => base?.blocks.has(address) || head?.blocks.has(address))
    .map((address) => toItem(address, touched.has(address), base, head));
  return { unit, base, head, items, problems: refusedDestructions(items, head) };
}

function addressesOf(base: Declared | null, head: Declared | null): ReadonlySet<string> {
  return new Set([...(base?.blocks.keys() ?? []), ...(head?.blocks.keys() ?? [])]);
}

function isTouched(base: Block | undefined, head: Block | undefined): boolean {
  if (!base || !head) return true;
  if (base.fingerprint !== head.fingerprint || base.mode !== head.mode) return true;
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

function toItem(address: string, touched: boolean, base: Declared | null, head: Declared | null): SliceItem {
  const atBase = base?.blocks.get(address) ?? null;
  const atHead = head?.blocks.get(address) ?? null;
  // A block that one side lacks may stand in a file of that side which could not be read, or in a module that could not be had.
  const undecided = (atBase ? null : whyLacking(address, base)) ?? (atHead ? null : whyLacking(address, head));
  const isForgotten = atBase !== null && atHead === null && isForgottenIn(head, address);
  return { base: atBase, head: atHead, touched, undecided, ...(isForgotten && { isForgotten }) };
}

function whyLacking(address: string, side: Declared | null): string | null {
  const [problem] = side?.problems ?? [];
  if (problem) return `${problem.path} could not be read in full: ${problem.message}`;
  for (const block of side?.blocks.values() ?? []) {
    if (block.mode !== "resource" || block.unavailable === undefined) continue;
    // The module of `module.a["x"]` may declare anything below any instance of `module.a`.
    const call = block.address.replace(/\[[^\]]*\]$/, "");
    if (address !== block.address && address.startsWith(call) && /^[.[]/.test(address.slice(call.length)))
      return block.unavailable;
  }
  return null;
}
