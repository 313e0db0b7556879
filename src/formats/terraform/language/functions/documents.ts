import { EvaluationError } from "../evaluation-error.ts";
import { deepMarksOf } from "../marks.ts";
import { outcomeOf } from "../outcome.ts";
import { isFailure } from "../pure/failure.ts";
import { goQuote } from "../pure/go-quote.ts";
import { jsonDecode, jsonEncode } from "../pure/json.ts";
import { yamlDecode } from "../pure/yaml-decode.ts";
import { yamlEncode } from "../pure/yaml-encode.ts";
import type { Failure } from "../pure/failure.ts";
import type { PlainValue } from "../pure/plain-value.ts";
import { isKeyed, isSequence, typeOf, unknown } from "../term.ts";
import type { Refinement, Term } from "../term.ts";
import { BOOL, DYNAMIC, NUMBER, STRING } from "../types.ts";
import type { Type } from "../types.ts";
import { argumentAt } from "./arguments.ts";
import type { FunctionSpec, FunctionTable, Parameter } from "./function.ts";
import { plainOf, termOf } from "./plain.ts";
import { textAt, textOutcome, textParameter } from "./rules.ts";

/** Marked, because what a resource's argument is written as says little of its type. */
const ANYTHING = { type: DYNAMIC, allowNull: true, allowMarked: true, allowDynamic: true } as const;

/** What it takes to read a character of YAML, over what it takes to make one. */
const YAML_COST = 40;

/** Functions that write whole values as JSON or YAML, and read them. */
export const documents: FunctionTable = {
  jsondecode: decoding("str", jsonDecode, 1, typeOfJson),
  jsonencode: {
    kind: "function",
    parameters: [{ ...ANYTHING, name: "val", allowUnknown: true }],
    returns: STRING,
    call: (args) => written(argumentAt(args, 0), jsonEncode, jsonRefinement),
  },
  yamldecode: decoding("src", yamlDecode, YAML_COST, () => DYNAMIC),
  yamlencode: {
    kind: "function",
    parameters: [{ ...ANYTHING, name: "value" }],
    returns: STRING,
    // Terraform does not promise of this one that it gives no null.
    nullable: true,
    call: (args) => written(argumentAt(args, 0), yamlEncode, () => undefined),
  },
};

function decoding(
  name: string,
  rule: (source: string) => PlainValue | Failure,
  cost: number,
  typeOfUnknown: (source: Term) => Type,
): FunctionSpec {
  const parameters: readonly Parameter[] = [textParameter(name)];
  return {
    kind: "function",
    parameters,
    returns: (args) => typeOfUnknown(argumentAt(args, 0)),
    nullable: true,
    call: (args, { frame }) => {
      const source = textAt(args, 0);
      frame.budget.characters += source.length * cost;
      return outcomeOf(rule(source), DYNAMIC, (value) => termOf(value), parameters);
    },
  };
}

/** What the beginning of a JSON document that is not known yet says of its type (cty's JSONDecodeFunc). */
function typeOfJson(source: Term): Type {
  const prefix = source.kind === "unknown" ? (source.refined?.prefix ?? "") : "";
  const [first] = prefix.trim();
  if (first === undefined || /[{[n]/.test(first)) return DYNAMIC;
  if (first === '"') return STRING;
  if (/[tf]/.test(first)) return BOOL;
  if (/[-.\d]/.test(first)) return NUMBER;
  throw new EvaluationError(`a JSON document cannot begin with the character ${goQuote(first)}`);
}

/** A part that is not known leaves the whole text unknown, but for what `refine` says of it. */
function written(
  value: Term,
  rule: (value: PlainValue) => string | Failure,
  refine: (value: Term) => Refinement | undefined,
): Term {
  const marks = deepMarksOf(value);
  const plain = plainOf(value);
  if (isFailure(plain)) return unknown(STRING, plain.error, marks, refine(value));
  return { ...textOutcome(rule(plain)), ...marks };
}

/** What a value's JSON begins with follows from its type, where it is not null (cty's JSONEncodeFunc). */
function jsonRefinement(value: Term): Refinement | undefined {
  if (value.kind === "unknown" && value.refined?.notNull !== true) return undefined;
  const { kind } = typeOf(value);
  if (kind === "string") return { prefix: '"' };
  if (isKeyed(value) || kind === "object" || kind === "map") return { prefix: "{" };
  if (isSequence(value) || kind === "tuple" || kind === "list" || kind === "set") return { prefix: "[" };
  return undefined;
}
