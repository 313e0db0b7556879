import type { Span } from "../../../model/source.ts";
import type { Declaration, LocatedBlock, ModuleSource } from "../module/source.ts";
import type { AttributeSyntax, BlockSyntax } from "../syntax/ast.ts";
import { spanOf } from "../syntax/lines.ts";
import { MAX_MODULE_DEPTH } from "../module/follow.ts";
import { MAX_INSTANCES } from "./instances.ts";
import { addProblem } from "./scope.ts";
import type { Run, Scope } from "./scope.ts";

const FLAGS: readonly string[] = ["create_before_destroy", "prevent_destroy"];
const ARGUMENTS: ReadonlySet<string> = new Set([...FLAGS, "ignore_changes", "replace_triggered_by"]);

/**
 * What Terraform refuses in a resource's `lifecycle`.
 * https://developer.hashicorp.com/terraform/language/meta-arguments/lifecycle
 */
export function checkLifecycle(scope: Scope, { body, block, file }: Declaration): void {
  const [, second] = block.blocks.filter(({ type }) => type === "lifecycle");
  if (second) refuse(scope.run, { block, file }, second, "there are two `lifecycle` blocks");
  for (const located of lifecycles(body.blocks)) {
    for (const flag of FLAGS) flagIn(scope, located, flag);
    for (const attribute of located.block.attributes) {
      if (!ARGUMENTS.has(attribute.name))
        refuse(scope.run, located, attribute, `an argument \`${attribute.name}\` is not expected in \`lifecycle\``);
    }
  }
}

/** An argument that Terraform takes only as it is written: `true` or `false`; undefined where it is not given. */
export function flagIn({ run }: Scope, located: LocatedBlock, name: string): boolean | undefined {
  const attribute = located.block.attributes.find((candidate) => candidate.name === name);
  if (!attribute) return undefined;
  const value = literalFlag(attribute);
  if (value === undefined) refuse(run, located, attribute, `\`${name}\` is to be written as \`true\` or \`false\``);
  return value;
}

function literalFlag({ value }: AttributeSyntax): boolean | undefined {
  if (value.kind === "boolean") return value.value;
  if (value.kind !== "string") return undefined;
  return value.value === "true" ? true : value.value === "false" ? false : undefined;
}

function refuse(run: Run, { file }: LocatedBlock, place: AttributeSyntax | BlockSyntax, message: string): void {
  const { path, line } = spanOf(file.path, file.lines, place);
  addProblem(run, { path, line, message });
}

function lifecycles(blocks: readonly LocatedBlock[]): readonly LocatedBlock[] {
  return blocks.filter(({ block }) => block.type === "lifecycle");
}

/**
 * Addresses, without keys, of resources with `prevent_destroy`, and where their blocks are: also of those that have no
 * instance.
 */
export function preventedIn({ configuration }: Run): ReadonlyMap<string, Span> {
  const prevented = new Map<string, Span>();
  let visits = 0;
  const visit = (module: ModuleSource, prefix: string, depth: number): void => {
    if (depth > MAX_MODULE_DEPTH || ++visits > MAX_INSTANCES) return;
    for (const [name, { block, file, body }] of module.resources) {
      if (isPrevented(lifecycles(body.blocks))) prevented.set(`${prefix}${name}`, spanOf(file.path, file.lines, block));
    }
    for (const call of module.modules.keys()) {
      const called = configuration.called(module, call);
      const next = called?.kind === "directory" ? configuration.modules.get(called.directory) : undefined;
      if (next) visit(next, `${prefix}module.${call}.`, depth + 1);
    }
  };
  visit(configuration.root, "", 0);
  return prevented;
}

/** An override file may have the last word. */
function isPrevented(blocks: readonly LocatedBlock[]): boolean {
  const flags = blocks.flatMap(({ block }) => block.attributes.filter(({ name }) => name === "prevent_destroy"));
  const last = flags.at(-1);
  return last !== undefined && literalFlag(last) === true;
}
