import { CALL_ARGUMENTS } from "../module/calls.ts";
import type { Declaration } from "../module/source.ts";
import { spanOf } from "../syntax/lines.ts";
import { addProblem } from "./scope.ts";
import type { Scope } from "./scope.ts";

/** What a module call gives and the module does not take, and what the module needs and is not given: Terraform refuses both. */
export function checkArguments({ run }: Scope, call: Declaration, child: Scope): void {
  const { variables, broken } = child.module;
  // A file that could not be read may declare more.
  if (broken.length > 0) return;
  for (const [name, { attribute, file }] of call.body.attributes) {
    if (CALL_ARGUMENTS.has(name) || variables.has(name)) continue;
    const { path, line } = spanOf(file.path, file.lines, attribute);
    addProblem(run, { path, line, message: `module \`${call.name}\` has no variable \`${name}\`` });
  }
  for (const [name, { body }] of variables) {
    if (body.attributes.has("default") || call.body.attributes.has(name)) continue;
    const { path, line } = spanOf(call.file.path, call.file.lines, call.block);
    addProblem(run, { path, line, message: `module \`${call.name}\` is given no value for variable \`${name}\`` });
  }
}
