import type { Declared } from "../model/declared.ts";
import type { ChangeSet, FileTree } from "../model/files.ts";
import { type ModuleSources, packageOf } from "../model/modules.ts";
import type { DeclareContext, ModuleReader } from "./format.ts";
import { formats } from "./index.ts";

/** What both sides of a change declare for one deployed unit; a side is null where the unit is not there. */
export type Unit = { readonly name: string; readonly base: Declared | null; readonly head: Declared | null };

/** Everything that a target's root needs to be read, its tree aside. */
export type RootContext = Omit<DeclareContext, "tree">;

/** Modules from elsewhere, and the signal that ends the check that they are for. */
export type RemoteAccess = { readonly sources: ModuleSources; readonly signal: AbortSignal };

/**
 * Reads a target's root at base and at head with the format that recognizes it. Modules from elsewhere are fetched only
 * for a root that the change may concern.
 * @returns null when no format recognizes the root on either side
 */
export async function declareUnits(
  given: Omit<RootContext, "modules">,
  change: ChangeSet,
  remote: RemoteAccess,
): Promise<readonly Unit[] | null> {
  const context = { ...given, settings: change.base };
  const near = await declareBoth(context, change);
  if (!near?.some((unit) => lacksModules(unit) && mayConcern(unit, change.changed))) return near;
  const { base, head } = readersFor(remote);
  // One after the other: what is private is fetched for head only if base has named it.
  const atBase = await declareSide({ ...context, modules: base }, change.base);
  return unitsOf(atBase, await declareSide({ ...context, modules: head }, change.head));
}

type Units = ReadonlyMap<string, Declared> | null;

async function declareBoth(context: RootContext, change: ChangeSet): Promise<readonly Unit[] | null> {
  return unitsOf(...(await Promise.all([declareSide(context, change.base), declareSide(context, change.head)])));
}

function unitsOf(base: Units, head: Units): readonly Unit[] | null {
  if (!base && !head) return null;
  const names = [...new Set([...(base?.keys() ?? []), ...(head?.keys() ?? [])])];
  return names.map((name) => ({ name, base: base?.get(name) ?? null, head: head?.get(name) ?? null }));
}

function readersFor({ sources, signal }: RemoteAccess): { readonly base: ModuleReader; readonly head: ModuleReader } {
  const named = new Set<string>();
  return {
    base: {
      open(address, version) {
        named.add(packageOf(address));
        return sources.open({ address, version, isNamedByBase: true }, signal);
      },
    },
    head: {
      open: (address, version) =>
        sources.open({ address, version, isNamedByBase: named.has(packageOf(address)) }, signal),
    },
  };
}

function lacksModules({ base, head }: Unit): boolean {
  const blocks = [base, head].flatMap((side) => Array.from(side?.blocks.values() ?? []));
  return blocks.some((block) => block.mode === "resource" && block.unavailable !== undefined);
}

/** A module from elsewhere may read any file beside the code that calls it: `file("${path.root}/policy.json")`. */
function mayConcern(unit: Unit, changed: ReadonlySet<string>): boolean {
  if (isConcerned(unit, changed)) return true;
  const files = [...(unit.base?.files ?? []), ...(unit.head?.files ?? [])];
  const folders = new Set(files.map((path) => path.slice(0, path.lastIndexOf("/") + 1)));
  return [...changed].some((path) => [...folders].some((folder) => path.startsWith(folder)));
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
