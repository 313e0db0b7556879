import { boundItems } from "../limits.ts";
import { outcomeOf } from "../outcome.ts";
import { isFailure } from "../pure/failure.ts";
import { regex, regexAll, regexReplace, regexShape } from "../pure/regex.ts";
import { replaceAll } from "../pure/text.ts";
import type { Failure } from "../pure/failure.ts";
import type { RegexMatch, RegexShape } from "../pure/regex.ts";
import { listOf, nullOf, object, text, tuple } from "../term.ts";
import type { Term } from "../term.ts";
import { DYNAMIC, listType, STRING } from "../types.ts";
import type { Type } from "../types.ts";
import type { Call, FunctionTable } from "./function.ts";
import { textAt, textOutcome, textParameter } from "./rules.ts";

const SEARCHED = ["pattern", "string"].map(textParameter);
const REPLACED = ["str", "substr", "replace"].map(textParameter);

/** Characters of a pattern that cost as much, over a character of text, as making that character does. */
const PATTERN_CHARACTERS = 8;

/** Functions of regular expressions. What a pattern captures decides the result's type, which is known before the text is. */
export const patterns: FunctionTable = {
  regex: {
    kind: "function",
    parameters: SEARCHED,
    returns: matchType,
    call: (args, call) => {
      const type = matchType(args);
      spend(call, textAt(args, 0), textAt(args, 1));
      return outcomeOf(regex(textAt(args, 0), textAt(args, 1)), type, matchTerm, SEARCHED);
    },
  },
  regexall: {
    kind: "function",
    parameters: SEARCHED,
    returns: (args) => listType(matchType(args)),
    call: (args, call) => {
      const type = matchType(args);
      spend(call, textAt(args, 0), textAt(args, 1));
      return outcomeOf(
        regexAll(textAt(args, 0), textAt(args, 1)),
        listType(type),
        (all) => listed(type, all),
        SEARCHED,
      );
    },
  },
  replace: {
    kind: "function",
    parameters: REPLACED,
    returns: STRING,
    call: (args, call) => {
      const [value, wanted, replacement] = [textAt(args, 0), textAt(args, 1), textAt(args, 2)] as const;
      spend(call, wanted, value);
      return textOutcome(replaced(value, wanted, replacement), REPLACED);
    },
  },
};

/** A search costs what its pattern and its text come to. */
function spend({ frame }: Call, pattern: string, searched: string): void {
  frame.budget.characters += Math.ceil((pattern.length * searched.length) / PATTERN_CHARACTERS);
}

/** Unknown for an unknown pattern, and for one that this engine cannot read though Terraform can. */
function matchType([pattern]: readonly Term[]): Type {
  if (pattern?.kind !== "string") return DYNAMIC;
  const shape = regexShape(pattern.value);
  if (!isFailure(shape)) return shapeType(shape);
  outcomeOf(shape, DYNAMIC, nullOf, SEARCHED);
  return DYNAMIC;
}

function shapeType(shape: RegexShape): Type {
  if (shape.kind === "whole") return STRING;
  if (shape.kind === "list") return { kind: "tuple", elements: Array.from({ length: shape.count }, () => STRING) };
  return { kind: "object", attributes: new Map(shape.names.map((name) => [name, STRING])) };
}

function matchTerm(match: RegexMatch): Term {
  if (match.kind === "whole") return text(match.text);
  if (match.kind === "list") return tuple(match.captures.map(captureTerm));
  return object(new Map([...match.captures].map(([name, capture]) => [name, captureTerm(capture)])));
}

/** A capture in a part of the pattern that did not match is null. */
function captureTerm(capture: string | null): Term {
  return capture === null ? nullOf(STRING) : text(capture);
}

function listed(type: Type, matches: readonly RegexMatch[]): Term {
  boundItems(matches.length);
  return listOf(type, matches.map(matchTerm));
}

/** Between slashes, what is replaced is a regular expression. */
function replaced(value: string, wanted: string, replacement: string): string | Failure {
  const isPattern = wanted.length > 1 && wanted.startsWith("/") && wanted.endsWith("/");
  return isPattern ? regexReplace(value, wanted.slice(1, -1), replacement) : replaceAll(value, wanted, replacement);
}
