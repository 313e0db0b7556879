import type { MapValue, Value } from "../../model/value.ts";

type Spelled = { readonly path: string; readonly attribute: string };

/**
 * The paths that an entry of `ignore_changes` (`tags`, `tags["owner"]`, `environment[0].variables`, `all`) leaves alone,
 * given the properties that the resource's arguments make. An argument that is not written has no path and needs none:
 * what is not declared is not compared.
 * https://developer.hashicorp.com/terraform/language/meta-arguments#ignore_changes
 */
export function ignoredPaths(properties: MapValue, entry: string): readonly string[] {
  if (entry === "all") return ["*"];
  const attribute = entry
    .replace(/\[\s*(?:\d+|\*)\s*\]/g, "")
    .replace(/\[\s*"((?:[^"\\]|\\.)*)"\s*\]/g, (_, key: string) => `.${key.replace(/\\(.)/g, "$1")}`);
  const spelled = spelledIn(properties, "");
  const within = spelled.filter((node) => isWithinAttribute(node.attribute, attribute));
  if (within.length > 0) return within.map(({ path }) => path);
  // An item of a map: below the innermost argument that holds it.
  const [innermost] = spelled
    .filter((node) => isWithinAttribute(attribute, node.attribute))
    .toSorted((one, other) => other.attribute.length - one.attribute.length);
  return innermost ? [`${innermost.path}/${attribute.slice(innermost.attribute.length + 1)}`] : [];
}

/** Every property with its spelling, down to where collections begin. */
function spelledIn(value: Value, path: string): readonly Spelled[] {
  const own = value.attribute === undefined ? [] : [{ path, attribute: value.attribute }];
  if (value.kind !== "map") return own;
  return own.concat(
    ...[...value.entries].map(([key, child]) => spelledIn(child, path === "" ? key : `${path}/${key}`)),
  );
}

function isWithinAttribute(attribute: string, outer: string): boolean {
  return attribute === outer || attribute.startsWith(`${outer}.`);
}
