import { deepMarksOf } from "../language/marks.ts";
import type { Term } from "../language/term.ts";
import type { Declaration } from "../module/source.ts";
import { spanOf } from "../syntax/lines.ts";
import { addProblem } from "./scope.ts";
import type { EvaluatedBody, ResourceInstance, Scope } from "./scope.ts";

/** Arguments that a provider never keeps: they may be ephemeral (https://developer.hashicorp.com/terraform/language/manage-sensitive-data/write-only). */
const WRITE_ONLY = /_wo$/;

/** Terraform refuses ephemeral values in what it keeps of a resource. */
export function checkEphemeral({ mode, scope, address }: ResourceInstance, { terms }: EvaluatedBody): void {
  if (mode !== "resource") return;
  for (const [name, term] of terms) {
    const { source } = term;
    if (!source || WRITE_ONLY.test(name) || !deepMarksOf(term).ephemeral) continue;
    const message = `\`${name}\` of \`${address}\` is given an ephemeral value, which cannot be kept`;
    addProblem(scope.run, { path: source.path, line: source.line, message });
  }
}

/** Terraform refuses an output of a root module that shows what is sensitive or ephemeral without saying so. */
export function checkOutput({ run, parent }: Scope, { name, block, body, file }: Declaration, value: Term): void {
  if (parent) return;
  const marks = deepMarksOf(value);
  const isSaid = (word: string) => body.attributes.has(word);
  const shown = marks.ephemeral ? "ephemeral" : marks.sensitive && !isSaid("sensitive") ? "sensitive" : undefined;
  if (shown === undefined) return;
  const { path, line } = spanOf(file.path, file.lines, block);
  addProblem(run, { path, line, message: `output \`${name}\` shows a ${shown} value` });
}
