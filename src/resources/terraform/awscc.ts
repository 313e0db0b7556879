import { map, unresolved } from "../../model/value.ts";
import type { MapValue, Value } from "../../model/value.ts";
import { named, unidentified } from "../identity.ts";
import { isNull, spelled } from "./arguments.ts";
import { originOf } from "./fields.ts";
import type { ResourceType, TerraformNames } from "../type.ts";

/**
 * How the awscc provider spells a type: it is made from CloudFormation's schemas, so that names follow from theirs, and
 * `id` is Cloud Control's identifier (https://registry.terraform.io/providers/hashicorp/awscc/latest/docs).
 */
export function awsccNames(type: ResourceType): TerraformNames {
  const [, service = "", resource = ""] = type.type.split("::");
  return {
    type: `awscc_${service.toLowerCase()}_${snakeCase(resource)}`,
    identity: (args, place) => type.cloudformation.identity(propertiesOf(type, args), place),
    lookup: (args) => {
      const identity = named(args.entries.get("id"), (id) => ({
        kind: "identifier",
        identifier: id,
        name: type.nameOf(id),
      }));
      return identity.kind === "generated" ? unidentified("the look-up has no `id`") : identity;
    },
    properties: (args) => propertiesOf(type, args),
    attribute: (name, identity, place, args) => {
      if (name === "id")
        return identity.kind === "identifier" ? { kind: "known", value: identity.identifier } : undefined;
      const declared = args && propertiesOf(type, args);
      return type.cloudformation.attribute(propertyNamed(type, "", name), identity, place, declared);
    },
  };
}

const OF_TERRAFORM: ReadonlySet<string> = new Set(["id", "count", "for_each", "depends_on", "lifecycle", "provider"]);

function propertiesOf(type: ResourceType, args: MapValue): MapValue {
  const { kind: _, entries, ...origin } = args;
  const own = [...entries].filter(([name, value]) => !OF_TERRAFORM.has(name) && !isNull(value));
  return map(new Map(own.map(([name, value]) => property(type, "", name, spelled(value, name)))), origin);
}

function property(type: ResourceType, outer: string, name: string, value: Value): readonly [string, Value] {
  const key = propertyNamed(type, outer, name);
  return [key, converted(type, outer === "" ? key : `${outer}/${key}`, value)];
}

/** Names inside what is compared as a whole are known to nobody here: their capitals cannot be told. */
function converted(type: ResourceType, pattern: string, value: Value): Value {
  const rule = type.properties.get(pattern);
  if (value.kind === "list") {
    const inner = rule?.shape === "entries" ? pattern : `${pattern}/*`;
    const { attribute = "" } = value;
    const items = value.items.map((item) => converted(type, inner, spelled(item, attribute)));
    return rule?.shape === "whole"
      ? (items.find((item) => item.kind === "unresolved") ?? { ...value, items })
      : { ...value, items };
  }
  if (value.kind !== "map" || rule?.shape === "map") return value;
  if (rule?.shape === "entries") {
    return { ...value, entries: new Map([...value.entries].map(([name, own]) => [pascalCase(name), own])) };
  }
  if (rule?.shape === "whole" || !hasParts(type, pattern)) {
    return unresolved("how CloudFormation spells what is in it is not known", originOf(value));
  }
  const entries = [...value.entries].filter(([, own]) => !isNull(own));
  const outer = value.attribute ?? "";
  const parts = entries.map(([name, own]) => property(type, pattern, name, spelled(own, `${outer}.${name}`)));
  return { ...value, entries: new Map(parts) };
}

function hasParts(type: ResourceType, pattern: string): boolean {
  return [...type.properties.keys()].some((path) => path.startsWith(`${pattern}/`));
}

/** The property that an attribute stands for: one that the type knows, else by the rule of the names. */
function propertyNamed(type: ResourceType, outer: string, attribute: string): string {
  const depth = outer === "" ? 0 : outer.split("/").length;
  for (const path of type.properties.keys()) {
    if (outer !== "" && !path.startsWith(`${outer}/`)) continue;
    const name = path.split("/")[depth] ?? "";
    if (snakeCase(name) === attribute) return name;
  }
  return pascalCase(attribute);
}

/** `DBInstanceClass` is `db_instance_class`. */
function snakeCase(name: string): string {
  return name
    .replaceAll(/([a-z0-9])([A-Z])/g, "$1_$2")
    .replaceAll(/([A-Z])([A-Z][a-z])/g, "$1_$2")
    .toLowerCase();
}

function pascalCase(attribute: string): string {
  return attribute
    .split("_")
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join("");
}
