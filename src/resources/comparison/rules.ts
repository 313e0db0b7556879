import type { Json } from "../../model/json.ts";
import type { Place } from "../../model/target.ts";
import type { MapValue, Value } from "../../model/value.ts";
import { sameJson } from "./same-json.ts";
import { sameKeySchema } from "./same-key-schema.ts";
import { hasMembers } from "./same-members.ts";
import { samePolicy } from "./same-policy.ts";
import {
  sameFunctionName,
  sameKmsKey,
  sameKmsKeyUnlessManaged,
  sameNameOrArn,
  sameTaskDefinition,
} from "./same-reference.ts";
import { sameBoolean, sameInAnyCase, sameNumber, sameText, sameVersion } from "./same-value.ts";
import type { Sameness } from "./sameness.ts";

/** Whether what is declared and what is live are the same thing, when both are there. `place` completes bare names. */
export type Same = (declared: Value, live: Value, place: Place) => Sameness;

/**
 * Whether a read of the type shows the property.
 * - `always`: the main call returns it, so that its absence is absence.
 * - `never`: it is write-only, or not read on purpose; the text says why, for people.
 * - `if-returned`: a read may return it, and it is not documented that reads always do: absent, it says nothing.
 * - an IAM action: a sub-call with that permission returns it, and handlers leave it out when the call is denied; `or`
 *   is one that the handler may use as well.
 */
export type Observed =
  | "always"
  | "if-returned"
  | { readonly never: string }
  | { readonly action: string; readonly or?: string };

/**
 * What tells an item apart where no one property of it does; undefined where the item says nothing of the kind. Whatever
 * writes the same item has to give the same text.
 */
export type KeyOf = (item: MapValue) => Value | undefined;

/** What absence stands for, by where it is absent; a key that is left out is not known. */
export type Defaults = { readonly terraform?: Json; readonly cloudformation?: Json; readonly live?: Json };

type RuleBase = {
  readonly default?: Defaults;
  /** Compared, never shown. */
  readonly sensitive?: true;
  readonly observed: Observed;
  /** A property beside this one that, where base declares it, has AWS choose this one's value. */
  readonly yieldsTo?: string;
  /** Why two values that are both known may yet not be told apart, for people. */
  readonly unobservable?: string;
  /** A collection of which AWS holds more than anybody declares: only items that base declares are compared. */
  readonly isOpen?: true;
};

/**
 * How one property behaves.
 * - `whole`: one value, compared by `same`.
 * - `set`: scalars in any order; each is a path of its own.
 * - `map`: every key is a path of its own.
 * - `entries`: the same, written as a list of key and value pairs: tags, dimensions.
 * - `keyed`: objects in any order, told apart by one of their properties.
 * - `object`: only what is declared of it. With `onlyWhile`, its other properties mean nothing unless that one is true.
 * - `key`: a part of what tells its item apart, so that it is no path of its own.
 */
export type PropertyRule = RuleBase &
  (
    | { readonly shape: "whole"; readonly same: Same }
    | {
        readonly shape: "set";
        /** Others may add to it, so that what only live has says nothing, except where code declares it as all there is. */
        readonly isShared?: true;
      }
    | { readonly shape: "map" }
    | {
        readonly shape: "entries";
        readonly key: string;
        readonly value: string;
        readonly isForeign: (key: string) => boolean;
      }
    | {
        readonly shape: "keyed";
        readonly key: string | KeyOf;
        /** Compares the whole list where an item has no key; `unobservable` then means a part that the read left out. */
        readonly withoutKeys?: Same;
      }
    | { readonly shape: "object"; readonly onlyWhile?: string }
    | { readonly shape: "key" }
  );

export type CollectionRule = Extract<PropertyRule, { readonly shape: "set" | "map" | "entries" | "keyed" }>;

/** A type's rules: by path, with `*` for a list item or a map's key. */
export type PropertyRules = ReadonlyMap<string, PropertyRule>;

/** What is said about a rule besides its kind. */
export type RuleOptions = {
  /** What absence stands for, where that is the same in Terraform, in CloudFormation and live. */
  readonly absentIs?: Json;
  /** What absence stands for, where that is not the same everywhere. */
  readonly default?: Defaults;
  readonly sensitive?: true;
  readonly observed?: Observed;
  readonly yieldsTo?: string;
  readonly unobservable?: string;
};

/** Text, and anything else that equals only itself. A list is in order. */
export function exact(options: RuleOptions = {}): PropertyRule {
  return whole(sameText, options);
}

export function number(options: RuleOptions = {}): PropertyRule {
  return whole(sameNumber, options);
}

export function boolean(options: RuleOptions = {}): PropertyRule {
  return whole(sameBoolean, options);
}

/** A JSON document, as text or as a tree. */
export function json(options: RuleOptions = {}): PropertyRule {
  return whole(sameJson, options);
}

