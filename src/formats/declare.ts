import type { Declared } from "../model/declared.ts";
import type { ChangeSet, FileTree } from "../model/files.ts";
import { type ModuleSources, packageOf } from "../model/modules.ts";
import type { DeclarationCache, Units } from "./declarations/cache.ts";
import type { DeclareContext, ModuleReader } from "./format.ts";
import { formats } from "./index.ts";

/** What both sides of a change declare for one deployed unit; a side is null where the unit is not there. */
export type Unit = { readonly name: string; readonly base: Declared | null; readonly head: Declared | null };

/** Everything that a target's root needs to be read, its tree aside. */
export type RootContext = Omit<DeclareContext, "tree">;

/** What declaring needs besides the files: modules from elsewhere, the signal that ends the check that they are for, and what was declared before. */
export type Ports = {
  readonly sources: ModuleSources;
  readonly signal: AbortSignal;
  readonly cache: DeclarationCache;
};

/**
 * Reads a target's root at base and at head with the format that recognizes it. Modules from elsewhere are fetched only
 * for a root that the change may concern.
 * @returns null when no format recognizes the root on either side
 */
export async function declareUnits(
  given: Omit<RootContext, "modules">,
  change: ChangeSet,
  remote: Ports,
): Promise<readonly Unit[] | null> {
  const context = { ...given, settings: change.base };
  const { cache } = remote;
  const near = await declareBoth(context, change, cache);
  if (!near?.some((unit) => lacksModules(unit) && mayConcern(unit, change.changed))) return near;
  const { base, head } = readersFor(remote);
  // One after the other: what is private is fetched for head only if base has named it.
  const atBase = await declareKept({ ...context, modules: base }, change.base, cache);
  return unitsOf(atBase, await declareKept({ ...context, modules: head }, change.head, cache));
}

/**
 * Both sides at the same time, where they are likely to differ: then their files are fetched together. A change that
 * does not come near leaves both the same, most likely: then head is what base was.
 */
async function declareBoth(
  context: RootContext,
  change: ChangeSet,
  cache: DeclarationCache,
): Promise<readonly Unit[] | null> {
  const base = declareKept(context, change.base, cache);
  if (!comesNear(context, change.changed)) await base;
  return unitsOf(...(await Promise.all([base, declareKept(context, change.head, cache)])));
}

function comesNear({ root, varFiles }: RootContext, changed: ReadonlySet<string>): boolean {
  const [written = ""] = root.split(/[*?[{(!]/, 1);
  return varFiles.some((path) => changed.has(path)) || [...changed].some((path) => path.startsWith(written));
}

function declareKept(context: RootContext, tree: FileTree, cache: DeclarationCache): Promise<Units> {
  return cache.declare({ ...context, tree }, (watched) => declareSide(watched, watched.tree));
}

function unitsOf(base: Units, head: Units): readonly Unit[] | null {
  if (!base && !head) return null;
  const names = [...new Set([...(base?.keys() ?? []), ...(head?.keys() ?? [])])];
  return names.map((name) => ({ name, base: base?.get(name) ?? null, head: head?.get(name) ?? null }));
}

function readersFor({ sources, signal }: Ports): { readonly base: ModuleReader; readonly head: ModuleReader } {
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
export async function declareSide(context: RootContext, tree: FileTree): Promise<Units> {
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
