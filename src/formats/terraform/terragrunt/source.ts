import type { Span } from "../../../model/source.ts";
import { parseModuleSource, withoutCredentials } from "../../../model/module-source.ts";
import type { RemoteAddress } from "../../../model/modules.ts";
import { parentOf } from "../module/paths.ts";
import type { Config } from "./configuration.ts";
import { locatePath } from "./paths.ts";
import type { UnitRun } from "./scope.ts";

/** Where a unit's module is. */
export type UnitSource =
  /** Beside the configuration. */
  | { readonly kind: "here" }
  | { readonly kind: "folder"; readonly directory: string; readonly span: Span }
  | {
      readonly kind: "remote";
      readonly address: RemoteAddress;
      readonly version: string | null;
      readonly shown: string;
      readonly span: Span;
    }
  /** `reason` is for people. */
  | { readonly kind: "unavailable"; readonly reason: string; readonly isProblem: boolean; readonly span: Span };

/** Reads `terraform { source }` (https://terragrunt.gruntwork.io/docs/reference/hcl/blocks/#terraform). */
export function sourceOf({ root, unit }: UnitRun, { source }: Config): UnitSource {
  if (!source) return { kind: "here" };
  const { term, version, span } = source;
  if (term.kind === "unknown") return outOfReach(span, `the module's source is not known: ${term.reason}`);
  if (term.kind === "null" || (term.kind === "string" && term.value === "")) return { kind: "here" };
  if (term.kind !== "string") return wrong(span, "the module's source is no text");
  if (isLocal(term.value)) return localSource(root, unit, term.value, span);
  if (term.value.startsWith("tfr://")) {
    const given = version?.kind === "string" ? version.value : null;
    return registrySource(term.value, given, span);
  }
  return remoteSource(term.value, null, span);
}

function outOfReach(span: Span, reason: string): UnitSource {
  return { kind: "unavailable", reason, isProblem: false, span };
}

function wrong(span: Span, reason: string): UnitSource {
  return { kind: "unavailable", reason, isProblem: true, span };
}

/** Unlike Terraform, Terragrunt takes for a path what is nothing else: it knows registries by `tfr://`. */
function isLocal(source: string): boolean {
  return !/^[A-Za-z0-9]+::|^[A-Za-z][A-Za-z0-9+.-]*:\/\/|^git@|^(?:github\.com|gitlab\.com|bitbucket\.org)\//.test(
    source,
  );
}

/** What is before `//` is copied, what follows is the module in it. */
function localSource(root: string, unit: string, written: string, span: Span): UnitSource {
  const [path = ""] = written.split("?");
  const directory = locatePath(root, parentOf(unit), path);
  if (directory === undefined) return wrong(span, `the module's source (${written}) is not in the repository`);
  return directory === parentOf(unit) ? { kind: "here" } : { kind: "folder", directory, span };
}

/** `tfr://[host]/namespace/name/system[//folder]?version=…`. */
function registrySource(written: string, given: string | null, span: Span): UnitSource {
  const [address = "", query = ""] = written.slice("tfr://".length).split("?");
  const version = new URLSearchParams(query).get("version") ?? given;
  if (version === null) return wrong(span, `the module's source (${written}) says no version`);
  return remoteSource(address.replace(/^\//, ""), version, span, written);
}

function remoteSource(address: string, version: string | null, span: Span, written = address): UnitSource {
  const shown = withoutCredentials(written);
  const source = parseModuleSource(address);
  if (source.kind === "git" || source.kind === "registry")
    return { kind: "remote", address: source, version, shown, span };
  const why = source.kind === "unsupported" ? `: ${source.reason}` : "";
  return outOfReach(span, `the module (${shown}) is not read${why}`);
}
