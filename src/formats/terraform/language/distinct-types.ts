import { isCollection } from "./types.ts";
import type { Type } from "./types.ts";

const written = new WeakMap<Type, string>();

/** Each type once, in the order in which they come first: thousands of elements have few types. */
export function distinctTypes(types: readonly Type[]): readonly Type[] {
  const distinct = new Map<string, Type>();
  for (const type of types) {
    const key = keyOf(type);
    if (!distinct.has(key)) distinct.set(key, type);
  }
  return distinct.size === types.length ? types : [...distinct.values()];
}

/** A text that two types share where they are the same in every part. */
function keyOf(type: Type): string {
  const existing = written.get(type);
  if (existing !== undefined) return existing;
  const key = write(type);
  written.set(type, key);
  return key;
}

function write(type: Type): string {
  if (isCollection(type)) return `${type.kind}(${keyOf(type.element)})`;
  if (type.kind === "tuple") return `[${type.elements.map(keyOf).join()}]`;
  if (type.kind !== "object") return type.kind;
  const attributes = [...type.attributes].map(([name, inner]) => `${JSON.stringify(name)}:${keyOf(inner)}`);
  const optional = [...(type.optional ?? [])].map((name) => JSON.stringify(name));
  return `{${attributes.toSorted().join()}|${optional.toSorted().join()}}`;
}
