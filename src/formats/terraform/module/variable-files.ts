import { entriesIn, parseFiles, type Reading } from "./files.ts";
import type { BrokenFile, ParsedFile } from "./source.ts";

/** Variable files by path, later ones win: parsed, or the problem; null when a file that may be missing is. */
export type VariableFiles = ReadonlyMap<string, ParsedFile | BrokenFile | null>;

/** Reads a root module's variable files, those that Terraform finds by itself first, then those that are named. */
export async function loadVariableFiles(
  reading: Reading,
  root: string,
  varFiles: readonly string[],
  files: Set<string>,
): Promise<VariableFiles> {
  const entries = await entriesIn(reading.mounts.tree, root);
  const automatic = automaticVariableFiles(root, new Set(entries.map((entry) => entry.path)));
  const present = automatic.filter(({ exists }) => exists).map(({ path }) => path);
  const parsed = await parseFiles(reading, [...present, ...varFiles]);
  const result = new Map<string, ParsedFile | BrokenFile | null>();
  for (const { path, exists } of automatic) {
    files.add(path);
    result.set(path, exists ? (parsed.get(path) ?? null) : null);
  }
  for (const path of varFiles) {
    files.add(path);
    // A file named twice counts where it is named last.
    result.delete(path);
    result.set(path, parsed.get(path) ?? null);
  }
  return result;
}

/**
 * `terraform.tfvars`, `terraform.tfvars.json`, then `*.auto.tfvars` and `*.auto.tfvars.json` by name: later ones win.
 * https://developer.hashicorp.com/terraform/language/values/variables#variable-definition-precedence
 */
function automaticVariableFiles(root: string, paths: ReadonlySet<string>): { path: string; exists: boolean }[] {
  const prefix = root === "" ? "" : `${root}/`;
  const fixed = ["terraform.tfvars", "terraform.tfvars.json"].map((name) => `${prefix}${name}`);
  const automatic = [...paths].filter((path) => /\.auto\.tfvars(?:\.json)?$/.test(path)).toSorted();
  return [...fixed, ...automatic].map((path) => ({ path, exists: paths.has(path) }));
}
