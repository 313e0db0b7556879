import { known, map } from "../../../model/value.ts";
import type { MapValue, Value } from "../../../model/value.ts";
import type { TerraformNames } from "../../../resources/type.ts";
import type { ProviderConfig } from "./scope.ts";

/** Where no resource is: tags are asked about without one. */
const NOWHERE = { partition: "aws", account: "000000000000", region: "us-east-1" };

const taggable = new WeakMap<TerraformNames, boolean>();

/** Whether a resource has tags: an argument that a type does not know is kept under its own name. */
export function supportsTags(names: TerraformNames): boolean {
  const existing = taggable.get(names);
  if (existing !== undefined) return existing;
  const tags = map(new Map<string, Value>([["tags", map(new Map([["a", known("b")]]))]]));
  const supports = !names.properties(tags, NOWHERE).entries.has("tags");
  taggable.set(names, supports);
  return supports;
}

/** The arguments with the provider's `default_tags` below the resource's own. */
export function withDefaultTags(args: MapValue, defaults: Value | null): MapValue {
  if (!defaults || (defaults.kind === "known" && defaults.value === null)) return args;
  const own = args.entries.get("tags");
  return { ...args, entries: new Map([...args.entries, ["tags", merged(defaults, own)]]) };
}

/** The arguments with all tags, the provider's too, as the provider computes them in `tags_all`. */
export function withAllTags(args: MapValue, defaults: Value | null): MapValue {
  if (!defaults || (defaults.kind === "known" && defaults.value === null)) return args;
  return { ...args, entries: new Map([...args.entries, ["tags_all", merged(defaults, args.entries.get("tags"))]]) };
}

function merged(defaults: Value, own: Value | undefined): Value {
  if (!own || (own.kind === "known" && own.value === null)) return defaults;
  // Which tags there are is then not known: neither side alone is what is declared.
  if (own.kind !== "map") return own;
  if (defaults.kind !== "map") return defaults;
  const secret = defaults.sensitive ?? own.sensitive;
  return map(new Map([...defaults.entries, ...own.entries]), {
    ...(own.source && { source: own.source }),
    ...(secret && { sensitive: secret }),
  });
}

/** Paths of the tags that the provider is told to leave alone; prefixes only of tags that are declared. */
export function ignoredTagPaths(provider: ProviderConfig, args: MapValue): string[] {
  const tags = args.entries.get("tags");
  const declared = tags?.kind === "map" ? [...tags.entries.keys()] : [];
  const prefixed = declared.filter((key) => provider.ignoredTagPrefixes.some((prefix) => key.startsWith(prefix)));
  return [...new Set([...provider.ignoredTags, ...prefixed])].map((key) => `Tags/${key}`);
}
