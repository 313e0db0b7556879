import type { Value } from "../../../model/value.ts";
import { scalarText } from "../language/convert.ts";
import { evaluate } from "../language/expressions.ts";
import type { Frame } from "../language/frame.ts";
import type { Body } from "../module/source.ts";
import type { Step } from "../syntax/ast.ts";
import { traversalsIn, traversalsInBlock } from "../syntax/walk.ts";
import type { Traversal } from "../syntax/walk.ts";
import { childrenOf } from "./modules.ts";
import { claimsAccount, resourcesOf } from "./resources.ts";
import { frameIn } from "./scope.ts";
import type { ResourceInstance, Scope } from "./scope.ts";

/**
 * What a block leans on: the first resources and data sources that its references reach, through locals, variables,
 * modules and outputs, and through blocks that make no claim about the account. Read off the code, not the values:
 * a reference whose value is unresolved counts too.
 */
export function leaningOfBody(scope: Scope, body: Body, frame: Frame): ReadonlySet<string> {
  const traversals = [
    ...[...body.attributes.values()].flatMap(({ attribute }) => traversalsIn(attribute.value)),
    ...body.blocks.filter(({ block }) => block.type !== "lifecycle").flatMap(({ block }) => traversalsInBlock(block)),
  ];
  return leaningOf(scope, traversals, frame);
}

function leaningOf(scope: Scope, traversals: readonly Traversal[], frame: Frame): ReadonlySet<string> {
  const addresses = new Set<string>();
  for (const { root, steps } of traversals) {
    for (const address of leaningOfReference(scope, root, steps, frame)) addresses.add(address);
  }
  return addresses;
}

const NOTHING: ReadonlySet<string> = new Set();

function leaningOfReference(scope: Scope, root: string, steps: readonly Step[], frame: Frame): ReadonlySet<string> {
  const [first, second] = steps;
  if (frame.names.has(root) || typeof first !== "string") return NOTHING;
  switch (root) {
    case "var":
      return leaningOfVariable(scope, first);
    case "local":
      return leaningOfLocal(scope, first);
    case "module":
      return leaningOfModule(scope, first, steps.slice(1), frame);
    case "data":
      return typeof second === "string"
        ? leaningOfResource(scope, "data", `${first}.${second}`, steps[2], frame)
        : NOTHING;
    default:
      return leaningOfResource(scope, "resource", `${root}.${first}`, second, frame);
  }
}

/** Works out once; what leans on itself adds nothing new. */
function once(scope: Scope, key: string, compute: () => ReadonlySet<string>): ReadonlySet<string> {
  const { leaning } = scope.memo;
  const existing = leaning.get(key);
  if (existing) return existing;
  leaning.set(key, NOTHING);
  const addresses = compute();
  leaning.set(key, addresses);
  return addresses;
}

/** What a module's variable leans on is what its call's argument leans on. */
export function leaningOfVariable(scope: Scope, name: string): ReadonlySet<string> {
  const { parent } = scope;
  const input = parent?.call.body.attributes.get(name);
  if (!parent || !input) return NOTHING;
  return once(scope, `var.${name}`, () => leaningOf(parent.scope, traversalsIn(input.attribute.value), parent.frame));
}

/** What a local leans on. */
export function leaningOfLocal(scope: Scope, name: string): ReadonlySet<string> {
  const local = scope.module.locals.get(name);
  if (!local) return NOTHING;
  return once(scope, `local.${name}`, () =>
    leaningOf(scope, traversalsIn(local.attribute.value), frameIn(scope, local.file)),
  );
}

/** `module.m.output` leans on what the output leans on, the module as a whole on what all its outputs do. */
function leaningOfModule(scope: Scope, name: string, steps: readonly Step[], frame: Frame): ReadonlySet<string> {
  const children = childrenOf(scope, name)?.children ?? [];
  const [first, second] = steps;
  const key = keyAt(first, frame);
  const chosen = key === undefined ? children : children.filter((child) => child.key === key);
  const output = outputNamed(first) ?? outputNamed(second);
  const addresses = new Set<string>();
  for (const { scope: child } of chosen) {
    for (const declaration of child.module.outputs.values()) {
      if (output !== undefined && declaration.name !== output) continue;
      const reached = once(child, `output.${declaration.name}`, () =>
        leaningOfBody(child, declaration.body, frameIn(child, declaration.file)),
      );
      for (const address of reached) addresses.add(address);
    }
  }
  return addresses;
}

function outputNamed(step: Step | undefined): string | undefined {
  if (typeof step === "string") return step;
  const first = step?.kind === "splat" ? step.each[0] : undefined;
  return typeof first === "string" ? first : undefined;
}

function leaningOfResource(
  scope: Scope,
  mode: "resource" | "data",
  name: string,
  step: Step | undefined,
  frame: Frame,
): ReadonlySet<string> {
  const instances = resourcesOf(scope, mode, name)?.instances ?? [];
  const key = keyAt(step, frame);
  const chosen = key === undefined ? instances : instances.filter((instance) => instance.key === key);
  const addresses = new Set<string>();
  for (const instance of chosen) {
    for (const address of claimsAccount(instance) ? [instance.address] : leaningThrough(instance))
      addresses.add(address);
  }
  return addresses;
}

function leaningThrough(instance: ResourceInstance): ReadonlySet<string> {
  const { scope, address, declaration, frame } = instance;
  return once(scope, address, () => leaningOfBody(scope, declaration.body, frame));
}

/** The instance that an index names, where it is known. */
function keyAt(step: Step | undefined, frame: Frame): string | undefined {
  if (typeof step !== "object" || step.kind !== "index") return undefined;
  const value: Value = evaluate(step.key, frame);
  return value.kind === "known" && value.value !== null ? scalarText(value.value) : undefined;
}
