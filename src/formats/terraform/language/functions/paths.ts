import { posix } from "node:path";

import { EvaluationError } from "../evaluation-error.ts";
import { text, unknown } from "../term.ts";
import type { Term } from "../term.ts";
import { STRING } from "../types.ts";
import { argumentAt } from "./arguments.ts";
import type { FunctionTable, Parameter } from "./function.ts";

const PATH: Parameter = { name: "path", type: STRING };

/** Functions of paths as text. Where the repository lies, and whose home folder `~` is, only the machine knows that runs Terraform. */
export const paths: FunctionTable = {
  abspath: {
    kind: "function",
    parameters: [PATH],
    returns: STRING,
    call: (args) => {
      const path = pathOf(argumentAt(args, 0));
      if (path.startsWith("/")) return text(cleaned(path));
      return unknown(STRING, "where Terraform runs decides the absolute path of a file");
    },
  },
  basename: { kind: "function", parameters: [PATH], returns: STRING, call: (args) => text(baseOf(args)) },
  dirname: { kind: "function", parameters: [PATH], returns: STRING, call: (args) => text(folderOf(args)) },
  pathexpand: {
    kind: "function",
    parameters: [PATH],
    returns: STRING,
    call: (args) => {
      const path = pathOf(argumentAt(args, 0));
      return isInHome(path) ? unknown(STRING, "where Terraform runs decides what `~` stands for") : text(path);
    },
  },
};

/** Where a path lies: in the repository, or where only the machine knows that runs Terraform. */
export type Location =
  | { readonly kind: "inside"; readonly path: string }
  | { readonly kind: "elsewhere"; readonly reason: string };

/** The place of a path that is relative to a folder of the repository; the root's path is empty. */
export function locate(folder: string, path: string): Location {
  if (isInHome(path)) return elsewhere("a file of the machine's home folder is there only where Terraform runs");
  if (path.startsWith("/")) return elsewhere("a file at an absolute path is there only where Terraform runs");
  const joined = cleaned(posix.join(folder, path));
  if (joined === ".." || joined.startsWith("../")) {
    return elsewhere("a file outside the repository is there only where Terraform runs");
  }
  return { kind: "inside", path: joined === "." ? "" : joined };
}

function elsewhere(reason: string): Location {
  return { kind: "elsewhere", reason };
}

/** Whether a path begins at the home folder. Throws an `EvaluationError` for the home of another user, which Terraform does not know. */
function isInHome(path: string): boolean {
  if (!path.startsWith("~")) return false;
  if (path === "~" || path.startsWith("~/")) return true;
  throw new EvaluationError("the home folder of another user cannot be expanded");
}

/** Go's filepath.Clean. */
export function cleaned(path: string): string {
  const normal = posix.normalize(path);
  return normal.length > 1 && normal.endsWith("/") ? normal.slice(0, -1) : normal;
}

function pathOf(term: Term): string {
  return term.kind === "string" ? term.value : "";
}

/** Go's filepath.Base. */
function baseOf(args: readonly Term[]): string {
  const path = pathOf(argumentAt(args, 0));
  return posix.basename(path) || (path === "" ? "." : "/");
}

/** Go's filepath.Dir: what follows the last slash is left out, even if that is nothing. */
function folderOf(args: readonly Term[]): string {
  const path = pathOf(argumentAt(args, 0));
  return cleaned(path.slice(0, path.lastIndexOf("/") + 1));
}
