import { reaches } from "../auth.ts";
import { resolve } from "../git.ts";
import { repositoryPage } from "../present/repositories.ts";
import { fullName, nodeId, repositoryNamed } from "../state.ts";
import type { Repository, Token } from "../state.ts";
import type { World } from "../world.ts";
import { pullFields } from "./discussion.ts";
import type { Fields } from "./discussion.ts";
import { demand, GraphqlRefusal } from "./errors.ts";
import { gitObject } from "./git.ts";
import { nodeOf } from "./nodes.ts";
import { actor } from "./people.ts";

/** What a query can start from. */
export function queryFields(world: World, token: Token): Fields {
  return {
    rateLimit: {
      cost: 1,
      limit: 5000,
      remaining: 4999,
      used: 1,
      nodeCount: 1,
      resetAt: new Date(Date.now() + 3_600_000).toISOString(),
    },
    repository: ({ owner, name }: { owner: string; name: string }) => {
      const repository = repositoryNamed(world.state, `${owner}/${name}`);
      if (repository === undefined || (repository.isPrivate && !reaches(token, repository))) {
        throw new GraphqlRefusal("NOT_FOUND", `Could not resolve to a Repository with the name '${owner}/${name}'.`);
      }
      return repositoryFields(world, token, repository);
    },
    node: ({ id }: { id: string }) => nodeOf(world, token, id).fields,
    nodes: ({ ids }: { ids: readonly string[] }) => ids.map((id) => nodeOf(world, token, id).fields),
  };
}

function repositoryFields(world: World, token: Token, repository: Repository): Fields {
  const may = (needs: Parameters<typeof demand>[2], what: string): void => {
    if (reaches(token, repository)) demand(world, token, needs, what); // what is public, anyone reads
  };
  const reference = async (name: string, prefix: string): Promise<Fields | null> => {
    may([{ contents: "read" }], "ref");
    const sha = await resolve(repository.git, `${prefix}${name}`);
    if (sha === null) return null;
    return {
      __typename: "Ref",
      id: nodeId("REF", repository.id),
      name,
      prefix,
      target: () => gitObject(world, repository, sha),
    };
  };
  return {
    __typename: "Repository",
    id: nodeId("R", repository.id),
    databaseId: repository.id,
    name: repository.name,
    nameWithOwner: fullName(repository),
    isPrivate: repository.isPrivate,
    url: repositoryPage(world, repository),
    owner: actor(world, repository.owner),
    defaultBranchRef: () => reference(repository.defaultBranch, "refs/heads/"),
    ref: ({ qualifiedName }: { qualifiedName: string }) => {
      const split = /^(refs\/[^/]+\/)(.+)$/.exec(qualifiedName);
      return reference(split?.[2] ?? qualifiedName, split?.[1] ?? "refs/heads/");
    },
    object: ({ expression, oid }: { expression?: string | null; oid?: string | null }) => {
      may([{ contents: "read" }], "object");
      return gitObject(world, repository, expression ?? oid ?? "");
    },
    pullRequest: ({ number }: { number: number }) => {
      may([{ pull_requests: "read" }], "pullRequest");
      const pull = repository.pulls.get(number);
      if (pull !== undefined) return pullFields(world, pull);
      throw new GraphqlRefusal("NOT_FOUND", `Could not resolve to a PullRequest with the number of ${number}.`);
    },
  };
}
