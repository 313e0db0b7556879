import type { ListedItem, Observation, ReadRequest } from "../model/observation.ts";
import type { Finder, ReadableType } from "../resources/type.ts";
import { keyText } from "./identity.ts";

/** A natural key of which every part is known. */
export type Key = { readonly [property: string]: string };

/** How the reads of a look-up by natural key are asked for, and what came of them. */
export type KeyRequests = {
  listing(finder: Finder, key: Key): ReadRequest;
  candidate(identifier: string): ReadRequest;
  seen(request: ReadRequest): Observation | undefined;
};

/** What a natural key leads to: its resource, the next read, or why there is no answer. */
export type KeyStep =
  | { readonly step: "ask"; readonly request: ReadRequest }
  | {
      readonly step: "found";
      readonly identifier: string;
      readonly trail: readonly Observation[];
      /** The deciding observation, where the listing leaves nothing to read. */
      readonly observation?: Observation;
    }
  | {
      readonly step: "done";
      readonly observation: Observation;
      readonly trail: readonly Observation[];
      /** All that have the key, where it is to be one. */
      readonly matches?: readonly string[];
    };

/** What the code wants of a key. `isLookedUp`: it looks it up by this key itself; `several`: and takes any number. */
export type Wanted = { readonly isLookedUp: boolean; readonly several: boolean };

/** Candidates that are read one by one where the listing does not show the key. */
const MOST_READ = 20;

/**
 * Follows a natural key through the type's finder: the one candidate that has the key.
 * @param wanted where it is looked up by the code, no match is an absence, whatever changes keys
 */
export function followKey(key: Key, type: ReadableType, wanted: Wanted, requests: KeyRequests): KeyStep {
  const { finder } = type;
  if (!finder) throw new Error(`${type.type} is not found by natural key`);
  const request = requests.listing(finder, askedOf(finder, key));
  const own = shownBy(finder, key);
  const listing = requests.seen(request);
  if (!listing) return { step: "ask", request };
  if (listing.outcome !== "present") return { step: "done", observation: listing, trail: [listing] };
  const trail: Observation[] = [listing];
  const matching: string[] = [];
  let read = 0;
  for (const item of candidatesOf(finder, listing)) {
    let matches = hasKey(seenOf(finder, item), own);
    if (matches === null) {
      read += 1;
      if (read > MOST_READ) return undecided(listing, trail, `more than ${MOST_READ} could have \`${keyText(key)}\``);
      const candidate = requests.candidate(item.identifier);
      const observed = requests.seen(candidate);
      if (!observed) return { step: "ask", request: candidate };
      trail.push(observed);
      if (observed.outcome !== "present" && observed.outcome !== "absent")
        return { step: "done", observation: observed, trail };
      matches =
        observed.outcome === "present" && hasKey(seenOf(finder, { ...item, properties: observed.properties }), own);
      if (matches === null) return undecided(listing, trail, `the read of ${item.identifier} does not show its key`);
    }
    if (matches) matching.push(item.identifier);
  }
  return decided(matching, keyText(key), finder, { listing, trail, wanted });
}

type Present = Extract<Observation, { outcome: "present" }>;
type Looked = { readonly listing: Present; readonly trail: readonly Observation[]; readonly wanted: Wanted };

function decided(
  matching: readonly string[],
  key: string,
  finder: Finder,
  { listing, trail, wanted: { isLookedUp, several } }: Looked,
): KeyStep {
  const noneIsAbsent = isLookedUp || finder.isUnique;
  const [identifier] = matching;
  if (matching.length > 1 && !several) {
    const message = `several have \`${key}\`: ${matching.join(", ")}`;
    return { ...undecided(listing, trail, message), matches: matching };
  }
  if (identifier !== undefined && (listing.complete === true || several)) {
    const observation = leavesNothing(finder, isLookedUp) ? shownOf(finder, listing, identifier) : undefined;
    return { step: "found", identifier, trail, ...(observation && { observation }) };
  }
  if (listing.complete !== true) return undecided(listing, trail, "the listing is not complete");
  if (!noneIsAbsent) {
    return undecided(listing, trail, `none has \`${key}\`, which it may have got another value for since`);
  }
  const { request, evidence } = listing;
  const observation: Observation = {
    request,
    evidence: { ...evidence, outcome: "absent" },
    outcome: "absent",
    message: `none has \`${key}\``,
  };
  return { step: "done", observation, trail: [...trail.slice(1), observation] };
}

/** Whether the listing leaves nothing to read: it shows all, or a look-up only asks whether it is there. */
export function leavesNothing({ api, showsAll }: Finder, isLookedUp: boolean): boolean {
  return showsAll === true || (isLookedUp && api !== "cloudcontrol:ListResources");
}

function candidatesOf(finder: Finder, { items = [] }: Present): readonly ListedItem[] {
  return items.flatMap((item) => finder.partsOf?.(item) ?? [item]);
}

/** What the listing shows of one resource, as if that had been read. */
function shownOf(finder: Finder, listing: Present, identifier: string): Observation {
  const { items: _, complete: __, ...observation } = listing;
  const shown = candidatesOf(finder, listing).find((item) => item.identifier === identifier);
  return { ...observation, identifier, properties: shown?.properties ?? {} };
}

function undecided(
  listing: Observation,
  trail: readonly Observation[],
  message: string,
): Extract<KeyStep, { step: "done" }> {
  const { request, evidence } = listing;
  const observation: Observation = {
    request,
    evidence: { ...evidence, outcome: "ambiguous" },
    outcome: "ambiguous",
    message,
  };
  return { step: "done", observation, trail: [...trail.slice(1), observation] };
}

/** A service's own read takes the whole key, unless the type says less, a Cloud Control listing what its handler asks for. */
function askedOf({ api, model }: Finder, key: Key): Key {
  if (api !== "cloudcontrol:ListResources" && !model) return key;
  return Object.fromEntries((model ?? []).map((property) => [property, key[property] ?? ""]));
}

/** What of the key has to be seen on a candidate: all that a listing lists has the model that was asked for. */
function shownBy({ api, model = [] }: Finder, key: Key): Key {
  if (api !== "cloudcontrol:ListResources") return key;
  return Object.fromEntries(Object.entries(key).filter(([property]) => !model.includes(property)));
}

function seenOf(finder: Finder, { identifier, properties }: ListedItem): ListedItem["properties"] {
  return { ...properties, ...finder.keyOf?.(identifier, properties) };
}

/** Whether properties have the key; null where they leave a part of it out. */
function hasKey(properties: ListedItem["properties"], key: Key): boolean | null {
  let isWhole = true;
  for (const [property, value] of Object.entries(key)) {
    const live = properties[property];
    if (live === undefined) isWhole = false;
    else if (typeof live === "object" || String(live) !== value) return false;
  }
  return isWhole ? true : null;
}
