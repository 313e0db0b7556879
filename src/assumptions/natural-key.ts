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
  | { readonly step: "found"; readonly identifier: string; readonly trail: readonly Observation[] }
  | { readonly step: "done"; readonly observation: Observation; readonly trail: readonly Observation[] };

/** Candidates that are read one by one where the listing does not show the key. */
const MOST_READ = 20;

/**
 * Follows a natural key through the type's finder: the one candidate that has the key.
 * @param isLookedUp whether the code looks it up by this key itself: no match is then an absence, whatever changes keys
 */
export function followKey(key: Key, type: ReadableType, isLookedUp: boolean, requests: KeyRequests): KeyStep {
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
  for (const item of listing.items ?? []) {
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
  return decided(matching, listing, trail, isLookedUp || finder.isUnique, keyText(key));
}

function decided(
  matching: readonly string[],
  listing: Extract<Observation, { outcome: "present" }>,
  trail: readonly Observation[],
  noneIsAbsent: boolean,
  key: string,
): KeyStep {
  const [identifier] = matching;
  if (matching.length > 1) return undecided(listing, trail, `several have \`${key}\`: ${matching.join(", ")}`);
  if (listing.complete !== true) return undecided(listing, trail, "the listing is not complete");
  if (identifier !== undefined) return { step: "found", identifier, trail };
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

function undecided(listing: Observation, trail: readonly Observation[], message: string): KeyStep {
  const { request, evidence } = listing;
  const observation: Observation = {
    request,
    evidence: { ...evidence, outcome: "ambiguous" },
    outcome: "ambiguous",
    message,
  };
  return { step: "done", observation, trail: [...trail.slice(1), observation] };
}

/** A service's own read takes the whole key, a Cloud Control listing what its handler asks for. */
function askedOf({ api, model }: Finder, key: Key): Key {
  if (api !== "cloudcontrol:ListResources") return key;
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
