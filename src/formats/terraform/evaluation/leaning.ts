import { hash } from "node:crypto";

import { convert } from "../language/convert.ts";
import { EvaluationError } from "../language/evaluation-error.ts";
import { evaluate } from "../language/expressions.ts";
import type { Frame } from "../language/frame.ts";
import { STRING } from "../language/types.ts";
import { isBroken } from "../module/files.ts";
import type { Body, Declaration } from "../module/source.ts";
import type { Expression, Step } from "../syntax/ast.ts";
import { usesOf } from "../syntax/walk.ts";
import type { Traversal } from "../syntax/walk.ts";
import { contentsArchived, contentsRead } from "./file-contents.ts";
import { instanceKeysOf } from "./instances.ts";
import { childrenOf } from "./modules.ts";
import { claimsAccount, resourcesOf } from "./resources.ts";
import { addProblem, frameIn } from "./scope.ts";
import type { Leaning, ResourceInstance, Run, Scope } from "./scope.ts";

/** References followed for one root module; real ones follow some thousands. */
const MAX_FOLLOWED = 5_000_000;

/**
 * What a block leans on: the first resources and data sources that its references reach, through locals, variables,
 * modules and outputs, and through blocks that make no claim about the account. Read off the code, not the values:
 * a reference whose value is unresolved counts too.
 */
export function leaningOfBody(scope: Scope, body: Body, frame: Frame): Reached {
  return reachedFrom(scope.run, directOfBody(scope, body, frame));
}

/** What a module's variable leans on is what its call's argument leans on. */
export function leaningOfVariable(scope: Scope, name: string): Reached {
  return reachedFrom(scope.run, directOfVariable(scope, name));
}

/** What a local leans on. */
export function leaningOfLocal(scope: Scope, name: string): Reached {
  return reachedFrom(scope.run, directOfLocal(scope, name));
}

/** What the `count` or `for_each` of the calls around a module instance come from, as texts, where one is not known. */
export function textsOfExpansion({ run, parent, uncertain }: Scope): readonly string[] {
  if (!parent || uncertain === null) return [];
  const { scope, call, frame } = parent;
  const texts: string[] = [];
  for (const name of ["count", "for_each"]) {
    const expression = call.body.attributes.get(name)?.attribute.value;
    if (!expression) continue;
    texts.push(...reachedFrom(run, directOfExpression(scope, expression, frame)).texts);
  }
  return [...texts, ...textsOfExpansion(scope)];
}

/** What references reach, the blocks without a claim about the account that they went through, and all texts on the way. */
export type Reached = {
  readonly addresses: ReadonlySet<string>;
  readonly through: readonly ResourceInstance[];
  readonly texts: ReadonlySet<string>;
};

/** Follows with a list, not by calling itself: chains of locals are as long as their author likes. */
function reachedFrom(run: Run, start: Leaning): Reached {
  const addresses = new Set<string>();
  const through: ResourceInstance[] = [];
  const texts = new Set<string>();
  const seen = new Set<Leaning>([start]);
  for (const leaning of seen) {
    if (leaning.of) through.push(leaning.of);
    if (leaning.text !== undefined) texts.add(digestOf(leaning, leaning.text));
    for (const address of leaning.addresses) addresses.add(address);
    for (const next of leaning.next) seen.add(next());
    run.followed += leaning.next.length;
    if (run.followed > MAX_FOLLOWED) {
      const message = "there are too many references between blocks to follow them all";
      addProblem(run, { path: run.configuration.root.directory, line: null, message });
      break;
    }
  }
  return { addresses, through, texts };
}

const NOTHING: Leaning = { addresses: [], next: [] };

