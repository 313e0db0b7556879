import type { ArchiveAddress } from "../../model/module-source.ts";
import { type GitAddress, type ModuleUnavailable, packageOf, type RegistryAddress } from "../../model/modules.ts";
import { chooseVersion, discover, listVersions, locate, type RegistryHosts } from "./registry.ts";
import { createShared } from "./shared.ts";

/** The version that a constraint comes to, and where its package is. */
type Found = { readonly version: string; readonly location: GitAddress | ArchiveAddress };

/** Asks registries, and remembers: lists of versions shortly, as they grow, and what a version is for long, as it stays. */
export type RegistryLookup = (address: RegistryAddress, version: string | null) => Promise<Found | ModuleUnavailable>;

const LISTED_FOR_MS = 60_000;
const LOCATED_FOR_MS = 60 * 60_000;
const MAX_BYTES = 16 * 1024 * 1024;
/** Of one entry, about: a URL and its key. */
const ENTRY_BYTES = 500;
/** For all the calls of a look-up, in milliseconds. */
const DEADLINE_MS = 30_000;

export function createLookup(registries: RegistryHosts): RegistryLookup {
  const services = createShared<URL | ModuleUnavailable>(MAX_BYTES, LOCATED_FOR_MS);
  const listings = createShared<readonly string[] | ModuleUnavailable>(MAX_BYTES, LISTED_FOR_MS);
  const locations = createShared<Found["location"] | ModuleUnavailable>(MAX_BYTES, LOCATED_FOR_MS);
  return async (address, constraint) => {
    // Not the signal of one run: others may be waiting for the same.
    const client = { ...registries, signal: AbortSignal.timeout(DEADLINE_MS) };
    const name = packageOf(address);
    const service = await services.get(address.host, () => discover(address.host, client), sizeOf);
    if ("kind" in service) return service;
    const versions = await listings.get(name, () => listVersions(service, address, client), sizeOf);
    if ("kind" in versions) return versions;
    const version = chooseVersion(versions, constraint, address);
    if (typeof version !== "string") return version;
    const key = `${name} ${version}`;
    const location = await locations.get(key, () => locate(service, address, version, client), sizeOf);
    return location.kind === "unavailable" ? location : { version, location };
  };
}

/** What could not be had is asked for again. */
function sizeOf(found: object): number | undefined {
  if ("kind" in found && found.kind === "unavailable") return undefined;
  return Array.isArray(found) ? ENTRY_BYTES + 40 * found.length : ENTRY_BYTES;
}
