import { z } from "zod";
import type { FileContent, FileTree, TreeEntry } from "../model/files.ts";
import { type Ask, inBatches } from "./batches.ts";
import { type BlobSource, readBlobs } from "./blobs.ts";
import { inPathOrder, parentOf, readEntries } from "./tree.ts";

/** Trees of many commits, that share their calls: what is asked of several in one turn is one query. */
export type EarlierTrees = { at(commit: string): FileTree };

const entrySchema = z.object({
  name: z.string(),
  type: z.string(),
  mode: z.number(),
  oid: z.string(),
  size: z.number(),
});
type Entry = z.infer<typeof entrySchema>;
const answerSchema = z.object({
  repository: z.record(z.string(), z.object({ entries: z.array(entrySchema).nullish() }).nullable()),
});

/** Folders in one query, and contents. */
const MOST_FOLDERS = 50;
const MOST_BLOBS = 500;

/** Trees of a repository's earlier commits, folder by folder, as they are asked for. */
export function earlierTrees(source: BlobSource): EarlierTrees {
  const folders = inBatches(MOST_FOLDERS, (expressions) => queryFolders(expressions, source));
  const contents = inBatches(MOST_BLOBS, (keys) => queryBlobs(keys, source));
  return { at: (commit) => treeAt(commit, folders, contents) };
}

function treeAt(commit: string, folders: Ask<readonly Entry[]>, contents: Ask<FileContent>): FileTree {
  const own = async (folder: string): Promise<readonly Entry[]> => (await folders(`${commit}:${folder}`)) ?? [];

  async function entryOf(path: string): Promise<TreeEntry | undefined> {
    const folder = parentOf(path);
    const entry = (await own(folder)).find(({ name }) => joined(folder, name) === path);
    return entry && toEntry(entry, folder);
  }

  /** By their hash, so that a folder that no commit changed is asked for once. */
  async function below(entries: readonly Entry[], folder: string): Promise<readonly TreeEntry[]> {
    const nested = await Promise.all(
      entries
        .filter(({ type }) => type === "tree")
        .map(async ({ name, oid }) => below((await folders(oid)) ?? [], joined(folder, name))),
    );
    return [...filesIn(entries, folder), ...nested.flat()];
  }

  return {
    revision: commit,
    async list(folder, which) {
      const entries = await own(folder);
      return which === "own" ? filesIn(entries, folder) : inPathOrder(await below(entries, folder));
    },
    async read(paths) {
      const entries = await Promise.all(paths.map(async (path) => [path, await entryOf(path)] as const));
      return readEntries(entries, async (blobs) => {
        const found = await Promise.all(
          blobs.map(async ({ hash, size }) => [hash, await contents(`${hash} ${size}`)] as const),
        );
        return new Map(found.flatMap(([hash, content]) => (content ? [[hash, content]] : [])));
      });
    },
  };
}

function filesIn(entries: readonly Entry[], folder: string): readonly TreeEntry[] {
  return inPathOrder(entries.filter(({ type }) => type !== "tree").map((entry) => toEntry(entry, folder)));
}

function toEntry({ name, type, mode, oid, size }: Entry, folder: string): TreeEntry {
  const kind = type === "commit" ? "submodule" : mode === SYMLINK ? "symlink" : "file";
  return { path: joined(folder, name), kind, hash: oid, size };
}

/** Git's mode of a symbolic link. */
const SYMLINK = 0o120000;

function joined(folder: string, name: string): string {
  return folder === "" ? name : `${folder}/${name}`;
}

async function queryFolders(
  expressions: readonly string[],
  { github, owner, repo }: BlobSource,
): Promise<ReadonlyMap<string, readonly Entry[]>> {
  const fields = expressions.map(
    (_, at) => `t${at}: object(expression: $e${at}) { ... on Tree { entries { name type mode oid size } } }`,
  );
  const parameters = expressions.map((_, at) => `, $e${at}: String!`);
  const text = `query ($owner: String!, $repo: String!${parameters.join("")}) { repository(owner: $owner, name: $repo) { ${fields.join(" ")} } }`;
  const variables = Object.fromEntries(expressions.map((expression, at) => [`e${at}`, expression]));
  const { repository } = answerSchema.parse(await github.graphql(text, { owner, repo, ...variables }));
  return new Map(
    expressions.flatMap((expression, at) => {
      const entries = repository[`t${at}`]?.entries;
      return entries ? [[expression, entries] as const] : [];
    }),
  );
}

async function queryBlobs(keys: readonly string[], source: BlobSource): Promise<ReadonlyMap<string, FileContent>> {
  const blobs = keys.map((key) => {
    const [hash = "", size] = key.split(" ");
    return { key, hash, size: Number(size) };
  });
  const found = await readBlobs(blobs, source);
  return new Map(
    blobs.flatMap(({ key, hash }) => {
      const content = found.get(hash);
      return content ? [[key, content] as const] : [];
    }),
  );
}
