import type { GitAddress, RegistryAddress } from "./modules.ts";

/** An archive that is downloaded; the folder in it may hold `*`, as it is named by who packed it. */
export type ArchiveAddress = {
  readonly kind: "archive";
  readonly url: string;
  readonly format: "tar.gz" | "zip";
  readonly subdir: string;
};

/** What the `source` of a module call says. */
export type ModuleSource =
  | { readonly kind: "local"; readonly path: string }
  | RegistryAddress
  | GitAddress
  | ArchiveAddress
  /** `reason` completes "the module cannot be had: …". */
  | { readonly kind: "unsupported"; readonly reason: string };

const DEFAULT_REGISTRY = "registry.terraform.io";

/**
 * Reads a module's source address as Terraform 1.11 does
 * (https://developer.hashicorp.com/terraform/language/modules/sources): local if it begins with `./` or `../`, else a
 * registry's if it can be read as one, else a remote one, which may be a shorthand.
 */
export function parseModuleSource(raw: string): ModuleSource {
  if (/^\.\.?[/\\]/.test(raw)) return { kind: "local", path: raw.replaceAll("\\", "/") };
  const { address, subdir } = splitSubdir(raw);
  if (subdir === null) return unsupported("its folder leads out of the package");
  return registryAddress(address, subdir) ?? remoteAddress(address, subdir);
}

