import type { ExistsAssumption } from "../model/assumption.ts";
import type { Permission } from "../model/live.ts";
import type { Observation } from "../model/observation.ts";
import type { Place } from "../model/target.ts";
import { isLiteralReference } from "../resources/arn.ts";
import { findReadable } from "../resources/index.ts";
import {
  type LiveReference,
  liveReference,
  liveReferenceByArn,
  liveReferenceById,
} from "../resources/named-by-text.ts";
import { lookUpPermissions } from "./look-up.ts";

/**
 * A value that is read live may itself name something: an export a role's ARN, a subnet's id. What it names is relied on
 * as much as the value is.
 * @returns the claims that those are there too; none where the value names nothing that this session can look at
 */
export function namedLive(
  assumption: ExistsAssumption,
  place: Place,
  { properties }: Extract<Observation, { outcome: "present" }>,
): readonly ExistsAssumption[] {
  const { names, ...others } = assumption;
  const { Value: value } = properties;
  if (!names || typeof value !== "string") return [];
  const named = referencesIn(value, names, place).filter((reference) => isWithinReach(reference, names, place));
  return named.map((reference) => claimOf(reference, others));
}

function claimOf(
  { type, identity, place }: LiveReference,
  assumption: Omit<ExistsAssumption, "names">,
): ExistsAssumption {
  const identifier = identity.kind === "identifier" ? identity.identifier : null;
  const name = "name" in identity ? identity.name : null;
  return { ...assumption, subject: { ...assumption.subject, type, identifier, name }, identity, place };
}

/** What looking at what it names may need leave for. */
export function namedPermissions(assumption: ExistsAssumption): readonly Permission[] {
  return (assumption.names?.types ?? []).flatMap((type) => {
    const readable = findReadable(type);
    return readable ? lookUpPermissions(assumption, readable).concat(readable.list?.actions ?? []) : [];
  });
}

type Names = NonNullable<ExistsAssumption["names"]>;

/** Exports of several subnets hold their ids as one text. */
function referencesIn(value: string, { byName }: Names, place: Place): readonly LiveReference[] {
  const ids = value.split(",").map((text) => liveReferenceById(text.trim(), place));
  const known = ids.filter((reference) => reference !== undefined);
  if (known.length === ids.length) return known;
  if (isLiteralReference(value)) return [liveReferenceByArn(value, place) ?? []].flat();
  return byName === null ? [] : [liveReference(byName, value, place) ?? []].flat();
}

/** The session was made for what code lets expect, in the account and region of the value itself. */
function isWithinReach({ type, place }: LiveReference, { types }: Names, own: Place): boolean {
  return types.includes(type) && place.account === own.account && place.region === own.region;
}
