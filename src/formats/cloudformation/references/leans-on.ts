import { importAddress, importedBy } from "../intrinsics/imports.ts";
import { chosenBranch } from "../intrinsics/conditions.ts";
import type { Evaluation } from "../intrinsics/evaluation.ts";
import { scalarText } from "../template/nodes.ts";
import type { CallNode, Node } from "../template/nodes.ts";
import { placeholders } from "../intrinsics/substitution.ts";
import type { TemplateResource } from "../template/template.ts";

/** The sections whose members are blocks beside the resources; a member's address is `Section.Name`. */
export type Section = "Parameters" | "Mappings" | "Conditions" | "Outputs";

/** The address of a member of a section. Logical ids have no dots, so it is never a resource's. */
export function addressIn(section: Section, name: string): string {
  return `${section}.${name}`;
}

/** Addresses of what a resource references: resources, parameters, mappings, and conditions with what they reference. */
export function resourceLeansOn(resource: TemplateResource, evaluation: Evaluation): readonly string[] {
  const walk = startWalk(evaluation);
  walk.into(resource.entry.value);
  for (const logicalId of resource.dependsOn) walk.name(logicalId);
  if (resource.condition !== undefined) walk.condition(resource.condition);
  return walk.addresses().filter((address) => address !== resource.logicalId);
}

/** Addresses of what any other part of a template references; `condition` is the one that the part itself depends on. */
export function nodeLeansOn(node: Node, evaluation: Evaluation, condition?: string): readonly string[] {
  const walk = startWalk(evaluation);
  walk.into(node);
  if (condition !== undefined) walk.condition(condition);
  return walk.addresses();
}

type Walk = {
  into(node: Node): void;
  name(name: string): void;
  condition(name: string): void;
  addresses(): readonly string[];
};

function startWalk(evaluation: Evaluation): Walk {
  const { parameters, mappings, conditions, resources } = evaluation.template;
  const found = new Set<string>();
  // A chain of conditions may be longer than the stack is deep.
  const pending: Node[] = [];

  function into(node: Node): void {
    if (!evaluation.step(node.at)) return;
    switch (node.kind) {
      case "seq":
        node.items.forEach(into);
        return;
      case "map":
        intoMap(node.entries);
        return;
      case "call":
        intoCall(node);
        return;
      case "scalar":
      case "broken":
    }
  }

  /** `{ "Condition": "Name" }` and nothing else names a condition; beside other keys it is the caller's. */
  function intoMap(entries: readonly { readonly key: string; readonly value: Node }[]): void {
    const [only] = entries;
    const named = entries.length === 1 && only?.key === "Condition" ? scalarText(only.value) : undefined;
    if (named !== undefined) condition(named);
    else for (const { value } of entries) into(value);
  }

  function intoCall(call: CallNode): void {
    const { argument } = call;
    const items = argument.kind === "seq" ? argument.items : [];
    const text = scalarText(argument) ?? scalarText(items[0]);
    switch (call.name) {
      case "Ref":
      case "GetAtt":
        if (text !== undefined) name(text);
        items.slice(1).forEach(into);
        return;
      case "Sub":
        intoSub(text ?? "", argument.kind === "seq" ? items[1] : undefined);
        return;
      case "FindInMap":
        if (text !== undefined && mappings.has(text)) found.add(addressIn("Mappings", text));
        items.forEach(into);
        return;
      case "Condition":
        if (text !== undefined) condition(text);
        return;
      case "If":
        intoIf(call, items);
        return;
      case "ImportValue":
      case "GetStackOutput":
        into(argument);
        intoImport(call);
        return;
      default:
        into(argument);
    }
  }

  function intoSub(text: string, values: Node | undefined): void {
    const local = new Set(values?.kind === "map" ? values.entries.map(({ key }) => key) : []);
    for (const placeholder of placeholders(text)) {
      if (!local.has(placeholder)) name(placeholder);
    }
    if (values) into(values);
  }

  function intoImport(call: CallNode): void {
    const value = importedBy(call, evaluation);
    if (!("kind" in value)) found.add(importAddress(value, evaluation));
  }

  /** A branch that is not taken leads nowhere. */
  function intoIf(call: CallNode, items: readonly Node[]): void {
    const [tested, ...branches] = items;
    const named = scalarText(tested);
    if (named !== undefined) condition(named);
    else if (tested) into(tested);
    const chosen = chosenBranch(call, evaluation);
    if (chosen && chosen.kind !== "unresolved") into(chosen);
    else branches.forEach(into);
  }

  /** A parameter or a resource, with or without an attribute. */
  function name(dotted: string): void {
    const [logicalId = dotted] = dotted.split(".", 1);
    if (parameters.has(dotted)) found.add(addressIn("Parameters", dotted));
    else if (resources.has(logicalId)) found.add(logicalId);
  }

  /** A condition is no resource: what it references counts as well. */
  function condition(name: string): void {
    const declared = conditions.get(name);
    const address = addressIn("Conditions", name);
    if (!declared || found.has(address)) return;
    found.add(address);
    pending.push(declared.value);
  }

  function addresses(): readonly string[] {
    for (let node = pending.pop(); node; node = pending.pop()) into(node);
    return [...found].toSorted();
  }

  return { into, name, condition, addresses };
}
