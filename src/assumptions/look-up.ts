import type { Assumption, ExistsAssumption } from "../model/assumption.ts";
import type { Identity, NaturalKey } from "../model/declared.ts";
import { type Observation, type Observations, type ReadRequest, requestKey } from "../model/observation.ts";
import type { Permission } from "../model/live.ts";
import type { Place } from "../model/target.ts";
import type { AwaitedAttribute, AwaitedText } from "../model/value.ts";
import { findReadable } from "../resources/index.ts";
import { identityInState, identityOfPhysicalId } from "../resources/physical-id.ts";
import type { Finder, ReadableType } from "../resources/type.ts";
import { spellingOf, textAt, textOf } from "./attribute.ts";
import { doubted } from "./doubted.ts";
import { keyText } from "./identity.ts";
import { followKey, type KeyStep, leavesNothing } from "./natural-key.ts";
import { followStack, type StackStep } from "./stack.ts";
import { partOf, readRequest, requestFor, stateRequest } from "./requests.ts";
import { followState, notTold, statePermissions } from "./state.ts";

const LIST_STACK_RESOURCES = ["cloudformation:ListStackResources"];

/** How far the look-up of one live resource has come. */
export type LookUp =
  | { readonly step: "ask"; readonly request: ReadRequest }
  | {
      readonly step: "done";
      readonly observation: Observation;
      /** Everything that was looked at on the way, the deciding observation last. */
      readonly trail: readonly Observation[];
      /** All that a natural key matches, where it is to be one. */
      readonly matches?: readonly string[];
    };

/** What is looked up, and through which target. */
export type Looked = Pick<Assumption, "identity" | "target" | "kind" | "awaited"> & {
  /** What code keeps of an earlier look-up, which only a read of the resource shows. */
  readonly kept?: ExistsAssumption["kept"];
};

/**
 * Finds the live resource that an assumption is about: through the stack or the state where only that knows it, then by the
 * type's own read, then, where not-found may mean something else, by the type's witness.
 * @returns the next read that is needed, or the deciding observation
 */
export function lookUp(assumption: Looked, type: ReadableType, place: Place, observations: Observations): LookUp {
  const trail: Observation[] = [];
  let identity = assumption.identity;
  const inStack = physicalId(assumption, type, place, observations);
  if (inStack && inStack.step !== "found") return inStack;
  if (inStack) {
    trail.push(...inStack.trail);
    identity = inStack.identity;
    const last = trail.at(-1);
    if (identity.kind === "unresolved" && last) {
      return { step: "done", observation: unidentified(last, identity.value.reason), trail };
    }
  }
  if (identity.kind === "state") {
    const followed = followState(identity, stateRequest(assumption, identity), observations);
    if (followed.step === "ask") return followed;
    const { otherwise, type: terraformType } = identity;
    if (followed.step === "done" && !otherwise) return followed;
    trail.push(...followed.trail);
    const [state] = followed.trail;
    if (followed.step === "found") identity = identityInState(type, terraformType, followed.attributes, place);
    else if (otherwise) identity = otherwise;
    if (identity.kind === "unresolved" && state) {
      return { step: "done", observation: notTold(state, identity.value.reason), trail };
    }
  }
  if (identity.kind === "natural-key") {
    const { name } = identity;
    const key = settledKey(identity.key, assumption, observations);
    if ("step" in key) return key;
    const wanted = { isLookedUp: assumption.kind === "exists", several: identity.several === true };
    const found: KeyStep = type.composed
      ? { step: "found", identifier: type.composed(key.known), trail: [] }
      : followKey(key.known, type, wanted, {
          listing: (finder, asked) => ({
            ...requestFor(assumption, place, finder, listedType(finder, type), keyText(asked)),
            key: asked,
          }),
          candidate: (identifier) => requestFor(assumption, place, type.read, type.type, identifier),
          seen: (request) => observations.get(requestKey(request)),
        });
    if (found.step !== "found") return found;
    trail.push(...found.trail);
    if (found.observation && !assumption.kept) return { step: "done", observation: found.observation, trail };
    identity = { kind: "identifier", identifier: found.identifier, name };
  }
  const request = readRequest(assumption, type, place, identifierOf(identity));
  const seen = observations.get(requestKey(request));
  if (!seen) return { step: "ask", request };
  const found = type.within ? partOf(type.within, identifierOf(identity), seen) : seen;
  // It may have been read as a candidate already; it decides, and so stands last.
  const earlier = trail.indexOf(found);
  if (earlier >= 0) trail.splice(earlier, 1);
  trail.push(found);
  if (found.outcome === "absent" && type.isDoubted) {
    const listing =
      type.list && ({ ...type.read, api: "cloudcontrol:ListResources", actions: type.list.actions } as const);
    return doubted(found, trail, listing && requestFor(assumption, place, listing, type.type, ""), observations);
  }
  if (found.outcome !== "absent" || !type.witness) return { step: "done", observation: found, trail };
  const witnessRequest = requestFor(assumption, place, type.witness, type.type, request.identifier);
  const witness = observations.get(requestKey(witnessRequest));
  if (!witness) return { step: "ask", request: witnessRequest };
  trail.push(witness);
  return { step: "done", observation: witness.outcome === "present" ? contradicted(found, witness) : witness, trail };
}

