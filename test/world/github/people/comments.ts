import { addIssueComment, addReaction } from "../comments.ts";
import { sendIssueComment, sendReviewComment } from "../events.ts";
import { addReply, addReview, place, reviewedFiles } from "../reviews.ts";
import { timestamp } from "../state.ts";
import type { IssueComment, ReactionContent, ReviewComment, Side } from "../state.ts";
import type { World } from "../world.ts";
import { pullOf } from "./pulls.ts";
import { personOf } from "./repositories.ts";

interface LineComment {
  readonly path: string;
  readonly line: number;
  readonly side?: Side;
  readonly body: string;
  readonly by: string;
}

/** What people and bots say on pull requests. `by` is a login; one that ends in `[bot]` is a bot's. */
export interface CommentActions {
  /** Comments on the pull request; gives the comment's id. */
  readonly comment: (repository: string, number: number, body: string, by: string) => Promise<number>;
  /** Edits any comment, whoever wrote it: only its id counts. */
  readonly editComment: (repository: string, number: number, id: number, body: string, by?: string) => Promise<void>;
  /** Deletes a comment, as a person with write permission may, and tells nobody. */
  readonly deleteComment: (repository: string, number: number, id: number) => void;
  /** Comments on a line, which opens a thread; gives the comment's id. Throws off the diff. */
  readonly commentOnLine: (repository: string, number: number, comment: LineComment) => Promise<number>;
  /** Replies within the thread of a review comment, whichever of its comments is given. */
  readonly reply: (repository: string, number: number, to: number, body: string, by: string) => Promise<number>;
  readonly react: (repository: string, number: number, id: number, content: ReactionContent, by: string) => void;
  /** Resolves the thread of a review comment, or opens it again. */
  readonly resolveThread: (repository: string, number: number, id: number, by: string | null) => void;
}

function missing(id: number): Error {
  return new Error(`there is no comment ${id}`);
}

export function commentActions(world: World): CommentActions {
  const { state } = world;

  function issueComment(repository: string, number: number, id: number): IssueComment | undefined {
    return pullOf(world, repository, number).issueComments.find((one) => one.id === id);
  }

  function reviewComment(repository: string, number: number, id: number): ReviewComment | undefined {
    const threads = pullOf(world, repository, number).threads;
    return threads.flatMap((thread) => thread.comments).find((one) => one.id === id);
  }

  return {
    async comment(repository, number, body, by) {
      const comment = addIssueComment(state, pullOf(world, repository, number), personOf(world, by), false, body);
      await sendIssueComment(world, comment, "created", comment.user);
      return comment.id;
    },
    async editComment(repository, number, id, body, by) {
      const onIssue = issueComment(repository, number, id);
      const onLine = reviewComment(repository, number, id);
      const comment = onIssue ?? onLine;
      if (comment === undefined) throw missing(id);
      const changes = { changes: { body: { from: comment.body } } };
      comment.body = body;
      comment.bodies.push(body);
      comment.updatedAt = timestamp();
      const sender = by === undefined ? comment.user : personOf(world, by);
      if (onIssue !== undefined) await sendIssueComment(world, onIssue, "edited", sender, changes);
      if (onLine !== undefined) await sendReviewComment(world, onLine, "edited", sender, changes);
    },
    deleteComment(repository, number, id) {
      const pull = pullOf(world, repository, number);
      for (const list of [pull.issueComments, ...pull.threads.map((thread) => thread.comments)]) {
        const index = list.findIndex((one) => one.id === id);
        if (index >= 0) list.splice(index, 1);
      }
    },
    async commentOnLine(repository, number, { path, line, side = "RIGHT", body, by }) {
      const pull = pullOf(world, repository, number);
      const user = personOf(world, by);
      const anchor = { path, line, side, startLine: null, startSide: null };
      const files = await reviewedFiles(pull, pull.headSha);
      const placed = place(files, anchor);
      if (!placed.ok) throw new Error(placed.error);
      const review = {
        user,
        viaApp: false,
        state: "COMMENTED",
        body: "",
        commitId: pull.headSha,
        comments: [{ anchor, body }],
      } as const;
      addReview(state, pull, review, files);
      const comment = pull.threads.at(-1)?.comments[0];
      if (comment === undefined) throw missing(0);
      await sendReviewComment(world, comment, "created", user);
      return comment.id;
    },
    async reply(repository, number, to, body, by) {
      const thread = reviewComment(repository, number, to)?.thread;
      if (thread === undefined) throw missing(to);
      const comment = addReply(state, thread, personOf(world, by), false, body);
      await sendReviewComment(world, comment, "created", comment.user);
      return comment.id;
    },
    react(repository, number, id, content, by) {
      const comment = issueComment(repository, number, id) ?? reviewComment(repository, number, id);
      if (comment === undefined) throw missing(id);
      addReaction(state, comment.reactions, personOf(world, by), content);
    },
    resolveThread(repository, number, id, by) {
      const thread = reviewComment(repository, number, id)?.thread;
      if (thread === undefined) throw missing(id);
      thread.resolvedBy = by === null ? null : personOf(world, by);
    },
  };
}
