import { EvaluationError } from "../language/evaluation-error.ts";
import { withMarks } from "../language/marks.ts";
import { object, outputsObject, tuple, unknown } from "../language/term.ts";
import type { Term } from "../language/term.ts";
import { DYNAMIC } from "../language/types.ts";
import { sourceOf } from "../module/calls.ts";
import { MAX_MODULE_DEPTH } from "../module/follow.ts";
import type { Declaration, ModuleSource } from "../module/source.ts";
import { spanOf } from "../syntax/lines.ts";
import { expansionOf, instanceKeysOf, MAX_INSTANCES } from "./instances.ts";
import { addProblem, createScope, frameIn, notDeclared, once, valueOf } from "./scope.ts";
import type { Children, Scope } from "./scope.ts";

/** The instances of a module call, or why its module cannot be had; undefined where no such call is declared. */
export function childrenOf(scope: Scope, name: string): Children | undefined {
  const call = scope.module.modules.get(name);
  if (!call) return undefined;
  const existing = scope.memo.children.get(name);
  if (existing) return existing;
  const children = computeChildren(scope, call);
  if (!scope.memo.busy.has(`expansion of module.${name}`)) scope.memo.children.set(name, children);
  return children;
}

function computeChildren(scope: Scope, call: Declaration): Children {
  const expansion = expansionOf(scope, `module.${call.name}`, call);
  const found = moduleOf(scope, call);
  if (typeof found === "string") return { expansion, children: [], unavailable: found };
  const keys = instanceKeysOf(expansion);
  scope.run.scopes += keys.length;
  if (scope.run.scopes > MAX_INSTANCES) {
    return { expansion, children: [], unavailable: `there are more than ${MAX_INSTANCES} module instances` };
  }
  const children = keys.map(({ key, suffix, names, uncertain }) => ({
    key,
    scope: createScope({
      run: scope.run,
      module: found,
      prefix: `${scope.prefix}module.${call.name}${suffix}.`,
      parent: {
        scope,
        call,
        frame: { ...frameIn(scope, call.file, names), uncertain: (scope.uncertain ?? uncertain) !== null },
      },
      uncertain: scope.uncertain ?? uncertain,
    }),
  }));
  return { expansion, children, unavailable: null };
}

/** The module that a call names, or why it cannot be had: a problem where the repository should have it. */
function moduleOf(scope: Scope, call: Declaration): ModuleSource | string {
  const { configuration } = scope.run;
  const called = configuration.called(scope.module, call.name);
  if (called?.kind === "unavailable")
    return called.isProblem ? unavailable(scope, call, called.reason) : `module \`${call.name}\` ${called.reason}`;
  const module = called && configuration.modules.get(called.directory);
  if (!module) return unavailable(scope, call, `(${sourceOf(call) ?? ""}) holds no Terraform files`);
  const ancestors = ancestorsOf(scope);
  if (ancestors.some((ancestor) => ancestor.module === module)) return unavailable(scope, call, "includes itself");
  if (ancestors.length <= MAX_MODULE_DEPTH) return module;
  return unavailable(scope, call, `is nested deeper than ${MAX_MODULE_DEPTH} modules`);
}

function unavailable(scope: Scope, { name, file, block }: Declaration, why: string): string {
  const message = `module \`${name}\` ${why}`;
  addProblem(scope.run, { path: file.path, line: spanOf(file.path, file.lines, block).line, message });
  return message;
}

function ancestorsOf(scope: Scope): Scope[] {
  const ancestors: Scope[] = [];
  for (let current: Scope | undefined = scope; current; current = current.parent?.scope) ancestors.push(current);
  return ancestors;
}

/** What a reference to `module.name` gives: an object of its outputs, or a list or map of such. */
export function moduleValue(scope: Scope, name: string): Term {
  const found = childrenOf(scope, name);
  if (!found) return notDeclared(scope, `module \`${name}\``);
  const { expansion, children, unavailable } = found;
  if (unavailable !== null) return unknown(DYNAMIC, unavailable);
  if (expansion.kind === "unknown") return unknown(DYNAMIC, expansion.reason);
  const [first] = children;
  if (expansion.kind === "single")
    return first ? outputsOf(first.scope) : unknown(DYNAMIC, `module \`${name}\` has no instance`);
  if (expansion.kind === "count") return tuple(children.map((child) => outputsOf(child.scope)));
  return object(new Map(children.map((child) => [child.key, outputsOf(child.scope)])));
}

/** Outputs are worked out as they are asked for; those of a module that was read in full are all there are. */
function outputsOf(scope: Scope): Term {
  return outputsObject([...scope.module.outputs.keys()], (name) => outputValue(scope, name));
}

/** The value of an output of a module instance. */
export function outputValue(scope: Scope, name: string): Term {
  const onCycle = () => {
    throw new EvaluationError(`output \`${name}\` depends on itself`);
  };
  return once(scope, scope.memo.values, `output.${name}`, onCycle, () => {
    const output = scope.module.outputs.get(name);
    const value = output?.body.attributes.get("value");
    if (!output || !value) return notDeclared(scope, `output \`${name}\``);
    const result = valueOf(scope.run, value.attribute.value, frameIn(scope, value.file));
    return withMarks(result, {
      ...(isTrue(output, "sensitive") && { sensitive: true }),
      ...(isTrue(output, "ephemeral") && { ephemeral: true }),
    });
  });
}

/** Terraform takes these only as they are written. */
function isTrue(output: Declaration, name: string): boolean {
  const value = output.body.attributes.get(name)?.attribute.value;
  return value?.kind === "boolean" && value.value;
}
