import type { Token } from "../state.ts";
import type { World } from "../world.ts";
import type { Fields } from "./discussion.ts";
import { demand, GraphqlRefusal } from "./errors.ts";
import { nodeOf } from "./nodes.ts";

interface ThreadInput {
  readonly input: { readonly threadId: string; readonly clientMutationId?: string | null };
}

interface CommentInput {
  readonly input: {
    readonly subjectId: string;
    readonly classifier?: string;
    readonly clientMutationId?: string | null;
  };
}

/**
 * GitHub lets an App resolve a thread only with write permission on contents, although nothing of the contents is
 * written; `pull_requests: write` alone is refused.
 * @see https://github.com/orgs/community/discussions/44650
 */
const RESOLVE_NEEDS = [{ contents: "write", pull_requests: "write" }] as const;

/** What a mutation can do. */
export function mutationFields(world: World, token: Token): Fields {
  function settle({ input }: ThreadInput, resolved: boolean): Fields {
    const node = nodeOf(world, token, input.threadId);
    if (node.kind !== "thread")
      throw new GraphqlRefusal(
        "NOT_FOUND",
        `Could not resolve to PullRequestReviewThread node with the global id of '${input.threadId}'`,
      );
    demand(world, token, RESOLVE_NEEDS, resolved ? "resolveReviewThread" : "unresolveReviewThread");
    node.record.resolvedBy = resolved ? world.state.app.bot : null;
    return { clientMutationId: input.clientMutationId, thread: nodeOf(world, token, input.threadId).fields };
  }
  function minimize({ input }: CommentInput, reason: string | null): Fields {
    const node = nodeOf(world, token, input.subjectId);
    if (node.kind !== "minimizable") throw new GraphqlRefusal("UNPROCESSABLE", "This node can not be minimized");
    demand(world, token, [{ pull_requests: "write" }], "minimizeComment");
    node.record.minimizedReason = reason;
    return {
      clientMutationId: input.clientMutationId,
      [reason === null ? "unminimizedComment" : "minimizedComment"]: nodeOf(world, token, input.subjectId).fields,
    };
  }
  return {
    resolveReviewThread: (args: ThreadInput) => settle(args, true),
    unresolveReviewThread: (args: ThreadInput) => settle(args, false),
    // GitHub gives the reason back in lower case, with a hyphen for off-topic.
    minimizeComment: (args: CommentInput) =>
      minimize(args, (args.input.classifier ?? "").toLowerCase().replace("_", "-")),
    unminimizeComment: (args: CommentInput) => minimize(args, null),
  };
}
