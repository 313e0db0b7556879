import { canConvert } from "../unify.ts";
import { convert } from "../convert.ts";
import { EvaluationError, LimitError } from "../evaluation-error.ts";
import { deepMarksOf } from "../marks.ts";
import { typeOf, unknown } from "../term.ts";
import type { Term } from "../term.ts";
import { conform, constraintOf } from "../type-constraints.ts";
import { BOOL, DYNAMIC, friendlyName, listType, mapType, NUMBER, sameType, setType, STRING } from "../types.ts";
import type { Type } from "../types.ts";
import { anything, argumentAt } from "./arguments.ts";
import type { FunctionSpec, FunctionTable } from "./function.ts";

/** Functions that convert to a type. `convert` came with Terraform 1.15. */
export const conversions: FunctionTable = {
  tostring: conversion(STRING),
  tonumber: conversion(NUMBER),
  tobool: conversion(BOOL),
  tolist: conversion(listType(DYNAMIC)),
  toset: conversion(setType(DYNAMIC)),
  tomap: conversion(mapType(DYNAMIC)),
  convert: {
    kind: "lazy",
    call([value, type, ...others], evaluate) {
      if (!value || !type || others.length > 0) throw new EvaluationError("`convert` takes a value and a type");
      return conform(evaluate(value), constraintOf(type, evaluate));
    },
  },
};

function conversion(wanted: Type): FunctionSpec {
  // A set has an order of its own; in a list what is written keeps the one that it has.
  const { anyOrder, ...value } = anything("v");
  return {
    kind: "function",
    parameters: [{ ...value, ...(wanted.kind !== "list" && anyOrder && { anyOrder }) }],
    returns: wanted,
    nullable: true,
    call: (args) => converted(argumentAt(args, 0), wanted),
  };
}

function converted(term: Term, wanted: Type): Term {
  const type = typeOf(term);
  const refusal = `${describe(term, type)} cannot be converted to ${friendlyName(wanted)}`;
  if (!sameType(type, wanted) && !canConvert(type, wanted)) throw new EvaluationError(refusal);
  if (term.kind === "unknown" && !sameType(type, wanted)) return unknown(wanted, term.reason, term);
  try {
    return convert(term, wanted);
  } catch (error) {
    if (!(error instanceof EvaluationError) || error instanceof LimitError) throw error;
    throw new EvaluationError(refusal);
  }
}

function describe(term: Term, type: Type): string {
  if (deepMarksOf(term).sensitive) return `a sensitive ${friendlyName(type)}`;
  return term.kind === "string" ? JSON.stringify(term.value) : `a value of type ${friendlyName(type)}`;
}