function directOfBody(scope: Scope, body: Body, frame: Frame): Leaning {
  const expressions = Array.from(body.attributes.values(), ({ attribute }) => attribute.value);
  const blocks = body.blocks.map(({ block }) => block);
  const own = usesOf(
    expressions,
    blocks.filter(({ type }) => type !== "lifecycle"),
  );
  const ofLifecycle = usesOf(
    [],
    blocks.filter(({ type }) => type === "lifecycle"),
  );
  const text = contentsRead(scope, [...own.calls, ...ofLifecycle.calls], frame);
  return directOf(scope, own.traversals, frame, text);
}

/** Its text is the expression's, and what the files hold that it reads. */
function directOfExpression(scope: Scope, expression: Expression, frame: Frame): Leaning {
  const { traversals, calls } = usesOf([expression]);
  return directOf(scope, traversals, frame, `${textOf(expression)} ${contentsRead(scope, calls, frame)}`);
}

function directOf(scope: Scope, traversals: readonly Traversal[], frame: Frame, text: string): Leaning {
  const addresses: string[] = [];
  const next: (() => Leaning)[] = [];
  for (const { root, steps } of traversals) {
    const reference = directOfReference(scope, root, steps, frame);
    for (const address of reference.addresses) addresses.push(address);
    for (const leaning of reference.next) next.push(leaning);
  }
  return { addresses, next, text };
}

function directOfReference(scope: Scope, root: string, steps: readonly Step[], frame: Frame): Leaning {
  const [first, second] = steps;
  if (frame.names.has(root) || typeof first !== "string") return NOTHING;
  switch (root) {
    case "var":
      return { addresses: [], next: [() => directOfVariable(scope, first)] };
    case "local":
      return { addresses: [], next: [() => directOfLocal(scope, first)] };
    case "module":
      return directOfModule(scope, first, steps.slice(1), frame);
    case "data":
    case "resource":
      return typeof second === "string"
        ? directOfResource(scope, root, `${first}.${second}`, steps[2], frame)
        : NOTHING;
    default:
      return directOfResource(scope, "resource", `${root}.${first}`, second, frame);
  }
}

function remembered(scope: Scope, key: string, compute: () => Leaning): Leaning {
  const { leaning } = scope.memo;
  const direct = leaning.get(key) ?? compute();
  leaning.set(key, direct);
  return direct;
}

function directOfVariable(scope: Scope, name: string): Leaning {
  return remembered(scope, `var.${name}`, () => {
    const { parent } = scope;
    const input = parent?.call.body.attributes.get(name);
    if (!parent) return assignedText(scope, name);
    return input ? directOfExpression(parent.scope, input.attribute.value, parent.frame) : defaultText(scope, name);
  });
}

/** What a root module's variable is given, as text: by the target, by a variable file, or by its default. */
function assignedText(scope: Scope, name: string): Leaning {
  const { target, configuration } = scope.run;
  const given = target.variables.get(name);
  if (given !== undefined) return { ...NOTHING, text: JSON.stringify(given) };
  for (const [, file] of [...configuration.variableFiles].toReversed()) {
    const attribute = file && !isBroken(file) && file.attributes.find((candidate) => candidate.name === name);
    if (attribute) return { ...NOTHING, text: textOf(attribute.value) };
  }
  const input = target.inputs?.values.get(name);
  return input ? { ...NOTHING, text: input.text } : defaultText(scope, name);
}

function defaultText(scope: Scope, name: string): Leaning {
  const fallback = scope.module.variables.get(name)?.body.attributes.get("default");
  return fallback ? { ...NOTHING, text: textOf(fallback.attribute.value) } : NOTHING;
}

/** An expression's text, the same wherever it stands, as a digest: many blocks have the same one on their way. */
function textOf(expression: Expression): string {
  const existing = expressionDigests.get(expression);
  if (existing !== undefined) return existing;
  const isPlace = (key: string) => key === "at" || key === "end";
  const text = JSON.stringify(expression, (key, value: unknown) => (isPlace(key) ? undefined : value));
  const digest = hash("sha1", text, "base64url");
  expressionDigests.set(expression, digest);
  return digest;
}

