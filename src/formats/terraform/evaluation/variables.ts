import type { Json } from "../../../model/json.ts";
import { EvaluationError } from "../language/evaluation-error.ts";
import { evaluate } from "../language/expressions.ts";
import type { Frame, Resolved } from "../language/frame.ts";
import { withMarks } from "../language/marks.ts";
import { fromJson } from "../language/model-values.ts";
import { text, unknown } from "../language/term.ts";
import type { Term } from "../language/term.ts";
import { conform, constraintOf } from "../language/type-constraints.ts";
import type { Constraint } from "../language/type-constraints.ts";
import { DYNAMIC, isPrimitive } from "../language/types.ts";
import { isBroken } from "../module/files.ts";
import type { Declaration } from "../module/source.ts";
import { frameIn, guarded, notDeclared, once, valueOf } from "./scope.ts";
import type { Scope } from "./scope.ts";

/** The value of `var.name` in a module instance. */
export function variableValue(scope: Scope, name: string): Term {
  const onCycle = () => {
    throw new EvaluationError(`variable \`${name}\` depends on itself`);
  };
  return once(scope, scope.memo.values, `var.${name}`, onCycle, () => computeVariable(scope, name));
}

function computeVariable(scope: Scope, name: string): Term {
  const declaration = scope.module.variables.get(name);
  if (!declaration) return notDeclared(scope, `variable \`${name}\``);
  const { run } = scope;
  const frame = frameIn(scope, declaration.file);
  const constraint = constraintOfVariable(scope, declaration, frame);
  const given = scope.parent ? inputValue(scope, name) : assignedValue(scope, name, constraint);
  const isGiven = given && !(given.kind === "null" && isFalse(scope, declaration, "nullable", frame));
  const term = isGiven ? given : defaultValue(scope, declaration);
  const type = declaration.body.attributes.get("type");
  const place = type?.attribute ?? declaration.block;
  const converted = constraint
    ? guarded(run, declaration.file, () => {
        try {
          return conform(term, constraint);
        } catch (error) {
          if (!(error instanceof EvaluationError)) throw error;
          throw new EvaluationError(`the value of variable \`${name}\` is not of its type: ${error.message}`, place);
        }
      })
    : term;
  return withMarks(converted, {
    ...(isTrue(scope, declaration, "sensitive", frame) && { sensitive: true }),
    ...(isTrue(scope, declaration, "ephemeral", frame) && { ephemeral: true }),
  });
}

function constraintOfVariable(scope: Scope, { body, file }: Declaration, frame: Frame): Constraint | null {
  const type = body.attributes.get("type");
  if (!type) return null;
  let constraint: Constraint | null = null;
  guarded(scope.run, file, () => {
    constraint = constraintOf(type.attribute.value, (expression) => evaluate(expression, frame));
    return unknown(DYNAMIC, "");
  });
  return constraint;
}

function literal(scope: Scope, declaration: Declaration, name: string, frame: Frame): Term | undefined {
  const attribute = declaration.body.attributes.get(name)?.attribute;
  return attribute && valueOf(scope.run, attribute.value, frame);
}

function isFalse(scope: Scope, declaration: Declaration, name: string, frame: Frame): boolean {
  const term = literal(scope, declaration, name, frame);
  return (term?.kind === "bool" && !term.value) || (term?.kind === "string" && term.value === "false");
}

function isTrue(scope: Scope, declaration: Declaration, name: string, frame: Frame): boolean {
  const term = literal(scope, declaration, name, frame);
  return (term?.kind === "bool" && term.value) || (term?.kind === "string" && term.value === "true");
}

function defaultValue(scope: Scope, declaration: Declaration): Term {
  const fallback = declaration.body.attributes.get("default");
  if (fallback) return valueOf(scope.run, fallback.attribute.value, frameIn(scope, fallback.file));
  const { name } = declaration;
  if (scope.parent) {
    return unknown(DYNAMIC, `module \`${scope.parent.call.name}\` is given no value for variable \`${name}\``);
  }
  return unknown(DYNAMIC, `variable \`${name}\` has no value: add it under \`variables\``);
}

