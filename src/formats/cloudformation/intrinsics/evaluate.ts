import type { Identity } from "../../../model/declared.ts";
import type { Problem } from "../../../model/source.ts";
import type { Place } from "../../../model/target.ts";
import { known, list, map, unresolved } from "../../../model/value.ts";
import type { Imported, MapValue, UnresolvedValue, Value } from "../../../model/value.ts";
import { declaredAs } from "../../../resources/in-template.ts";
import { createBudget } from "./budget.ts";
import { truthOf } from "./conditions.ts";
import type { EvaluatedResource, Evaluation, Truth } from "./evaluation.ts";
import { importAddress } from "./imports.ts";
import { isGenerator } from "./intrinsic-names.ts";
import { callIntrinsic } from "./intrinsics.ts";
import { spanOf } from "../template/nodes.ts";
import type { At, Entry, Node } from "../template/nodes.ts";
import { parameterNamed, parameterValue } from "../parameters/parameters.ts";
import type { Template, TemplateResource } from "../template/template.ts";
import { resolved } from "./text.ts";

/** A condition without which a resource exists. */
const ALWAYS: Truth = { ...known(true), value: true };

/** A resource that its condition leaves out: what it says of itself need not make sense. */
const NOTHING: EvaluatedResource = {
  exists: { ...known(false), value: false },
  properties: map(new Map()),
  identity: { kind: "generated" },
};

export type Given = {
  readonly template: Template;
  readonly place: Place;
  readonly stack: string | null;
  readonly parameters: ReadonlyMap<string, string>;
  readonly unread?: string;
};

/** What is taken from another stack, and where it is first. */
export type ImportedAt = { readonly value: Imported; readonly at: At };

/**
 * Starts the evaluation of a template for a target; `problems` and `imported` give those found in the parts evaluated
 * so far.
 */
