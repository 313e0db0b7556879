import { posix } from "node:path";

import { cleaned } from "../language/functions/paths.ts";

/** A path of the repository as Terragrunt has it: absolute, where the repository is taken to lie. */
export function absolutePath(root: string, path: string): string {
  return path === "" ? root : `${root}/${path}`;
}

/** The path in the repository that an absolute one names; undefined when it is elsewhere. */
export function pathInRepository(root: string, absolute: string): string | undefined {
  const path = cleaned(absolute);
  if (path === root) return "";
  return path.startsWith(`${root}/`) ? path.slice(root.length + 1) : undefined;
}

/** A path as a configuration names it, seen from a folder of the repository; undefined when it is elsewhere. */
export function locatePath(root: string, folder: string, path: string): string | undefined {
  return pathInRepository(root, path.startsWith("/") ? path : posix.join(absolutePath(root, folder), path));
}

/** Go's `filepath.Rel`, for folders of the repository. */
export function relativePath(from: string, to: string): string {
  return posix.relative(`/${from}`, `/${to}`) || ".";
}