/** What a module call gives. */
function inputValue(scope: Scope, name: string): Term | undefined {
  const input = scope.parent?.call.body.attributes.get(name);
  if (!scope.parent || !input) return undefined;
  return valueOf(scope.run, input.attribute.value, { ...scope.parent.frame, file: input.file });
}

/** What the target's `variables`, or else the last variable file that names it, assigns in a root module. */
function assignedValue(scope: Scope, name: string, constraint: Constraint | null): Term | undefined {
  const { target, configuration } = scope.run;
  const given = target.variables.get(name);
  if (given !== undefined) return passedValue(scope, name, given as Json, constraint);
  for (const [path, file] of [...configuration.variableFiles].toReversed()) {
    if (!file) continue;
    if (isBroken(file)) return unknown(DYNAMIC, `variable \`${name}\` may be set in ${path}, which could not be read`);
    const attribute = file.attributes.find((candidate) => candidate.name === name);
    if (attribute) return valueOf(scope.run, attribute.value, literalFrame(scope, file));
  }
  return undefined;
}

/** Like `-var`: text for a variable of a complex type is an expression (command-line variables, Terraform's docs). */
function passedValue(scope: Scope, name: string, given: Json, constraint: Constraint | null): Term {
  if (typeof given !== "string") return fromJson(given);
  if (!constraint || constraint.type.kind === "dynamic" || isPrimitive(constraint.type)) return text(given);
  const { files } = scope.run;
  const parsed = files.expression(given);
  if (!parsed) return unknown(DYNAMIC, `the value of variable \`${name}\` is being read`);
  if (parsed.kind === "broken") return unknown(DYNAMIC, `the value given for variable \`${name}\`: ${parsed.message}`);
  return valueOf(scope.run, parsed.expression, literalFrame(scope, { path: "variables", lines: parsed.lines }));
}

/** Variable files hold no references. */
function literalFrame(scope: Scope, file: Frame["file"]): Frame {
  return { ...frameIn(scope, file), resolve: refuseReference };
}

function refuseReference(root: string): Resolved {
  throw new EvaluationError(`a variable's value cannot refer to \`${root}\``);
}

/** The value of `local.name` in a module instance. */
export function localValue(scope: Scope, name: string): Term {
  const onCycle = () => {
    throw new EvaluationError(`local \`${name}\` depends on itself`);
  };
  return once(scope, scope.memo.values, `local.${name}`, onCycle, () => {
    const local = scope.module.locals.get(name);
    if (!local) return notDeclared(scope, `local \`${name}\``);
    return valueOf(scope.run, local.attribute.value, frameIn(scope, local.file));
  });
}

/** What `terraform.…` and `path.…` stand for; paths are those that Terraform has when it runs in the root module's folder. */
export function ambientValue(scope: Scope, root: "terraform" | "path", name: string | undefined): Term {
  if (root === "terraform" && name === "workspace") return text(scope.run.target.workspace);
  if (root === "path" && name === "root") return text(".");
  if (root === "path" && name === "module") return text(modulePath(scope));
  if (root === "terraform" && name === "applying")
    return { ...unknown(DYNAMIC, "it is known only while Terraform runs"), ephemeral: true };
  return unknown(DYNAMIC, `\`${root}.${name ?? ""}\` is known only where Terraform runs`);
}

/** From the root module's folder, as Terraform writes it: `.`, `../modules/queue`. */
function modulePath(scope: Scope): string {
  const from = scope.run.configuration.root.directory.split("/").filter((part) => part !== "");
  const to = scope.module.directory.split("/").filter((part) => part !== "");
  let shared = 0;
  while (shared < from.length && shared < to.length && from[shared] === to[shared]) shared++;
  const path = [...from.slice(shared).map(() => ".."), ...to.slice(shared)].join("/");
  return path === "" ? "." : path;
}
