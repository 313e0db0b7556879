import { DYNAMIC, sameType } from "./types.ts";
import type { ObjectType, Type } from "./types.ts";
import { unify } from "./unify.ts";

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
