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
import { throughEnvironment } from "./environment.ts";
import { frameIn, guarded, notDeclared, once, valueOf } from "./scope.ts";
import type { Guard, Place, Scope } from "./scope.ts";

/** The value of `var.name` in a module instance. */
export function variableValue(scope: Scope, name: string): Term {
  const onCycle = () => {
    throw new EvaluationError(`variable \`${name}\` depends on itself`);
  };
  return once(scope, scope.memo.values, `var.${name}`, onCycle, () => computeVariable(scope, name));
}

/** What a variable is given, and where. */
type Given = { readonly term: Term; readonly place: Place };

/** Where what a variable is given stands: the argument of the call, the line of the variable file, else the variable. */
export function placeOfVariable(scope: Scope, declaration: Declaration): Place {
  return givenTo(scope, declaration, null)?.place ?? placeOf(declaration);
}

function computeVariable(scope: Scope, name: string): Term {
  const declaration = scope.module.variables.get(name);
  if (!declaration) return notDeclared(scope, `variable \`${name}\``);
  const frame = frameIn(scope, declaration.file);
  const constraint = constraintOfVariable(scope, declaration, frame);
  const { term, place } = chosen(scope, declaration, givenTo(scope, declaration, constraint), frame);
  const converted = constraint ? conformed(scope, name, term, constraint, place) : term;
  return withMarks(converted, {
    ...(isTrue(scope, declaration, "sensitive", frame) && { sensitive: true }),
    ...(isTrue(scope, declaration, "ephemeral", frame) && { ephemeral: true }),
  });
}

function guardOf(scope: Scope, file: Place["file"]): Guard {
  return { file, uncertain: scope.uncertain !== null };
}

function conformed(scope: Scope, name: string, term: Term, constraint: Constraint, place: Place): Term {
  return guarded(scope.run, guardOf(scope, place.file), () => {
    try {
      return conform(term, constraint);
    } catch (error) {
      if (!(error instanceof EvaluationError)) throw error;
      throw new EvaluationError(`the value of variable \`${name}\` is not of its type: ${error.message}`, place);
    }
  });
}

/** What is given, or else the default; null is as if nothing were given where `nullable` is false. */
function chosen(scope: Scope, declaration: Declaration, given: Given | undefined, frame: Frame): Given {
  const isReplaced = given?.term.kind === "null" && isFalse(scope, declaration, "nullable", frame);
  if (given && !isReplaced) return given;
  const fallback = declaration.body.attributes.get("default");
  if (fallback) {
    const { attribute, file } = fallback;
    return { term: valueOf(scope.run, attribute.value, frameIn(scope, file)), place: { ...attribute, file } };
  }
  const { name } = declaration;
  if (given) {
    const term = guarded(scope.run, guardOf(scope, given.place.file), () => {
      throw new EvaluationError(`variable \`${name}\` must not be null`, given.place);
    });
    return { term, place: given.place };
  }
  const reason = scope.parent
    ? `module \`${scope.parent.call.name}\` is given no value for variable \`${name}\``
    : `variable \`${name}\` has no value: add it under \`variables\``;
  return { term: unknown(DYNAMIC, reason), place: placeOf(declaration) };
}

function placeOf({ block, file }: Declaration): Place {
  return { file, at: block.at, end: block.end };
}

function constraintOfVariable(scope: Scope, { body, file }: Declaration, frame: Frame): Constraint | null {
  const type = body.attributes.get("type");
  if (!type) return null;
  let constraint: Constraint | null = null;
  guarded(scope.run, guardOf(scope, file), () => {
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

/** What a module call gives; in a root module what the target's `variables`, or else the last variable file that names it, do. */
function givenTo(scope: Scope, declaration: Declaration, constraint: Constraint | null): Given | undefined {
  return scope.parent ? inputValue(scope, declaration.name) : assignedValue(scope, declaration, constraint);
}

function inputValue(scope: Scope, name: string): Given | undefined {
  const input = scope.parent?.call.body.attributes.get(name);
  if (!scope.parent || !input) return undefined;
  const { attribute, file } = input;
  return { term: valueOf(scope.run, attribute.value, { ...scope.parent.frame, file }), place: { ...attribute, file } };
}

function assignedValue(scope: Scope, declaration: Declaration, constraint: Constraint | null): Given | undefined {
  const { target, configuration } = scope.run;
  const { name } = declaration;
  const given = target.variables.get(name);
  const place = placeOf(declaration);
  if (given !== undefined) return { term: passedValue(scope, name, given as Json, constraint), place };
  for (const [path, file] of [...configuration.variableFiles].toReversed()) {
    if (!file) continue;
    if (isBroken(file)) {
      return { term: unknown(DYNAMIC, `variable \`${name}\` may be set in ${path}, which could not be read`), place };
    }
    const attribute = file.attributes.find((candidate) => candidate.name === name);
    if (attribute) {
      return { term: valueOf(scope.run, attribute.value, literalFrame(scope, file)), place: { ...attribute, file } };
    }
  }
  return givenByEnvironment(scope, declaration, constraint);
}

/** Below variable files comes what the environment gives. */
function givenByEnvironment(scope: Scope, declaration: Declaration, constraint: Constraint | null): Given | undefined {
  const { inputs } = scope.run.target;
  const { name } = declaration;
  const input = inputs?.values.get(name);
  if (input) {
    const { source } = input.term;
    const place = source ? { at: 0, end: 0, file: { path: source.path, lines: source } } : placeOf(declaration);
    const passed = throughEnvironment(input.term, constraint);
    if (typeof passed !== "string") return { term: passed, place };
    const read = withMarks(passedValue(scope, name, passed, constraint, place.file), input.term);
    return { term: source ? { ...read, source } : read, place };
  }
  if (!inputs || inputs.open === null) return undefined;
  const reason = `variable \`${name}\` may be given by \`inputs\`: ${inputs.open}`;
  return { term: unknown(DYNAMIC, reason), place: placeOf(declaration) };
}

/** Like `-var`: text for a variable of a complex type is an expression (command-line variables, Terraform's docs). */
function passedValue(
  scope: Scope,
  name: string,
  given: Json,
  constraint: Constraint | null,
  shownAt?: Frame["file"],
): Term {
  if (typeof given !== "string") return fromJson(given);
  if (!constraint || isPrimitive(constraint.type)) return text(given);
  const { files } = scope.run;
  const parsed = files.expression(given);
  if (!parsed) return unknown(DYNAMIC, `the value of variable \`${name}\` is being read`);
  if (parsed.kind === "broken") return unknown(DYNAMIC, `the value given for variable \`${name}\`: ${parsed.message}`);
  return valueOf(
    scope.run,
    parsed.expression,
    literalFrame(scope, shownAt ?? { path: "variables", lines: parsed.lines }),
  );
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
