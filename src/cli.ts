import { checkChange } from "./cli/check.ts";
import type { Done } from "./cli/done.ts";
import { writeRoles } from "./cli/role.ts";
import { USAGE, usage } from "./cli/usage.ts";
import { UserError } from "./model/errors.ts";
import { visible } from "./report/escape.ts";
import { errorJson } from "./report/json.ts";

const commands: Readonly<Record<string, (args: readonly string[]) => Promise<Done>>> = {
  check: (args) => checkChange(args, progress),
  role: writeRoles,
};

/** Runs the command line. @returns its exit code: 0 success or neutral, 1 failure or action_required, 2 nothing could be reached or started */
export async function main(args: readonly string[]): Promise<number> {
  if (args.includes("--help") || args[0] === "help") {
    process.stdout.write(USAGE);
    return 0;
  }
  try {
    const { exit, stdout, stderr } = await commandOf(args[0])(args.slice(1));
    process.stderr.write(printable(stderr));
    process.stdout.write(stdout);
    return exit;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const { code, message, path, line } = error;
    const place = [path, line].filter((part) => part !== null).join(":");
    process.stderr.write(`${printable(place === "" ? message : `${place}: ${message}`)}\n`);
    if (wantsJson(args)) process.stdout.write(errorJson({ code, message, path, line }));
    return 2;
  }
}

function commandOf(name: string | undefined): (args: readonly string[]) => Promise<Done> {
  const command = name !== undefined && Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command) return command;
  throw usage(name === undefined ? "a command is missing" : `there is no command \`${name}\``);
}

function wantsJson(args: readonly string[]): boolean {
  return args.includes("--format=json") || args[args.indexOf("--format") + 1] === "json";
}

/** Names and values in a message are anyone's: nothing of them may reach a terminal as a command. */
function printable(text: string): string {
  return text.split("\n").map(visible).join("\n");
}

function progress(text: string): void {
  if (process.stderr.isTTY) process.stderr.write(`${text}\n`);
}

if (import.meta.main) process.exitCode = await main(process.argv.slice(2));
