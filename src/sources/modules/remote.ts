import {
  type ModuleAccess,
  type ModuleAnswer,
  type ModuleRequest,
  type ModuleSources,
  type ModuleUnavailable,
  packageOf,
  type RegistryAddress,
  unavailable,
} from "../../model/modules.ts";
import { joinFolders } from "../../model/module-source.ts";
import { type ArchivePackage, fetchArchive, packageIn } from "./archive-package.ts";
import { moduleHosts, tokenFor } from "./hosts.ts";
import { createLookup } from "./lookup.ts";
import { createShared } from "./shared.ts";

export type ModuleSettings = {
  /** Hosts that may be fetched from: see `moduleHosts`. */
  readonly hosts: readonly string[];
  /** Bearer tokens for registries, by host. What they open is private. */
  readonly tokens: ReadonlyMap<string, string>;
  /** Where downloaded archives are kept between runs; null for nowhere but memory. */
  readonly folder: string | null;
};

/** Registries and packages, shared by all runs of a process. */
export type RemoteModules = { forRun(access: ModuleAccess): ModuleSources };

const PACKAGES_FOR_MS = 24 * 60 * 60_000;
/** Of packages that are kept for later runs, and of those of one run. In bytes. */
const MAX_KEPT_BYTES = 64 * 1024 * 1024;
const MAX_RUN_BYTES = 128 * 1024 * 1024;

export function createRemoteModules({ hosts: listed, tokens, folder }: ModuleSettings): RemoteModules {
  const hosts = moduleHosts(listed);
  const lookup = createLookup({ hosts, tokens });
  const packages = createShared<ArchivePackage | ModuleUnavailable>(MAX_KEPT_BYTES, PACKAGES_FOR_MS);

  async function fromRegistry(
    { version: constraint, isNamedByBase }: ModuleRequest,
    address: RegistryAddress,
    { git, readsPrivate }: ModuleAccess,
    signal: AbortSignal,
  ): Promise<ModuleAnswer | Opened> {
    const isPrivate = tokenFor(address.host, tokens) !== undefined;
    if (isPrivate && !readsPrivate) return unavailable(notForThisRun(address.host));
    if (isPrivate && !isNamedByBase) return unavailable(namedByHeadOnly(address.host));
    const found = await lookup(address, constraint);
    if ("kind" in found) return found;
    const { version, location } = found;
    const subdir = joinFolders(location.subdir, address.subdir) ?? "";
    if (location.kind === "git") return git.open({ ...location, subdir }, isNamedByBase, signal);
    const name = `${packageOf(address)} ${version}`;
    const archive = await packages.get(
      name,
      () => fetchArchive(location.url, location.format, { name, hosts, folder }),
      (value) => ("kind" in value ? undefined : value.bytes),
    );
    return "kind" in archive ? archive : { archive, subdir };
  }

  return {
    forRun(access) {
      const answers = new Map<string, Promise<ModuleAnswer>>();
      const sizes = new Map<string, number>();

      async function answer(request: ModuleRequest, signal: AbortSignal): Promise<ModuleAnswer> {
        const { address, version, isNamedByBase } = request;
        if (address.kind === "registry") {
          const opened = await fromRegistry(request, address, access, signal);
          if ("kind" in opened) return opened;
          sizes.set(opened.archive.name, opened.archive.bytes);
          const total = [...sizes.values()].reduce((sum, bytes) => sum + bytes, 0);
          if (total <= MAX_RUN_BYTES) return packageIn(opened.archive, opened.subdir);
          return unavailable(`the modules of this check take more than ${MAX_RUN_BYTES / 1024 / 1024} MiB`);
        }
        if (version !== null)
          return unavailable("only a module of a registry has a version: `terraform init` refuses it");
        return access.git.open(address, isNamedByBase, signal);
      }

      return {
        open(request, signal) {
          const key = JSON.stringify(request);
          const asked = answers.get(key) ?? within(answer(request, signal), signal);
          answers.set(key, asked);
          return asked;
        },
      };
    },
  };
}

type Opened = { readonly archive: ArchivePackage; readonly subdir: string };

function notForThisRun(host: string): string {
  return `\`${host}\` is a private registry, which is only read for private repositories, and not for a fork's pull request`;
}

function namedByHeadOnly(host: string): string {
  return `\`${host}\` is a private registry, and the base branch does not name the module yet: it is read once it does`;
}

/** The answer, unless the run ends before it. */
async function within(answer: Promise<ModuleAnswer>, signal: AbortSignal): Promise<ModuleAnswer> {
  const ended = unavailable("this check's time was over before it was there");
  if (signal.aborted) return ended;
  const { promise, resolve } = Promise.withResolvers<ModuleAnswer>();
  const stop = (): void => resolve(ended);
  signal.addEventListener("abort", stop, { once: true });
  return Promise.race([answer, promise]).finally(() => signal.removeEventListener("abort", stop));
}
