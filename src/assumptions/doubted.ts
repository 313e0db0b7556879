import { type Observation, type Observations, type ReadRequest, requestKey } from "../model/observation.ts";

/** How far deciding over a doubted absence has come. */
export type DoubtStep =
  | { readonly step: "ask"; readonly request: ReadRequest }
  | { readonly step: "done"; readonly observation: Observation; readonly trail: readonly Observation[] };

/**
 * What not-found means where it may be that this is no identifier of the type at all: a listing that is complete and has
 * nothing like it shows that the resource is gone; without one nothing is said.
 * @param request the type's listing; undefined where it has none
 */
export function doubted(
  found: Observation,
  trail: readonly Observation[],
  request: ReadRequest | undefined,
  observations: Observations,
): DoubtStep {
  if (!request) return undecided(found, trail, "and the type has no listing that could say so too");
  const listing = observations.get(requestKey(request));
  if (!listing) return { step: "ask", request };
  const seen = [...trail, listing];
  if (listing.outcome !== "present" || listing.complete !== true) {
    const why = listing.outcome === "present" ? "it is not complete" : listing.message;
    return undecided(found, seen, `and a listing could not say so too: ${why}`);
  }
  const { identifier } = found.request;
  const like = (listing.items ?? []).find((item) => partsOf(item.identifier).includes(identifier));
  if (like) return undecided(found, seen, `and yet the listing has \`${like.identifier}\``);
  return { step: "done", observation: found, trail: [...trail.filter((one) => one !== found), listing, found] };
}

/** What a listing calls a resource, and each part of it: the name at the end of an ARN, one of several keys. */
function partsOf(identifier: string): readonly string[] {
  return [identifier, ...identifier.split("|"), ...identifier.split(/[|/:]/)];
}

function undecided(found: Observation, trail: readonly Observation[], why: string): DoubtStep {
  const { request, evidence } = found;
  const message = `\`${request.identifier}\` was not found, ${why}`;
  const observation: Observation = {
    request,
    evidence: { ...evidence, outcome: "ambiguous" },
    outcome: "ambiguous",
    message,
  };
  return { step: "done", observation, trail: [...trail.filter((one) => one !== found), observation] };
}
