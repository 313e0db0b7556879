import { z } from "zod";
import type { BaseChange, BaseHistory, PastChanges } from "../model/history.ts";
import type { BlobSource } from "./blobs.ts";
import { type EarlierTrees, earlierTrees } from "./earlier-tree.ts";

/** Commits on a page, and pages at most: GitHub gives up on queries that take over ten seconds. */
const PAGE = 50;
const MAX_PAGES = 4;
/** Paths that each commit of a page is asked for. */
const MAX_WATCHED = 8;

const commitSchema = z
  .object({
    oid: z.string(),
    committedDate: z.string(),
    parents: z.object({ nodes: z.array(z.object({ oid: z.string() })) }),
    tree: z.object({ oid: z.string() }),
  })
  .catchall(z.unknown());
const answerSchema = z.object({
  repository: z.object({
    object: z.object({
      history: z.object({
        pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
        nodes: z.array(commitSchema),
      }),
    }),
  }),
});
type Commit = z.infer<typeof commitSchema>;

/** What became of the base branch before a commit of it: its own line in pages, each with the hashes of what is asked about. */
export function githubHistory(base: string, source: BlobSource): BaseHistory {
  let trees: EarlierTrees | undefined;
  return {
    async changes(paths, limit, reading): Promise<PastChanges> {
      try {
        trees ??= earlierTrees(source);
        const changes = await changesOf(base, watched(paths), limit, source, trees);
        // Asked for together, the folders of all of them are one query, and so are the contents.
        await Promise.all(changes.map(({ before }) => before.read(reading.slice(0, MAX_READING))));
        return { changes, cut: null };
      } catch {
        // Whatever GitHub had: nothing hangs on it.
        return { changes: [], cut: "GitHub did not give the history of the base branch" };
      }
    },
  };
}

const MAX_READING = 200;

/** Where there are many paths, their folders are watched: a folder's hash changes with anything in it. */
function watched(paths: readonly string[]): readonly string[] {
  if (paths.length <= MAX_WATCHED) return paths;
  const folders = [...new Set(paths.map((path) => path.slice(0, Math.max(0, path.lastIndexOf("/")))))];
  return folders.includes("") || folders.length > MAX_WATCHED ? [] : folders;
}

async function changesOf(
  base: string,
  paths: readonly string[],
  limit: number,
  source: BlobSource,
  trees: EarlierTrees,
): Promise<readonly BaseChange[]> {
  const commits = new Map<string, Commit>();
  const changes: BaseChange[] = [];
  let next = base;
  let after: string | null = null;
  for (let page = 1; page <= MAX_PAGES; page++) {
    const { pageInfo, nodes } = await queryPage(base, after, paths, source);
    for (const commit of nodes) commits.set(commit.oid, commit);
    // A first parent is the branch as it was before: what a merge brought in counts when it was merged.
    for (;;) {
      const commit: Commit | undefined = commits.get(next);
      const before: Commit | undefined = commits.get(commit?.parents.nodes[0]?.oid ?? "");
      if (!commit || !before) break;
      if (stateOf(commit, paths) !== stateOf(before, paths))
        changes.push({
          commit: commit.oid,
          at: new Date(commit.committedDate).toISOString(),
          before: trees.at(before.oid),
        });
      if (changes.length === limit) return changes;
      next = before.oid;
    }
    if (!pageInfo.hasNextPage) break;
    after = pageInfo.endCursor;
  }
  return changes;
}

/** Of the whole tree, where no paths are watched. */
function stateOf(commit: Commit, paths: readonly string[]): string {
  return paths.length === 0 ? commit.tree.oid : JSON.stringify(paths.map((_, at) => commit[`f${at}`]));
}

async function queryPage(base: string, after: string | null, paths: readonly string[], source: BlobSource) {
  const { github, owner, repo } = source;
  const parameters = paths.map((_, at) => `, $p${at}: String!`);
  const files = paths.map((_, at) => `f${at}: file(path: $p${at}) { oid mode }`);
  const text = `query ($owner: String!, $repo: String!, $base: GitObjectID!, $after: String${parameters.join("")}) {
    repository(owner: $owner, name: $repo) { object(oid: $base) { ... on Commit {
      history(first: ${PAGE}, after: $after) {
        pageInfo { hasNextPage endCursor }
        nodes { oid committedDate parents(first: 1) { nodes { oid } } tree { oid } ${files.join(" ")} }
      }
    } } }
  }`;
  const variables = Object.fromEntries(paths.map((path, at) => [`p${at}`, path]));
  const answer = await github.graphql(text, { owner, repo, base, after, ...variables });
  return answerSchema.parse(answer).repository.object.history;
}
