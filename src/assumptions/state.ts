import type { Identity } from "../model/declared.ts";
import type { Permission } from "../model/live.ts";
import {
  type ListedItem,
  type Observation,
  type Observations,
  type ReadRequest,
  requestKey,
} from "../model/observation.ts";
import { partitionOf } from "../model/target.ts";
import type { StateAttributes } from "../resources/type.ts";

type InState = Extract<Identity, { readonly kind: "state" }>;

/** What a state says of an address: the attributes kept of it, the read that comes first, or why there is no answer. */
export type StateStep =
  | { readonly step: "ask"; readonly request: ReadRequest }
  | { readonly step: "found"; readonly attributes: StateAttributes; readonly trail: readonly Observation[] }
  | { readonly step: "done"; readonly observation: Observation; readonly trail: readonly Observation[] };

/**
 * Finds a resource in the state by its address. What the state does not hold was not deployed from it: that says nothing
 * of what is live, so that it is never `absent`.
 */
export function followState(identity: InState, request: ReadRequest, observations: Observations): StateStep {
  const { addresses } = identity;
  const seen = readsOf(request, observations);
  const [state] = seen;
  if (!state) return { step: "ask", request };
  if (state.outcome !== "present") return done(state);
  const other = seen.find((one) => one.outcome === "present" && writingOf(one) !== writingOf(state));
  if (other) {
    const message = `the state changed while it was read: ${writingOf(state)}, then ${writingOf(other)}`;
    return done({ request: state.request, evidence: state.evidence, outcome: "ambiguous", message });
  }
  const entries = entriesOf(state);
  const current = addresses.map((address) => entries.get(address)).find((items) => items?.some(isCurrent));
  const entry = current?.find(isCurrent);
  if (entry) return { step: "found", attributes: textsOf(entry), trail: [state] };
  return done(notTold(state, notThere(identity, entries, state)));
}

function done(observation: Observation): StateStep {
  return { step: "done", observation, trail: [observation] };
}

/** What reading a state takes: that object alone, its bucket's listing to tell one that is missing, and its key through S3. */
export function statePermissions({ state: { bucket, key, region }, reader }: InState): readonly Permission[] {
  const { target } = reader;
  const arn = `arn:${partitionOf(region)}:s3:::${bucket}`;
  return [
    { action: "s3:GetObject", resource: `${arn}/${key}`, target },
    { action: "s3:ListBucket", resource: arn, target },
    { action: "kms:Decrypt", resource: "*", via: `s3.${region}.amazonaws.com`, target },
  ];
}

/** The read's own answer first, then those of other targets that read the same object through roles of their own. */
function readsOf(request: ReadRequest, observations: Observations): readonly Observation[] {
  const own = observations.get(requestKey(request));
  if (!own) return [];
  const { api, identifier } = request;
  const others = [...observations.values()].filter(
    (other) => other !== own && other.request.api === api && other.request.identifier === identifier,
  );
  return [own, ...others];
}

/** Terraform counts each writing of a state, whose lineage never changes. */
function writingOf(state: Observation): string {
  if (state.outcome !== "present") return "";
  return `serial ${JSON.stringify(state.properties["Serial"])} of lineage ${JSON.stringify(state.properties["Lineage"])}`;
}

const indexes = new WeakMap<Observation, ReadonlyMap<string, readonly ListedItem[]>>();

/** A state may hold ten thousands of resources, and be asked for as many: its index is made once. */
function entriesOf(state: Extract<Observation, { outcome: "present" }>): ReadonlyMap<string, readonly ListedItem[]> {
  const entries = indexes.get(state) ?? Map.groupBy(state.items ?? [], ({ identifier }) => identifier);
  indexes.set(state, entries);
  return entries;
}

/** Not one that is only waiting to be deleted, after its successor was made. */
function isCurrent({ properties }: ListedItem): boolean {
  return properties["deposed"] === undefined;
}

function textsOf({ properties }: ListedItem): StateAttributes {
  const texts = Object.entries(properties).filter((entry): entry is [string, string] => typeof entry[1] === "string");
  return Object.fromEntries(texts);
}

function notThere(
  { addresses, state: { bucket, key } }: InState,
  entries: ReadonlyMap<string, readonly ListedItem[]>,
  state: Observation,
): string {
  const [address = ""] = addresses;
  const where = `the state s3://${bucket}/${key} (${writingOf(state)})`;
  if (addresses.some((one) => entries.has(one))) {
    return `${where} holds of ${address} only what is left to be deleted`;
  }
  return `${where} does not hold ${address}: it was not deployed yet, or from another state`;
}

/** The state was read, and does not tell which live resource it is. */
export function notTold({ request, evidence }: Observation, message: string): Observation {
  return { request, evidence, outcome: "failed", reason: "no-identity", message };
}
