import { EvaluationError } from "../evaluation-error.ts";
import { DYNAMIC } from "../types.ts";
import { anything } from "./arguments.ts";
import type { FunctionSpec, FunctionTable } from "./function.ts";

/** Functions that Terraform 0.12 replaced; they are still there to say so. */
export const removed: FunctionTable = {
  list: replaced("list", "tolist([ ... ])"),
  map: replaced("map", "tomap({ ... })"),
};

function replaced(name: string, replacement: string): FunctionSpec {
  return {
    kind: "function",
    parameters: [],
    rest: anything("vals"),
    returns: DYNAMIC,
    call: () => {
      throw new EvaluationError(`Terraform has no function \`${name}\` any more; \`${replacement}\` replaces it`);
    },
  };
}
