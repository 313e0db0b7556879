import { distinctTypes } from "./distinct-types.ts";
import { LimitError } from "./evaluation-error.ts";
import { byPreference } from "./preference.ts";
import { DYNAMIC, isCollection, listType, mapType, sameType } from "./types.ts";
import type { CollectionType, ObjectType, Type } from "./types.ts";

/** The one type that terms of all these types can be converted to, by cty's rules (convert/unify.go); null when there is none. */
export function unify(given: readonly Type[], safety: Safety = "unsafe"): Type | null {
  const types = distinctTypes(given);
  if (types.length === 0) return null;
  const alike = unifyAlike(types, safety);
  return alike === undefined ? unifyByPreference(types, safety) : alike;
}

type Kinds = ReadonlySet<Type["kind"]>;

/** Types of one structural kind may unify in a type that none of them is; undefined leaves it to the preference. */
function unifyAlike(types: readonly Type[], safety: Safety): Type | null | undefined {
  const kinds: Kinds = new Set(types.map(({ kind }) => kind));
  const open = kinds.has("dynamic");
  const only = (...allowed: readonly Type["kind"][]) =>
    [...kinds].every((kind) => kind === "dynamic" || allowed.includes(kind));
  if (kinds.has("map") && only("map")) return open ? DYNAMIC : unifyCollections("map", types, safety);
  if (kinds.has("map") && only("map", "object")) return unifyThrough("object", types, safety) ?? undefined;
  if (kinds.has("list") && only("list")) return open ? DYNAMIC : unifyCollections("list", types, safety);
  if (kinds.has("list") && only("list", "tuple")) return unifyThrough("tuple", types, safety) ?? undefined;
  if (kinds.has("set") && only("set")) return open ? DYNAMIC : unifyCollections("set", types, safety);
  if (kinds.has("object") && only("object"))
    return open ? DYNAMIC : unifyObjects(types as readonly ObjectType[], safety);
  if (kinds.has("tuple") && only("tuple")) return open ? DYNAMIC : unifyTuples(types, safety);
  if (kinds.has("object") && kinds.has("tuple")) return null;
  return undefined;
}

function unifyCollections(kind: CollectionType["kind"], types: readonly Type[], safety: Safety): Type | null {
  const element = unify(
    types.map((type) => (isCollection(type) ? type.element : DYNAMIC)),
    safety,
  );
  return element && { kind, element };
}

/** Tuples beside lists are taken for lists, objects beside maps for maps. */
function unifyThrough(kind: "tuple" | "object", types: readonly Type[], safety: Safety): Type | null {
  const structural = types.filter((type) => type.kind === kind);
  const collection = kind === "tuple" ? tuplesAsList(structural, safety) : objectsAsMap(structural, safety);
  if (!collection) return null;
  const unified = unify(
    types.map((type) => (type.kind === kind ? collection : type)),
    safety,
  );
  return unified?.kind === collection.kind ? unified : null;
}

function unifyObjects(types: readonly ObjectType[], safety: Safety): Type | null {
  const [first] = types;
  if (!first) return null;
  const names = [...first.attributes.keys()];
  const alike = types.every(
    ({ attributes }) => attributes.size === names.length && names.every((name) => attributes.has(name)),
  );
  if (!alike) return objectsAsMap(types, safety);
  const attributes = new Map<string, Type>();
  for (const name of names) {
    const type = unify(
      types.map((object) => object.attributes.get(name) ?? DYNAMIC),
      safety,
    );
    if (!type) return null;
    attributes.set(name, type);
  }
  const result: Type = { kind: "object", attributes };
  return types.every((type) => sameType(type, result) || canConvert(type, result, safety))
    ? result
    : objectsAsMap(types, safety);
}

function objectsAsMap(types: readonly Type[], safety: Safety): Type | null {
  const attributes = types.flatMap((type) => (type.kind === "object" ? [...type.attributes.values()] : []));
  const element = unify(attributes, safety);
  if (!element) return null;
  const result = mapType(element);
  return types.every((type) => sameType(type, result) || canConvert(type, result, safety)) ? result : null;
}

