import type { Block, LookupBlock, OtherBlock, ResourceBlock } from "../../model/declared.ts";
import { known, map, unresolved } from "../../model/value.ts";
import type { MapValue, Value } from "../../model/value.ts";
import { declaredAs } from "../../resources/in-template.ts";
import { findReadable } from "../../resources/index.ts";
import type { ImportedAt } from "./intrinsics/evaluate.ts";
import type { Evaluation } from "./intrinsics/evaluation.ts";
import { importAddress } from "./intrinsics/imports.ts";
import { contentFingerprint } from "./template/fingerprint.ts";
import type { Fingerprint } from "./template/fingerprint.ts";
import { addressIn, nodeLeansOn, resourceLeansOn } from "./references/leans-on.ts";
import type { Section } from "./references/leans-on.ts";
import { literalsIn } from "./references/literals.ts";
import { entryOf, scalarText, spanOf } from "./template/nodes.ts";
import type { Entry } from "./template/nodes.ts";
import { parameterNamed } from "./parameters/parameters.ts";
import type { LiveReference } from "../../resources/named-by-text.ts";
import type { NamedByProperty } from "./references/relied-on.ts";
import { isModule } from "./template/template.ts";
import type { TemplateResource } from "./template/template.ts";

/**
 * A resource's block, or undefined where its condition is false: then it is not declared.
 * @param lookups addresses of the look-ups that its properties are
 */
export function resourceBlock(
  resource: TemplateResource,
  lookups: readonly string[],
  evaluation: Evaluation,
  fingerprint: Fingerprint,
): Block | undefined {
  const evaluated = evaluation.resource(resource.logicalId);
  if (evaluated === "circular") throw new Error("evaluated from outside, nothing is under way");
  const { exists, properties, identity } = evaluated;
  if (exists.kind === "known" && !exists.value) return undefined;
  const source = spanOf(evaluation.template.path, resource.entry.at);
  const base = {
    address: resource.logicalId,
    source,
    fingerprint: resource.isMade ? contentFingerprint(resource.entry.value) : fingerprint(source),
    leansOn: [...resourceLeansOn(resource, evaluation), ...lookups],
    arguments: argumentsOf(resource, properties, evaluation),
    literals: literalsIn(properties, source),
  };
  if (!isAwsResource(resource.type)) return { ...base, mode: "other" } satisfies OtherBlock;
  const { type, properties: own } = declaredAs(resource.type, properties);
  return {
    ...base,
    mode: "resource",
    type: type?.type ?? null,
    formatType: resource.type,
    place: evaluation.place,
    identity,
    properties: own,
    ignored: [],
    ...(resource.unknownId === null ? {} : { isRenamed: true as const }),
  } satisfies ResourceBlock;
}

/** A parameter: a look-up where its value names something live. */
export function parameterBlock(
  entry: Entry,
  reference: LiveReference | undefined,
  lookups: readonly string[],
  evaluation: Evaluation,
  fingerprint: Fingerprint,
): Block {
  const parameter = parameterNamed(entry.key, evaluation);
  const block = memberBlock("Parameters", entry, evaluation, fingerprint);
  const literals = literalsIn(evaluation.parameter(entry.key), block.source);
  const shown = parameter?.noEcho ? withSecretDefault(block.arguments) : block.arguments;
  const base = { ...block, literals, arguments: shown, leansOn: [...block.leansOn, ...lookups] };
  if (!reference) return base;
  const holder = evaluation.given.has(entry.key) ? entry : (parameter?.default ?? entry);
  const source = spanOf(evaluation.template.path, holder.at);
  return { ...base, ...lookupOf(reference), source } satisfies LookupBlock;
}

/** A text in a property that names something live. */
export function propertyBlock(named: NamedByProperty, fingerprint: Fingerprint): LookupBlock {
  return {
    ...lookupOf(named.reference),
    address: lookupAddress(named),
    source: named.source,
    fingerprint: fingerprint(named.source),
    leansOn: [],
    arguments: map(new Map([[named.path, named.value]])),
    literals: [],
  };
}

