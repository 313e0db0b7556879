import type { Declared } from "../../model/declared.ts";
import type { FileTree } from "../../model/files.ts";
import type { DeclareContext, Format } from "../format.ts";
import { declareRoot } from "./evaluation/root.ts";
import { entriesIn, isConfiguration } from "./module/files.ts";
import { loadConfiguration } from "./module/load.ts";

/** Terraform: a root is a root module's folder, and one deployed unit. */
export const terraform: Format = { name: "terraform", recognizes, declare };

async function recognizes(root: string, tree: FileTree): Promise<boolean> {
  const entries = await entriesIn(tree, root);
  return entries.some((entry) => isConfiguration(entry.path));
}

async function declare(context: DeclareContext): Promise<ReadonlyMap<string, Declared>> {
  const { root, varFiles } = context;
  const configuration = await loadConfiguration(context, root, varFiles);
  return new Map([[root, await declareRoot(context, { configuration, folder: root })]]);
}
