import type { Expression, ForNode } from "../syntax/ast.ts";
import { convert } from "./convert.ts";
import { EvaluationError } from "./evaluation-error.ts";
import { withNames } from "./frame.ts";
import type { Evaluate, Frame } from "./frame.ts";
import { itemOf, marksOf, withMarks } from "./marks.ts";
import { inKeyOrder } from "./pure/byte-order.ts";
import { integer } from "./pure/number.ts";
import { isKeyed, isSequence, mayBeSet, number, object, nullOf, text, tuple, typeOf, unknown } from "./term.ts";
import type { Marks, Of, Term } from "./term.ts";
import { BOOL, DYNAMIC, friendlyName, STRING } from "./types.ts";

/** Keys and values of a collection in Terraform's order; its own marks are not on them. */
type Iteration = { readonly key: Term; readonly value: Term };

/** The elements of a collection; what is not known, or has attributes that are not known, gives an unknown term. */
export function iterationsOf(collection: Term): Iteration[] | Of<"unknown"> {
  if (collection.kind === "unknown") return unknown(DYNAMIC, collection.reason, marksOf(collection));
  if (isSequence(collection)) {
    return collection.items.map((item, index) => ({
      key: keyOf(collection, index, item),
      value: itemOf(collection, item),
    }));
  }
  if (!isKeyed(collection)) {
    throw new EvaluationError(`a value of type ${friendlyName(typeOf(collection))} cannot be gone through`);
  }
  if ("later" in collection)
    return unknown(DYNAMIC, "which attributes the object has is not known", marksOf(collection));
  return inKeyOrder(collection.entries.keys()).map((key) => ({
    key: text(key),
    value: itemOf(collection, collection.entries.get(key) ?? nullOf()),
  }));
}

/** In a set, each element is its own key. */
function keyOf(collection: Of<"tuple" | "list" | "set">, index: number, item: Term): Term {
  if (collection.kind === "set") return item;
  if (mayBeSet(collection)) {
    return unknown(DYNAMIC, "whether the collection is a list or a set is not known, and so its keys are not");
  }
  return number(integer(index));
}

/** `[for …]` and `{for …}`. An unknown condition or key leaves the whole unknown, an unknown value only itself. */
export function evaluateFor(expression: ForNode, frame: Frame, evaluate: Evaluate): Term {
  const collection = evaluate(expression.collection, frame);
  if (collection.kind === "null") throw new EvaluationError("the collection of a `for` is null", expression.collection);
  const type = typeOf(collection);
  if (type.kind === "string" || type.kind === "number" || type.kind === "bool") {
    throw new EvaluationError(`a value of type ${type.kind} cannot be gone through`, expression.collection);
  }
  const iterations = iterationsOf(collection);
  if (!Array.isArray(iterations) || iterations.length === 0) checkCondition(expression, frame, evaluate);
  if (!Array.isArray(iterations)) return iterations;
  const gathered = new Gathering(expression, collection);
  for (const { key, value } of iterations) {
    const bound = expression.keyName === null ? [] : [[expression.keyName, key] as const];
    gathered.add(withNames(frame, [...bound, [expression.valueName, value]]), evaluate);
  }
  return gathered.result();
}

/** HCL refuses a wrong condition also where there is nothing to go through, or it is not known what. */
function checkCondition({ condition, keyName, valueName }: ForNode, frame: Frame, evaluate: Evaluate): void {
  if (!condition) return;
  const item = unknown(DYNAMIC, "there is no item");
  const names = [keyName, valueName].flatMap((name) => (name === null ? [] : [[name, item] as const]));
  conditionOf(condition, withNames(frame, names), evaluate);
}

function conditionOf(condition: Expression, frame: Frame, evaluate: Evaluate): Term {
  const raw = evaluate(condition, frame);
  if (raw.kind === "null") throw new EvaluationError("the condition of a `for` is null", condition);
  return convert(raw, BOOL);
}

/** What a `for` has made so far. */
class Gathering {
  readonly #expression: ForNode;
  readonly #items: Term[] = [];
  readonly #entries = new Map<string, Term[]>();
  #marks: Marks;
  #open: Term | undefined;

  constructor(expression: ForNode, collection: Term) {
    this.#expression = expression;
    this.#marks = marksOf(collection);
  }

  add(frame: Frame, evaluate: Evaluate): void {
    const { condition, key, value, group } = this.#expression;
    if (condition && !this.#includes(condition, frame, evaluate)) return;
    const name = key && this.#keyOf(key, frame, evaluate);
    if (key && name === undefined) return;
    const term = evaluate(value, frame);
    if (name === null || name === undefined) {
      this.#items.push(term);
      return;
    }
    const before = this.#entries.get(name);
    if (before && !group) {
      const shown = this.#marks.sensitive ? "of a sensitive value" : JSON.stringify(name);
      throw new EvaluationError(`two items make the key ${shown} in this \`for\``, key ?? value);
    }
    if (before) before.push(term);
    else this.#entries.set(name, [term]);
  }

  #includes(condition: Expression, frame: Frame, evaluate: Evaluate): boolean {
    const decided = conditionOf(condition, frame, evaluate);
    this.#marks = marksOf(this.#marks, decided);
    if (decided.kind === "bool") return decided.value;
    this.#open ??= decided;
    return false;
  }

  #keyOf(key: Expression, frame: Frame, evaluate: Evaluate): string | undefined {
    const raw = evaluate(key, frame);
    if (raw.kind === "null") throw new EvaluationError("a key that `for` makes is null", key);
    this.#marks = marksOf(this.#marks, raw);
    const name = convert(raw, STRING);
    if (name.kind === "string") return name.value;
    this.#open ??= name;
    return undefined;
  }

  result(): Term {
    if (this.#open) {
      const reason = this.#open.kind === "unknown" ? this.#open.reason : "a part of a `for` is not known";
      return unknown(DYNAMIC, reason, this.#marks);
    }
    if (!this.#expression.key) return tuple(this.#items, this.#marks);
    const entries = [...this.#entries].map(([name, terms]) => {
      const [first = nullOf()] = terms;
      return [name, this.#expression.group ? tuple(terms) : withMarks(first, {})] as const;
    });
    return object(new Map(entries), this.#marks);
  }
}
