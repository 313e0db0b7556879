import type { Declared } from "../model/declared.ts";
import type { ChangeSet, FileTree } from "../model/files.ts";
import type { DeclareContext } from "./format.ts";
import { formats } from "./index.ts";

/** What both sides of a change declare for one deployed unit; a side is null where the unit is not there. */
export type Unit = { readonly name: string; readonly base: Declared | null; readonly head: Declared | null };

/** Everything that a target's root needs to be read, its tree aside. */
export type RootContext = Omit<DeclareContext, "tree">;

/**
 * Reads a target's root at base and at head with the format that recognizes it.
 * @returns null when no format recognizes the root on either side
 */
export async function declareUnits(context: RootContext, change: ChangeSet): Promise<readonly Unit[] | null> {
  const [base, head] = await Promise.all([declareSide(context, change.base), declareSide(context, change.head)]);
  if (!base && !head) return null;
  const names = [...new Set([...(base?.keys() ?? []), ...(head?.keys() ?? [])])];
  return names.map((name) => ({ name, base: base?.get(name) ?? null, head: head?.get(name) ?? null }));
}

/** Reads a root in one tree; null when no format recognizes it. */
export async function declareSide(context: RootContext, tree: FileTree): Promise<ReadonlyMap<string, Declared> | null> {
  for (const format of formats) {
    if (await format.recognizes(context.root, tree)) return format.declare({ ...context, tree });
  }
  return null;
}

/** Whether a change to any of these paths can alter what the unit declares. */
export function isConcerned({ base, head }: Unit, changed: ReadonlySet<string>): boolean {
  for (const path of changed) {
    if (base?.files.has(path) || head?.files.has(path)) return true;
  }
  return false;
}