/** What the deployed stack calls a resource that only it knows, and which live one that is; undefined for any other. */
function physicalId(
  looked: Looked,
  type: ReadableType,
  place: Place,
  observations: Observations,
):
  | Exclude<StackStep, { step: "found" }>
  | (Extract<StackStep, { step: "found" }> & { identity: Identity })
  | undefined {
  const { identity } = looked;
  if (identity.kind !== "stack") return undefined;
  const listing = { api: "cloudformation:ListStackResources", actions: LIST_STACK_RESOURCES } as const;
  const followed = followStack(
    identity,
    (stack) => requestFor(looked, place, listing, null, stack),
    (request) => observations.get(requestKey(request)),
  );
  if (followed.step !== "found") return followed;
  const within = identity.within === undefined ? undefined : textOfAwaited(identity.within, looked, observations);
  if (within && !("text" in within)) return within;
  const found =
    type.ofPhysicalId?.(followed.physicalId, place, within?.text) ?? identityOfPhysicalId(type, followed.physicalId);
  return { ...followed, identity: found };
}

/** The key with what it awaits put in, or how far the look-up of that has come: what hangs on nothing is nothing. */
function settledKey(
  key: NaturalKey,
  looked: Looked,
  observations: Observations,
): { readonly known: { readonly [property: string]: string } } | LookUp {
  const known: [string, string][] = [];
  for (const [property, part] of Object.entries(key)) {
    const found = textOfAwaited(part, looked, observations);
    if (!("text" in found)) return found;
    known.push([property, found.text]);
  }
  return { known: Object.fromEntries(known) };
}

function textOfAwaited(
  part: string | AwaitedText,
  looked: Looked,
  observations: Observations,
): { readonly text: string } | LookUp {
  const texts: string[] = [];
  for (const piece of typeof part === "string" ? [part] : part) {
    const found = typeof piece === "string" ? { text: piece } : attributeOf(piece, looked, observations);
    if (!("text" in found)) return found;
    texts.push(found.text);
  }
  return { text: texts.join("") };
}

/** The text of an attribute that only AWS knows, or how far the look-up of its resource has come. */
export function attributeOf(
  { address, attribute }: AwaitedAttribute,
  looked: Looked,
  observations: Observations,
): { readonly text: string } | LookUp {
  const resource = looked.awaited.get(address);
  const type = resource && findReadable(resource.type);
  if (!resource || !type) throw new Error(`${address} is not among what is awaited`);
  const { place, identity, format } = resource;
  const own: Looked = { ...looked, identity, kind: resource.kind };
  const names = spellingOf(type.type, format);
  const inStack = physicalId(own, type, place, observations);
  if (inStack && inStack.step !== "found") return inStack;
  if (inStack && attribute === null) return { text: inStack.physicalId };
  const inState =
    identity.kind === "state" ? followState(identity, stateRequest(own, identity), observations) : undefined;
  if (inState?.step === "ask") return inState;
  const kept = inState?.step === "found" && attribute !== null ? inState.attributes[attribute] : undefined;
  if (kept !== undefined) return { text: kept };
  const computed = textOf(names?.attribute(attribute, inStack?.identity ?? identity, place));
  if (computed !== undefined) return { text: computed };
  const found = lookUp(own, type, place, observations);
  if (found.step === "ask" || found.observation.outcome !== "present") return found;
  const { identifier, properties } = found.observation;
  const known = { kind: "identifier", identifier, name: type.nameOf(identifier) } as const;
  const read = textOf(names?.attribute(attribute, known, place)) ?? textAt(properties, attribute, names?.reads);
  if (read !== undefined) return { text: read };
  const message = `the read of \`${address}\` does not show \`${attribute ?? ""}\``;
  return { step: "done", observation: unidentified(found.observation, message), trail: found.trail };
}

/** Everything that looking an assumption's subject up may need leave for. */
export function lookUpPermissions({ identity, ...looked }: Looked, type: ReadableType): readonly Permission[] {
  const awaited = [...looked.awaited.values()].flatMap((resource) => {
    const other = findReadable(resource.type);
    return other ? lookUpPermissions({ ...looked, identity: resource.identity, awaited: new Map() }, other) : [];
  });
  const stack = identity.kind === "stack" ? LIST_STACK_RESOURCES : [];
  const state = identity.kind === "state" ? statePermissions(identity) : [];
  const last = identity.kind === "state" ? identity.otherwise : identity;
  const finder = last?.kind === "natural-key" ? type.finder : undefined;
  const isListed = finder && identity.kind === "natural-key" && leavesNothing(finder, looked.kind === "exists");
  if (isListed && !looked.kept) return [...awaited, ...finder.actions];
  const read = [...type.read.actions, ...(type.witness?.actions ?? [])];
  return [...awaited, ...stack, ...state, ...(finder?.actions ?? []), ...read];
}

/** A service's own listing may be of several types at once: the rules of both directions. */
function listedType({ api }: Finder, { type }: ReadableType): string | null {
  return api === "cloudcontrol:ListResources" ? type : null;
}

function identifierOf(identity: Identity): string {
  if (identity.kind === "identifier") return identity.identifier;
  return identity.kind === "name" ? identity.name : "";
}

/** The stack has the resource, and what it calls it is not all of what a read asks for. */
function unidentified({ request, evidence }: Observation, message: string): Observation {
  return { request, evidence: { ...evidence, outcome: "ambiguous" }, outcome: "ambiguous", message };
}

/** The type's read says not found, its witness says it is there: neither may be believed. */
function contradicted(found: Observation, witness: Observation): Observation {
  const region = witness.outcome === "present" ? witness.properties["BucketRegion"] : undefined;
  const where = typeof region === "string" ? ` in ${region}` : "";
  return {
    request: found.request,
    evidence: { ...found.evidence, outcome: "ambiguous" },
    outcome: "ambiguous",
    message: `it was not found here, and yet ${witness.request.api} says that it exists${where}`,
  };
}