function unifyTuples(types: readonly Type[], safety: Safety): Type | null {
  const [first] = types;
  if (first?.kind !== "tuple") return null;
  const alike = types.every((type) => type.kind === "tuple" && type.elements.length === first.elements.length);
  if (!alike) return tuplesAsList(types, safety);
  const elements: Type[] = [];
  for (const index of first.elements.keys()) {
    const type = unify(
      types.map((tuple) => (tuple.kind === "tuple" ? (tuple.elements[index] ?? DYNAMIC) : DYNAMIC)),
      safety,
    );
    if (!type) return null;
    elements.push(type);
  }
  const result: Type = { kind: "tuple", elements };
  return types.every((type) => sameType(type, result) || canConvert(type, result, safety))
    ? result
    : tuplesAsList(types, safety);
}

function tuplesAsList(types: readonly Type[], safety: Safety): Type | null {
  const element = unify(
    types.flatMap((type) => (type.kind === "tuple" ? type.elements : [])),
    safety,
  );
  if (!element) return null;
  const result = listType(element);
  return types.every((type) => sameType(type, result) || canConvert(type, result, safety)) ? result : null;
}

/** More types than these are not compared, each with each. */
const MOST_TYPES = 300;

/** The first type, in the order of preference, that all others convert to. */
function unifyByPreference(types: readonly Type[], safety: Safety): Type | null {
  if (types.length > MOST_TYPES) throw new LimitError("the elements are of too many types to find one for all of them");
  for (const wanted of byPreference(types)) {
    if (types.every((type) => sameType(type, wanted) || canConvert(type, wanted, safety))) return wanted;
  }
  return null;
}

/** `unsafe` conversions may fail for some values (`"a"` to a number); `safe` ones never do. */
export type Safety = "safe" | "unsafe";

/** Whether terms of a type can be converted to another, by cty's rules (convert/conversion.go). */
export function canConvert(from: Type, to: Type, safety: Safety = "unsafe"): boolean {
  if (to.kind === "dynamic") return true;
  if (from.kind === "dynamic") return safety === "unsafe";
  switch (to.kind) {
    case "string":
      return from.kind === "number" || from.kind === "bool";
    case "number":
    case "bool":
      return safety === "unsafe" && from.kind === "string";
    case "list":
      if (from.kind === "tuple") return elementsConvert(from.elements, to.element, safety, "tuple");
      return (from.kind === "list" || from.kind === "set") && canConvertElement(from.element, to.element, safety);
    case "set":
      if (from.kind === "tuple") return elementsConvert(from.elements, to.element, safety, "tuple");
      if (from.kind === "list" && safety === "safe") return false;
      return (from.kind === "list" || from.kind === "set") && canConvertElement(from.element, to.element, safety);
    case "map":
      if (from.kind === "object") return elementsConvert([...from.attributes.values()], to.element, safety, "object");
      return from.kind === "map" && canConvertElement(from.element, to.element, safety);
    case "tuple":
      return from.kind === "tuple" && from.elements.length === to.elements.length
        ? from.elements.every((element, index) => canConvertElement(element, to.elements[index] ?? DYNAMIC, safety))
        : false;
    case "object":
      break;
  }
  if (from.kind === "object") return objectConverts(from, to, safety);
  return from.kind === "map" && safety === "unsafe" && mapConverts(from.element, to);
}

function canConvertElement(from: Type, to: Type, safety: Safety): boolean {
  return sameType(from, to) || canConvert(from, to, safety);
}

/** Elements of different types need one that all of them convert to, where the collection is of `any`. */
function elementsConvert(elements: readonly Type[], to: Type, safety: Safety, from: "tuple" | "object"): boolean {
  if (elements.length === 0) return true;
  const element = to.kind === "dynamic" ? unify(elements, safety) : to;
  if (!element) return false;
  if (from === "tuple" && to.kind === "dynamic" && element.kind === "dynamic") {
    return elements.every(({ kind }) => kind === "dynamic");
  }
  return elements.every((type) => canConvertElement(type, element, safety));
}

function objectConverts(from: ObjectType, to: ObjectType, safety: Safety): boolean {
  return [...to.attributes].every(([name, type]) => {
    const given = from.attributes.get(name);
    return given ? canConvertElement(given, type, safety) : to.optional?.has(name) === true;
  });
}

function mapConverts(element: Type, to: ObjectType): boolean {
  return [...to.attributes].every(
    ([name, type]) => canConvertElement(element, type, "unsafe") || to.optional?.has(name) === true,
  );
}
