import type { Place } from "../../model/target.ts";
import { asString, known } from "../../model/value.ts";
import type { Value } from "../../model/value.ts";
import { parseArn } from "../arn.ts";
import { sameText } from "./same-value.ts";
import type { Sameness } from "./sameness.ts";

/** A key as `sameKmsKey`, where the service's own key, by its alias, is the same as none. */
export function sameKmsKeyUnlessManaged(alias: string): typeof sameKmsKey {
  const withoutManaged = (value: Value) => {
    const text = asString(value);
    return text !== undefined && (text === alias || parseArn(text)?.resource === alias) ? known("") : value;
  };
  return (left, right, place) => sameKmsKey(withoutManaged(left), withoutManaged(right), place);
}

type Key = { readonly account: string; readonly region: string; readonly name: string };

/**
 * A KMS key by id, ARN, alias or alias ARN (https://docs.aws.amazon.com/kms/latest/developerguide/concepts.html#key-id).
 * A bare id or alias is the place's own. Whether an alias points at a key id is only known to KMS.
 */
export function sameKmsKey(left: Value, right: Value, place: Place): Sameness {
  const [one, other] = [asString(left), asString(right)];
  if (one === undefined || other === undefined || one === "" || other === "") return sameText(left, right);
  const [leftKey, rightKey] = [kmsKey(one, place), kmsKey(other, place)];
  if (isAlias(leftKey) !== isAlias(rightKey)) return "unobservable";
  const isSame =
    leftKey.name === rightKey.name && leftKey.region === rightKey.region && leftKey.account === rightKey.account;
  return isSame ? "same" : "different";
}

function kmsKey(text: string, place: Place): Key {
  const arn = parseArn(text);
  if (!arn) return { account: place.account, region: place.region, name: text };
  return { account: arn.account, region: arn.region, name: arn.resource.replace(/^key\//, "") };
}

function isAlias(key: Key): boolean {
  return key.name.startsWith("alias/");
}

/**
 * A resource by name or by ARN: ECS takes both for a cluster and a role. A bare name equals the last part of an ARN.
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateService.html
 */
export function sameNameOrArn(left: Value, right: Value): Sameness {
  const [one, other] = [asString(left), asString(right)];
  if (one === undefined || other === undefined) return sameText(left, right);
  if (parseArn(one) && parseArn(other)) return sameText(left, right);
  return lastPart(one) === lastPart(other) ? "same" : "different";
}

function lastPart(text: string): string {
  const resource = parseArn(text)?.resource ?? text;
  return resource.split("/").at(-1) ?? resource;
}

/**
 * A task definition by family, `family:revision` or ARN. A family alone is its latest revision, so that it equals any.
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateService.html
 */
export function sameTaskDefinition(left: Value, right: Value): Sameness {
  const [one, other] = [asString(left), asString(right)];
  if (one === undefined || other === undefined) return sameText(left, right);
  if (parseArn(one) && parseArn(other) && revisionOf(one) && revisionOf(other)) return sameText(left, right);
  if (familyOf(one) !== familyOf(other)) return "different";
  const [leftRevision, rightRevision] = [revisionOf(one), revisionOf(other)];
  return !leftRevision || !rightRevision || leftRevision === rightRevision ? "same" : "different";
}

function familyOf(text: string): string {
  return lastPart(text).split(":")[0] ?? text;
}

function revisionOf(text: string): string | undefined {
  return lastPart(text).split(":")[1];
}

/**
 * A function by name, ARN or partial ARN; a version or alias after it is not part of the name.
 * https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html
 */
export function sameFunctionName(left: Value, right: Value): Sameness {
  const [one, other] = [asString(left), asString(right)];
  if (one === undefined || other === undefined) return sameText(left, right);
  return functionNameOf(one) === functionNameOf(other) ? "same" : "different";
}

/** The name in a function's name, ARN or partial ARN. */
export function functionNameOf(text: string): string {
  const afterMarker = /(?:^|:)function:([^:]+)/.exec(text)?.[1];
  return afterMarker ?? text.split(":")[0] ?? text;
}
