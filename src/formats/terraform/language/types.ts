/**
 * Terraform's types (https://developer.hashicorp.com/terraform/language/expressions/types). `dynamic` is the type of
 * what is not known yet, and the constraint `any`.
 */
export type Type =
  | { readonly kind: "dynamic" }
  | { readonly kind: "string" }
  | { readonly kind: "number" }
  | { readonly kind: "bool" }
  | CollectionType
  | { readonly kind: "tuple"; readonly elements: readonly Type[] }
  | ObjectType;

export type CollectionType = { readonly kind: "list" | "set" | "map"; readonly element: Type };

export type ObjectType = {
  readonly kind: "object";
  readonly attributes: ReadonlyMap<string, Type>;
  /** Names of attributes that may be left out; only in constraints. */
  readonly optional?: ReadonlySet<string>;
};

export const DYNAMIC: Type = { kind: "dynamic" };
export const STRING: Type = { kind: "string" };
export const NUMBER: Type = { kind: "number" };
export const BOOL: Type = { kind: "bool" };

export function listType(element: Type): CollectionType {
  return { kind: "list", element };
}

export function setType(element: Type): CollectionType {
  return { kind: "set", element };
}

export function mapType(element: Type): CollectionType {
  return { kind: "map", element };
}

export function isPrimitive(type: Type): boolean {
  return type.kind === "string" || type.kind === "number" || type.kind === "bool";
}

/** Whether a type is a list, a set or a map. */
export function isCollection(type: Type): type is CollectionType {
  return type.kind === "list" || type.kind === "set" || type.kind === "map";
}

/** Whether two types are the same in every part; which attributes are optional counts for nothing. */
export function sameType(a: Type, b: Type): boolean {
  if (a === b) return true;
  if (isCollection(a)) return isCollection(b) && a.kind === b.kind && sameType(a.element, b.element);
  if (a.kind === "tuple") {
    if (b.kind !== "tuple" || a.elements.length !== b.elements.length) return false;
    return a.elements.every((element, index) => sameType(element, b.elements[index] ?? DYNAMIC));
  }
  if (a.kind === "object") {
    if (b.kind !== "object" || a.attributes.size !== b.attributes.size) return false;
    return [...a.attributes].every(([name, type]) => {
      const other = b.attributes.get(name);
      return other !== undefined && sameType(type, other);
    });
  }
  return a.kind === b.kind;
}

/** Whether a part of the type is not known. */
export function hasDynamic(type: Type): boolean {
  if (isCollection(type)) return hasDynamic(type.element);
  if (type.kind === "tuple") return type.elements.some(hasDynamic);
  if (type.kind === "object") return [...type.attributes.values()].some(hasDynamic);
  return type.kind === "dynamic";
}

/** A type as it is named to people. */
export function friendlyName(type: Type): string {
  if (isCollection(type)) {
    return type.element.kind === "dynamic"
      ? `${type.kind} of any single type`
      : `${type.kind} of ${friendlyName(type.element)}`;
  }
  return type.kind === "dynamic" ? "dynamic" : type.kind;
}
