import { createHash } from "node:crypto";
import { serialize } from "node:v8";

import type { Declared } from "../../model/declared.ts";
import type { FileTree } from "../../model/files.ts";
import { type BoundedCache, createBoundedCache } from "../bounded-cache.ts";
import type { DeclareContext } from "../format.ts";
import { type Evidence, holds, witnessing } from "./evidence.ts";
import { bytesOf } from "./size.ts";
import { createTreeIndex, type TreeIndex } from "./tree-index.ts";

/** What a root declares, by deployed unit; null where no format recognizes it. */
export type Units = ReadonlyMap<string, Declared> | null;

/** Remembers what roots declare, as long as everything that was looked at for it stays the same. */
export type DeclarationCache = {
  /** What `read` gave for the same root of the same repository, or what it gives now. It may be shared: never write to it. */
  declare(context: DeclareContext, read: (context: DeclareContext) => Promise<Units>): Promise<Units>;
};

/** Caches of many repositories within one bound: what one holds is never told to another that knows its hashes. */
export type DeclarationCaches = {
  /** @param repository what tells repositories apart, and is never given to another */
  of(repository: string): DeclarationCache;
};

type Kept = { readonly evidence: Evidence; readonly units: Units; readonly bytes: number };

/** Base, and the heads of some pull requests. */
const MAX_KEPT = 6;

/**
 * Caches that forget what was used longest ago.
 * @param maxBytes bound of what they keep, all together
 */
export function createDeclarationCaches(maxBytes = 48 * 1024 * 1024): DeclarationCaches {
  const cache = createBoundedCache<readonly Kept[]>(maxBytes);
  const indexes = new WeakMap<FileTree, TreeIndex>();
  return {
    of: (repository) => ({ declare: (context, read) => declare({ cache, indexes }, repository, context, read) }),
  };
}

type Memory = { readonly cache: BoundedCache<readonly Kept[]>; readonly indexes: WeakMap<FileTree, TreeIndex> };

async function declare(
  { cache, indexes }: Memory,
  repository: string,
  context: DeclareContext,
  read: (context: DeclareContext) => Promise<Units>,
): Promise<Units> {
  const indexOf = (tree: FileTree): TreeIndex => {
    const index = indexes.get(tree) ?? createTreeIndex(tree);
    indexes.set(tree, index);
    return index;
  };
  const key = `${repository}\n${keyOf(context)}`;
  for (const kept of cache.get(key) ?? []) {
    if (!(await holds(kept.evidence, context, indexOf))) continue;
    keep(cache, key, kept);
    return kept.units;
  }
  const witness = witnessing(context);
  const units = await read({ ...context, ...witness.sources });
  const evidence = await witness.evidence(indexOf);
  if (evidence) keep(cache, key, { evidence, units, bytes: bytesOf(units, evidence) });
  return units;
}

/** Puts what was used last in front. */
function keep(cache: Memory["cache"], key: string, kept: Kept): void {
  const others = (cache.get(key) ?? []).filter((other) => other !== kept);
  const all = [kept, ...others].slice(0, MAX_KEPT);
  const bytes = all.reduce((sum, one) => sum + one.bytes, 0);
  cache.set(key, all, bytes);
}

/** Everything that decides besides what is read, none left out: a field that is new is missed here by the compiler. */
function keyOf(context: DeclareContext): string {
  const { root, place, varFiles, variables, workspace, providers, stack, parameters, siblings, settings, modules } =
    context;
  const { state = false } = context;
  const deciding: Record<Exclude<keyof DeclareContext, "tree" | "parsers">, unknown> = {
    root,
    place,
    varFiles,
    variables,
    workspace,
    state,
    providers,
    stack,
    parameters,
    siblings,
    settings: settings !== undefined,
    modules: modules !== undefined,
  };
  return createHash("sha256").update(serialize(deciding)).digest("base64");
}
