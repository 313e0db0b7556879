import { asString, list } from "../../model/value.ts";
import type { Value } from "../../model/value.ts";
import { sameStructure } from "./same-value.ts";
import type { Sameness } from "./sameness.ts";

/**
 * A table's or an index's key: partition keys, then sort keys, each in their order. Which kind is written first does
 * not matter (https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_KeySchemaElement.html).
 */
export function sameKeySchema(left: Value, right: Value): Sameness {
  return sameStructure(partitionKeysFirst(left), partitionKeysFirst(right));
}

function partitionKeysFirst(value: Value): Value {
  if (value.kind !== "list") return value;
  const others = value.items.filter((item) => !isPartitionKey(item));
  return list([...value.items.filter(isPartitionKey), ...others], value);
}

function isPartitionKey(element: Value): boolean {
  return element.kind === "map" && asString(element.entries.get("KeyType")) === "HASH";
}
