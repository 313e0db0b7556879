import type { Json } from "../../../model/json.ts";
import { known, unresolved } from "../../../model/value.ts";
import type { Value } from "../../../model/value.ts";
import { evaluate } from "../language/expressions.ts";
import type { Frame, Resolved } from "../language/frame.ts";
import { fromJson } from "../language/functions/encoding.ts";
import { convertTo } from "../language/type-constraints.ts";
import { mark } from "../language/values.ts";
import { isBroken } from "../module/load.ts";
import type { Declaration } from "../module/source.ts";
import { frameIn, notDeclared, once } from "./scope.ts";
import type { Scope } from "./scope.ts";

/** The value of `var.name` in a module instance. */
export function variableValue(scope: Scope, name: string): Value {
  const onCycle = () => unresolved(`variable \`${name}\` depends on itself`);
  return once(scope, scope.memo.values, `var.${name}`, onCycle, () => computeVariable(scope, name));
}

function computeVariable(scope: Scope, name: string): Value {
  const declaration = scope.module.variables.get(name);
  if (!declaration) return unresolved(notDeclared(scope, `variable \`${name}\``));
  const frame = frameIn(scope, declaration.file);
  const given = scope.parent ? inputValue(scope, name) : assignedValue(scope, name);
  const value = given && !isReplacedNull(given, declaration, frame) ? given : defaultValue(scope, declaration, frame);
  const type = declaration.body.attributes.get("type")?.attribute.value;
  const converted = type ? convertTo(type, value, (expression) => evaluate(expression, frame)) : value;
  const sensitive = isTrue(declaration, "sensitive", frame) || isTrue(declaration, "ephemeral", frame);
  return sensitive ? mark(converted, { sensitive: true }) : converted;
}

/** `nullable = false`: null is as if nothing were given. */
function isReplacedNull(given: Value, declaration: Declaration, frame: Frame): boolean {
  if (given.kind !== "known" || given.value !== null) return false;
  const nullable = declaration.body.attributes.get("nullable")?.attribute.value;
  const value = nullable && evaluate(nullable, frame);
  return value?.kind === "known" && value.value === false;
}

function isTrue(declaration: Declaration, name: string, frame: Frame): boolean {
  const expression = declaration.body.attributes.get(name)?.attribute.value;
  if (!expression) return false;
  const value = evaluate(expression, frame);
  return value.kind === "known" && (value.value === true || value.value === "true");
}

function defaultValue(scope: Scope, declaration: Declaration, frame: Frame): Value {
  const fallback = declaration.body.attributes.get("default");
  if (fallback) return evaluate(fallback.attribute.value, { ...frame, file: fallback.file });
  const { name } = declaration;
  if (scope.parent)
    return unresolved(`module \`${scope.parent.call.name}\` is given no value for variable \`${name}\``);
  return unresolved(`variable \`${name}\` has no value: add it under \`variables\``);
}

/** What a module call gives. */
function inputValue(scope: Scope, name: string): Value | undefined {
  const input = scope.parent?.call.body.attributes.get(name);
  if (!scope.parent || !input) return undefined;
  return evaluate(input.attribute.value, { ...scope.parent.frame, file: input.file });
}

/** What the target's `variables`, or else the last variable file that names it, assigns in a root module. */
function assignedValue(scope: Scope, name: string): Value | undefined {
  const { target, configuration } = scope.run;
  const given = target.variables.get(name);
  if (given !== undefined) return fromJson(given as Json);
  for (const [path, file] of [...configuration.variableFiles].toReversed()) {
    if (!file) continue;
    if (isBroken(file)) return unresolved(`variable \`${name}\` may be set in ${path}, which could not be read`);
    const attribute = file.attributes.find((candidate) => candidate.name === name);
    if (attribute) return evaluate(attribute.value, literalFrame(scope, file));
  }
  return undefined;
}

/** Variable files hold no references. */
function literalFrame(scope: Scope, file: Frame["file"]): Frame {
  return { file, names: new Map(), budget: scope.run.budget, resolve: refuseReference };
}

function refuseReference(root: string): Resolved {
  return { value: unresolved(`a variable file cannot refer to \`${root}\``), rest: [] };
}

/** The value of `local.name` in a module instance. */
export function localValue(scope: Scope, name: string): Value {
  const onCycle = () => unresolved(`local \`${name}\` depends on itself`);
  return once(scope, scope.memo.values, `local.${name}`, onCycle, () => {
    const local = scope.module.locals.get(name);
    if (!local) return unresolved(notDeclared(scope, `local \`${name}\``));
    return evaluate(local.attribute.value, frameIn(scope, local.file));
  });
}

/** What `terraform.…` and `path.…` stand for; paths are those that Terraform has when it runs in the root module's folder. */
export function ambientValue(scope: Scope, root: "terraform" | "path", name: string | undefined): Value {
  if (root === "terraform" && name === "workspace") return known(scope.run.target.workspace);
  if (root === "path" && name === "root") return known(".");
  if (root === "path" && name === "module") return known(modulePath(scope));
  return unresolved(`\`${root}.${name ?? ""}\` is known only where Terraform runs`);
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
