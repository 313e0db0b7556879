import { EvaluationError, LimitError } from "../evaluation-error.ts";
import { deepMarksOf } from "../marks.ts";
import { bool, firstUnknown, unknown } from "../term.ts";
import type { Term } from "../term.ts";
import { BOOL, DYNAMIC } from "../types.ts";
import type { FunctionTable } from "./function.ts";

/** Functions that look whether an expression succeeds. One that is not known in full may still fail (hcl's ext/tryfunc). */
export const trying: FunctionTable = {
  try: {
    kind: "lazy",
    call(args, evaluate) {
      for (const argument of args) {
        const term = attempt(() => evaluate(argument));
        if (!term) continue;
        const open = firstUnknown(term);
        return open ? unknown(DYNAMIC, open.reason, deepMarksOf(term)) : term;
      }
      throw new EvaluationError("`try`: no expression succeeded");
    },
  },
  can: {
    kind: "lazy",
    call([argument, ...others], evaluate) {
      if (!argument || others.length > 0) throw new EvaluationError("`can` takes one argument");
      const term = attempt(() => evaluate(argument));
      if (!term) return bool(false);
      const open = firstUnknown(term);
      return open ? unknown(BOOL, open.reason, deepMarksOf(term)) : bool(true);
    },
  },
};

function attempt(work: () => Term): Term | undefined {
  try {
    return work();
  } catch (error) {
    if (error instanceof EvaluationError && !(error instanceof LimitError)) return undefined;
    throw error;
  }
}
