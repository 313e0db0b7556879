import { z } from "zod";
import type { FileContent } from "../model/files.ts";
import { RetryableError } from "../model/errors.ts";
import type { GitHub } from "./client.ts";
import type { Locator } from "./locator.ts";
import type { PullRequest } from "./pull-request.ts";

/** What is compared, and what the default branch configures. */
export type Revisions = {
  /** The base branch. */
  readonly baseName: string;
  /** Its tip. */
  readonly baseSha: string;
  /** What merging would give: the test merge, or, with conflicts, the pull request's own head. */
  readonly headSha: string;
  /** Not everybody can read the repository. */
  readonly isPrivate: boolean;
  /** Merging is not decided: some files changed on both sides. */
  readonly conflicting: boolean;
  /** The configuration file of the default branch, never of the head nor of another base. */
  readonly config: FileContent;
};

const QUERY = `query ($owner: String!, $repo: String!, $config: String!, $head: GitObjectID!, $base: String!) {
  repository(owner: $owner, name: $repo) {
    isPrivate
    config: object(expression: $config) { oid ... on Blob { text isBinary isTruncated } }
    head: object(oid: $head) { ... on Commit { parents(first: 2) { nodes { oid } } } }
    base: ref(qualifiedName: $base) { target { oid } }
  }
}`;

const answerSchema = z.object({
  repository: z.object({
    isPrivate: z.boolean(),
    config: z
      .object({
        oid: z.string(),
        text: z.string().nullish(),
        isBinary: z.boolean().nullish(),
        isTruncated: z.boolean().optional(),
      })
      .nullable(),
    head: z.object({ parents: z.object({ nodes: z.array(z.object({ oid: z.string() })) }).optional() }).nullable(),
    base: z.object({ target: z.object({ oid: z.string() }).nullable() }).nullable(),
  }),
});

/**
 * Finds the two revisions of a pull request and the configuration, in one query.
 * @throws RetryableError when the test merge is of an earlier head, or gone
 */
export async function pullRevisions(
  github: GitHub,
  locator: Locator,
  pull: PullRequest,
  configPath: string,
): Promise<Revisions> {
  const { isPrivate, head, base, config } = await query(
    github,
    locator,
    configPath,
    pull.mergeSha ?? pull.headSha,
    pull.baseBranch,
  );
  if (pull.mergeSha === null) {
    if (!base?.target) throw new RetryableError(`the base branch ${pull.baseBranch} is gone`);
    return {
      baseName: pull.baseBranch,
      baseSha: base.target.oid,
      headSha: pull.headSha,
      isPrivate,
      conflicting: true,
      config,
    };
  }
  // A test merge has the base branch's tip as its first parent and the pull request's head as its second.
  const [first, second] = head?.parents?.nodes ?? [];
  if (!first || second?.oid !== pull.headSha)
    throw new RetryableError("GitHub's test merge is not of the newest push yet");
  return {
    baseName: pull.baseBranch,
    baseSha: first.oid,
    headSha: pull.mergeSha,
    isPrivate,
    conflicting: false,
    config,
  };
}

/** A merge queue's group is a commit of its own, on top of what it will be merged into. */
export async function groupRevisions(
  github: GitHub,
  locator: Locator,
  group: { readonly headSha: string; readonly baseSha: string; readonly baseBranch: string },
  configPath: string,
): Promise<Revisions> {
  const { isPrivate, config } = await query(github, locator, configPath, group.headSha, group.baseBranch);
  return {
    baseName: group.baseBranch,
    baseSha: group.baseSha,
    headSha: group.headSha,
    isPrivate,
    conflicting: false,
    config,
  };
}

async function query(github: GitHub, { owner, repo }: Locator, configPath: string, head: string, branch: string) {
  const variables = { owner, repo, config: `HEAD:${configPath}`, head, base: `refs/heads/${branch}` };
  const { repository } = answerSchema.parse(await github.graphql(QUERY, variables));
  return { ...repository, config: contentOf(repository.config, configPath) };
}

function contentOf(found: z.infer<typeof answerSchema>["repository"]["config"], path: string): FileContent {
  if (!found) return { kind: "unreadable", reason: "missing", message: `there is no ${path}` };
  if (found.isTruncated) return { kind: "unreadable", reason: "too-large", message: `${path} is too large` };
  if (typeof found.text === "string") return { kind: "text", text: found.text, hash: found.oid };
  return { kind: "unreadable", reason: "binary", message: `${path} is not a text file` };
}
