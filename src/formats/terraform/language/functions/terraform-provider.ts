import { usesOf } from "../../syntax/walk.ts";
import { EvaluationError } from "../evaluation-error.ts";
import { outcomeOf } from "../outcome.ts";
import { failure } from "../pure/failure.ts";
import type { Failure } from "../pure/failure.ts";
import { hclAttributes, hclText, isIdentifier } from "../pure/hcl-text.ts";
import type { PlainValue } from "../pure/plain-value.ts";
import { text, unknown } from "../term.ts";
import type { Term } from "../term.ts";
import { DYNAMIC, STRING } from "../types.ts";
import { argumentAt } from "./arguments.ts";
import type { Call, FunctionSpec, FunctionTable } from "./function.ts";
import { plainOf } from "./plain.ts";

/**
 * Functions of the provider that Terraform has built in (1.8 and later).
 * https://developer.hashicorp.com/terraform/language/functions/terraform-encode_tfvars
 */
export const terraformProvider: FunctionTable = {
  "provider::terraform::encode_expr": encoding((value) => hclText(value)),
  "provider::terraform::encode_tfvars": encoding(variablesText),
  "provider::terraform::decode_tfvars": {
    kind: "function",
    parameters: [{ name: "src", type: STRING }],
    returns: DYNAMIC,
    call: ([source], call) => decoded(source?.kind === "string" ? source.value : "", call),
  },
};

function encoding(rule: (value: PlainValue) => string | Failure): FunctionSpec {
  return {
    kind: "function",
    parameters: [{ name: "value", type: DYNAMIC }],
    returns: STRING,
    call(args) {
      const plain = plainOf(argumentAt(args, 0));
      return outcomeOf("error" in plain ? plain : rule(plain), STRING, text);
    },
  };
}

function variablesText(value: PlainValue): string | Failure {
  if (value.kind !== "object") return failure("the value is no object, whose attributes would become variables");
  const odd = [...value.entries.keys()].find((name) => !isIdentifier(name));
  return odd === undefined ? hclAttributes(value.entries) : failure(`a variable cannot be named \`${odd}\``);
}

/** A variable file's lines are those of an object. */
function decoded(source: string, { frame, evaluate }: Call): Term {
  const parsed = frame.files.expression(`{\n${source}\n}`);
  if (!parsed) return unknown(DYNAMIC, "a text is being read");
  if (parsed.kind === "broken") throw new EvaluationError(`the text cannot be read: ${parsed.message}`);
  const { calls, traversals } = usesOf([parsed.expression]);
  if (parsed.expression.kind !== "object") throw new EvaluationError("the text holds no variables");
  if (calls.length > 0 || traversals.length > 0) throw new EvaluationError("a variable's value is to be written out");
  return evaluate(parsed.expression, { ...frame, file: { path: "decode_tfvars", lines: parsed.lines } });
}
