import { known, map, unresolved } from "../../../model/value.ts";
import type { Value } from "../../../model/value.ts";
import { toNumber } from "../language/convert.ts";
import { evaluate } from "../language/expressions.ts";
import { sortedKeys } from "../language/for.ts";
import { handedOut } from "../language/values.ts";
import type { Declaration } from "../module/source.ts";
import { frameIn, once } from "./scope.ts";
import type { Expansion, Scope } from "./scope.ts";

/** Instances of one block, and of all blocks of a root module. */
export const MAX_INSTANCES = 10_000;

/** One instance of a block: its key, what its address ends in, and the names bound in it. */
export type InstanceKey = {
  readonly key: string;
  readonly suffix: string;
  readonly names: ReadonlyMap<string, Value>;
  readonly uncertain: string | null;
};

/** What a block's `count` or `for_each` comes to. `key` names the block within its module. */
export function expansionOf(scope: Scope, key: string, declaration: Declaration): Expansion {
  const cyclic: Expansion = { kind: "unknown", reason: `how many instances \`${key}\` has depends on itself` };
  return once(
    scope,
    scope.memo.expansions,
    `expansion of ${key}`,
    () => cyclic,
    () => computeExpansion(scope, declaration),
  );
}

function computeExpansion(scope: Scope, { body }: Declaration): Expansion {
  const count = body.attributes.get("count");
  if (count) return countedBy(toNumber(evaluate(count.attribute.value, frameIn(scope, count.file))));
  const forEach = body.attributes.get("for_each");
  if (forEach) return expandedBy(evaluate(forEach.attribute.value, frameIn(scope, forEach.file)));
  return { kind: "single" };
}

function countedBy(value: Value): Expansion {
  if (value.kind === "unresolved") return { kind: "unknown", reason: `\`count\` is not known: ${value.reason}` };
  const count = value.kind === "known" ? value.value : null;
  if (typeof count !== "number" || !Number.isInteger(count) || count < 0) {
    return { kind: "unknown", reason: "`count` is no whole number" };
  }
  return count > MAX_INSTANCES ? tooMany() : { kind: "count", count };
}

/** A set of strings has each element as its own key. */
function expandedBy(value: Value): Expansion {
  if (value.kind === "unresolved") return { kind: "unknown", reason: `\`for_each\` is not known: ${value.reason}` };
  // Terraform refuses it, as an address shows its key.
  if (value.sensitive) return { kind: "unknown", reason: "`for_each` is a sensitive value, which is not shown" };
  if (value.kind === "map") {
    const entries = sortedKeys(value.entries).map(
      (key) => [key, handedOut(value, value.entries.get(key) ?? known(null))] as const,
    );
    return entries.length > MAX_INSTANCES ? tooMany() : { kind: "each", entries: new Map(entries) };
  }
  if (value.kind !== "list") return { kind: "unknown", reason: "`for_each` is neither a map nor a set of strings" };
  const entries = new Map<string, Value>();
  for (const item of value.items) {
    if (item.kind === "unresolved") return { kind: "unknown", reason: `\`for_each\` is not known: ${item.reason}` };
    if (item.kind !== "known" || typeof item.value !== "string") {
      return { kind: "unknown", reason: "`for_each` is neither a map nor a set of strings" };
    }
    if (item.sensitive) return { kind: "unknown", reason: "`for_each` is a sensitive value, which is not shown" };
    entries.set(item.value, item);
  }
  return entries.size > MAX_INSTANCES ? tooMany() : { kind: "each", entries };
}

function tooMany(): Expansion {
  return { kind: "unknown", reason: `there are more than ${MAX_INSTANCES} instances` };
}

/** The instances of an expansion; one that is not known is one instance, said so. */
export function instanceKeysOf(expansion: Expansion): InstanceKey[] {
  switch (expansion.kind) {
    case "single":
      return [{ key: "", suffix: "", names: new Map(), uncertain: null }];
    case "count":
      return Array.from({ length: expansion.count }, (_, index) => ({
        key: String(index),
        suffix: `[${index}]`,
        names: new Map([["count", map(new Map([["index", known(index)]]))]]),
        uncertain: null,
      }));
    case "each":
      return [...expansion.entries].map(([key, value]) => ({
        key,
        suffix: suffixOf(key),
        names: new Map([["each", eachOf(known(key), value)]]),
        uncertain: null,
      }));
    case "unknown":
      break;
  }
  return [{ key: "", suffix: "", names: unknownNames(expansion.reason), uncertain: expansion.reason }];
}

function unknownNames(reason: string): ReadonlyMap<string, Value> {
  const open = unresolved(reason);
  return new Map([
    ["each", eachOf(open, open)],
    ["count", map(new Map([["index", open]]))],
  ]);
}

function eachOf(key: Value, value: Value): Value {
  return map(
    new Map([
      ["key", key],
      ["value", value],
    ]),
  );
}

/** What the address of an instance of `for_each` ends in, its key quoted as Terraform does it. */
export function suffixOf(key: string): string {
  return `[${JSON.stringify(key).replaceAll("${", "$${").replaceAll("%{", "%%{")}]`;
}
