import type { KeptValue } from "../../../model/declared.ts";
import { find, findReadable } from "../../../resources/index.ts";
import { entryOf, spanOf, textOf, valueOf } from "../json.ts";
import type { JsonEntry, JsonNode } from "../json.ts";
import type { LookupKey } from "./key.ts";
import { resource } from "./kept.ts";
import type { Holder, KeptResource, Read } from "./kept.ts";

/** Names that say where or which a resource is; all else may be a secret of a type that nobody has looked at. */
const NAMING = /(?:Arn|ARN|Address|Endpoint|Id|Identifier|Name|Port|Url|URL)$/;

/**
 * What a look-up through Cloud Control keeps: a list of resources, each with its identifier and the properties that were
 * asked for, nested ones under a dotted name (`Endpoint.Port`).
 */
export function readCloudControl({ query }: LookupKey, holder: Holder): Read {
  const type = query.get("typeName");
  const { value } = holder.entry;
  if (type === undefined || value.kind !== "list") return { resources: [], malformed: [holder.entry.at] };
  const exact = query.get("exactIdentifier");
  const read = value.items.map((item) => resourceOf(item, type, exact, value.items.length > 1, holder));
  return {
    resources: read.filter((each) => each !== null),
    malformed: value.items.filter((_, index) => read[index] === null).map(({ at }) => at),
  };
}

function resourceOf(
  item: JsonNode,
  type: string,
  exact: string | undefined,
  isOneOfMany: boolean,
  { path }: Holder,
): KeptResource | null {
  if (item.kind !== "map") return null;
  const identifier = textOf(entryOf(item, "Identifier")?.value) ?? exact;
  if (identifier === undefined) return null;
  const values = item.entries.filter(({ key }) => key !== "Identifier").map((entry) => keptValue(entry, type, path));
  const name = findReadable(type)?.nameOf(identifier) ?? identifier;
  return resource(type, identifier, item.at, { values, name, label: isOneOfMany ? identifier : "" });
}

function keptValue({ key, at, value }: JsonEntry, type: string, path: string): KeptValue {
  return {
    path: key.replaceAll(".", "/"),
    attribute: key,
    value: valueOf(value),
    match: "same",
    source: spanOf(path, at),
    ...(!mayBeShown(type, key) && { sensitive: true }),
  };
}

function mayBeShown(type: string, property: string): boolean {
  const rule = find(type)?.properties.get(property.replaceAll(".", "/"));
  return rule ? !rule.sensitive : NAMING.test(property);
}