/** An IAM policy document. */
export function policy(options: RuleOptions = {}): PropertyRule {
  return whole(samePolicy, options);
}

/** A KMS key: id, ARN, alias or alias ARN. */
export function kmsKey(options: RuleOptions = {}): PropertyRule {
  return whole(sameKmsKey, options);
}

/** A KMS key that reads leave out when it is the service's own, by the alias of that key. */
export function kmsKeyUnlessManaged(alias: string, options: RuleOptions = {}): PropertyRule {
  return whole(sameKmsKeyUnlessManaged(alias), { absentIs: "", ...options });
}

/** A Lambda function by name or ARN. */
export function functionName(options: RuleOptions = {}): PropertyRule {
  return whole(sameFunctionName, options);
}

export function nameOrArn(options: RuleOptions = {}): PropertyRule {
  return whole(sameNameOrArn, options);
}

export function taskDefinition(options: RuleOptions = {}): PropertyRule {
  return whole(sameTaskDefinition, options);
}

export function keySchema(options: RuleOptions = {}): PropertyRule {
  return whole(sameKeySchema, options);
}

/** Scalars in any order. `isShared`: others may add to them. */
export function set(options: RuleOptions & { readonly isShared?: true } = {}): PropertyRule {
  return { shape: "set", ...(options.isShared && { isShared: true }), ...baseOf(options) };
}

/** A list of which live may have more: in any order, what is declared has to be among it. */
export function members(options: RuleOptions = {}): PropertyRule {
  return whole(hasMembers, options);
}

export function mapOf(options: RuleOptions = {}): PropertyRule {
  return { shape: "map", ...baseOf(options) };
}

/**
 * Tags, as a list of `Key` and `Value` or as a map. Keys that begin with `aws:` are AWS's own
 * (https://docs.aws.amazon.com/tag-editor/latest/userguide/tagging.html#tag-conventions).
 */
export function tags(options: RuleOptions = {}): PropertyRule {
  return { shape: "entries", key: "Key", value: "Value", isForeign: (key) => /^aws:/i.test(key), ...baseOf(options) };
}

/** Settings as a list of key and value pairs, of which AWS returns all there are: those of a load balancer. */
export function settings(options: RuleOptions = {}): PropertyRule {
  return { ...pairs("Key", "Value", options), isOpen: true };
}

/** A list of key and value pairs, such as an alarm's dimensions. */
export function pairs(key: string, value: string, options: RuleOptions = {}): PropertyRule {
  return { shape: "entries", key, value, isForeign: () => false, ...baseOf(options) };
}

/** Objects in any order, told apart by the property `key`, or by what it makes of each. */
export function keyed(key: string | KeyOf, options: RuleOptions & { readonly withoutKeys?: Same } = {}): PropertyRule {
  const { withoutKeys } = options;
  return { shape: "keyed", key, ...(withoutKeys && { withoutKeys }), ...baseOf(options) };
}

/** A part of the key of the item that it is in. */
export function inKey(): PropertyRule {
  return { shape: "key", observed: "always" };
}

export function object(options: RuleOptions & { readonly onlyWhile?: string } = {}): PropertyRule {
  const { onlyWhile } = options;
  return { shape: "object", ...(onlyWhile !== undefined && { onlyWhile }), ...baseOf(options) };
}

/** Text in any case. */
export function inAnyCase(options: RuleOptions = {}): PropertyRule {
  return whole(sameInAnyCase, options);
}

/** An engine's version, or only its beginning. */
export function version(options: RuleOptions = {}): PropertyRule {
  return whole(sameVersion, options);
}

/** What no read returns, or what is not looked at on purpose: `why`, for people. */
export function neverRead(why = "no read returns it"): PropertyRule {
  return whole(sameText, { observed: { never: why } });
}

/** Returned by a sub-call that needs this IAM action, or the other one. */
export function readWith(action: string, or?: string): { readonly observed: Observed } {
  return { observed: or === undefined ? { action } : { action, or } };
}

/** Not known to be returned by every read. */
export function ifReturned(): { readonly observed: Observed } {
  return { observed: "if-returned" };
}

/** One value with a comparison of its own. */
export function whole(same: Same, options: RuleOptions = {}): PropertyRule {
  return { shape: "whole", same, ...baseOf(options) };
}

function baseOf({ absentIs, default: defaults, observed, ...options }: RuleOptions): RuleBase {
  const { sensitive, yieldsTo, unobservable } = options;
  const everywhere =
    absentIs === undefined ? undefined : { terraform: absentIs, cloudformation: absentIs, live: absentIs };
  const known = defaults ?? everywhere;
  return {
    ...(known && { default: known }),
    ...(sensitive && { sensitive }),
    ...(yieldsTo !== undefined && { yieldsTo }),
    ...(unobservable !== undefined && { unobservable }),
    observed: observed ?? "always",
  };
}
