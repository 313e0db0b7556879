import { listCommits, resolve } from "../git.ts";
import { isBinary, parseTree, readCommit } from "../git-objects.ts";
import type { CommitObject, CommitPerson, GitObject } from "../git-objects.ts";
import { accountNamed } from "../present/accounts.ts";
import { repositoryPage } from "../present/repositories.ts";
import { nodeId } from "../state.ts";
import type { Repository } from "../state.ts";
import type { World } from "../world.ts";
import { connect } from "./connection.ts";
import type { PageArguments } from "./connection.ts";
import { actor } from "./people.ts";

/** Git objects as GraphQL shows them; fields that cost something are functions, called only when asked for. */

type Fields = Readonly<Record<string, unknown>>;

/** The object that an expression (`<sha>:<path>`, a branch, a SHA) names, or null. */
export async function gitObject(world: World, repository: Repository, expression: string): Promise<Fields | null> {
  const object = await repository.git.objects.read(expression);
  return object === null ? null : present(world, repository, object);
}

async function present(world: World, repository: Repository, object: GitObject): Promise<Fields | null> {
  const common = {
    oid: object.sha,
    abbreviatedOid: object.sha.slice(0, 7),
    id: nodeId(`G_${object.sha.slice(0, 10)}`, repository.id),
  };
  if (object.type === "blob") return { ...common, ...blobFields(world, object) };
  if (object.type === "tree")
    return { ...common, __typename: "Tree", entries: () => entriesOf(world, repository, object, "") };
  const commit = object.type === "commit" ? await readCommit(repository.git.objects, object.sha) : null;
  return commit === null ? null : { ...common, ...commitFields(world, repository, commit) };
}

/** Text is UTF-8 at most up to the limit; `isTruncated` says that there is more, and binary files have none. */
function blobFields(world: World, object: GitObject): Fields {
  const binary = isBinary(object.content);
  const limit = world.limits.graphqlBlobBytes;
  return {
    __typename: "Blob",
    byteSize: object.size,
    isBinary: binary,
    isTruncated: !binary && object.size > limit,
    text: binary ? null : object.content.subarray(0, limit).toString(),
  };
}

function entriesOf(world: World, repository: Repository, tree: GitObject, folder: string): Fields[] {
  return parseTree(tree.content).map((entry) => ({
    __typename: "TreeEntry",
    name: entry.name,
    path: folder + entry.name,
    mode: Number.parseInt(entry.mode, 8),
    type: entry.mode === "040000" ? "tree" : entry.mode === "160000" ? "commit" : "blob",
    oid: entry.sha,
    size: async () => (await repository.git.objects.info(entry.sha))?.size ?? 0,
    object: () => (entry.mode === "160000" ? null : gitObject(world, repository, entry.sha)),
  }));
}

function person(world: World, who: CommitPerson): Fields {
  const account = accountNamed(world.state, who.name);
  const user = account?.type === "User" ? actor(world, account) : null;
  return { __typename: "GitActor", name: who.name, email: who.email, date: who.date, user };
}

function commitFields(world: World, repository: Repository, commit: CommitObject): Fields {
  const read = async (sha: string): Promise<Fields | null> => gitObject(world, repository, sha);
  return {
    __typename: "Commit",
    message: commit.message,
    messageHeadline: commit.message.split("\n")[0] ?? "",
    committedDate: commit.committer.date,
    authoredDate: commit.author.date,
    url: `${repositoryPage(world, repository)}/commit/${commit.sha}`,
    author: person(world, commit.author),
    tree: () => read(commit.tree),
    parents: (args: PageArguments) => connect("parents", commit.parents, args, read),
    history: async (args: PageArguments & HistoryArguments) => {
      const path = args.path ?? undefined;
      const shas = await listCommits(repository.git, commit.sha, path === undefined ? {} : { path });
      return connect("history", await within(repository, shas, args), args, read);
    },
    file: async ({ path }: { path: string }) => fileOf(world, repository, commit, path),
  };
}

interface HistoryArguments {
  readonly path?: string | null;
  readonly since?: string | null;
  readonly until?: string | null;
}

async function within(
  repository: Repository,
  shas: readonly string[],
  args: HistoryArguments,
): Promise<readonly string[]> {
  const { since, until } = args;
  if (typeof since !== "string" && typeof until !== "string") return shas;
  const dated = await Promise.all(shas.map((sha) => readCommit(repository.git.objects, sha)));
  return shas.filter((_, index) => {
    const date = dated[index]?.committer.date ?? "";
    return (typeof since !== "string" || date >= since) && (typeof until !== "string" || date <= until);
  });
}

async function fileOf(
  world: World,
  repository: Repository,
  commit: CommitObject,
  path: string,
): Promise<Fields | null> {
  const slash = path.lastIndexOf("/");
  const folder = slash < 0 ? "" : path.slice(0, slash);
  const treeSha = await resolve(repository.git, `${commit.sha}:${folder}`);
  const tree = treeSha === null ? null : await repository.git.objects.read(treeSha);
  if (tree === null || tree.type !== "tree") return null;
  const entries = entriesOf(world, repository, tree, folder === "" ? "" : `${folder}/`);
  return entries.find((entry) => entry["path"] === path) ?? null;
}
