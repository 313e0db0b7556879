import type { Identity } from "../../model/declared.ts";
import type { Json } from "../../model/json.ts";
import type { Place } from "../../model/target.ts";
import { asString, known, unresolved } from "../../model/value.ts";
import type { MapValue, UnresolvedValue, Value } from "../../model/value.ts";
import { formatArn } from "../arn.ts";
import { byName } from "../identity.ts";
import type { Arn } from "../type.ts";

/** What stands before the path in an ARN of IAM (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html). */
type Kind = "role" | "user" | "group" | "instance-profile" | "policy";

/** The ARN of what IAM keeps under a path, which begins and ends with a slash. */
export function iamArnIn(place: Place, kind: Kind, path: string, name: string): string {
  return `arn:${place.partition}:iam::${place.account}:${kind}${path}${name}`;
}

/** The path that a declaration gives, `/` where it gives none; not known where its own is not. */
export function pathIn(declaration: MapValue, key: string): string | UnresolvedValue {
  const path = declaration.entries.get(key);
  if (path === undefined || (path.kind === "known" && path.value === null)) return "/";
  if (path.kind === "unresolved") return path;
  return asString(path) ?? unresolved("the path is not text", path);
}

/** An `arn` attribute: undefined unless the declaration is at hand and its path, if it has one, is known. */
export function declaredArn(
  kind: Kind,
  identity: Identity,
  place: Place,
  declaration: MapValue | undefined,
  pathKey: string,
): Value | undefined {
  if (identity.kind !== "identifier" || !declaration) return undefined;
  const path = pathIn(declaration, pathKey);
  return typeof path === "string" ? known(iamArnIn(place, kind, path, identity.name)) : undefined;
}

/** Of a type whose identifier is the name: what an ARN names, whatever its path. */
export function namedByArn(kind: Kind, arn: Arn): Identity | undefined {
  if (arn.service !== "iam" || !arn.resource.startsWith(`${kind}/`)) return undefined;
  const name = arn.resource.split("/").at(-1);
  return name === undefined || name === "" ? undefined : byName(name);
}

/** Names are unique whatever the path, yet an ARN with another path names nothing: the ARN of what is there. */
export function otherPath(kind: Kind, arn: Arn, path: Json | undefined): readonly string[] | null {
  const name = arn.resource.split("/").at(-1) ?? "";
  const resource = `${kind}${typeof path === "string" ? path : "/"}${name}`;
  return resource === arn.resource ? null : [formatArn({ ...arn, resource })];
}
