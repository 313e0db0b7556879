import { posix } from "node:path";
import picomatch from "picomatch";

import type { FileTree, TreeEntry } from "../../model/files.ts";

const TEMPLATE_ENDING = /\.(?:ya?ml|json|template)$/i;

/** Files that may be templates, and whether someone said that they are: a folder may hold any YAML besides. */
export type Candidates = {
  readonly entries: readonly TreeEntry[];
  readonly meant: boolean;
};

/** The files that a target's root names: itself, those that a glob matches, or those in a folder. */
export async function candidateFiles(root: string, tree: FileTree): Promise<Candidates> {
  const path = normalized(root);
  const { isGlob, base } = picomatch.scan(path);
  if (isGlob) {
    const matches = picomatch(path, { dot: true });
    const entries = await templateFiles(tree, base);
    return { entries: entries.filter((entry) => matches(entry.path)), meant: true };
  }
  if (TEMPLATE_ENDING.test(path)) {
    const siblings = await tree.list(folderOf(path));
    const entries = siblings.filter((entry) => entry.path === path);
    if (entries.length > 0) return { entries, meant: true };
  }
  return { entries: await templateFiles(tree, path), meant: false };
}

/** Whether a folder is another format's: a Terraform root module, a CDK app. */
export async function isOtherFormats(root: string, tree: FileTree): Promise<boolean> {
  const folder = normalized(root);
  const entries = await tree.list(folder);
  return entries.some(
    ({ path }) =>
      folderOf(path) === folder &&
      (path.endsWith(".tf") || path.endsWith(".tf.json") || posix.basename(path) === "cdk.json"),
  );
}

/** The section that every template has, on its first level: YAML does not indent it, JSON may stand on one line. */
const RESOURCES_KEY = /(?:^|[{,])(?:["']?Resources["']?|[ \t]*"Resources")[ \t]*:/m;
const RESOURCE_TYPE = /["']?Type["']?[ \t]*:[ \t]*["']?(?:AWS|Alexa|Custom)::/;

/** Whether a text looks like a template, also one that cannot be parsed. */
export function looksLikeTemplate(text: string): boolean {
  return RESOURCES_KEY.test(text) && RESOURCE_TYPE.test(text);
}

async function templateFiles(tree: FileTree, folder: string): Promise<readonly TreeEntry[]> {
  const entries = await tree.list(folder);
  return entries.filter(({ path, kind }) => kind !== "submodule" && TEMPLATE_ENDING.test(path));
}

function normalized(root: string): string {
  const path = posix.normalize(root).replace(/\/$/, "");
  return path === "." ? "" : path;
}

function folderOf(path: string): string {
  const folder = posix.dirname(path);
  return folder === "." ? "" : folder;
}
