import { reaches } from "../auth.ts";
import { allPulls, nodeId } from "../state.ts";
import type { IssueComment, Pull, Review, ReviewComment, Thread, Token } from "../state.ts";
import type { World } from "../world.ts";
import { issueCommentFields, pullFields, reviewCommentFields, reviewFields, threadFields } from "./discussion.ts";
import type { Fields } from "./discussion.ts";
import { demand, GraphqlRefusal } from "./errors.ts";

/** A record that a GraphQL id names. */
export type Node =
  | { readonly kind: "thread"; readonly pull: Pull; readonly record: Thread; readonly fields: Fields }
  | { readonly kind: "pull"; readonly pull: Pull; readonly record: Pull; readonly fields: Fields }
  | {
      readonly kind: "minimizable";
      readonly pull: Pull;
      readonly record: IssueComment | ReviewComment | Review;
      /** Built anew when read, after the record may have changed. */
      readonly fields: Fields;
    };

function unresolvable(id: string): GraphqlRefusal {
  return new GraphqlRefusal("NOT_FOUND", `Could not resolve to a node with the global id of '${id}'`);
}

/** The node of an id; throws GitHub's error when there is none that the token reaches. */
export function nodeOf(world: World, token: Token, id: string): Node {
  for (const pull of allPulls(world.state)) {
    const node = nodeWithin(world, pull, id);
    if (node === null) continue;
    if (!reaches(token, pull.repository)) throw unresolvable(id);
    demand(world, token, [{ pull_requests: "read" }], "node");
    return node;
  }
  throw unresolvable(id);
}

function nodeWithin(world: World, pull: Pull, id: string): Node | null {
  if (nodeId("PR", pull.id) === id) return { kind: "pull", pull, record: pull, fields: pullFields(world, pull) };
  const thread = pull.threads.find((one) => one.nodeId === id);
  if (thread !== undefined) return { kind: "thread", pull, record: thread, fields: threadFields(world, thread) };
  const comment = pull.issueComments.find((one) => one.nodeId === id);
  if (comment !== undefined)
    return { kind: "minimizable", pull, record: comment, fields: issueCommentFields(world, comment) };
  const review = pull.reviews.find((one) => one.nodeId === id);
  if (review !== undefined) return { kind: "minimizable", pull, record: review, fields: reviewFields(world, review) };
  const remark = pull.threads.flatMap((one) => one.comments).find((one) => one.nodeId === id);
  if (remark === undefined) return null;
  return { kind: "minimizable", pull, record: remark, fields: reviewCommentFields(world, remark) };
}
