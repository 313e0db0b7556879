import type { AsDeclaredAssumption, AwaitedResource } from "../model/assumption.ts";
import type { ResourceBlock } from "../model/declared.ts";
import type { Json } from "../model/json.ts";
import type { Permission } from "../model/live.ts";
import { type Observations, type ReadRequest, requestKey } from "../model/observation.ts";
import type { Slice } from "../model/slice.ts";
import type { Place, Target } from "../model/target.ts";
import { type AwaitedAttribute, known, type MapValue, type UnresolvedValue, type Value } from "../model/value.ts";
import { find } from "../resources/index.ts";
import { identified } from "./identified.ts";
import { placeOf } from "./identity.ts";
import { lookUp, lookUpPermissions, type Looked, physicalId } from "./look-up.ts";

/**
 * What a resource's properties await of others: ids that AWS made up, which are known once those are looked at. Only
 * resources that base declares in the same account can be looked at with what the assumption has.
 */
export function awaitedBy(
  base: ResourceBlock,
  head: ResourceBlock | null,
  slice: Slice,
  reader: Target,
  place: Place | null,
): ReadonlyMap<string, AwaitedResource> {
  const addresses = new Set([base, ...(head ? [head] : [])].flatMap(({ properties }) => awaitedIn(properties)));
  const found = new Map<string, AwaitedResource>();
  for (const address of addresses) {
    const block = slice.base?.blocks.get(address);
    if (block?.mode !== "resource" || block.type === null || !find(block.type) || block.part) continue;
    const own = placeOf(block);
    const { identity } = identified(block, slice, reader);
    if (own?.account !== place?.account || !own || identity.kind === "unresolved" || identity.kind === "generated")
      continue;
    found.set(address, { type: block.type, place: own, identity });
  }
  return found;
}

function awaitedIn(value: Value): readonly string[] {
  if (value.kind === "list") return value.items.flatMap(awaitedIn);
  if (value.kind === "map") return [...value.entries.values()].flatMap(awaitedIn);
  if (value.kind !== "unresolved") return [];
  return (value.awaits ?? []).flatMap((piece) => (typeof piece === "string" ? [] : [piece.address]));
}

/** What the reads that settling may take need leave for. */
export function awaitedPermissions(assumption: AsDeclaredAssumption): readonly Permission[] {
  return [...assumption.awaited.values()].flatMap((resource) => {
    const type = find(resource.type);
    return type ? lookUpPermissions(lookedIn(assumption, resource), type) : [];
  });
}

/** The assumption with what its properties await put in, as far as it has been read; `open` are the reads still to make. */
export function settled(
  assumption: AsDeclaredAssumption,
  observations: Observations,
): { readonly assumption: AsDeclaredAssumption; readonly open: readonly ReadRequest[] } {
  const { base, head, awaited } = assumption;
  if (awaited.size === 0) return { assumption, open: [] };
  const open = new Map<string, ReadRequest>();
  const settle = (block: ResourceBlock): ResourceBlock => ({
    ...block,
    properties: settleMap(block.properties, (attribute) => {
      const found = attributeOf(attribute, assumption, observations);
      if (found && typeof found === "object") open.set(requestKey(found), found);
      return typeof found === "string" ? found : undefined;
    }),
  });
  return { assumption: { ...assumption, base: settle(base), head: head && settle(head) }, open: [...open.values()] };
}

type Settle = (attribute: AwaitedAttribute) => string | undefined;

function settleMap(value: MapValue, settle: Settle): MapValue {
  return { ...value, entries: new Map([...value.entries].map(([key, child]) => [key, settleValue(child, settle)])) };
}

function settleValue(value: Value, settle: Settle): Value {
  if (value.kind === "list") return { ...value, items: value.items.map((item) => settleValue(item, settle)) };
  if (value.kind === "map") return settleMap(value, settle);
  return value.kind === "unresolved" && value.awaits ? settleText(value, settle) : value;
}

function settleText(value: UnresolvedValue, settle: Settle): Value {
  const { kind: _, reason: __, awaits = [], ...origin } = value;
  const pieces = awaits.map((piece) => (typeof piece === "string" ? piece : settle(piece)));
  return pieces.some((piece) => piece === undefined) ? value : known(pieces.join(""), origin);
}

/** An attribute's text, the read that tells it, or undefined where no read does. */
function attributeOf(
  { address, attribute }: AwaitedAttribute,
  assumption: AsDeclaredAssumption,
  observations: Observations,
): string | ReadRequest | undefined {
  const resource = assumption.awaited.get(address);
  const type = resource && find(resource.type);
  if (!resource || !type) return undefined;
  const { place } = resource;
  const looked = lookedIn(assumption, resource);
  const inStack = physicalId(looked, type, place, observations);
  if (inStack?.step === "ask") return inStack.request;
  if (inStack?.step === "found" && attribute === null) return inStack.physicalId;
  const names = assumption.format === "terraform" ? type.terraform : type.cloudformation;
  const identity = inStack?.step === "found" ? inStack.identity : looked.identity;
  const computed = names?.attribute(attribute, identity, place);
  if (computed?.kind === "known") return String(computed.value);
  const found = lookUp(looked, type, place, observations);
  if (found.step === "ask") return found.request;
  if (found.observation.outcome !== "present") return undefined;
  const { identifier, properties } = found.observation;
  const known = { kind: "identifier", identifier, name: type.nameOf(identifier) } as const;
  const again = names?.attribute(attribute, known, place);
  if (again?.kind === "known") return String(again.value);
  return attribute === null ? undefined : textAt(properties, PROPERTIES[attribute] ?? attribute);
}

/** What Terraform calls attributes that CloudFormation's types have too. */
const PROPERTIES: { readonly [attribute: string]: string } = { arn: "Arn" };

/** A read-only property; `GetAtt` divides the steps of a path by dots. */
function textAt(properties: { readonly [name: string]: Json }, path: string): string | undefined {
  let current: Json | undefined = properties;
  for (const step of path.split(".")) {
    if (typeof current !== "object" || current === null || Array.isArray(current)) return undefined;
    current = (current as { readonly [name: string]: Json })[step];
  }
  return typeof current === "string" || typeof current === "number" ? String(current) : undefined;
}

function lookedIn({ target, kind }: AsDeclaredAssumption, { identity }: AwaitedResource): Looked {
  return { target, kind, identity };
}
