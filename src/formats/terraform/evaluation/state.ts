import type { StateObject } from "../../../model/declared.ts";
import { asString, unresolved } from "../../../model/value.ts";
import type { UnresolvedValue, Value } from "../../../model/value.ts";
import { toValue } from "../language/model-values.ts";
import type { Term } from "../language/term.ts";
import { bodyOf } from "../module/source.ts";
import type { LocatedBlock } from "../module/source.ts";
import { evaluateBody } from "./body.ts";
import { frameIn } from "./scope.ts";
import type { Scope } from "./scope.ts";

/** A backend that Terragrunt configures: what it gives `terraform init` for it. */
export type GivenBackend = { readonly type: string; readonly settings: ReadonlyMap<string, Term> };

/** Workspaces' states lie under this, unless the backend says otherwise. */
const WORKSPACES = "env:";

/**
 * Where a root module's state lies, as its `backend "s3"` says
 * (https://developer.hashicorp.com/terraform/language/backend/s3#configuration), or why code does not say it.
 */
export function stateOf(scope: Scope, given: GivenBackend | null): StateObject | UnresolvedValue {
  const { broken, settings } = scope.module;
  if (broken[0] !== undefined) {
    return unresolved(`the state's place may be written in ${broken[0]}, which could not be read`);
  }
  // An override replaces the backend as a whole, and comes last.
  const written = settings.flatMap(({ body }) => body.blocks.filter(({ block }) => isPlace(block.type))).at(-1);
  const type = written?.block.type === "cloud" ? "cloud" : (written?.block.labels[0] ?? given?.type);
  if (type === undefined) return unresolved("code names no backend, so where the state lies is not known");
  if (type !== "s3") return unresolved(`the state lies in a backend of type \`${type}\`: only \`s3\` is read`);
  return objectOf(settingsOf(scope, written, given), scope.run.target);
}

function isPlace(type: string): boolean {
  return type === "backend" || type === "cloud";
}

function settingsOf(
  scope: Scope,
  written: LocatedBlock | undefined,
  given: GivenBackend | null,
): ReadonlyMap<string, Value> {
  const own = written && evaluateBody(scope.run, bodyOf(written), frameIn(scope, written.file)).arguments.entries;
  const added = [...(given?.settings ?? [])].map(([name, term]) => [name, toValue(term)] as const);
  return new Map([...(own ?? []), ...added].filter(([, value]) => value.kind !== "known" || value.value !== null));
}

function objectOf(
  settings: ReadonlyMap<string, Value>,
  { place, workspace }: Scope["run"]["target"],
): StateObject | UnresolvedValue {
  const own = ["endpoint", "endpoints"].find((name) => settings.has(name));
  if (own !== undefined) return unresolved(`the backend's \`${own}\` leads elsewhere than to AWS`);
  const bucket = textOf(settings, "bucket");
  const key = textOf(settings, "key");
  // Left out, it comes from the environment: S3 says so where the bucket is in another region than this one.
  const region = textOf(settings, "region", place.region);
  const prefix = textOf(settings, "workspace_key_prefix", WORKSPACES);
  if (typeof bucket !== "string") return bucket;
  if (typeof key !== "string") return key;
  if (typeof region !== "string") return region;
  if (workspace === "default") return { bucket, key, region };
  return typeof prefix === "string" ? { bucket, key: `${prefix}/${workspace}/${key}`, region } : prefix;
}

function textOf(settings: ReadonlyMap<string, Value>, name: string, fallback?: string): string | UnresolvedValue {
  const value = settings.get(name);
  if (value === undefined) {
    return (
      fallback ?? unresolved(`the backend's \`${name}\` is not written in code, so where the state lies is not known`)
    );
  }
  if (value.sensitive) return unresolved(`the backend's \`${name}\` is a sensitive value, which is not shown`);
  if (value.kind === "unresolved") return unresolved(`the backend's \`${name}\` is not known: ${value.reason}`);
  return asString(value) || unresolved(`the backend's \`${name}\` is no text`);
}
