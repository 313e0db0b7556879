import type { Expression } from "../syntax/ast.ts";
import { convert } from "./convert.ts";
import { EvaluationError, LimitError } from "./evaluation-error.ts";
import type { Evaluate, Frame } from "./frame.ts";
import { functions } from "./functions/index.ts";
import type { Call, FunctionSpec, Parameter } from "./functions/function.ts";
import { deepMarksOf, marksOf, unmarkedDeep, withMarks } from "./marks.ts";
import { firstUnknown, isSequence, mayBeSet, typeOf, unknown } from "./term.ts";
import type { Marks, Term } from "./term.ts";
import { DYNAMIC } from "./types.ts";
import type { Type } from "./types.ts";

type CallExpression = Extract<Expression, { kind: "call" }>;

/** Functions that Terraform 1.8 and later also know under this namespace. */
const CORE = "core::";

/** More arguments than anybody writes; only an expanded list has so many. */
const MOST_ARGUMENTS = 20_000;

/** Calls a function as HCL and cty do: arguments are converted, nulls and unknowns looked at as each parameter says, marks passed on. */
export function evaluateCall(expression: CallExpression, frame: Frame, evaluate: Evaluate): Term {
  const name = expression.name.startsWith(CORE) ? expression.name.slice(CORE.length) : expression.name;
  const spec = frame.functions?.get(name) ?? functions.get(name);
  if (!spec) return unknownFunction(expression);
  if (spec.kind === "lazy") {
    if (!expression.expand)
      return spec.call(expression.args, (argument) => evaluate(argument, frame), { frame, evaluate });
    return unknown(DYNAMIC, `\`${name}\` of an expanded list is not worked out`);
  }
  const given = argumentsOf(expression, frame, evaluate);
  if (!Array.isArray(given)) return given;
  for (const argument of given) if ("weight" in argument) frame.budget.characters += argument.weight;
  return apply(name, spec, given, { frame, evaluate });
}

function unknownFunction({ name }: CallExpression): Term {
  if (name.startsWith("provider::")) return unknown(DYNAMIC, `function \`${name}\` of a provider is not evaluated`);
  throw new EvaluationError(`there is no function named \`${name}\``);
}

function argumentsOf({ name, args, expand }: CallExpression, frame: Frame, evaluate: Evaluate): Term[] | Term {
  const terms = args.map((argument) => evaluate(argument, frame));
  const last = expand ? terms.pop() : undefined;
  if (!last) return terms;
  const type = typeOf(last);
  if (last.kind === "null") throw new EvaluationError(`the list that is expanded for \`${name}\` is null`, args.at(-1));
  if (isSequence(last)) {
    if (last.items.length > MOST_ARGUMENTS) throw new LimitError(`too many elements are expanded for \`${name}\``);
    return [...terms, ...last.items.map((item) => withMarks(item, last))];
  }
  if (
    last.kind === "unknown" &&
    (type.kind === "dynamic" || type.kind === "list" || type.kind === "set" || type.kind === "tuple")
  ) {
    return unknown(DYNAMIC, last.reason, marksOf(last));
  }
  if (type.kind === "dynamic") return unknown(DYNAMIC, "what is expanded is not known", marksOf(last));
  throw new EvaluationError(`what is expanded for \`${name}\` is no list`, args.at(-1));
}

/** Applies a function to arguments that have been evaluated. */
function apply(name: string, spec: FunctionSpec, given: readonly Term[], call: Call): Term {
  const { parameters, rest } = spec;
  if (given.length < parameters.length) {
    throw new EvaluationError(
      `function \`${name}\` is given too few arguments: \`${parameters[given.length]?.name}\` is missing`,
    );
  }
  if (!rest && given.length > parameters.length) {
    throw new EvaluationError(`function \`${name}\` takes only ${parameters.length} argument(s)`);
  }
  const marks: Marks[] = [];
  const kept: Marks[] = [];
  let open: Term | undefined;
  let dynamic = false;
  const args = given.map((argument, index) => {
    const parameter = parameters[index] ?? rest;
    if (!parameter) return argument;
    const taken = ordered(name, parameter, argument);
    const converted = withContext(name, parameter, () => convert(taken, parameter.type));
    if (converted.kind === "null" && !parameter.allowNull && !dynamic) {
      throw new EvaluationError(`function \`${name}\`: \`${parameter.name}\` must not be null`);
    }
    if (typeOf(converted).kind === "dynamic" && !parameter.allowDynamic) {
      dynamic = true;
      open ??= converted;
    }
    if (converted.kind === "unknown" && !parameter.allowUnknown) open ??= converted;
    const deep = deepMarksOf(converted);
    (parameter.allowMarked ? kept : marks).push(deep);
    return parameter.allowMarked || Object.keys(deep).length === 0 ? converted : unmarkedDeep(converted);
  });
  const all = marksOf(...marks, ...kept);
  try {
    return withContext(name, undefined, () => {
      if (open) return refined(unknown(dynamic ? DYNAMIC : returnType(spec, args), reasonOf(open), all), spec);
      return refined(withMarks(spec.call(args, call), ...marks), spec);
    });
  } catch (error) {
    if (!(error instanceof EvaluationError) || error instanceof LimitError) throw error;
    // What Terraform says of a value may quote it. A function that takes marked values sees to that itself.
    if (marks.some(({ sensitive, ephemeral }) => sensitive || ephemeral)) {
      error.message = `function \`${name}\` does not take the sensitive value that it is given`;
    }
    if (all.derivedFrom === undefined) throw error;
    return unknown(DYNAMIC, `what type \`${all.derivedFrom}\` gives is not known: ${error.message}`, all);
  }
}

/** Most functions never give null, so that what they give is known to be something before it is known. */
function refined(term: Term, { nullable }: FunctionSpec): Term {
  if (nullable || term.kind !== "unknown" || term.type.kind === "dynamic") return term;
  return { ...term, refined: { ...term.refined, notNull: true } };
}

/** A resource's argument that is written as a list may be a set: its order is not the author's then. */
function ordered(name: string, parameter: Parameter, term: Term): Term {
  if (!mayBeSet(term) || parameter.anyOrder || term.items.length < 2) return term;
  return unknown(DYNAMIC, `whether what \`${name}\` is given is a list or a set is not known`, marksOf(term));
}

function withContext(name: string, parameter: Parameter | undefined, work: () => Term): Term {
  try {
    return work();
  } catch (error) {
    if (error instanceof EvaluationError && !error.place && !error.message.startsWith("function ")) {
      error.message = `function \`${name}\`${parameter ? `, \`${parameter.name}\`` : ""}: ${error.message}`;
    }
    throw error;
  }
}

function returnType({ returns }: FunctionSpec, args: readonly Term[]): Type {
  return typeof returns === "function" ? returns(args) : returns;
}

function reasonOf(term: Term): string {
  const open = firstUnknown(term);
  if (open) return open.reason;
  return term.derivedFrom === undefined ? "an argument is not known" : `not all of \`${term.derivedFrom}\` is known`;
}
