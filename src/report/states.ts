import type { CheckOutput } from "./check-run.ts";
import { codeBlock } from "./escape.ts";
import { inMarkdown, join, name, say, type Phrase } from "./phrase.ts";
import { placeInCode } from "./terms.ts";

const CONFIG_PATH = ".github/plumbline.yml";

/** The title and summary of a check run that has begun. */
export function checkStarted(): { readonly title: string; readonly summary: string } {
  return { title: "Looking at the account", summary: "Checking what this change takes for granted." };
}

/** What is said of a change that leads to no assumption. */
export function nothingToCheck(): string {
  return inMarkdown(say`Plumbline found nothing in this change that rests on the accounts of ${name(CONFIG_PATH)}.`);
}

/**
 * A repository without a configuration file.
 * @param suggestion a configuration ready to commit, in YAML
 */
export function noConfiguration(suggestion: string): CheckOutput {
  const output = plain(
    "neutral",
    "No configuration yet",
    say`Plumbline does not know which account this repository deploys into, so nothing was checked. Put this into ${name(CONFIG_PATH)} on the default branch, complete it, and comment ${RECHECK}:`,
  );
  return { ...output, summary: `${output.summary}\n\n${codeBlock(suggestion.trimEnd(), "yaml")}` };
}

/** A configuration file that cannot be used. `message` may quote the file. Never neutral: nothing was read. */
export function badConfiguration(error: {
  readonly message: string;
  readonly path: string | null;
  readonly line: number | null;
}): CheckOutput {
  const where = name(placeInCode({ path: error.path ?? CONFIG_PATH, line: error.line }));
  return plain(
    "action_required",
    "The configuration has an error",
    say`${where}: ${error.message}`,
    say`Nothing was checked. Put it right on the default branch, then comment ${RECHECK}.`,
  );
}

/** This pull request's output where another one at the same commit decides. `other.title` is a check's title of ours. */
export function worseElsewhere(
  own: CheckOutput,
  other: { readonly pull: number; readonly title: string; readonly conclusion: CheckOutput["conclusion"] },
): CheckOutput {
  const { pull, title, conclusion } = other;
  const why = say`A check belongs to a commit, and pull request ${pull} has the same head: its conclusion is shown, as it is the worse one. This pull request by itself: ${name(own.title)}.`;
  return { ...own, conclusion, title: `${title} (#${pull})`, summary: `${inMarkdown(why)}\n\n${own.summary}` };
}

/** A fork's pull request that nobody with write permission has let in yet. */
export function awaitingApproval(head: string): CheckOutput {
  return plain(
    "action_required",
    "Waiting for someone with write permission",
    say`This pull request comes from a fork, so the account has not been asked anything. When someone with write permission comments ${RECHECK}, what the change takes for granted is checked for ${name(head.slice(0, 7))}, the head at that moment. Later pushes need the comment again. Nothing of the fork's code is run.`,
  );
}

/** A run that a newer push has overtaken. */
export function superseded(newHead: string | null): CheckOutput {
  return plain(
    "cancelled",
    "Superseded",
    newHead === null
      ? say`A newer run took over.`
      : say`A newer push, ${name(newHead.slice(0, 7))}, is checked instead.`,
  );
}

/** A run that ended in an error of Plumbline's own. Never neutral: nothing may pass unread. */
export function internalError(reference: string | null): CheckOutput {
  return plain(
    "failure",
    "Plumbline failed",
    join([
      say`The check did not finish because of an error in Plumbline, and says nothing about this change.`,
      reference === null ? [] : say`The server's log has it as ${name(reference)}.`,
    ]),
    say`Comment ${RECHECK} to try again.`,
  );
}

const RECHECK = name("/drift recheck");

function plain(conclusion: CheckOutput["conclusion"], title: string, ...paragraphs: readonly Phrase[]): CheckOutput {
  return { conclusion, title, summary: paragraphs.map(inMarkdown).join("\n\n"), annotations: [] };
}
