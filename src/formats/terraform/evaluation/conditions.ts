import { convert } from "../language/convert.ts";
import { EvaluationError } from "../language/evaluation-error.ts";
import type { Frame } from "../language/frame.ts";
import { deepMarksOf } from "../language/marks.ts";
import type { Term } from "../language/term.ts";
import { BOOL } from "../language/types.ts";
import { bodyOf } from "../module/source.ts";
import type { Declaration, LocatedBlock } from "../module/source.ts";
import type { Expression } from "../syntax/ast.ts";
import { spanOf } from "../syntax/lines.ts";
import { addProblem, frameIn, guarded, valueOf } from "./scope.ts";
import type { Place, Run, Scope } from "./scope.ts";

/**
 * A condition that is false stops `terraform plan`. One that is not known says nothing.
 * https://developer.hashicorp.com/terraform/language/validate
 */

/** The `validation` blocks of a variable; what fails is the value, where it is given. */
export function checkValidations(scope: Scope, { name, body }: Declaration, given: Place): void {
  for (const located of body.blocks) {
    if (located.block.type !== "validation") continue;
    checkCondition(scope, located, frameIn(scope, located.file), `variable \`${name}\` is not valid`, given);
  }
}

/** The `precondition` blocks of an output, or of a resource's or data source's `lifecycle`. */
export function checkPreconditions(scope: Scope, address: string, blocks: readonly LocatedBlock[], frame: Frame): void {
  for (const located of blocks) {
    const { block, file } = located;
    if (block.type === "lifecycle") {
      const nested = block.blocks.map((inner) => ({ block: inner, file }));
      checkPreconditions(scope, address, nested, frame);
    }
    if (block.type === "precondition") {
      checkCondition(scope, located, { ...frame, file }, `a precondition of \`${address}\` does not hold`, null);
    }
  }
}

/** @param place where a failure is to be shown; null for the condition itself */
function checkCondition(scope: Scope, located: LocatedBlock, frame: Frame, what: string, place: Place | null): void {
  const attributes = bodyOf(located).attributes;
  const condition = attributes.get("condition");
  if (!condition) return;
  const { run } = scope;
  const { file } = located;
  const outcome = conditionValue(run, condition.attribute.value, frame);
  if (outcome.kind !== "bool" || outcome.value || frame.uncertain) return;
  const message = attributes.get("error_message")?.attribute.value;
  const words = message && valueOf(run, message, frame);
  const marks = words && deepMarksOf(words);
  const isShown = words?.kind === "string" && !marks?.sensitive && !marks?.ephemeral;
  const shown = place ?? { file, at: condition.attribute.at, end: condition.attribute.end };
  const { path, line } = spanOf(shown.file.path, shown.file.lines, shown);
  addProblem(run, { path, line, message: isShown ? `${what}: ${words.value.trim()}` : what });
}

/** What a condition comes to: a truth value, or not known. */
export function conditionValue(run: Run, condition: Expression, frame: Frame): Term {
  return guarded(run, frame, () => {
    try {
      return convert(valueOf(run, condition, frame), BOOL);
    } catch (error) {
      if (error instanceof EvaluationError) error.place ??= condition;
      throw error;
    }
  });
}
