import { isFailure, regex, regexAll, regexShape } from "../pure/index.ts";
import type { RegexMatch, RegexShape } from "../pure/index.ts";
import { listOf, nullOf, object, text, tuple } from "../term.ts";
import type { Term } from "../term.ts";
import { DYNAMIC, listType, STRING } from "../types.ts";
import type { Type } from "../types.ts";
import type { FunctionTable } from "./function.ts";
import { resultOf, textAt, textParameter } from "./rules.ts";

/** Functions of regular expressions. What a pattern captures decides the result's type. */
export const patterns: FunctionTable = {
  regex: {
    kind: "function",
    parameters: ["pattern", "string"].map(textParameter),
    returns: matchType,
    call: (args) => resultOf(regex(textAt(args, 0), textAt(args, 1)), matchType(args), matchTerm),
  },
  regexall: {
    kind: "function",
    parameters: ["pattern", "string"].map(textParameter),
    returns: (args) => listType(matchType(args)),
    call: (args) => {
      const type = matchType(args);
      return resultOf(regexAll(textAt(args, 0), textAt(args, 1)), listType(type), (matches) =>
        listOf(type, matches.map(matchTerm)),
      );
    },
  },
};

function matchType([pattern]: readonly Term[]): Type {
  const shape = pattern?.kind === "string" ? regexShape(pattern.value) : undefined;
  return shape === undefined || isFailure(shape) ? DYNAMIC : shapeType(shape);
}

function shapeType(shape: RegexShape): Type {
  switch (shape.kind) {
    case "whole":
      return STRING;
    case "list":
      return { kind: "tuple", elements: Array.from({ length: shape.count }, () => STRING) };
    case "named":
      break;
  }
  return { kind: "object", attributes: new Map(shape.names.map((name) => [name, STRING])) };
}

function matchTerm(match: RegexMatch): Term {
  switch (match.kind) {
    case "whole":
      return text(match.text);
    case "list":
      return tuple(match.captures.map(captureTerm));
    case "named":
      break;
  }
  return object(new Map([...match.captures].map(([name, capture]) => [name, captureTerm(capture)])));
}

function captureTerm(capture: string | null): Term {
  return capture === null ? nullOf(STRING) : text(capture);
}
