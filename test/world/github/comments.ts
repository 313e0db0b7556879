import { nodeId, takeId, timestamp } from "./state.ts";
import type { Account, IssueComment, Pull, Reaction, ReactionContent, State } from "./state.ts";

export function addIssueComment(state: State, pull: Pull, user: Account, viaApp: boolean, body: string): IssueComment {
  const id = takeId(state);
  const at = timestamp();
  const comment: IssueComment = {
    id,
    nodeId: nodeId("IC", id),
    pull,
    user,
    viaApp,
    body,
    createdAt: at,
    updatedAt: at,
    minimizedReason: null,
    bodies: [body],
    reactions: [],
  };
  pull.issueComments.push(comment);
  return comment;
}

/** Adds a reaction; the same content by the same person is not added twice, and the first one is given back. */
export function addReaction(
  state: State,
  reactions: Reaction[],
  user: Account,
  content: ReactionContent,
): { readonly reaction: Reaction; readonly isNew: boolean } {
  const known = reactions.find((one) => one.user === user && one.content === content);
  if (known !== undefined) return { reaction: known, isNew: false };
  const reaction = { id: takeId(state), user, content, createdAt: timestamp() };
  reactions.push(reaction);
  return { reaction, isNew: true };
}
