import { z } from "zod";
import { parseModuleSource, type ArchiveAddress } from "../../model/module-source.ts";
import { type GitAddress, type ModuleUnavailable, type RegistryAddress, unavailable } from "../../model/modules.ts";
import { get, type Got } from "./get.ts";
import { notAllowed, tokenFor, type ModuleHosts } from "./hosts.ts";
import { isConstraint, newestMatching, newestReleased } from "../../model/version-constraint.ts";

/** Which registries may be asked. */
export type RegistryHosts = {
  readonly hosts: ModuleHosts;
  /** Bearer tokens by host. */
  readonly tokens: ReadonlyMap<string, string>;
};

type RegistryClient = RegistryHosts & { readonly signal: AbortSignal };

/** Versions of a public module with many submodules take some megabytes. In bytes. */
const MAX_ANSWER_BYTES = 8 * 1024 * 1024;
const DEADLINE_MS = 15_000;

const discoverySchema = z.object({ "modules.v1": z.string() });
const versionsSchema = z.object({
  modules: z.array(z.object({ versions: z.array(z.object({ version: z.string() })) })).min(1),
});
const locationSchema = z.object({ location: z.string() });

/**
 * Where a host's module registry is (https://developer.hashicorp.com/terraform/internals/remote-service-discovery).
 * @returns a URL that ends in a slash
 */
export async function discover(host: string, client: RegistryClient): Promise<URL | ModuleUnavailable> {
  const protocol = client.hosts.protocolOf(host);
  if (protocol === undefined) return unavailable(notAllowed(host));
  const got = await ask(new URL(`${protocol}://${host}/.well-known/terraform.json`), host, client);
  const body = jsonOf(got, discoverySchema, `the discovery document of \`${host}\``);
  if ("kind" in body) return body;
  const service = body["modules.v1"];
  if (got.kind !== "answer" || !URL.canParse(service, got.url))
    return unavailable(`\`${host}\` says of no address that modules are there`);
  const url = new URL(service, got.url);
  if (!url.pathname.endsWith("/")) url.pathname += "/";
  return url;
}

/** All versions that a registry has of a module. */
export async function listVersions(
  service: URL,
  address: RegistryAddress,
  client: RegistryClient,
): Promise<readonly string[] | ModuleUnavailable> {
  const got = await ask(new URL(`${pathOf(address)}/versions`, service), address.host, client);
  const body = jsonOf(got, versionsSchema, `the list of versions of \`${pathOf(address)}\` on \`${address.host}\``);
  if ("kind" in body) return body;
  return body.modules.flatMap(({ versions }, index) => (index === 0 ? versions.map(({ version }) => version) : []));
}

/** The version that Terraform would install now. */
export function chooseVersion(
  versions: readonly string[],
  constraint: string | null,
  address: RegistryAddress,
): string | ModuleUnavailable {
  if (!isConstraint(constraint)) return unavailable(`the version constraint \`${constraint ?? ""}\` cannot be read`);
  const chosen = newestMatching(versions, constraint);
  if (chosen !== undefined) return chosen;
  const newest = newestReleased(versions);
  if (newest === undefined) return unavailable(`\`${address.host}\` has no version of it`);
  return unavailable(`no version on \`${address.host}\` matches \`${constraint ?? ""}\`; the newest is ${newest}`);
}

/** Where a version's package is. */
export async function locate(
  service: URL,
  address: RegistryAddress,
  version: string,
  client: RegistryClient,
): Promise<GitAddress | ArchiveAddress | ModuleUnavailable> {
  const url = new URL(`${pathOf(address)}/${version}/download`, service);
  const got = await ask(url, address.host, client);
  const what = `the download of \`${pathOf(address)}\` ${version} on \`${address.host}\``;
  const refusal = refusalOf(got, what);
  if (refusal) return refusal;
  const location = got.kind === "answer" ? locationIn(got) : undefined;
  if (location === undefined) return unavailable(`${what} has no location`);
  // A registry behind a proxy need not know its own address.
  const isRelative = /^\.{0,2}\//.test(location) && URL.canParse(location, url);
  const source = parseModuleSource(isRelative ? new URL(location, url).href : location);
  if (source.kind === "git" || source.kind === "archive") return source;
  if (source.kind === "unsupported") return unavailable(`${what} is elsewhere: ${source.reason}`);
  return unavailable(`${what} is no package`);
}

/** In `X-Terraform-Get`, or in a body of JSON. */
function locationIn(got: Got & { kind: "answer" }): string | undefined {
  const header = got.headers.get("x-terraform-get");
  if (header !== null && header !== "") return header;
  return locationSchema.safeParse(parsedJson(got.body)).data?.location;
}

function pathOf({ namespace, name, system }: RegistryAddress): string {
  return `${namespace}/${name}/${system}`;
}

function ask(url: URL, host: string, { hosts, tokens, signal }: RegistryClient): Promise<Got> {
  const token = url.host === host ? tokenFor(host, tokens) : undefined;
  return get(url, { hosts, maxBytes: MAX_ANSWER_BYTES, deadlineMs: DEADLINE_MS, token, signal });
}

function jsonOf<Schema extends z.ZodType>(
  got: Got,
  schema: Schema,
  what: string,
): z.output<Schema> | ModuleUnavailable {
  const refusal = refusalOf(got, what);
  if (refusal || got.kind === "failed") return refusal ?? unavailable(what);
  const parsed = schema.safeParse(parsedJson(got.body));
  return parsed.success ? parsed.data : unavailable(`${what} cannot be read`);
}

function parsedJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString("utf8"));
  } catch {
    // What is no JSON has none of the keys that are looked for.
    return null;
  }
}

/** Why an answer is of no use; undefined for a success. */
export function refusalOf(got: Got, what: string): ModuleUnavailable | undefined {
  if (got.kind === "failed") return unavailable(got.reason);
  if (got.status === 200 || got.status === 204) return undefined;
  if (got.status === 404 || got.status === 410) return unavailable(`${what} is not there (${got.status})`);
  if (got.status === 401 || got.status === 403) return unavailable(`${what} is refused (${got.status}): no access`);
  return unavailable(`${what} is not given (${got.status})`);
}
