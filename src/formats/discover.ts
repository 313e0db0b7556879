import type { Block, Declared } from "../model/declared.ts";
import type { ChangeSet, FileTree } from "../model/files.ts";
import { asString } from "../model/value.ts";
import { declareSide } from "./declare.ts";
import type { ParserPool } from "./parsing/pool.ts";

/** A folder that looks like a target's root. What the code does not say is null. */
export type DiscoveredRoot = {
  readonly root: string;
  readonly format: string;
  readonly account: string | null;
  readonly region: string | null;
};

/** Folders that are looked at, those that the change touches first: a hint need not read a whole repository. */
const MAX_FOLDERS = 40;
const CODE = /\.(tf|tf\.json|tofu|ya?ml|json|template)$/;
const NEVER_ROOTS = /(^|\/)(\.[^/]+|node_modules|vendor|examples?|tests?|cdk\.out)(\/|$)/;
/** Stands in for what is to be found out; no real account has it. */
const NO_ACCOUNT = "000000000000";
const NO_PLACE = { partition: "aws", account: NO_ACCOUNT, region: "us-east-1" };

/** The roots that a repository's code reveals, modules of other roots left out, in path order. */
export async function discoverRoots(
  { head, changed }: ChangeSet,
  parsers: ParserPool,
): Promise<readonly DiscoveredRoot[]> {
  const folders = await candidateFolders(head, changed);
  const found = await Promise.all(folders.map((folder) => declareFolder(folder, head, parsers)));
  const roots = found.flatMap((root) => root ?? []);
  return roots
    .filter((root) => !roots.some((other) => other !== root && usesFolder(other, root.folder)))
    .flatMap((root) => toRoot(root) ?? [])
    .toSorted((left, right) => (left.root < right.root ? -1 : 1));
}

type Folder = { readonly folder: string; readonly units: ReadonlyMap<string, Declared> };

async function candidateFolders(tree: FileTree, changed: ReadonlySet<string>): Promise<readonly string[]> {
  const files = (await tree.list("")).filter(
    ({ kind, path }) => kind === "file" && CODE.test(path) && !NEVER_ROOTS.test(path),
  );
  const folders = [...new Set(files.map(({ path }) => folderOf(path)))];
  const touched = new Set([...changed].map(folderOf));
  return [
    ...folders.filter((folder) => touched.has(folder)),
    ...folders.filter((folder) => !touched.has(folder)),
  ].slice(0, MAX_FOLDERS);
}

async function declareFolder(folder: string, tree: FileTree, parsers: ParserPool): Promise<Folder | null> {
  const units = await declareSide(
    {
      root: folder,
      place: NO_PLACE,
      varFiles: [],
      variables: new Map(),
      workspace: "default",
      providers: new Map(),
      stack: null,
      parameters: new Map(),
      parsers,
    },
    tree,
  );
  if (!units) return null;
  // A template is a unit of the folder that it lies in, not of those above.
  return { folder, units: new Map([...units].filter(([name]) => name === folder || folderOf(name) === folder)) };
}

function usesFolder({ units }: Folder, folder: string): boolean {
  return [...units.values()].some(({ files }) => [...files].some((path) => folderOf(path) === folder));
}

function toRoot({ folder, units }: Folder): DiscoveredRoot | null {
  const [unit] = units.values();
  const blocks = [...units.values()].flatMap((each) => Array.from(each.blocks.values()));
  // A CDK app may say nothing before it is synthesized, and is one all the same.
  if (!unit || (unit.format !== "cdk" && !blocks.some(({ mode }) => mode !== "other"))) return null;
  const provider = blocks.find(({ address }) => address === "provider.aws");
  return {
    root: folder || ".",
    format: unit.format,
    account: accountOf(blocks),
    region: asString(provider?.arguments.entries.get("region")) ?? null,
  };
}

function accountOf(blocks: readonly Block[]): string | null {
  for (const block of blocks) {
    if (block.mode !== "other" && "account" in block.place && block.place.account !== NO_ACCOUNT)
      return block.place.account;
  }
  return null;
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf("/")));
}
