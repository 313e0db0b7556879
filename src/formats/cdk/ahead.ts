import type { FileTree } from "../../model/files.ts";
import { folderOf } from "./files.ts";

/** What an app is read from, its source aside; a template's name is the app's to choose. */
const READ = /(?:^|\/)(?:cdk|cdk\.context|manifest)\.json$|\.template\.json$/;
const MAX_FILES = 500;

/**
 * The same tree with an app's files read in one batch beforehand: otherwise each file that names another one, settings,
 * manifests and templates, would be one more wait for wherever the tree comes from.
 */
export async function readAhead(tree: FileTree, folder: string): Promise<FileTree> {
  const entries = (await tree.list(folder)).filter(({ path, kind }) => kind === "file" && isRead(path, folder));
  const known = await tree.read(entries.slice(0, MAX_FILES).map(({ path }) => path));
  return {
    revision: tree.revision,
    list: (...args) => tree.list(...args),
    async read(paths) {
      const rest = paths.filter((path) => !known.has(path));
      const more = rest.length > 0 ? await tree.read(rest) : new Map<string, never>();
      return new Map(
        paths.flatMap((path) => {
          const content = known.get(path) ?? more.get(path);
          return content ? [[path, content] as const] : [];
        }),
      );
    },
  };
}

function isRead(path: string, folder: string): boolean {
  const isOfAnotherPackage = /(?:^|\/)node_modules\//.test(path);
  return (
    READ.test(path) && !isOfAnotherPackage && (folderOf(path) === folder || !/\/cdk(?:\.context)?\.json$/.test(path))
  );
}
