import type { Num } from "./number.ts";

/** A wholly known value without marks, as the encodings see it; sets and lists are tuples, maps are objects. */
export type PlainValue =
  | { readonly kind: "null" }
  | { readonly kind: "bool"; readonly value: boolean }
  | { readonly kind: "string"; readonly value: string }
  | { readonly kind: "number"; readonly value: Num }
  | { readonly kind: "tuple"; readonly items: readonly PlainValue[] }
  | { readonly kind: "object"; readonly entries: ReadonlyMap<string, PlainValue> };

/** What cty calls the type of such a value in messages; a null of no type is "dynamic". */
export function friendlyName(value: PlainValue): string {
  return value.kind === "null" ? "dynamic" : value.kind;
}
