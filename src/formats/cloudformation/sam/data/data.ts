import type { At, Node } from "../../template/nodes.ts";
import type { KeyOrder } from "./key-order.ts";
import { createKeyOrder } from "./key-order.ts";

/**
 * A template as SAM's transform sees it: plain data whose intrinsic functions are maps of one key. Unlike JSON it
 * remembers where its entries were written, and what the transform's hashes depend on.
 */
export type Data = null | boolean | number | Fraction | Text | Data[] | Dict | Opaque;

/** A number that would lose its spelling: `1.0`. */
export type Fraction = { readonly kind: "fraction"; readonly text: string };

/** A text. The transform prints texts of the template otherwise than its own into what it hashes. */
export type Text = string | TemplateText;

type TemplateText = { readonly kind: "template-text"; readonly text: string };

/** A map; `order` is that of its keys where it is not the one of their insertion. */
export type Dict = { readonly kind: "dict"; readonly slots: Map<string, Slot>; readonly order: KeyOrder | null };

type Slot = { readonly key: Text; readonly value: Data; readonly at: At | undefined };

/** A part of the template that could not be read. */
export type Opaque = { readonly kind: "opaque"; readonly node: Node };

/** Values of a literal map; what is undefined is left out. */
type Entries = Readonly<Record<string, Data | undefined>>;

/** A map with the given entries, in the order of their insertion. */
export function dict(entries: Entries = {}): Dict {
  return filled({ kind: "dict", slots: new Map(), order: null }, entries);
}

/** A map whose keys have Python 2.7's order. */
export function hashedDict(entries: Entries = {}): Dict {
  return filled({ kind: "dict", slots: new Map(), order: createKeyOrder() }, entries);
}

function filled(target: Dict, entries: Entries): Dict {
  for (const [key, value] of Object.entries(entries)) if (value !== undefined) set(target, key, value);
  return target;
}

export function templateText(text: string): Text {
  return { kind: "template-text", text };
}

/** `text` as a text of the same origin as `like`. */
export function textLike(like: Data, text: string): Text {
  return isTemplateText(like) ? templateText(text) : text;
}

export function isDict(value: Data | undefined): value is Dict {
  return typeof value === "object" && value !== null && !Array.isArray(value) && value.kind === "dict";
}

export function isText(value: Data | undefined): value is Text {
  return typeof value === "string" || isTemplateText(value);
}

function isTemplateText(value: Data | undefined): value is TemplateText {
  return typeof value === "object" && value !== null && !Array.isArray(value) && value.kind === "template-text";
}

export function isFraction(value: Data | undefined): value is Fraction {
  return typeof value === "object" && value !== null && !Array.isArray(value) && value.kind === "fraction";
}

/** A text or number as text: what a version, status code … comes to. */
export function asPlainText(value: Data): string {
  if (isFraction(value)) return value.text;
  return textOf(value) ?? String(value as number);
}

/** A text's characters; undefined for anything else. */
export function textOf(value: Data | undefined): string | undefined {
  if (typeof value === "string") return value;
  return isTemplateText(value) ? value.text : undefined;
}

/** Whether a value is the text. */
export function is(value: Data | undefined, text: string): boolean {
  return textOf(value) === text;
}

/** What Python takes for true: neither nothing nor empty nor zero. */
export function isTruthy(value: Data | undefined): boolean {
  if (value === undefined || value === null || value === false || value === 0) return false;
  if (Array.isArray(value)) return value.length > 0;
  if (isText(value)) return textOf(value) !== "";
  if (isFraction(value)) return Number(value.text) !== 0;
  return !isDict(value) || value.slots.size > 0;
}

/** A map's value; null where it has none, and for anything that is no map. */
export function get(value: Data | undefined, key: Text): Data {
  if (!isDict(value)) return null;
  return value.slots.get(textOf(key) ?? "")?.value ?? null;
}

export function has(value: Data | undefined, key: Text): boolean {
  return isDict(value) && value.slots.has(textOf(key) ?? "");
}

/** Where an entry was written; undefined for one that the transform made. */
export function placeOf(value: Dict, key: string): At | undefined {
  return value.slots.get(key)?.at;
}

/** Sets a value; an entry that is there keeps its key and, unless another is given, its place. */
export function set(target: Dict, key: Text, value: Data, at?: At): void {
  const name = textOf(key) ?? "";
  const held = target.slots.get(name);
  target.slots.set(name, { key: held?.key ?? key, value, at: at ?? held?.at });
  target.order?.add(name);
}

export function remove(target: Dict, key: string): void {
  if (!target.slots.delete(key)) return;
  target.order?.remove(key);
}

export function setDefault(target: Dict, key: Text, value: Data): Data {
  if (!has(target, key)) set(target, key, value);
  return get(target, key);
}

/** A map's keys in its order. */
export function keysOf(value: Dict): readonly Text[] {
  if (!value.order) return [...value.slots.values()].map(({ key }) => key);
  return value.order.keys().map((name) => value.slots.get(name)?.key ?? name);
}

/** A map's entries in its order; none for anything that is no map. */
export function entriesOf(value: Data | undefined): readonly (readonly [key: Text, value: Data])[] {
  return isDict(value) ? keysOf(value).map((key) => [key, get(value, key)] as const) : [];
}

/** Sets every entry of another map. */
export function update(target: Dict, source: Dict): void {
  target.order?.reserve(source.slots.size);
  for (const [key, value] of entriesOf(source)) set(target, key, value, placeOf(source, textOf(key) ?? ""));
}

/** A map with the same entries. */
export function copyOf(source: Dict): Dict {
  const copy = source.order ? hashedDict() : dict();
  update(copy, source);
  return copy;
}

/** A value that shares nothing with the given one. */
export function deepCopyOf<T extends Data>(value: T): T;
export function deepCopyOf(value: Data): Data {
  if (Array.isArray(value)) return value.map((item) => deepCopyOf(item));
  if (!isDict(value)) return value;
  const copy = value.order ? hashedDict() : dict();
  for (const [key, child] of entriesOf(value)) {
    set(copy, key, deepCopyOf(child), placeOf(value, textOf(key) ?? ""));
  }
  return copy;
}

/** Whether two values say the same, whatever the order of their keys. */
export function isSame(left: Data, right: Data): boolean {
  if (isText(left) || isText(right)) return textOf(left) === textOf(right);
  if (Array.isArray(left) && Array.isArray(right)) {
    return left.length === right.length && left.every((item, index) => isSame(item, right[index] ?? null));
  }
  if (isDict(left) && isDict(right)) {
    if (left.slots.size !== right.slots.size) return false;
    return entriesOf(left).every(([key, value]) => has(right, key) && isSame(value, get(right, key)));
  }
  if (isFraction(left) && isFraction(right)) return left.text === right.text;
  return left === right;
}

/** The value where it is a map, else an empty one. */
export function dictOr(value: Data | undefined): Dict {
  return isDict(value) ? value : dict();
}

/** The items of a list; a value that is none stands for a list of itself. */
export function asItems(value: Data): readonly Data[] {
  return Array.isArray(value) ? value : [value];
}

/** A value with texts and maps of the kind that the transform hashes as Python 2 would. */
export function asHashed(value: Data): Data {
  if (typeof value === "string") return templateText(value);
  if (Array.isArray(value)) return value.map(asHashed);
  if (!isDict(value)) return value;
  const hashed = hashedDict();
  for (const [key, child] of entriesOf(value)) {
    set(hashed, templateText(textOf(key) ?? ""), asHashed(child), placeOf(value, textOf(key) ?? ""));
  }
  return hashed;
}
