import type { Span } from "../../../model/source.ts";
import { known } from "../../../model/value.ts";
import type { KnownValue, Value } from "../../../model/value.ts";
import type { Evaluation } from "../intrinsics/evaluation.ts";
import { dynamicReference } from "../intrinsics/text.ts";
import { addressIn } from "./leans-on.ts";
import { liveReference } from "../../../resources/named-by-text.ts";
import type { LiveReference, ReferenceTarget } from "../../../resources/named-by-text.ts";
import { dynamicallyReferenced, referenceById } from "./live-references.ts";
import { entryOf, scalarText, spanOf } from "../template/nodes.ts";
import type { Node } from "../template/nodes.ts";
import { parameterNamed, ssmParameterName } from "../parameters/parameters.ts";
import { referencePropertiesOf } from "./reference-properties.ts";
import type { TemplateResource } from "../template/template.ts";

/** A property that names a live resource: by text of its own, or by a parameter that something else names by. */
export type NamedByProperty = {
  readonly logicalId: string;
  /** Property path with dots, list items by index: `Roles.0`. */
  readonly path: string;
  readonly reference: LiveReference;
  readonly value: KnownValue;
  readonly source: Span;
};

/** The live resources that a template relies on by name. */
export type ReliedOn = {
  /** By parameter: what its value names. */
  readonly parameters: ReadonlyMap<string, LiveReference>;
  readonly properties: readonly NamedByProperty[];
};

/** A value on a reference path, with its node as long as nothing computed stands between. */
type Place = { readonly path: string; readonly value: Value; readonly node: Node | undefined };

/** Finds what a template's parameters and properties name that is live and not declared here. */
export function reliedOn(evaluation: Evaluation): ReliedOn {
  const parameters = new Map<string, LiveReference>();
  for (const name of evaluation.template.parameters.keys()) {
    const reference = ssmReference(name, evaluation);
    if (reference) parameters.set(name, reference);
  }
  const properties: NamedByProperty[] = [];
  for (const name of evaluation.template.parameters.keys()) {
    const { own, items } = referencesById(name, evaluation);
    if (own) parameters.set(name, own);
    properties.push(...items);
  }
  for (const resource of evaluation.template.resources.values()) {
    for (const found of namesIn(resource, evaluation)) {
      const { parameter, named } = found;
      const taken = parameter === null ? named.reference : parameters.get(parameter);
      if (parameter !== null && !taken) parameters.set(parameter, named.reference);
      else if (parameter === null || !sameReference(taken, named.reference)) properties.push(named);
    }
  }
  return { parameters, properties };
}

/** What a parameter of a type such as `AWS::EC2::VPC::Id` names: as a whole, or item by item. */
function referencesById(
  name: string,
  evaluation: Evaluation,
): { readonly own?: LiveReference; readonly items: readonly NamedByProperty[] } {
  const parameter = parameterNamed(name, evaluation);
  if (!parameter || parameter.noEcho) return { items: [] };
  const value = evaluation.parameter(name);
  const referenceOf = (id: Value): LiveReference | undefined => {
    const text = id.kind === "known" ? String(id.value) : undefined;
    return text === undefined ? undefined : referenceById(parameter.type, text, evaluation.place);
  };
  if (value.kind !== "list") {
    const own = referenceOf(value);
    return own ? { own, items: [] } : { items: [] };
  }
  const source = value.source ?? spanOf(evaluation.template.path, parameter.entry.at);
  const items = value.items.flatMap((item, index) => {
    const reference = referenceOf(item);
    if (!reference || item.kind !== "known") return [];
    return [{ logicalId: addressIn("Parameters", name), path: String(index), reference, value: item, source }];
  });
  return { items };
}

