import { EvaluationError } from "../language/evaluation-error.ts";
import { text, unknown } from "../language/term.ts";
import type { Term } from "../language/term.ts";
import { STRING } from "../language/types.ts";
import { parentOf, resolvePath } from "../module/paths.ts";
import { includesOf } from "./includes.ts";
import { absolutePath } from "./paths.ts";
import type { ConfigScope, UnitRun } from "./scope.ts";

const DEFAULT_NAME = "terragrunt.hcl";

/**
 * `find_in_parent_folders([name[, fallback]])`: the nearest folder above the configuration's own that holds the file,
 * or the folder, of that name. What lies above the repository's root is not known, and taken not to be there.
 */
export function findInParentFolders({ run, configPath }: ConfigScope, args: readonly Term[]): Term {
  const [name, fallback] = args;
  if (args.length > 2) throw new EvaluationError("`find_in_parent_folders` takes two arguments at most");
  const wanted = (name?.kind === "string" && name.value) || DEFAULT_NAME;
  if (wanted.startsWith("/")) throw new EvaluationError("`find_in_parent_folders` takes the name of a file");
  for (let folder = parentOf(configPath); folder !== "";) {
    folder = parentOf(folder);
    const path = resolvePath(folder, wanted);
    if (path === undefined) continue;
    const isThere = exists(run, path);
    if (isThere === undefined) return unknown(STRING, `\`${path}\` is being read`);
    if (isThere) return text(absolutePath(run.root, path));
  }
  if (fallback) return fallback;
  throw new EvaluationError(`there is no \`${wanted}\` in a folder above \`${parentOf(configPath) || "."}\``);
}

/** Whether there is a file or folder; undefined while that is being looked up. */
function exists({ files }: UnitRun, path: string): boolean | undefined {
  const content = files.read(path);
  if (!content) return undefined;
  if (content.kind === "text" || content.reason !== "missing") return true;
  const below = files.list(path);
  return below && below.length > 0;
}

/**
 * The path of the included file that a function speaks of: the only one, or the one whose label is given. Undefined
 * where nothing is included, unknown where that is not known.
 */
export function includedPath(scope: ConfigScope, [label]: readonly Term[]): string | undefined | Term {
  const includes = includesOf(scope);
  const [only] = includes;
  if (!only) return undefined;
  const named = label?.kind === "string" ? label.value : undefined;
  if (includes.length > 1 && named === undefined) {
    throw new EvaluationError("the label of one of the `include` blocks is to be given, as there are several");
  }
  const chosen = includes.length === 1 ? only : includes.find(({ name }) => name === named);
  if (!chosen) throw new EvaluationError(`there is no \`include\` block \`${named}\``);
  return chosen.path.kind === "inside" ? chosen.path.path : unknown(STRING, chosen.path.reason);
}
