import { posix } from "node:path";

import type { Budget } from "../frame.ts";
import type { ModuleFiles } from "../module-files.ts";
import { fixedFolder, globOf } from "./glob.ts";
import { cleaned, locate } from "./paths.ts";
import { barrierOnWay } from "./repository-reading.ts";

/** Files that a pattern matches, relative to the folder that was given, or why they cannot be told. */
export type Matching =
  | { readonly kind: "files"; readonly paths: readonly string[] }
  | { readonly kind: "open"; readonly reason: string };

/** The files that `fileset` finds. A folder's name may hold wildcards too: Terraform matches the joined path. */
export function matchingFiles(files: ModuleFiles, folder: string, pattern: string, budget: Budget): Matching {
  // `~` is a name here as any other.
  const wanted = locate(files.folder, startingHere(posix.join(folder, pattern)));
  const base = locate(files.folder, startingHere(folder));
  if (wanted.kind === "elsewhere") return { kind: "open", reason: wanted.reason };
  if (base.kind === "elsewhere") return { kind: "open", reason: base.reason };
  const reachOf = globOf(wanted.path, budget);
  const listed = fixedFolder(wanted.path);
  const entries = files.list(listed);
  if (!entries) return { kind: "open", reason: `\`${listed || "."}\` is being read` };
  if (entries.length === 0 && listed !== "") {
    const barrier = barrierOnWay(files, listed);
    if (barrier?.kind === "open") return { kind: "open", reason: barrier.reason };
  }
  const paths: string[] = [];
  for (const { path, kind } of entries) {
    const reach = reachOf(path);
    if (kind !== "file" && reach !== "none") {
      const what = kind === "symlink" ? "a symbolic link, which is not followed" : "a submodule, which is not read";
      return { kind: "open", reason: `the pattern leads to \`${path}\`, ${what}` };
    }
    if (reach === "match") paths.push(cleaned(posix.relative(base.path, path)));
  }
  return { kind: "files", paths };
}

function startingHere(path: string): string {
  return path.startsWith("~") ? `./${path}` : path;
}
