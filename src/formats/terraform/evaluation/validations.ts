import { convert } from "../language/convert.ts";
import { deepMarksOf } from "../language/marks.ts";
import { BOOL } from "../language/types.ts";
import { bodyOf } from "../module/source.ts";
import type { Declaration, LocatedBlock } from "../module/source.ts";
import { spanOf } from "../syntax/lines.ts";
import { addProblem, frameIn, guarded, valueOf } from "./scope.ts";
import type { Scope } from "./scope.ts";

/**
 * A condition that is false stops `terraform plan`: a `validation` of a variable, a `precondition` of anything. One
 * that is not known says nothing.
 * https://developer.hashicorp.com/terraform/language/validate
 */
export function checkValidations(scope: Scope, { name, body }: Declaration): void {
  for (const located of body.blocks) {
    if (located.block.type === "validation") checkCondition(scope, located, `variable \`${name}\` is not valid`);
  }
}

function checkCondition(scope: Scope, located: LocatedBlock, what: string): void {
  const { block, file } = located;
  const attributes = bodyOf(located).attributes;
  const condition = attributes.get("condition")?.attribute.value;
  if (!condition) return;
  const { run } = scope;
  const frame = frameIn(scope, file);
  const outcome = guarded(run, file, () => convert(valueOf(run, condition, frame), BOOL));
  if (outcome.kind !== "bool" || outcome.value) return;
  const message = attributes.get("error_message")?.attribute.value;
  const words = message && valueOf(run, message, frame);
  const isShown = words?.kind === "string" && !deepMarksOf(words).sensitive && !deepMarksOf(words).ephemeral;
  const line = spanOf(file.path, file.lines, block).line;
  addProblem(run, { path: file.path, line, message: isShown ? `${what}: ${words.value.trim()}` : what });
}
