import { EvaluationError } from "../evaluation-error.ts";
import { deepMarksOf, marksOf } from "../marks.ts";
import { compareBytes, inKeyOrder } from "../pure/byte-order.ts";
import { isKeyed, listOf, mapOf, object, text, tuple, typeOf, unknown } from "../term.ts";
import type { Term } from "../term.ts";
import { DYNAMIC, listType, mapType, sameType, STRING } from "../types.ts";
import type { Type } from "../types.ts";
import { argumentAt, elementOf, isWhollyKnown, itemsOf, reasonOf } from "./arguments.ts";
import type { FunctionTable } from "./function.ts";

const LISTS_BY_KEY = mapType(listType(STRING));

/** Functions of maps and objects. */
export const collectionMaps: FunctionTable = {
  keys: {
    kind: "function",
    parameters: [{ name: "inputMap", type: DYNAMIC, allowUnknown: true, allowMarked: true }],
    returns: (args) => keysType(argumentAt(args, 0)),
    call: (args) => keys(argumentAt(args, 0)),
  },
  values: {
    kind: "function",
    parameters: [{ name: "mapping", type: DYNAMIC, allowMarked: true }],
    returns: (args) => valuesType(argumentAt(args, 0)),
    call: (args) => values(argumentAt(args, 0)),
  },
  merge: {
    kind: "function",
    parameters: [],
    rest: { name: "maps", type: DYNAMIC, allowNull: true, allowMarked: true, allowDynamic: true },
    returns: mergeType,
    call: merge,
  },
  zipmap: {
    kind: "function",
    parameters: [
      { name: "keys", type: listType(STRING), allowMarked: true },
      // A set is refused: an argument of a resource that is written as a list is one.
      { name: "values", type: DYNAMIC, allowMarked: true, anyOrder: true },
    ],
    returns: (args) => zipType(argumentAt(args, 0), argumentAt(args, 1)),
    call: (args) => zip(argumentAt(args, 0), argumentAt(args, 1)),
  },
  transpose: {
    kind: "function",
    parameters: [{ name: "values", type: LISTS_BY_KEY }],
    returns: LISTS_BY_KEY,
    call: (args) => transpose(argumentAt(args, 0)),
  },
};

function keysType(map: Term): Type {
  const type = typeOf(map);
  if (type.kind === "map") return listType(STRING);
  if (type.kind === "object") return { kind: "tuple", elements: [...type.attributes.keys()].map(() => STRING) };
  throw new EvaluationError("a map or an object is required");
}

/** The keys of an object follow from its type alone. */
function keys(map: Term): Term {
  const type = typeOf(map);
  const marks = marksOf(map);
  if (type.kind === "object") {
    return tuple(
      inKeyOrder(type.attributes.keys()).map((key) => text(key)),
      marks,
    );
  }
  const result = keysType(map);
  if (!isKeyed(map)) return unknown(result, reasonOf(map), marks);
  return listOf(
    STRING,
    inKeyOrder(map.entries.keys()).map((key) => text(key)),
    marks,
  );
}

function valuesType(map: Term): Type {
  const type = typeOf(map);
  if (type.kind === "map") return listType(type.element);
  if (type.kind !== "object") throw new EvaluationError("a map or an object is required");
  return {
    kind: "tuple",
    elements: inKeyOrder(type.attributes.keys()).map((key) => type.attributes.get(key) ?? DYNAMIC),
  };
}

function values(map: Term): Term {
  const type = valuesType(map);
  const marks = marksOf(map);
  const items = isKeyed(map)
    ? inKeyOrder(map.entries.keys()).flatMap((key) => {
        const value = map.entries.get(key);
        return value ? [value] : [];
      })
    : [];
  return type.kind === "list" ? listOf(type.element, items, marks) : tuple(items, marks);
}

/** Maps of one type stay a map; any others make an object. */
function mergeType(args: readonly Term[]): Type {
  const attributes = new Map<string, Type>();
  let namesAreKnown = true;
  for (const argument of args) {
    const type = typeOf(argument);
    if (type.kind === "dynamic") return DYNAMIC;
    if (type.kind !== "map" && type.kind !== "object") throw new EvaluationError("maps or objects are required");
    if (argument.kind === "null") continue;
    if (type.kind === "object") for (const [name, attribute] of type.attributes) attributes.set(name, attribute);
    else if (isKeyed(argument)) for (const name of argument.entries.keys()) attributes.set(name, type.element);
    else namesAreKnown = false;
  }
  const [first, ...others] = args.map(typeOf);
  if (first && others.every((type) => sameType(type, first))) return first;
  return namesAreKnown ? { kind: "object", attributes } : DYNAMIC;
}

/** The later of two equal keys wins. */
function merge(args: readonly Term[]): Term {
  const type = mergeType(args);
  const given = args.filter(({ kind }) => kind !== "null");
  const marks = marksOf(...given);
  const entries = new Map<string, Term>();
  for (const argument of given) {
    if (!isKeyed(argument)) throw new EvaluationError("maps or objects are required");
    if ("later" in argument) return unknown(DYNAMIC, "which attributes an object has is not known", marks);
    for (const [key, value] of argument.entries) entries.set(key, value);
  }
  return type.kind === "map"
    ? mapOf(elementOf([...entries.values()], type.element), entries, marks)
    : object(entries, marks);
}

function zipType(keysTerm: Term, valuesTerm: Term): Type {
  const type = typeOf(valuesTerm);
  if (type.kind === "list") return mapType(type.element);
  if (type.kind !== "tuple") throw new EvaluationError("`values` must be a list or a tuple");
  if (!isWhollyKnown(keysTerm)) return DYNAMIC;
  const names = itemsOf(keysTerm).map(nameOf);
  checkLengths(names.length, type.elements.length);
  return { kind: "object", attributes: new Map(names.map((name, index) => [name, type.elements[index] ?? DYNAMIC])) };
}

function nameOf(key: Term): string {
  if (key.kind !== "string") throw new EvaluationError("a key is null");
  return key.value;
}

function checkLengths(names: number, items: number): void {
  if (names !== items) throw new EvaluationError(`there are ${names} keys for ${items} values`);
}

/** What marks a key marks the whole: keys carry no marks of their own. */
function zip(keysTerm: Term, valuesTerm: Term): Term {
  const type = zipType(keysTerm, valuesTerm);
  const marks = marksOf(valuesTerm, deepMarksOf(keysTerm));
  if (!isWhollyKnown(keysTerm)) return unknown(type, reasonOf(keysTerm), marks);
  const names = itemsOf(keysTerm).map(nameOf);
  const items = itemsOf(valuesTerm);
  checkLengths(names.length, items.length);
  const entries = new Map(names.map((name, index) => [name, argumentAt(items, index)]));
  return type.kind === "map" ? mapOf(type.element, entries, marks) : object(entries, marks);
}

function transpose(map: Term): Term {
  if (!isWhollyKnown(map) || !isKeyed(map)) return unknown(LISTS_BY_KEY, reasonOf(map));
  const groups = new Map<string, string[]>();
  for (const [key, list] of map.entries) {
    if (list.kind === "null") throw new EvaluationError("a list is null");
    for (const item of itemsOf(list)) {
      if (item.kind !== "string") throw new EvaluationError("a string in a list is null");
      const group = groups.get(item.value);
      if (group) group.push(key);
      else groups.set(item.value, [key]);
    }
  }
  const entries = [...groups].map(([key, names]) => {
    const sorted = names.toSorted(compareBytes).map((name) => text(name));
    return [key, listOf(STRING, sorted)] as const;
  });
  return mapOf(listType(STRING), new Map(entries));
}