/** A source as it may be shown: without a user and password that someone wrote into it. */
export function withoutCredentials(source: string): string {
  return source
    .replace(/\/\/[^/?#]*@/, "//")
    .replace(/([?&](?:sshkey|[\w-]*(?:token|secret|password)[\w-]*)=)[^&]*/gi, "$1…");
}

function unsupported(reason: string): ModuleSource {
  return { kind: "unsupported", reason };
}

/** Parts a package's address from the folder that follows `//`; the folder is null where it leads out of the package. */
function splitSubdir(source: string): { readonly address: string; readonly subdir: string | null } {
  const query = source.indexOf("?");
  const end = query < 0 ? source.length : query;
  const scheme = source.slice(0, end).indexOf("://");
  const start = scheme < 0 ? 0 : scheme + 3;
  const at = source.slice(start, end).indexOf("//");
  if (at < 0) return { address: source, subdir: "" };
  const rest = source.slice(0, start + at) + source.slice(end);
  return { address: rest, subdir: joinFolders(source.slice(start + at + 2, end)) };
}

/** A relative folder in its shortest form; null where it leads out of what it is relative to. */
export function joinFolders(...folders: readonly string[]): string | null {
  const parts: string[] = [];
  for (const part of folders.flatMap((folder) => folder.split("/"))) {
    if (part === "" || part === ".") continue;
    if (part !== "..") parts.push(part);
    else if (parts.pop() === undefined) return null;
  }
  return parts.join("/");
}

const HOST = /^(?=.*\.)[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::\d{1,5})?$/;
const NAME = /^[0-9A-Za-z](?:[0-9A-Za-z_-]{0,62}[0-9A-Za-z])?$/;
const SYSTEM = /^[0-9a-z]{1,64}$/;
/** Kept for repositories: never the host of a registry. */
const NEVER_REGISTRIES: ReadonlySet<string> = new Set(["github.com", "bitbucket.org"]);

/** `[host/]namespace/name/system`; undefined for what is no registry's address. */
function registryAddress(address: string, subdir: string): RegistryAddress | undefined {
  const parts = address.split("/");
  if (parts.length !== 3 && parts.length !== 4) return undefined;
  const host = parts.length === 4 ? (parts.shift() ?? "").toLowerCase().replace(/:443$/, "") : DEFAULT_REGISTRY;
  const [namespace = "", name = "", system = ""] = parts;
  if (!HOST.test(host) || NEVER_REGISTRIES.has(host)) return undefined;
  if (!NAME.test(namespace) || !NAME.test(name) || !SYSTEM.test(system)) return undefined;
  return { kind: "registry", host, namespace, name, system, subdir };
}

function remoteAddress(address: string, subdir: string): ModuleSource {
  const forced = /^([A-Za-z0-9]+)::(.+)$/.exec(address);
  const given = forced?.[2] ?? address;
  const full = /^[A-Za-z][A-Za-z0-9+.-]*:\/\//.test(given) ? { url: given, folder: "", getter: null } : expanded(given);
  if (!full) return unsupported("this is no source address that Terraform knows; a folder's begins with `./` or `../`");
  const folder = joinFolders(full.folder, subdir);
  if (folder === null || !URL.canParse(full.url)) return unsupported("its source address cannot be read");
  const url = new URL(full.url);
  const getter = forced?.[1] ?? full.getter ?? url.protocol.slice(0, -1);
  if (getter === "git") return gitAddress(url, folder);
  if (getter === "http" || getter === "https") return archiveAddress(url, folder);
  return unsupported(`modules are not read from \`${getter}\` sources`);
}

type Expanded = { readonly url: string; readonly folder: string; readonly getter: string };

/** Shorthands, as Terraform's `detectGitHub`, `detectGit`, `detectBitBucket`, `detectGCS` and `detectS3` read them. */
function expanded(source: string): Expanded | undefined {
  if (source.startsWith("github.com/")) {
    const [path = "", query] = source.split(/\?(.*)/s);
    const [host, owner, name, ...folders] = path.split("/");
    if (!owner || !name) return undefined;
    const suffix = query === undefined ? "" : `?${query}`;
    return { url: `https://${host}/${owner}/${name}${suffix}`, folder: folders.join("/"), getter: "git" };
  }
  const scp = /^git@([^:/]+):\/?(.+)$/s.exec(source);
  if (scp) return { url: `ssh://git@${scp[1]}/${scp[2]}`, folder: "", getter: "git" };
  if (source.startsWith("bitbucket.org/")) return { url: `https://${source}`, folder: "", getter: "git" };
  if (source.includes("googleapis.com/")) return { url: `https://${source}`, folder: "", getter: "gcs" };
  if (source.includes(".amazonaws.com/")) return { url: `https://${source}`, folder: "", getter: "s3" };
  return undefined;
}

function gitAddress(url: URL, subdir: string): ModuleSource {
  const protocol = url.protocol.slice(0, -1);
  if (protocol !== "https" && protocol !== "http" && protocol !== "ssh")
    return unsupported(`git repositories are not read over \`${protocol}\``);
  const path = decodePath(url.pathname)
    ?.replace(/^\/+|\/+$/g, "")
    .replace(/\.git$/, "");
  if (!path || url.host === "") return unsupported("its source address names no repository");
  const ref = url.searchParams.get("ref") || null;
  const user = protocol === "ssh" ? url.username || "git" : null;
  // What git would take for an option, or for something else than one revision.
  if (ref !== null && (/^[-+]|[\p{Cc}\s:^~?*[\\]|\.\.|@\{/u.test(ref) || ref.length > 250))
    return unsupported("its `ref` is no branch, tag or commit");
  if (/[\p{Cc}\s]|(?:^|\/)\.{1,2}(?:\/|$)/u.test(path) || path.startsWith("-") || user?.startsWith("-"))
    return unsupported("its source address names no repository");
  return { kind: "git", protocol, host: url.host.toLowerCase(), user, path, ref, subdir };
}

function decodePath(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}

/** The kind of archive is what `?archive=` says, else what the path ends in (go-getter's rule). */
function archiveAddress(url: URL, subdir: string): ModuleSource {
  const path = url.pathname.toLowerCase();
  const said = url.searchParams.get("archive");
  const clean = new URL(url);
  clean.searchParams.delete("archive");
  clean.searchParams.delete("checksum");
  clean.username = "";
  clean.password = "";
  const kind = said ?? (/\.(?:tar\.gz|tgz)$/.test(path) ? "tar.gz" : path.endsWith(".zip") ? "zip" : "");
  if (kind === "tar.gz" || kind === "tgz") return { kind: "archive", url: clean.href, format: "tar.gz", subdir };
  if (kind === "zip") return { kind: "archive", url: clean.href, format: "zip", subdir };
  return unsupported(
    `modules are not read from ${url.protocol}//${url.host}: it is no git repository and no known archive`,
  );
}
