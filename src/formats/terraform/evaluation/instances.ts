import { suffixOf } from "../../../model/address.ts";
import { convert } from "../language/convert.ts";
import { EvaluationError } from "../language/evaluation-error.ts";
import { marksOf, withMarks } from "../language/marks.ts";
import { inKeyOrder } from "../language/pure/byte-order.ts";
import { integer, isInteger, signOf } from "../language/pure/number.ts";
import { toDouble } from "../language/pure/number-double.ts";
import { isKeyed, isSequence, nullOf, number, object, text, unknown } from "../language/term.ts";
import type { Term } from "../language/term.ts";
import { DYNAMIC, NUMBER } from "../language/types.ts";
import type { Declaration, LocatedAttribute } from "../module/source.ts";
import { spanOf } from "../syntax/lines.ts";
import { addProblem, frameIn, guarded, once, valueOf } from "./scope.ts";
import type { Expansion, Scope } from "./scope.ts";

/** Instances of one block, and of all blocks of a root module. */
export const MAX_INSTANCES = 10_000;

/** One instance of a block: its key, what its address ends in, and the names bound in it. */
export type InstanceKey = {
  readonly key: string;
  readonly suffix: string;
  readonly names: ReadonlyMap<string, Term>;
  readonly uncertain: string | null;
};

/** Only `import` blocks go through lists. */
type Lists = "taken" | "refused";

/** What a block's `count` or `for_each` comes to. `key` names the block within its module. */
export function expansionOf(scope: Scope, key: string, declaration: Declaration, lists: Lists = "refused"): Expansion {
  const cyclic: Expansion = { kind: "unknown", reason: `how many instances \`${key}\` has depends on itself` };
  return once(
    scope,
    scope.memo.expansions,
    `expansion of ${key}`,
    () => cyclic,
    () => computeExpansion(scope, declaration, lists),
  );
}

function computeExpansion(scope: Scope, { body }: Declaration, lists: Lists): Expansion {
  const count = body.attributes.get("count");
  const forEach = body.attributes.get("for_each");
  if (count && forEach) return refusedBoth(scope, forEach);
  if (count) return expanded(scope, count, countedBy);
  if (forEach) return expanded(scope, forEach, (term) => expandedBy(term, lists));
  return { kind: "single" };
}

function refusedBoth({ run }: Scope, { attribute, file }: LocatedAttribute): Expansion {
  const reason = "`count` and `for_each` are both given";
  const { path, line } = spanOf(file.path, file.lines, attribute);
  addProblem(run, { path, line, message: reason });
  return { kind: "unknown", reason };
}

/** Where Terraform would refuse the value, that is a problem and the instances are not known. */
function expanded(scope: Scope, { attribute, file }: LocatedAttribute, by: (term: Term) => Expansion): Expansion {
  let expansion: Expansion | undefined;
  const frame = frameIn(scope, file);
  const term = guarded(scope.run, frame, () => {
    const value = valueOf(scope.run, attribute.value, frame);
    try {
      expansion = by(value);
    } catch (error) {
      if (error instanceof EvaluationError) error.place ??= attribute.value;
      throw error;
    }
    return value;
  });
  return expansion ?? { kind: "unknown", reason: term.kind === "unknown" ? term.reason : "it is refused" };
}

function countedBy(term: Term): Expansion {
  const value = convert(term, NUMBER);
  if (value.kind === "unknown") return { kind: "unknown", reason: `\`count\` is not known: ${value.reason}` };
  if (value.kind !== "number") throw new EvaluationError("`count` is null");
  if (value.sensitive) throw new EvaluationError("`count` is a sensitive value");
  if (value.ephemeral) throw new EvaluationError("`count` is an ephemeral value");
  if (!isInteger(value.value) || signOf(value.value) < 0)
    throw new EvaluationError("`count` is no whole number from 0 on");
  const count = toDouble(value.value);
  return count > MAX_INSTANCES ? tooMany() : { kind: "count", count };
}

/** A set of strings has each element as its own key. */
function expandedBy(term: Term, lists: Lists): Expansion {
  if (term.kind === "unknown") return { kind: "unknown", reason: `\`for_each\` is not known: ${term.reason}` };
  // Terraform refuses it, as an address shows its key.
  if (term.sensitive || term.ephemeral)
    throw new EvaluationError("`for_each` is a sensitive value, which is not shown");
  if (term.kind === "null") throw new EvaluationError("`for_each` is null");
  if (isKeyed(term)) {
    if ("later" in term)
      return { kind: "unknown", reason: "`for_each` is not known: which attributes the object has is not" };
    const entries = inKeyOrder(term.entries.keys()).map(
      (key) => [key, withMarks(term.entries.get(key) ?? nullOf(), term)] as const,
    );
    return entries.length > MAX_INSTANCES ? tooMany() : { kind: "each", entries: new Map(entries) };
  }
  if (lists === "taken" && isSequence(term) && term.kind !== "set") {
    return { kind: "each", entries: new Map(term.items.map((item, index) => [String(index), item])) };
  }
  // A resource's argument may be a set, in the provider's schema.
  if (!isSequence(term) || (term.kind !== "set" && term.derivedFrom === undefined)) {
    throw new EvaluationError("`for_each` is neither a map nor a set of strings");
  }
  const entries = new Map<string, Term>();
  for (const item of term.items) {
    if (item.kind === "unknown") return { kind: "unknown", reason: `\`for_each\` is not known: ${item.reason}` };
    if (item.kind !== "string") throw new EvaluationError("`for_each` is neither a map nor a set of strings");
    entries.set(item.value, withMarks(item, marksOf(term)));
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
        names: new Map([["count", object(new Map([["index", number(integer(index))]]))]]),
        uncertain: null,
      }));
    case "each":
      return [...expansion.entries].map(([key, value]) => ({
        key,
        suffix: suffixOf(key),
        names: new Map([["each", eachOf(text(key), value)]]),
        uncertain: null,
      }));
    case "unknown":
      break;
  }
  return [{ key: "", suffix: "", names: unknownNames(expansion.reason), uncertain: expansion.reason }];
}

function unknownNames(reason: string): ReadonlyMap<string, Term> {
  const open = unknown(DYNAMIC, reason);
  return new Map([
    ["each", eachOf(open, open)],
    ["count", object(new Map([["index", open]]))],
  ]);
}

function eachOf(key: Term, value: Term): Term {
  return object(
    new Map([
      ["key", key],
      ["value", value],
    ]),
  );
}
