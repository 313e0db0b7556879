import { z } from "zod";
import type { GitHub } from "./client.ts";
import type { PullLocator } from "./locator.ts";
import type { Marks } from "./outcome.ts";

/** A comment of the App's own on a line. */
export type OwnComment = {
  readonly nodeId: string;
  /** Its comment's id, as `ReviewComment` has it. */
  readonly id: string;
  readonly body: string;
  /** Hidden as settled, by the App itself in most cases. */
  readonly isHidden: boolean;
  /** Somebody said that it is settled: the App may not resolve threads (that takes write permission on contents). */
  readonly isResolved: boolean;
  /** The line it is on has changed since. */
  readonly isOutdated: boolean;
};

/** What a pull request looks like just before something is posted on it. */
export type Conversation = {
  readonly headSha: string;
  readonly isOpen: boolean;
  readonly comments: readonly OwnComment[];
  /** The App's own summary comment, mark included. */
  readonly summary: { readonly commentId: number; readonly body: string } | null;
};

const QUERY = `query ($owner: String!, $repo: String!, $pull: Int!, $threads: String, $comments: String, $moreThreads: Boolean!, $moreComments: Boolean!) {
  repository(owner: $owner, name: $repo) {
    pullRequest(number: $pull) {
      headRefOid
      state
      reviewThreads(first: 100, after: $threads) @include(if: $moreThreads) {
        pageInfo { hasNextPage endCursor }
        nodes { isResolved isOutdated comments(first: 1) { nodes { id body isMinimized author { kind: __typename login } } } }
      }
      comments(first: 100, after: $comments) @include(if: $moreComments) {
        pageInfo { hasNextPage endCursor }
        nodes { databaseId body author { kind: __typename login } }
      }
    }
  }
}`;

const pageSchema = z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() });
/** A deleted account is no author. */
const authorSchema = z.object({ kind: z.string(), login: z.string() }).nullable();
const threadSchema = z.object({
  isResolved: z.boolean(),
  isOutdated: z.boolean(),
  comments: z.object({
    nodes: z.array(z.object({ id: z.string(), body: z.string(), isMinimized: z.boolean(), author: authorSchema })),
  }),
});
const commentSchema = z.object({ databaseId: z.number().nullable(), body: z.string(), author: authorSchema });
const answerSchema = z.object({
  repository: z.object({
    pullRequest: z.object({
      headRefOid: z.string(),
      state: z.string(),
      reviewThreads: z.object({ pageInfo: pageSchema, nodes: z.array(threadSchema) }).optional(),
      comments: z.object({ pageInfo: pageSchema, nodes: z.array(commentSchema) }).optional(),
    }),
  }),
});

/** Reads the pull request's head and the App's own comments, in one query for a hundred of each. */
export async function readConversation(
  github: GitHub,
  locator: PullLocator,
  appSlug: string,
  marks: Marks,
): Promise<Conversation> {
  const comments: OwnComment[] = [];
  let summary: Conversation["summary"] = null;
  const cursor = {
    threads: null as string | null,
    comments: null as string | null,
    moreThreads: true,
    moreComments: true,
  };
  for (;;) {
    const variables = { owner: locator.owner, repo: locator.repo, pull: locator.subject.number, ...cursor };
    const { pullRequest } = answerSchema.parse(await github.graphql(QUERY, variables)).repository;
    comments.push(...ownComments(pullRequest.reviewThreads?.nodes ?? [], appSlug, marks));
    summary ??= ownSummary(pullRequest.comments?.nodes ?? [], appSlug, marks);
    const nextThreads = pullRequest.reviewThreads?.pageInfo;
    const nextComments = pullRequest.comments?.pageInfo;
    cursor.moreThreads = nextThreads?.hasNextPage === true;
    cursor.moreComments = summary === null && nextComments?.hasNextPage === true;
    cursor.threads = nextThreads?.endCursor ?? null;
    cursor.comments = nextComments?.endCursor ?? null;
    if (!cursor.moreThreads && !cursor.moreComments) {
      return { headSha: pullRequest.headRefOid, isOpen: pullRequest.state === "OPEN", comments, summary };
    }
  }
}

function ownComments(
  threads: readonly z.infer<typeof threadSchema>[],
  appSlug: string,
  marks: Marks,
): readonly OwnComment[] {
  return threads.flatMap(({ isResolved, isOutdated, comments }) => {
    const first = comments.nodes[0];
    const id = first && isOwn(first.author, appSlug) ? marks.findingIdOf(first.body) : null;
    if (!first || id === null) return [];
    return [{ nodeId: first.id, id, body: first.body, isHidden: first.isMinimized, isResolved, isOutdated }];
  });
}

function ownSummary(
  nodes: readonly z.infer<typeof commentSchema>[],
  appSlug: string,
  marks: Marks,
): Conversation["summary"] {
  for (const { databaseId, body, author } of nodes) {
    if (databaseId !== null && isOwn(author, appSlug) && marks.isSummary(body)) return { commentId: databaseId, body };
  }
  return null;
}

/** An App writes as a bot whose login, in GraphQL, is the App's slug; people cannot be bots, whatever they are called. */
function isOwn(author: z.infer<typeof authorSchema>, appSlug: string): boolean {
  return author !== null && author.kind === "Bot" && (author.login === appSlug || author.login === `${appSlug}[bot]`);
}
