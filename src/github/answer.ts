import type { GitHub } from "./client.ts";
import { parseCommand } from "./command.ts";
import { pullLocator, type EventPorts, type RepositoryPlace } from "./events.ts";
import { isRefusal } from "./failures.ts";
import { subjectName, type PullLocator } from "./locator.ts";
import type { CheckMemory } from "../model/check-memory.ts";

/** A comment that may hold a command. */
export type Asking = {
  readonly github: GitHub;
  readonly place: RepositoryPlace;
  readonly pull: number;
  readonly body: string;
  readonly author: { readonly login: string; readonly type?: string | undefined } | null;
  readonly createdAt: Date;
  /** Whether the comment was changed after it was written, before this was worked on. */
  readonly edited: boolean;
  /** Puts eyes on the comment. */
  acknowledge(): Promise<unknown>;
  reply(text: string): Promise<unknown>;
};

/**
 * Answers a comment's command, for people with write permission. On a fork's pull request, `/drift recheck` also lets
 * its present head, and no later one, be checked.
 */
export async function answer(asking: Asking, { requestCheck, memory, replies }: EventPorts): Promise<void> {
  const { github, place, pull, author } = asking;
  const command = parseCommand(asking.body);
  if (!command || !author || author.type === "Bot" || asking.edited) return;
  await asking.acknowledge();
  if (!(await mayWrite(github, place, author.login))) {
    await asking.reply(replies.needsWritePermission());
    return;
  }
  if (command.kind === "help") await asking.reply(replies.help());
  if (command.kind === "unknown") await asking.reply(replies.notUnderstood(command.text));
  if (command.kind !== "recheck") return;
  const { data } = await github.rest.pulls.get({ owner: place.owner, repo: place.repo, pull_number: pull });
  const locator = pullLocator(place, data);
  if (data.head.repo?.id !== data.base.repo.id) {
    if (!(await wasShown(locator, asking.createdAt, memory))) await asking.reply(replies.headMoved(data.head.sha));
    else await memory.approve(place.repositoryId, subjectName(locator), data.head.sha, author.login);
  }
  await requestCheck({ ...locator, isFresh: true });
}

/**
 * Whether the head was there when the comment was written: its check had said so. A push in the moment between the
 * comment and this look at the pull request would else be let through unseen. GitHub's times are whole seconds.
 */
async function wasShown(locator: PullLocator, commentedAt: Date, memory: CheckMemory): Promise<boolean> {
  const remembered = await memory.conclusionsFor(locator.repositoryId, locator.headSha);
  const own = remembered.find(({ subject }) => subject === subjectName(locator));
  return own !== undefined && Math.floor(own.since.getTime() / 1000) <= commentedAt.getTime() / 1000;
}

/** Whoever may push may command (https://docs.github.com/en/rest/collaborators/collaborators#get-repository-permissions-for-a-user). */
async function mayWrite(github: GitHub, { owner, repo }: RepositoryPlace, username: string): Promise<boolean> {
  try {
    const { data } = await github.rest.repos.getCollaboratorPermissionLevel({ owner, repo, username });
    return ["admin", "write"].includes(data.permission) || ["admin", "maintain", "write"].includes(data.role_name);
  } catch (error) {
    if (isRefusal(error, 404)) return false; // Somebody without any access.
    throw error;
  }
}