/** Dynamic references in a resource's properties, wherever they stand. */
function dynamicIn(
  resource: TemplateResource,
  value: Value,
  path: string,
  holder: Span,
  evaluation: Evaluation,
): readonly NamedByProperty[] {
  const source = value.source ?? holder;
  const dynamic = dynamicReference(value);
  if (dynamic !== undefined) {
    const reference = dynamicallyReferenced(dynamic, evaluation.place);
    if (!reference) return [];
    const text = known(`{{resolve:${dynamic}}}`, { source });
    return [{ logicalId: resource.logicalId, path, reference, value: text, source }];
  }
  const children: readonly (readonly [string, Value])[] =
    value.kind === "map"
      ? [...value.entries]
      : value.kind === "list"
        ? value.items.map((item, index) => [String(index), item] as const)
        : [];
  return children.flatMap(([key, child]) =>
    dynamicIn(resource, child, path === "" ? key : `${path}.${key}`, source, evaluation),
  );
}

function ssmReference(name: string, evaluation: Evaluation): LiveReference | undefined {
  const parameter = parameterNamed(name, evaluation);
  if (!parameter || parameter.noEcho) return undefined;
  const ssmName = ssmParameterName(parameter, evaluation);
  if (ssmName === undefined) return undefined;
  return liveReference("AWS::SSM::Parameter", ssmName, evaluation.place);
}

type Found = {
  /** The parameter that the property takes its whole value from. */
  readonly parameter: string | null;
  readonly named: NamedByProperty;
};

function namesIn(resource: TemplateResource, evaluation: Evaluation): readonly Found[] {
  const references = referencePropertiesOf(resource.type);
  const evaluated = evaluation.resource(resource.logicalId);
  if (evaluated === "circular") return [];
  if (evaluated.exists.kind === "known" && !evaluated.exists.value) return [];
  const root = { path: "", value: evaluated.properties, node: resource.properties };
  const named = references.flatMap(({ path, target }) =>
    follow(root, path.split("/")).flatMap((place) => found(place, target, resource, evaluation)),
  );
  const holder = spanOf(evaluation.template.path, resource.entry.at);
  const dynamic = dynamicIn(resource, evaluated.properties, "", holder, evaluation);
  return [...named, ...dynamic.map((each) => ({ parameter: null, named: each }))];
}

function found(
  place: Place,
  target: ReferenceTarget,
  resource: TemplateResource,
  evaluation: Evaluation,
): readonly Found[] {
  const { value, path } = place;
  if (value.kind !== "known" || value.derivedFrom !== undefined || value.sensitive) return [];
  if (typeof value.value !== "string") return [];
  const reference = liveReference(target, value.value, evaluation.place);
  if (!reference) return [];
  const source = value.source ?? spanOf(evaluation.template.path, resource.entry.at);
  const named = { logicalId: resource.logicalId, path, reference, value, source };
  return [{ parameter: parameterOf(place.node, evaluation), named }];
}

function parameterOf(node: Node | undefined, evaluation: Evaluation): string | null {
  const name = node?.kind === "call" && node.name === "Ref" ? scalarText(node.argument) : undefined;
  return name !== undefined && evaluation.template.parameters.has(name) ? name : null;
}

/** Everything at a path below a place. */
function follow(place: Place, segments: readonly string[]): readonly Place[] {
  const [segment, ...rest] = segments;
  if (segment === undefined) return [place];
  const { value, node } = place;
  if (segment === "*") {
    if (value.kind !== "list") return [];
    // An item that `AWS::NoValue` removes shifts those after it.
    const items = node?.kind === "seq" && node.items.length === value.items.length ? node.items : [];
    return value.items.flatMap((item, index) =>
      follow({ path: `${place.path}.${index}`, value: item, node: items[index] }, rest),
    );
  }
  const child = value.kind === "map" ? value.entries.get(segment) : undefined;
  if (!child) return [];
  const path = place.path === "" ? segment : `${place.path}.${segment}`;
  return follow({ path, value: child, node: entryOf(node, segment)?.value }, rest);
}

function sameReference(a: LiveReference | undefined, b: LiveReference): boolean {
  return a?.type === b.type && JSON.stringify(a.identity) === JSON.stringify(b.identity);
}