/** What another stack has under a name: a look-up in the account. @param names what its value may name */
export function importBlock(
  { value, at }: ImportedAt,
  names: LookupBlock["names"],
  evaluation: Evaluation,
  fingerprint: Fingerprint,
): LookupBlock {
  const { type, identifier, place } = value;
  const source = spanOf(evaluation.template.path, at);
  return {
    ...lookupOf({ type, identity: { kind: "identifier", identifier, name: identifier }, place }),
    address: importAddress(value, evaluation),
    source,
    fingerprint: fingerprint(source),
    leansOn: [],
    arguments: map(new Map([["Name", known(identifier)]])),
    literals: [],
    ...(names !== undefined && { names }),
  };
}

export function lookupAddress({ logicalId, path }: NamedByProperty): string {
  return `${logicalId}.${path}`;
}

/** An output; undefined where its condition is false. */
export function outputBlock(entry: Entry, evaluation: Evaluation, fingerprint: Fingerprint): OtherBlock | undefined {
  const condition = scalarText(entryOf(entry.value, "Condition")?.value);
  const exists = condition === undefined ? undefined : evaluation.condition(condition, entry.at);
  if (exists?.kind === "known" && !exists.value) return undefined;
  const block = memberBlock("Outputs", entry, evaluation, fingerprint, condition);
  return { ...block, literals: literalsIn(block.arguments, block.source) };
}

/** A condition, with what it comes to. */
export function conditionBlock(entry: Entry, evaluation: Evaluation, fingerprint: Fingerprint): OtherBlock {
  const block = memberBlock("Conditions", entry, evaluation, fingerprint);
  const truth = evaluation.condition(entry.key, entry.at);
  return { ...block, arguments: map(new Map([["Value", truth]])) };
}

/** A member of any section that is no resource. */
export function memberBlock(
  section: Section,
  entry: Entry,
  evaluation: Evaluation,
  fingerprint: Fingerprint,
  condition?: string,
): OtherBlock {
  const source = spanOf(evaluation.template.path, entry.at);
  const value = section === "Conditions" ? undefined : evaluation.evaluate(entry.value);
  return {
    mode: "other",
    address: addressIn(section, entry.key),
    source,
    fingerprint: fingerprint(source),
    leansOn: nodeLeansOn(entry.value, evaluation, condition),
    arguments: asMap(value),
    literals: [],
  };
}

/** A loop or an include among the resources: what it makes is not known. */
export function generatorBlock(entry: Entry, evaluation: Evaluation, fingerprint: Fingerprint): OtherBlock {
  const source = spanOf(evaluation.template.path, entry.at);
  const value = unresolved(`what \`${entry.key}\` makes is known only after deploy`);
  return {
    mode: "other",
    address: `Resources.${entry.key}`,
    source,
    fingerprint: fingerprint(source),
    leansOn: nodeLeansOn(entry.value, evaluation),
    arguments: map(new Map([["Value", value]])),
    literals: [],
  };
}

/** Custom resources and third parties' types are nothing that AWS's read APIs know; a module stands for resources. */
function isAwsResource(type: string): boolean {
  if (isModule(type)) return true;
  return type.startsWith("AWS::") && type !== "AWS::CloudFormation::CustomResource";
}

function lookupOf({ type, identity, place }: LiveReference) {
  return {
    mode: "lookup" as const,
    type: findReadable(type)?.type ?? null,
    formatType: type,
    place,
    identity,
  };
}

/** Everything that is written for a resource: type, condition, policies and, already evaluated, its properties. */
function argumentsOf({ entry, broken }: TemplateResource, properties: MapValue, evaluation: Evaluation): MapValue {
  const entries = new Map<string, Value>();
  const written = entry.value.kind === "map" && broken === null ? entry.value.entries : [];
  for (const { key, value: node, at } of written) {
    const value = key === "Properties" ? properties : evaluation.evaluate(node);
    if (value) entries.set(key, { ...value, source: spanOf(evaluation.template.path, at) });
  }
  return map(entries);
}

function withSecretDefault(parameter: MapValue): MapValue {
  const secret = parameter.entries.get("Default");
  if (!secret) return parameter;
  return map(new Map([...parameter.entries, ["Default", { ...secret, sensitive: true }]]));
}

function asMap(value: Value | undefined): MapValue {
  if (value?.kind === "map") return value;
  return map(value ? new Map([["Value", value]]) : new Map());
}
