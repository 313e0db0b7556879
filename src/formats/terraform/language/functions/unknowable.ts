import { EvaluationError } from "../evaluation-error.ts";
import { unknown } from "../term.ts";
import type { Term } from "../term.ts";
import { STRING } from "../types.ts";
import type { FunctionSpec, FunctionTable } from "./function.ts";
import { numberParameter, textParameter } from "./rules.ts";

/** Functions whose results nobody knows before Terraform runs. */
export const unknowable: FunctionTable = {
  bcrypt: {
    ...later("bcrypt", "apply"),
    parameters: [textParameter("str")],
    rest: numberParameter("cost"),
    call: (args: readonly Term[]) => {
      if (args.length > 2) throw new EvaluationError("at most two arguments are taken");
      return unknown(STRING, "function `bcrypt` is not known before apply");
    },
  },
  plantimestamp: later("plantimestamp", "plan"),
  timestamp: later("timestamp", "apply"),
  uuid: later("uuid", "apply"),
};

function later(name: string, step: "plan" | "apply"): FunctionSpec {
  return {
    kind: "function",
    parameters: [],
    returns: STRING,
    call: () => unknown(STRING, `function \`${name}\` is not known before ${step}`),
  };
}
