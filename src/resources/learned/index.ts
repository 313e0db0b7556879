import type { Identity } from "../../model/declared.ts";
import type { Json } from "../../model/json.ts";
import { isRead } from "../../model/permissions.ts";
import type { MapValue } from "../../model/value.ts";
import { unidentified } from "../identity.ts";
import type { ResourceType } from "../type.ts";
import { rulesOf } from "./rules.ts";
import { parseSchema, pathOf } from "./schema.ts";
import type { TypeSchema } from "./schema.ts";

/** A type that the project has no file for, as its schema says it is. */
export type LearnedType = ResourceType & {
  /** What declared properties say of which one it is; undefined where that is not all of the identifier. */
  identityOf(properties: MapValue): Identity | undefined;
};

/** Types whose schema may be asked for; a macro's, a module's and a function's of the author's own are not among them. */
export function isLearnable(type: string): boolean {
  return /^AWS::[A-Za-z0-9]+::[A-Za-z0-9]+$/.test(type) && !/^AWS::(?:Serverless|CloudFormation)::/.test(type);
}

const learned = new WeakMap<object, LearnedType | null>();

/**
 * A type from what DescribeType says (https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DescribeType.html).
 * @param described `Schema` and `ProvisioningType`
 * @returns null for a type that Cloud Control cannot read
 */
export function learnedType(type: string, described: { readonly [name: string]: Json }): LearnedType | null {
  const known = learned.get(described);
  if (known !== undefined) return known;
  const schema = parseSchema(described["Schema"] ?? null);
  const isReadable = described["ProvisioningType"] !== "NON_PROVISIONABLE" && schema?.handlers.read !== undefined;
  const made = schema && isReadable ? typeOf(type, schema) : null;
  learned.set(described, made);
  return made;
}

function typeOf(type: string, schema: TypeSchema): LearnedType {
  const names = schema.primaryIdentifier.map(pathOf);
  const { read, list } = schema.handlers;
  const actions = ["cloudformation:GetResource", ...readsIn(read)];
  const listing = ["cloudformation:ListResources", ...readsIn(list)];
  return {
    type,
    noun: "resource",
    terraform: null,
    cloudformation: { identity: () => ({ kind: "generated" }), attribute: () => undefined },
    fromArn: () => undefined,
    ofPhysicalId: (physicalId) => identityOfPhysicalId(physicalId, names),
    read: { api: "cloudcontrol:GetResource", actions, learned: [...actions, ...(list ? listing : [])] },
    ...(list && { list: { actions: listing } }),
    isDoubted: true,
    nameOf: (identifier) => identifier.split("|").at(-1) ?? identifier,
    properties: rulesOf(schema),
    identityOf: (properties) => declaredIdentity(properties, names),
  };
}

/** What a schema lists is what handlers were given, writes and secrets among it: only what reads is ever asked leave for. */
function readsIn(handler: { readonly permissions: readonly string[] } | undefined): readonly string[] {
  return [...new Set(handler?.permissions ?? [])].filter(isRead);
}

/** A stack knows resources by what `Ref` gives, which most types have for their identifier; some have only a part of it. */
function identityOfPhysicalId(physicalId: string, names: readonly string[]): Identity {
  const isWhole = physicalId.split("|").length === names.length;
  const isArn = !names[0]?.endsWith("Arn") || names.length > 1 || physicalId.startsWith("arn:");
  if (isWhole && isArn) return { kind: "identifier", identifier: physicalId, name: physicalId.split("|").at(-1) ?? "" };
  return unidentified(`the stack calls it \`${physicalId}\`, which is not all of its identifier (${names.join(", ")})`);
}

function declaredIdentity(properties: MapValue, names: readonly string[]): Identity | undefined {
  const parts = names.map((name) => properties.entries.get(name));
  const texts = parts.map((part) => (part?.kind === "known" && !part.sensitive ? String(part.value ?? "") : ""));
  if (texts.some((text) => text === "")) return undefined;
  return { kind: "identifier", identifier: texts.join("|"), name: texts.at(-1) ?? "" };
}
