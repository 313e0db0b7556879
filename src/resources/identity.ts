import type { Identity } from "../model/declared.ts";
import type { Place } from "../model/target.ts";
import { asString, known, unresolved } from "../model/value.ts";
import type { AwaitedText, MapValue, Value } from "../model/value.ts";
import { formatArn, parseArn } from "./arn.ts";
import type { Arn, FromState } from "./type.ts";

type Identified = Extract<Identity, { readonly kind: "identifier" }>;

/** The identity of a resource whose Cloud Control identifier is its name. */
export function byName(name: string): Identity {
  return { kind: "identifier", identifier: name, name };
}

/** As `byName`, where AWS keeps names in lower case. */
export function byLowerCaseName(name: string): Identity {
  return byName(name.toLowerCase());
}

/**
 * The identity that Terraform's state gives a resource whose Cloud Control identifier is made of these attributes, in
 * this order. The last one is what people call it by, unless `name` is among them.
 */
export function fromState(...attributes: readonly string[]): FromState {
  return {
    attributes,
    identity(values) {
      const parts = attributes.map((attribute) => values[attribute]);
      if (parts.some((part) => part === undefined || part === "")) return undefined;
      const name = attributes.includes("name") ? values["name"] : parts.at(-1);
      return { kind: "identifier", identifier: parts.join("|"), name: name ?? "" };
    },
  };
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

/**
 * What a data source looks up: as `named`, but a look-up without the argument finds nothing that can be told, and an ARN
 * is no name (where it is taken for one, see `lookupArns`).
 */
export function lookedUp(args: MapValue, argument: string, identify: (name: string) => Identity): Identity {
  const identity = named(args.entries.get(argument), (name) =>
    parseArn(name) ? unidentified(`\`${argument}\` is to be a name, and \`${name}\` is an ARN`) : identify(name),
  );
  return identity.kind === "generated" ? unidentified(`the look-up has no \`${argument}\``) : identity;
}

/** Whether code gives an argument: neither null nor the empty text that the provider takes for none. */
export function isGiven(value: Value | undefined): boolean {
  return value?.kind === "unresolved" || (asString(value) ?? "") !== "";
}

/** What is no ARN where one is to be. */
export function notAnArn(text: string): Identity {
  return unidentified(`\`${text}\` is no ARN`);
}

/**
 * The identity that a natural key gives: unresolved when a part is, but for what another resource is awaited for;
 * `generated` where a part is not written.
 * @param name what people know the resource by
 */
export function naturalKey(parts: { readonly [property: string]: Value | undefined }, name: string): Identity {
  const key: [string, string | AwaitedText][] = [];
  for (const [property, value] of Object.entries(parts)) {
    if (value?.kind === "unresolved" && value.awaits) key.push([property, value.awaits]);
    else {
      const text = named(value, byName);
      if (text.kind !== "identifier") return text;
      key.push([property, text.name]);
    }
  }
  return { kind: "natural-key", key: Object.fromEntries(key), name };
}

/**
 * As `naturalKey`, for parts that are all that makes the identifier: where all are known, it is that.
 * @param nameOf what people know the resource by
 */
export function composedOf(
  parts: { readonly [property: string]: Value | undefined },
  compose: (key: { readonly [property: string]: string }) => string,
  nameOf: (identifier: string) => string,
): Identity {
  const identity = naturalKey(parts, "");
  if (identity.kind !== "natural-key") return identity;
  const texts = Object.entries(identity.key).filter((entry): entry is [string, string] => typeof entry[1] === "string");
  const composed = compose(Object.fromEntries(texts));
  const name = nameOf(composed);
  if (texts.length === Object.keys(identity.key).length) return { kind: "identifier", identifier: composed, name };
  const awaited = Object.values(parts).find((part) => part?.kind === "unresolved");
  return { ...identity, name: name === "" ? (awaited?.derivedFrom ?? "") : name };
}

/** Of a template: what the parts make, or else what its stack calls it. */
export function composedInTemplate(...given: Parameters<typeof composedOf>): Identity {
  const identity = composedOf(...given);
  return identity.kind === "unresolved" ? { kind: "generated" } : identity;
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

/** A name that may be written as an ARN; undefined where that is of another place. `kind` comes before the name in it. */
export function nameHere(nameOrArn: string, kind: string, { account, region }: Place): string | undefined {
  const arn = parseArn(nameOrArn);
  if (!arn) return nameOrArn;
  const isHere = arn.account === account && arn.region === region && arn.resource.startsWith(kind);
  return isHere ? arn.resource.slice(kind.length) : undefined;
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
