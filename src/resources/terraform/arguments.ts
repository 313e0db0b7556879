import type { MapValue, Value } from "../../model/value.ts";
import { map } from "../../model/value.ts";

/** Puts a property at a CloudFormation path. */
type Put = (path: string, value: Value) => void;

/** Turns one argument into properties. `attribute` is how the author spells it, outer blocks included. */
export type Field = (value: Value, attribute: string, put: Put) => void;

/** What becomes of each argument of a block; `null` for one that has no counterpart live. */
export type Fields = { readonly [argument: string]: Field | null };

/**
 * Arguments of every resource that are for Terraform itself, or say where and not what.
 * https://developer.hashicorp.com/terraform/language/meta-arguments, and the aws provider's `region` and `timeouts`.
 */
const META_ARGUMENTS: ReadonlySet<string> = new Set([
  "count",
  "for_each",
  "depends_on",
  "lifecycle",
  "provider",
  "provisioner",
  "connection",
  "region",
  "timeouts",
  "id",
  "tags_all",
]);

/**
 * A resource's arguments as CloudFormation properties. An argument without a field is kept under its own name, which no
 * CloudFormation property has, so that the comparison can list it as unchecked. `null` is no argument at all.
 */
export function toProperties(args: MapValue, fields: Fields): MapValue {
  const { kind: _, entries, ...origin } = args;
  return map(fieldsOf(entries, fields, ""), origin);
}

/** The properties that one block's arguments make; `outer` is how the block itself is spelled. */
export function fieldsOf(entries: MapValue["entries"], fields: Fields, outer: string): ReadonlyMap<string, Value> {
  const properties = new Map<string, Value>();
  const put: Put = (path, value) => putAt(properties, path.split("/"), value);
  for (const [argument, value] of entries) {
    if (isNull(value) || (outer === "" && META_ARGUMENTS.has(argument))) continue;
    const attribute = outer === "" ? argument : `${outer}.${argument}`;
    const field = Object.hasOwn(fields, argument) ? fields[argument] : undefined;
    if (field) field(value, attribute, put);
    else if (field === undefined) properties.set(argument, spelled(value, attribute));
  }
  return properties;
}

/** The value with the author's spelling on it. */
export function spelled(value: Value, attribute: string): Value {
  return { ...value, attribute };
}

/** Terraform's `null`: as if the argument were not written. */
export function isNull(value: Value): boolean {
  return value.kind === "known" && value.value === null;
}

function putAt(properties: Map<string, Value>, path: readonly string[], value: Value): void {
  const [first, ...rest] = path;
  if (first === undefined) return;
  if (rest.length === 0) {
    const before = properties.get(first);
    // Two arguments may meet in one property: a block and one beside it that belongs inside, a table's two keys.
    properties.set(first, before ? merged(before, value) : value);
    return;
  }
  const before = properties.get(first);
  const inner = new Map(before?.kind === "map" ? before.entries : []);
  putAt(inner, rest, value);
  const { kind: _, entries: __, ...origin } = before?.kind === "map" ? before : map(inner);
  properties.set(first, map(inner, origin));
}

function merged(before: Value, value: Value): Value {
  if (before.kind === "map" && value.kind === "map")
    return { ...value, entries: new Map([...before.entries, ...value.entries]) };
  if (before.kind === "list" && value.kind === "list") return { ...before, items: [...before.items, ...value.items] };
  return value;
}
