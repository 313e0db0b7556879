import type { Span } from "../../model/source.ts";
import { known, list, map, unresolved } from "../../model/value.ts";
import type { MapValue, Origin, Value } from "../../model/value.ts";
import { fieldsOf, isNull, spelled } from "./arguments.ts";
import type { Field, Fields } from "./arguments.ts";
import { valueOfJsonText } from "../json-value.ts";

/** The argument's value as it is, at a path. */
export function at(path: string): Field {
  return (value, attribute, put) => put(path, spelled(value, attribute));
}

/** As `at`, where the provider takes zero and the empty text for none. */
export function atUnlessEmpty(path: string): Field {
  return (value, attribute, put) => {
    if (value.kind !== "known" || !["", "0"].includes(String(value.value))) at(path)(value, attribute, put);
  };
}

/** The argument's value as the one item of a list. */
export function listOfOneAt(path: string): Field {
  return (value, attribute, put) => put(path, list([spelled(value, attribute)], { ...originOf(value), attribute }));
}

/** A JSON document in text, as a tree. Text that is no JSON stays text. */
export function jsonAt(path: string): Field {
  return (value, attribute, put) => {
    if (value.kind === "known" && value.value === "") return;
    put(path, spelled(valueOfJsonText(value), attribute));
  };
}

/** A map as CloudFormation's list of pairs: tags (`Key`, `Value`), dimensions (`Name`, `Value`). */
export function pairsAt(path: string, key: string, valueName: string): Field {
  return (value, attribute, put) => {
    if (value.kind !== "map") return put(path, spelled(value, attribute));
    const items = [...value.entries]
      .filter(([, item]) => !isNull(item))
      .map(([name, item]) => {
        const origin: Origin = { ...originOf(item), attribute: `${attribute}.${name}` };
        return map(
          new Map<string, Value>([
            [key, known(name)],
            [valueName, spelled(item, `${attribute}.${name}`)],
          ]),
          origin,
        );
      });
    put(path, list(items, { ...originOf(value), attribute }));
  };
}

/** Tags. */
export function tagsAt(path: string): Field {
  return pairsAt(path, "Key", "Value");
}

/** A block of which there is at most one, as an object. The evaluator gives a list of maps, or a map. */
export function blockAt(path: string, fields: Fields): Field {
  return (value, attribute, put) => {
    const block = value.kind === "list" ? value.items[0] : value;
    if (block) put(path, converted(block, attribute, fields, value));
  };
}

/** A block of which there is at most one, and whose arguments belong where the block itself is. */
export function inPlace(fields: Fields): Field {
  return (value, attribute, put) => {
    const block = value.kind === "list" ? value.items[0] : value;
    if (!block) return;
    const { source } = { ...originOf(value), ...originOf(block) };
    if (block.kind !== "map") return put(attribute.split(".").at(-1) ?? attribute, spelled(block, attribute));
    for (const [path, child] of fieldsOf(block.entries, fields, attribute)) put(path, writtenAt(child, source));
  };
}

/** The value, found at a span wherever it does not say itself; a map that only holds others is nowhere. */
function writtenAt(value: Value, source: Span | undefined): Value {
  if (value.source || !source) return value;
  if (value.kind !== "map" || value.attribute !== undefined) return { ...value, source };
  return { ...value, entries: new Map([...value.entries].map(([key, child]) => [key, writtenAt(child, source)])) };
}

/** A block of which there may be many, as a list of objects. */
export function blocksAt(path: string, fields: Fields): Field {
  return (value, attribute, put) => {
    if (value.kind === "unresolved" || value.kind === "known") return put(path, spelled(value, attribute));
    const blocks = value.kind === "list" ? value.items : [value];
    const items = blocks
      .filter((block) => !isEmptyBlock(block))
      .map((block) => converted(block, attribute, fields, value));
    put(path, list(items, { ...originOf(value), attribute }));
  };
}

/** The value's origin alone. */
export function originOf(value: Value): Origin {
  const { source, attribute, sensitive, derivedFrom } = value;
  return {
    ...(source && { source }),
    ...(attribute !== undefined && { attribute }),
    ...(sensitive && { sensitive }),
    ...(derivedFrom !== undefined && { derivedFrom }),
  };
}

/** An argument of a block, `undefined` when it is not written. */
export function argument(block: MapValue, name: string): Value | undefined {
  const value = block.entries.get(name);
  return value && !isNull(value) ? value : undefined;
}

/** `inline_policy {}` is the provider's way to say that there is none. */
function isEmptyBlock(block: Value): boolean {
  return block.kind === "map" && [...block.entries.values()].every(isNull);
}

/** A block's properties. A block that does not say where it is written is where its list is. */
function converted(block: Value, attribute: string, fields: Fields, list: Value): Value {
  const origin: Origin = { ...originOf(list), ...originOf(block), attribute };
  if (block.kind === "map") return map(fieldsOf(block.entries, fields, attribute), origin);
  return unresolved(block.kind === "unresolved" ? block.reason : `\`${attribute}\` is not a block`, origin);
}
