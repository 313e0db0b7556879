import { parseModuleSource, withoutCredentials } from "../../../model/module-source.ts";
import type { ModulePackage } from "../../../model/modules.ts";
import type { ModuleReader } from "../../format.ts";
import { spanOf } from "../syntax/lines.ts";
import { sourceOf, versionOf } from "./calls.ts";
import { type Mount, mountFolder, type Mounts } from "./mounts.ts";
import { resolvePath } from "./paths.ts";
import type { Declaration } from "./source.ts";

/** Modules below this many calls are not followed; a module that includes itself gets here too. */
export const MAX_MODULE_DEPTH = 30;
/** Packages of one root module; real ones have tens. Each call has its own. */
const MAX_PACKAGES = 200;

/** What a call leads to: a module's directory, or nothing, because of `reason`, which follows the module's name. */
export type Called =
  | { readonly kind: "directory"; readonly directory: string }
  | {
      readonly kind: "unavailable";
      readonly reason: string;
      /** The code is wrong, not only out of reach: Terraform refuses it too. */
      readonly isProblem: boolean;
    };

/** What calls of one root module are followed with. */
export type Following = {
  readonly root: string;
  readonly mounts: Mounts;
  readonly reader: ModuleReader | undefined;
  /** Packages that have been asked for. */
  asked: number;
};

/**
 * Finds the module that a call names, and fetches it if it is from elsewhere.
 * @param path names of the calls that lead to it from the root, itself included
 */
export async function followCall(
  following: Following,
  caller: string,
  call: Declaration,
  path: readonly string[],
): Promise<Called> {
  const written = sourceOf(call);
  if (written === undefined) return outOfReach("is not read: its source is no plain string");
  const source = parseModuleSource(written);
  if (source.kind === "local") return localModule(following, caller, source.path);
  const shown = `(${withoutCredentials(written)})`;
  if (source.kind === "unsupported") return outOfReach(`${shown}: ${source.reason}`);
  if (source.kind === "archive") return outOfReach(`${shown}: an archive is only read where a registry leads to it`);
  const version = versionOf(call);
  if (version === undefined) return outOfReach(`${shown}: its version is no plain string`);
  const { reader } = following;
  if (!reader) return outOfReach(`${shown}: it is not in this repository, and not fetched here`);
  following.asked++;
  if (following.asked > MAX_PACKAGES)
    return outOfReach(`${shown}: there are more than ${MAX_PACKAGES} modules from elsewhere`);
  const answer = await reader.open(source, version);
  if (answer.kind === "unavailable") return outOfReach(`${shown}: ${answer.reason}`);
  return mounted(following, caller, call, path, answer, shown);
}

function outOfReach(reason: string): Called {
  return { kind: "unavailable", reason, isProblem: false };
}

function wrong(reason: string): Called {
  return { kind: "unavailable", reason, isProblem: true };
}

/** A relative path stays in the package that its module came in, or in the repository. */
function localModule({ mounts }: Following, caller: string, path: string): Called {
  const mount = mounts.of(caller);
  const within = mount ? caller.slice(mount.folder.length + 1) : caller;
  const directory = resolvePath(within, path);
  if (directory === undefined) return wrong(`(${path}) is not in ${mount ? mount.label : "the repository"}`);
  return { kind: "directory", directory: mount ? join(mount.folder, directory) : directory };
}

/** Puts a package into the tree. The same package and folder within itself would have no end. */
function mounted(
  { root, mounts }: Following,
  caller: string,
  call: Declaration,
  path: readonly string[],
  { tree, directory, resolved }: ModulePackage,
  shown: string,
): Called {
  const around = mounts.of(caller);
  const id = `${resolved}//${directory}`;
  const lineage = [...(around?.lineage ?? []), id];
  if (around?.lineage.includes(id)) return wrong(`${shown} includes itself`);
  if (lineage.length > MAX_MODULE_DEPTH) return wrong(`${shown} is nested deeper than ${MAX_MODULE_DEPTH} modules`);
  const mount: Mount = {
    folder: mountFolder(root, path),
    tree,
    label: resolved,
    standsFor: around?.standsFor ?? spanOf(call.file.path, call.file.lines, call.block),
    lineage,
  };
  mounts.add(mount);
  return { kind: "directory", directory: join(mount.folder, directory) };
}

function join(folder: string, below: string): string {
  return below === "" ? folder : `${folder}/${below}`;
}
