import type { Identity } from "../model/declared.ts";
import type { Place } from "../model/target.ts";
import { known, unresolved } from "../model/value.ts";
import type { MapValue, Value } from "../model/value.ts";
import { formatArn } from "./arn.ts";
import type { Arn } from "./type.ts";

type Identified = Extract<Identity, { readonly kind: "identifier" }>;

/** The identity of a resource whose Cloud Control identifier is its name. */
export function byName(name: string): Identity {
  return { kind: "identifier", identifier: name, name };
}

/** As `byName`, where AWS keeps names in lower case. */
export function byLowerCaseName(name: string): Identity {
  return byName(name.toLowerCase());
}

/** An identity that nothing can be read for; `reason` says why, for people. */
export function unidentified(reason: string): Identity {
  return { kind: "unresolved", value: unresolved(reason) };
}

/**
 * The identity that a declared name gives: `generated` when none is written (Terraform's `name_prefix` included, and
 * the empty text that the provider takes for none), unresolved when the name is.
 */
export function named(name: Value | undefined, identify: (name: string) => Identity): Identity {
  if (!name) return { kind: "generated" };
  if (name.kind === "unresolved") return { kind: "unresolved", value: name };
  if (name.kind !== "known") return { kind: "unresolved", value: unresolved("the name is not text", name) };
  if (name.value === null || name.value === "") return { kind: "generated" };
  return identify(String(name.value));
}

/** What a data source looks up: as `named`, but a look-up without the argument finds nothing that can be told. */
export function lookedUp(args: MapValue, argument: string, identify: (name: string) => Identity): Identity {
  const identity = named(args.entries.get(argument), identify);
  return identity.kind === "generated" ? unidentified(`the look-up has no \`${argument}\``) : identity;
}

/** The ARN of a place's resource; `resource` is all that follows the account. */
export function arnIn(place: Place, service: string, resource: string): string {
  return formatArn({
    partition: place.partition,
    service,
    region: place.region,
    account: place.account,
    resource,
  });
}

/** The place that an ARN names. */
export function placeOfArn({ partition, account, region }: Arn): Place {
  return { partition, account, region };
}

/** How each computed attribute follows from an identity, by its name; CloudFormation's `Ref` is under `Ref`. */
export type Computed = {
  readonly [attribute: string]: (identity: Identified, place: Place) => string;
};

/** A type's `attribute` function from a table. Only an identity whose identifier is known has computed attributes. */
export function computed(
  table: Computed,
): (name: string | null, identity: Identity, place: Place) => Value | undefined {
  return (name, identity, place) => {
    const attribute = name ?? "Ref";
    if (identity.kind !== "identifier" || !Object.hasOwn(table, attribute)) return undefined;
    const compute = table[attribute];
    return compute && known(compute(identity, place));
  };
}