const expressionDigests = new WeakMap<Expression, string>();

/** Longer than a few digests: the contents of many files. */
const LONG = 200;
const leaningDigests = new WeakMap<Leaning, string>();

function digestOf(leaning: Leaning, text: string): string {
  if (text.length <= LONG) return text;
  const digest = leaningDigests.get(leaning) ?? hash("sha1", text, "base64url");
  leaningDigests.set(leaning, digest);
  return digest;
}

function withText(text: string, leaning: Leaning): Leaning {
  return { ...leaning, text: `${text} ${leaning.text ?? ""}` };
}

function directOfLocal(scope: Scope, name: string): Leaning {
  const local = scope.module.locals.get(name);
  if (!local) return NOTHING;
  const { attribute, file } = local;
  return remembered(scope, `local.${name}`, () => directOfExpression(scope, attribute.value, frameIn(scope, file)));
}

/** `module.m.output` leans on what the output leans on, the module as a whole on what all its outputs do. */
function directOfModule(scope: Scope, name: string, steps: readonly Step[], frame: Frame): Leaning {
  const found = childrenOf(scope, name);
  const [first, second] = steps;
  const key = keyAt(first, frame);
  // A module that cannot be had stands for all that it would declare.
  if (found && found.unavailable !== null) {
    const instances = instanceKeysOf(found.expansion).filter((instance) => key === undefined || instance.key === key);
    return { addresses: instances.map(({ suffix }) => `${scope.prefix}module.${name}${suffix}`), next: [] };
  }
  const children = found?.children ?? [];
  const output = outputNamed(first) ?? outputNamed(second);
  const next = children
    .filter((child) => key === undefined || child.key === key)
    .flatMap(({ scope: child }) =>
      [...child.module.outputs.values()]
        .filter((declaration) => output === undefined || declaration.name === output)
        .map((declaration) => () => directOfOutput(child, declaration)),
    );
  return { addresses: [], next };
}

function directOfOutput(scope: Scope, { name, body, file, fingerprint }: Declaration): Leaning {
  return remembered(scope, `output.${name}`, () =>
    withText(fingerprint, directOfBody(scope, body, frameIn(scope, file))),
  );
}

function outputNamed(step: Step | undefined): string | undefined {
  if (typeof step === "string") return step;
  const first = step?.kind === "splat" ? step.each[0] : undefined;
  return typeof first === "string" ? first : undefined;
}

function directOfResource(
  scope: Scope,
  mode: "resource" | "data",
  name: string,
  step: Step | undefined,
  frame: Frame,
): Leaning {
  const instances = resourcesOf(scope, mode, name)?.instances ?? [];
  const key = keyAt(step, frame);
  const chosen = instances.filter((instance) => key === undefined || instance.key === key);
  return {
    addresses: chosen.filter(claimsAccount).map(({ address }) => address),
    next: chosen.filter((instance) => !claimsAccount(instance)).map((instance) => () => directOfInstance(instance)),
  };
}

function directOfInstance(instance: ResourceInstance): Leaning {
  const { scope, address, declaration, frame, formatType } = instance;
  const archived = () => (formatType === "archive_file" ? ` ${contentsArchived(scope, declaration.body, frame)}` : "");
  return remembered(scope, address, () => ({
    ...withText(`${declaration.fingerprint}${archived()}`, directOfBody(scope, declaration.body, frame)),
    of: instance,
  }));
}

/** The instance that an index names, where it is known; not by what a `for` around it binds. */
function keyAt(step: Step | undefined, frame: Frame): string | undefined {
  if (typeof step !== "object" || step.kind !== "index") return undefined;
  try {
    const key = convert(evaluate(step.key, frame), STRING);
    return key.kind === "string" ? key.value : undefined;
  } catch (error) {
    // Where it is evaluated for its value, it is a problem there.
    if (error instanceof EvaluationError) return undefined;
    throw error;
  }
}
