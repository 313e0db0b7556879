import type { FileTree } from "./files.ts";

/** A module of a registry: its host, `namespace/name/system`, and the folder in it (empty for its root). */
export type RegistryAddress = {
  readonly kind: "registry";
  /** With the port, if it is not that of HTTPS. */
  readonly host: string;
  readonly namespace: string;
  readonly name: string;
  readonly system: string;
  readonly subdir: string;
};

/** A module in a git repository. No part of it holds credentials. */
export type GitAddress = {
  readonly kind: "git";
  readonly protocol: "https" | "http" | "ssh";
  /** With the port, if one is written. */
  readonly host: string;
  /** The user of an SSH address; null for HTTP, where no user is taken from code. */
  readonly user: string | null;
  /** Of the repository, without slashes around it and without `.git`: `owner/name`. */
  readonly path: string;
  /** A branch, tag or commit; null for the default branch. */
  readonly ref: string | null;
  readonly subdir: string;
};

/** Where a module from elsewhere is. */
export type RemoteAddress = RegistryAddress | GitAddress;

export type ModuleRequest = {
  readonly address: RemoteAddress;
  /** The version constraint as written; null for none. */
  readonly version: string | null;
  /** Base's code names this package too: what is private is fetched only then. */
  readonly isNamedByBase: boolean;
};

/** A package's files, and where in them the module is. */
export type ModulePackage = {
  readonly kind: "package";
  /** Paths are from the package's root. */
  readonly tree: FileTree;
  readonly directory: string;
  /** What the address came to; the same again is the same content: `github.com/o/r@<commit>`. */
  readonly resolved: string;
};

/** `reason` is for people and completes "the module cannot be had: …". It may quote code: untrusted text. */
export type ModuleUnavailable = { readonly kind: "unavailable"; readonly reason: string };

export type ModuleAnswer = ModulePackage | ModuleUnavailable;

/**
 * Fetches modules that are not in the repository. What the world answers is no error: it is `unavailable`. Only
 * GitHub's rate limits are thrown, as they are everywhere: the whole check is put off.
 */
export type ModuleSources = {
  open(request: ModuleRequest, signal: AbortSignal): Promise<ModuleAnswer>;
};

/** Fetches modules from git repositories, as whoever runs Plumbline may read them. */
export type GitModules = {
  open(address: GitAddress, isNamedByBase: boolean, signal: AbortSignal): Promise<ModuleAnswer>;
};

/** What one run may read. */
export type ModuleAccess = {
  readonly git: GitModules;
  /** Whether modules that not everybody can read may be fetched, where base names them. */
  readonly readsPrivate: boolean;
};

/** What an address names, whatever version, branch or folder of it. */
export function packageOf(address: RemoteAddress): string {
  if (address.kind === "git") return `${address.host}/${address.path}`.toLowerCase();
  const { host, namespace, name, system } = address;
  return `${host}/${namespace}/${name}/${system}`;
}

export function unavailable(reason: string): ModuleUnavailable {
  return { kind: "unavailable", reason };
}
