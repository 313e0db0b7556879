import { convert } from "../convert.ts";
import { EvaluationError } from "../evaluation-error.ts";
import { deepMarksOf, marksOf, withMarks } from "../marks.ts";
import { isKeyed, typeOf, unknown } from "../term.ts";
import type { Term } from "../term.ts";
import { DYNAMIC, STRING } from "../types.ts";
import type { Type } from "../types.ts";
import { anything, argumentAt, reasonOf } from "./arguments.ts";
import type { FunctionTable } from "./function.ts";

/** `lookup`: the element of a map or an object that has a key, or a default. */
export const lookups: FunctionTable = {
  lookup: {
    kind: "function",
    parameters: [
      { name: "inputMap", type: DYNAMIC, allowUnknown: true, allowMarked: true },
      { name: "key", type: STRING, allowUnknown: true, allowMarked: true },
    ],
    rest: anything("default"),
    returns: lookupType,
    nullable: true,
    call: lookup,
  },
};

function lookupType(args: readonly Term[]): Type {
  const map = argumentAt(args, 0);
  const key = argumentAt(args, 1);
  const [, , fallback, ...others] = args;
  if (others.length > 0) throw new EvaluationError("two or three arguments are required");
  const type = typeOf(map);
  if (type.kind === "map") {
    if (fallback) convert(fallback, type.element);
    return type.element;
  }
  if (type.kind !== "object") throw new EvaluationError("a map or an object is required");
  if (key.kind !== "string") return DYNAMIC;
  const attribute = type.attributes.get(key.value);
  if (attribute) return attribute;
  if (fallback) return typeOf(fallback);
  throw new EvaluationError(`the object has no attribute ${shown(key)}`);
}

function lookup(args: readonly Term[]): Term {
  const type = lookupType(args);
  const map = argumentAt(args, 0);
  const key = argumentAt(args, 1);
  const fallback = args[2];
  const marks = marksOf(map, key);
  if (map.kind === "unknown" || key.kind !== "string" || !isKeyed(map)) {
    return unknown(type, reasonOf(map, key), marksOf(marks, fallback && deepMarksOf(fallback)));
  }
  const found = map.entries.get(key.value);
  if (found) return withMarks(found, marks);
  if (fallback) return withMarks(convert(fallback, type), marks);
  throw new EvaluationError(`the map has no element ${shown(key)}`);
}

function shown(key: Term): string {
  return key.kind === "string" && !key.sensitive ? JSON.stringify(key.value) : "of that key, which is sensitive";
}
