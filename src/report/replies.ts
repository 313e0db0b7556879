import { inMarkdown, name, say } from "./phrase.ts";
import { shorten } from "./shorten.ts";

const MAX_COMMAND = 60;

/** Every command and what it does. */
const COMMANDS: readonly (readonly [command: string, does: string])[] = [
  [
    "/drift recheck",
    "looks at the account again and posts what it finds; on a fork's pull request it also allows the look, for the commit that is the head right then",
  ],
  ["/drift help", "shows this"],
];

/** The answer to `/drift help`. */
export function helpReply(): string {
  const lines = COMMANDS.map(([command, does]) => `- ${inMarkdown(name(command))} ${does}.`);
  return `Plumbline checks what this pull request takes for granted against the live account. Commands, for people with write permission:\n\n${lines.join("\n")}`;
}

/**
 * The answer to a `/drift` command that is none.
 * @param command what followed `/drift`
 */
export function notUnderstoodReply(command: string): string {
  const known = COMMANDS.map(([each]) => inMarkdown(name(each))).join(" and ");
  return `${inMarkdown(say`${name(`/drift ${shorten(command, MAX_COMMAND)}`)} is not a command.`)} There are ${known}.`;
}

/** The answer to someone who may not give commands. */
export function noPermissionReply(): string {
  return "Commands are taken from people with write permission to this repository only.";
}

/** The answer to a `/drift recheck` on a fork's pull request whose head came after the comment. */
export function headMovedReply(headSha: string): string {
  return inMarkdown(
    say`The head is now ${name(headSha.slice(0, 7))}, which came after your comment. Look at it, then comment ${name("/drift recheck")} again.`,
  );
}
