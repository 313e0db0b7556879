import type { FileContent, FileTree, TreeEntry } from "../../../model/files.ts";
import type { Span } from "../../../model/source.ts";

/** Where Terraform keeps a root module's packages, seen from the root: `path.module` shows it. */
const MODULES = ".terraform/modules";

/** A package from elsewhere, put where `terraform init` puts it: each call of a module from elsewhere has its own. */
export type Mount = {
  /** The package's folder in the repository's tree, where no such folder need be. */
  readonly folder: string;
  readonly tree: FileTree;
  /** As people know it, and as problems in it say. */
  readonly label: string;
  /** The call in the repository's own code that all of the package is there for: its files have no lines here. */
  readonly standsFor: Span;
  /** Packages and folders that lead to it, itself included: what comes twice includes itself. */
  readonly lineage: readonly string[];
};

/** A tree with packages in it. */
export type Mounts = {
  readonly tree: FileTree;
  add(mount: Mount): void;
  /** The package that a path is in; undefined for the repository's own. */
  of(path: string): Mount | undefined;
};

/**
 * The folder of the package that a call leads to.
 * @param path names of the calls that lead to it from the root, itself included
 */
export function mountFolder(root: string, path: readonly string[]): string {
  const folder = `${MODULES}/${path.join(".")}`;
  return root === "" ? folder : `${root}/${folder}`;
}

/** Puts packages into a repository's tree. What a repository itself has in their place is not looked at. */
export function createMounts(repository: FileTree, root: string): Mounts {
  const prefix = mountFolder(root, [""]);
  const mounts = new Map<string, Mount>();

  function of(path: string): Mount | undefined {
    if (!path.startsWith(prefix)) return undefined;
    const end = path.indexOf("/", prefix.length);
    return mounts.get(end < 0 ? path : path.slice(0, end));
  }

  async function list(folder: string, which?: "own"): Promise<readonly TreeEntry[]> {
    const mount = of(folder);
    if (!mount) return repository.list(folder, which);
    const entries = await mount.tree.list(folder.slice(mount.folder.length + 1), which);
    return entries.map(({ path, kind, hash, size }) => ({ path: `${mount.folder}/${path}`, kind, hash, size }));
  }

  async function read(paths: readonly string[]): Promise<ReadonlyMap<string, FileContent>> {
    const byTree = Map.groupBy(paths, of);
    const contents = await Promise.all([...byTree].map(([mount, group]) => readFrom(repository, mount, group)));
    return new Map(contents.flat());
  }

  return {
    tree: { revision: repository.revision, list, read },
    add: (mount) => void mounts.set(mount.folder, mount),
    of,
  };
}

async function readFrom(
  repository: FileTree,
  mount: Mount | undefined,
  paths: readonly string[],
): Promise<readonly (readonly [string, FileContent])[]> {
  if (!mount) return [...(await repository.read(paths))];
  const contents = await mount.tree.read(paths.map((path) => path.slice(mount.folder.length + 1)));
  return [...contents].map(([path, content]) => [`${mount.folder}/${path}`, content] as const);
}