export function startEvaluation(given: Given): {
  readonly evaluation: Evaluation;
  readonly problems: () => readonly Problem[];
  readonly imported: () => readonly ImportedAt[];
} {
  const { template, place, stack } = given;
  const budget = createBudget();
  let exhausted = false;
  const problems = new Map<string, Problem>();
  const imported = new Map<string, ImportedAt>();
  const parameters = new Map<string, Value>();
  const conditions = new Map<string, Truth | "evaluating">();
  const resources = new Map<string, EvaluatedResource | "evaluating">();

  function evaluate(node: Node): Value | undefined {
    const refused = budget.enter();
    try {
      return refused ?? evaluateNode(node);
    } finally {
      budget.leave();
    }
  }

  function evaluateNode(node: Node): Value | undefined {
    if (node.kind === "scalar") return typeof node.value === "string" ? resolved(node.value, {}) : known(node.value);
    if (node.kind === "broken") return unresolved(node.reason);
    if (node.kind === "call") return callIntrinsic(node, evaluation);
    if (node.kind === "seq") return list(node.items.flatMap((item) => held(item, item.at)));
    return map(new Map(node.entries.flatMap(entry)));
  }

  function entry({ key, at, value: node }: Entry): (readonly [string, Value])[] {
    if (!isGenerator(key)) return held(node, at).map((value) => [key, value]);
    const reason = `what \`${key}\` puts here is known only after deploy`;
    return [[key, unresolved(reason, { source: spanOf(template.path, at) })]];
  }

  /** The value at a place, or nothing where it is removed. */
  function held(node: Node, at: At): readonly Value[] {
    const value = evaluate(node);
    return value ? [{ ...value, source: spanOf(template.path, at) }] : [];
  }

  function parameter(name: string): Value {
    const cached = parameters.get(name);
    const declared = parameterNamed(name, evaluation);
    if (!declared) return unresolved(`there is no parameter \`${name}\``);
    const value = cached ?? parameterValue(declared, evaluation);
    parameters.set(name, value);
    // Where it is used it may be walked through: a long list that is used often has its price.
    const refused = budget.spend(value.kind === "list" ? value.items.length : 0);
    return refused ?? value;
  }

  function condition(name: string, at: At): Truth {
    const cached = conditions.get(name);
    if (cached === "evaluating") {
      const message = `the condition \`${name}\` depends on itself`;
      report(at, message);
      return unresolved(message);
    }
    if (cached) return cached;
    const declared = template.conditions.get(name);
    if (!declared) {
      const message = `there is no condition \`${name}\``;
      report(at, message);
      return unresolved(message);
    }
    conditions.set(name, "evaluating");
    const refused = budget.enter();
    const truth = refused ?? truthOf(declared.value, evaluation);
    budget.leave();
    conditions.set(name, truth);
    return truth;
  }

  function resource(logicalId: string): EvaluatedResource | "circular" {
    const cached = resources.get(logicalId);
    if (cached === "evaluating") return "circular";
    if (cached) return cached;
    const declared = template.resources.get(logicalId);
    if (!declared) throw new Error(`the caller knows that ${logicalId} is declared`);
    resources.set(logicalId, "evaluating");
    const evaluated = evaluateResource(declared);
    resources.set(logicalId, evaluated);
    return evaluated;
  }

  function evaluateResource(declared: TemplateResource): EvaluatedResource {
    const exists = declared.condition === undefined ? ALWAYS : condition(declared.condition, declared.entry.at);
    if (declared.broken !== null) {
      const identity: Identity = { kind: "unresolved", value: unresolved(declared.broken) };
      return { exists, properties: map(new Map()), identity };
    }
    if (exists.kind === "known" && !exists.value) return NOTHING;
    const value = declared.properties ? evaluate(declared.properties) : map(new Map());
    const properties = named(value);
    if (properties.kind === "unresolved") {
      return { exists, properties: map(new Map()), identity: { kind: "unresolved", value: properties } };
    }
    return { exists, properties, identity: identityOf(declared, exists, properties) };
  }

  function identityOf(declared: TemplateResource, exists: Truth, properties: MapValue): Identity {
    if (exists.kind === "unresolved") return { kind: "unresolved", value: exists };
    const { type, properties: own } = declaredAs(declared.type, properties);
    const identity = type?.cloudformation.identity(own, place) ?? { kind: "generated" };
    if (isSecret(identity, properties)) {
      return { kind: "unresolved", value: unresolved("it is named by a `NoEcho` parameter, which is not shown") };
    }
    if (identity.kind !== "generated") return identity;
    if (declared.unknownId !== null) return { kind: "unresolved", value: unresolved(declared.unknownId) };
    if (stack === null) return identity;
    const { within } = identity;
    return { kind: "stack", stack, logicalId: declared.logicalId, ...(within !== undefined && { within }) };
  }

  function step(at: At): boolean {
    const refused = budget.step();
    if (refused && !exhausted) report(at, refused.reason);
    exhausted ||= refused !== undefined;
    return refused === undefined;
  }

  function report(at: At, message: string): void {
    const line = at[0];
    problems.set(`${line}\n${message}`, { path: template.path, line, message });
  }

  function imports(value: Imported, at: At): void {
    const address = importAddress(value, evaluation);
    if (!imported.has(address)) imported.set(address, { value, at });
  }

  const evaluation: Evaluation = {
    template,
    place,
    stack,
    given: given.parameters,
    ...(given.unread !== undefined && { unread: given.unread }),
    evaluate,
    parameter,
    condition,
    resource,
    report,
    imports,
    step,
    spend: (amount) => budget.spend(amount),
  };
  return { evaluation, problems: () => [...problems.values()], imported: () => [...imported.values()] };
}

/** Properties, each with the name that people know it by. */
function named(value: Value | undefined): MapValue | UnresolvedValue {
  if (value?.kind === "unresolved") return value;
  if (value?.kind !== "map") return unresolved("the `Properties` are no map", value ?? {});
  const entries = [...value.entries].map(([name, property]) => [name, { ...property, attribute: name }] as const);
  return map(new Map(entries));
}

/** Whether an identity, which is shown, was made of a text that must not be. */
function isSecret(identity: Identity, properties: MapValue): boolean {
  if (identity.kind !== "identifier" && identity.kind !== "name") return false;
  const shown = identity.kind === "identifier" ? identity.identifier : identity.name;
  return [...properties.entries.values()].some(
    (property) => property.kind === "known" && property.sensitive === true && isPart(String(property.value), shown),
  );
}

function isPart(secret: string, shown: string): boolean {
  return secret !== "" && shown.includes(secret);
}
