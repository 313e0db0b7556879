import { known, list, unresolved } from "../../../model/value.ts";
import type { UnresolvedValue, Value } from "../../../model/value.ts";
import type { Expression, ForNode } from "../syntax/ast.ts";
import { conditionOf, toText } from "./convert.ts";
import { withNames } from "./frame.ts";
import type { Frame } from "./frame.ts";
import { elementOrderOf, handedOut, listOf, mapOf, marksOf } from "./values.ts";

type Evaluate = (expression: Expression, frame: Frame) => Value;
type Iteration = { readonly key: Value; readonly value: Value };

/** Keys and values of a collection in Terraform's order (a map's by key); unresolved when what it holds is not known. */
export function iterationsOf(collection: Value): Iteration[] | UnresolvedValue {
  if (collection.kind === "unresolved") return collection;
  if (collection.kind === "list") {
    return collection.items.map((item, index) => {
      const value = handedOut(collection, item);
      return { key: keyOf(collection, index, value), value };
    });
  }
  if (collection.kind !== "map") return unresolved("only a collection can be gone through", marksOf(collection));
  return sortedKeys(collection.entries).map((key) => ({
    key: known(key, marksOf(collection)),
    value: handedOut(collection, collection.entries.get(key) ?? known(null)),
  }));
}

/** In a set, each element is its own key. */
function keyOf(collection: Value, index: number, value: Value): Value {
  const order = elementOrderOf(collection);
  if (order === "set") return value;
  if (order === "list") return known(index, marksOf(collection));
  return unresolved(
    "whether the collection is a list or a set is not known, and so its keys are not",
    marksOf(collection),
  );
}

/** A map's keys in Terraform's order: that of their code points. */
export function sortedKeys(entries: ReadonlyMap<string, Value>): string[] {
  return [...entries.keys()].toSorted(compareText);
}

/** Orders strings by code points, as Terraform does; JavaScript's own order is by UTF-16 units. */
export function compareText(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

/** `[for …]` and `{for …}`. An unresolved condition or key leaves the whole unresolved, an unresolved value only itself. */
export function evaluateFor(expression: ForNode, frame: Frame, evaluate: Evaluate): Value {
  const collection = evaluate(expression.collection, frame);
  const iterations = iterationsOf(collection);
  if (!Array.isArray(iterations)) return iterations;
  const items: Value[] = [];
  const entries = new Map<string, Value>();
  const deciding: Value[] = [collection];
  for (const { key, value } of iterations) {
    const bound = expression.keyName === null ? [] : [[expression.keyName, key] as const];
    const inner = withNames(frame, [...bound, [expression.valueName, value]]);
    const condition = expression.condition ? evaluate(expression.condition, inner) : known(true);
    if (condition.sensitive) deciding.push(condition);
    const decided = conditionOf(condition);
    if ("unknown" in decided) return decided.unknown;
    if (!decided.known) continue;
    const result = evaluate(expression.value, inner);
    if (!expression.key) {
      items.push(result);
      continue;
    }
    const name = toText(evaluate(expression.key, inner));
    if (name.sensitive) deciding.push(name);
    const failure = addEntry(entries, name, result, expression.group);
    if (failure) return failure;
  }
  return expression.key ? mapOf(entries, marksOf(...deciding)) : listOf(items, marksOf(...deciding));
}

function addEntry(entries: Map<string, Value>, key: Value, value: Value, group: boolean): Value | undefined {
  if (key.kind === "unresolved") return key;
  if (key.kind !== "known" || typeof key.value !== "string") return unresolved("a key made by `for` is no string");
  const before = entries.get(key.value);
  if (group) entries.set(key.value, list(before?.kind === "list" ? [...before.items, value] : [value]));
  else if (before)
    return unresolved(
      `\`for\` makes the key ${key.sensitive ? "of a sensitive value" : JSON.stringify(key.value)} twice`,
    );
  else entries.set(key.value, value);
  return undefined;
}
