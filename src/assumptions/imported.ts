import type { AsDeclaredAssumption } from "../model/assumption.ts";
import type { ResourceBlock } from "../model/declared.ts";
import { type Observation, type Observations, type ReadRequest, requestKey } from "../model/observation.ts";
import type { Place } from "../model/target.ts";
import { type Imported, known, list, type MapValue, map, type UnresolvedValue, type Value } from "../model/value.ts";
import { find, findReadable } from "../resources/index.ts";
import { STACK_EXPORT } from "../resources/looked-up/stack-values.ts";
import { partOf, readRequest } from "./requests.ts";

/**
 * The reads that tell what a declared resource takes from other stacks. CloudFormation lets nobody change an export that
 * is in use, so that what it is now is what the resource was deployed with
 * (https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-stack-exports.html).
 */
export function importRequests(assumption: AsDeclaredAssumption, place: Place): readonly ReadRequest[] {
  const { base, head } = assumption;
  const taken = [base, head].flatMap((block) => (block ? importsIn(block.properties) : []));
  const requests = taken.flatMap((imported) => requestOf(assumption, imported, place) ?? []);
  return [...new Map(requests.map((request) => [requestKey(request), request])).values()];
}

/** The assumption with what it takes from other stacks, as far as it is read: what is not stays unresolved. */
export function withImports(
  assumption: AsDeclaredAssumption,
  place: Place,
  observations: Observations,
): AsDeclaredAssumption {
  if (importRequests(assumption, place).length === 0) return assumption;
  const valueOf = (imported: Imported): string | undefined => {
    const request = requestOf(assumption, imported, place);
    const seen = request && observations.get(requestKey(request));
    return seen && valueIn(imported, seen);
  };
  const filled = (block: ResourceBlock): ResourceBlock => ({ ...block, properties: mapOf(block.properties, valueOf) });
  const base = filled(assumption.base);
  const head = assumption.head && filled(assumption.head);
  const type = isNamedByImport(base) ? find(assumption.subject.type) : undefined;
  const identity = type?.cloudformation.identity(base.properties, place) ?? assumption.identity;
  return { ...assumption, base, head, identity };
}

/** Whether code names a resource by what another stack has: code alone does not say which one it is, the account does. */
export function isNamedByImport({ identity }: ResourceBlock): boolean {
  return identity.kind === "unresolved" && identity.value.imported !== undefined;
}

function importsIn(value: Value): readonly Imported[] {
  if (value.kind === "unresolved") return value.imported ? [value.imported] : [];
  if (value.kind === "list") return value.items.flatMap(importsIn);
  return value.kind === "map" ? [...value.entries.values()].flatMap(importsIn) : [];
}

/** Undefined for an output, which may have changed since it was taken, and for what lies elsewhere than the resource. */
function requestOf(assumption: AsDeclaredAssumption, imported: Imported, own: Place): ReadRequest | undefined {
  const { type, identifier, place } = imported;
  const readable = type === STACK_EXPORT ? findReadable(type) : undefined;
  return readable && place.account === own.account ? readRequest(assumption, readable, place, identifier) : undefined;
}

function valueIn({ type, identifier }: Imported, seen: Observation): string | undefined {
  const within = findReadable(type)?.within;
  const part = within && partOf(within, identifier, seen);
  const value = part?.outcome === "present" ? part.properties["Value"] : undefined;
  return typeof value === "string" ? value : undefined;
}

type ValueOf = (imported: Imported) => string | undefined;

function mapOf(value: MapValue, valueOf: ValueOf): MapValue {
  const { entries, ...origin } = value;
  return map(new Map([...entries].map(([key, child]) => [key, filledValue(child, valueOf)] as const)), origin);
}

function filledValue(value: Value, valueOf: ValueOf): Value {
  if (value.kind === "map") return mapOf(value, valueOf);
  if (value.kind === "list") {
    const { items, ...origin } = value;
    return list(
      items.map((item) => filledValue(item, valueOf)),
      origin,
    );
  }
  return value.kind === "unresolved" ? (taken(value, valueOf) ?? value) : value;
}

function taken(value: UnresolvedValue, valueOf: ValueOf): Value | undefined {
  const { imported, reason: _reason, kind: _kind, ...origin } = value;
  const text = imported && valueOf(imported);
  if (text === undefined) return undefined;
  if (imported?.separator === undefined) return known(text, origin);
  return list(
    text.split(imported.separator).map((item) => known(item, origin)),
    origin,
  );
}
