import type { FileTree } from "../../model/files.ts";
import type { ModuleAnswer, RemoteAddress } from "../../model/modules.ts";
import type { DeclareContext, ModuleReader } from "../format.ts";
import type { ParserPool } from "../parsing/pool.ts";
import { isSame, type Looks, watched } from "./looks.ts";
import type { TreeIndex } from "./tree-index.ts";

/** What reading a root looked at, and what was there. The same again gives the same declarations. */
export type Evidence = {
  readonly tree: Looks;
  /** Null where there is no tree of its own for settings. */
  readonly settings: Looks | null;
  readonly modules: readonly OpenedModule[];
};

type OpenedModule = { readonly address: RemoteAddress; readonly version: string | null; readonly answer: string };

/** What a root is read through. */
type Sources = Pick<DeclareContext, "tree" | "settings" | "parsers" | "modules">;

/** The index of a tree. */
export type IndexOf = (tree: FileTree) => TreeIndex;

export type Witness = {
  /** The sources, which note what is asked of them. */
  readonly sources: Sources;
  /** What was seen; null where chance had a part in it: a read that failed, a parser that was stopped. */
  evidence(indexOf: IndexOf): Promise<Evidence | null>;
};

/** Has what is asked of sources noted. */
export function witnessing({ tree, settings, parsers, modules }: Sources): Witness {
  const own = watched(tree);
  const ofSettings = settings && watched(settings);
  const opened = new Map<string, OpenedModule>();
  let stopped = false;

  const watchedParsers: ParserPool = {
    async parse<T>(...file: Parameters<ParserPool["parse"]>) {
      const outcome = await parsers.parse<T>(...file);
      if (outcome.kind === "problem" && outcome.byChance) stopped = true;
      return outcome;
    },
    close: () => parsers.close(),
  };

  async function open(reader: ModuleReader, address: RemoteAddress, version: string | null): Promise<ModuleAnswer> {
    const answer = await reader.open(address, version);
    opened.set(JSON.stringify([address, version]), { address, version, answer: textOf(answer) });
    return answer;
  }

  async function evidence(indexOf: IndexOf): Promise<Evidence | null> {
    const looks = await own.looks(indexOf(tree));
    const inSettings = ofSettings && (await ofSettings.looks(indexOf(settings)));
    if (stopped || looks === null || inSettings === null) return null;
    return { tree: looks, settings: inSettings ?? null, modules: [...opened.values()] };
  }

  return {
    sources: {
      tree: own.tree,
      parsers: watchedParsers,
      ...(ofSettings && { settings: ofSettings.tree }),
      ...(modules && { modules: { open: (address, version) => open(modules, address, version) } }),
    },
    evidence,
  };
}

/** Whether everything that was looked at is still as it was. Modules from elsewhere are asked for again. */
export async function holds(seen: Evidence, { tree, settings, modules }: Sources, indexOf: IndexOf): Promise<boolean> {
  if (!(await isSame(seen.tree, indexOf(tree)))) return false;
  if (seen.settings && !(settings && (await isSame(seen.settings, indexOf(settings))))) return false;
  // Base names a package by asking for it: all are asked for, whatever the first of them answers.
  if (!modules) return seen.modules.length === 0;
  const answers = await Promise.all(seen.modules.map(({ address, version }) => modules.open(address, version)));
  return answers.every((answer, at) => textOf(answer) === seen.modules[at]?.answer);
}

function textOf(answer: ModuleAnswer): string {
  if (answer.kind === "unavailable") return JSON.stringify([answer.reason]);
  return JSON.stringify([answer.resolved, answer.directory]);
}
