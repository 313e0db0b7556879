import type { Declared } from "../../model/declared.ts";
import type { FileTree } from "../../model/files.ts";
import type { DeclareContext, Format } from "../format.ts";
import { declareRoot } from "./evaluation/root.ts";
import { entriesIn, isConfiguration } from "./module/files.ts";
import { loadConfiguration } from "./module/load.ts";
import { declareUnit } from "./terragrunt/declare.ts";
import { isTerragrunt } from "./terragrunt/unit-files.ts";

/** Terraform: a root is a root module's folder, or a Terragrunt unit's, and one deployed unit. */
export const terraform: Format = { name: "terraform", recognizes, declare };

async function recognizes(root: string, tree: FileTree): Promise<boolean> {
  const entries = await entriesIn(tree, root);
  return entries.some(({ path }) => isConfiguration(path) || isTerragrunt(path));
}

async function declare(context: DeclareContext): Promise<ReadonlyMap<string, Declared>> {
  const { root, varFiles, tree } = context;
  const entries = await entriesIn(tree, root);
  if (entries.some(({ path }) => isTerragrunt(path))) return new Map([[root, await declareUnit(context)]]);
  const configuration = await loadConfiguration(context, root, varFiles);
  return new Map([[root, await declareRoot(context, { configuration, folder: root })]]);
}
