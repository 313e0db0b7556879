import type { Span } from "../../../model/source.ts";
import type { AwaitedAttribute } from "../../../model/value.ts";
import { LimitError } from "./evaluation-error.ts";
import { BOOL, DYNAMIC, NUMBER, STRING } from "./types.ts";
import type { Type } from "./types.ts";
import type { Num } from "./pure/number.ts";

/** What follows a value into everything that is computed from it. */
export type Marks = {
  readonly sensitive?: true;
  readonly ephemeral?: true;
  /** Address of the resource whose attribute the value comes from; its type in the provider's schema is not known. */
  readonly derivedFrom?: string;
};

type Common = Marks & {
  /** Where the value is written, if it is an item of a collection that is. */
  readonly source?: Span;
};

/** Gives an attribute that an object does not hold: those of a resource that are computed, outputs of a module. */
export type LaterAttributes = (name: string) => Term;

/** A value as Terraform computes with it: with its exact type, null or not known included. */
export type Term = Common & TermNode;

type TermNode =
  | {
      readonly kind: "unknown";
      readonly type: Type;
      readonly reason: string;
      readonly refined?: Refinement;
      /** The attribute that it is, and nothing computed from it. */
      readonly awaits?: AwaitedAttribute;
    }
  | { readonly kind: "null"; readonly type: Type }
  | { readonly kind: "string"; readonly value: string }
  | { readonly kind: "number"; readonly value: Num }
  | { readonly kind: "bool"; readonly value: boolean }
  | TupleNode
  | ListNode
  | MapNode
  | ObjectNode;

type Sized = { readonly weight: number; readonly depth: number };

type TupleNode = Sized & { readonly kind: "tuple"; readonly items: readonly Term[] };

/** A set's items are in Terraform's order, each once. */
type ListNode = Sized & {
  readonly kind: "list" | "set";
  readonly element: Type;
  readonly items: readonly Term[];
};

type MapNode = Sized & {
  readonly kind: "map";
  readonly element: Type;
  readonly entries: ReadonlyMap<string, Term>;
};

type ObjectNode = Sized & {
  readonly kind: "object";
  readonly entries: ReadonlyMap<string, Term>;
  /** Only of resources and modules: the object has more attributes than it holds. */
  readonly later?: LaterAttributes;
  /** Of a module: all that there is to ask for. */
  readonly names?: readonly string[];
};

/** What is known of an unknown value. */
export type Refinement = { readonly notNull?: true; readonly prefix?: string };

export type Of<K extends TermNode["kind"]> = Extract<Term, { kind: K }>;
export type Sequence = Of<"tuple" | "list" | "set">;
export type Keyed = Of<"map" | "object">;

/** Bounds of one value: an expression that doubles itself through locals ends here. */
const MAX_NODES = 200_000;
const MAX_CHARACTERS = 1_000_000;
const MAX_DEPTH = 500;

/** Characters that count as one node. */
const CHARACTERS_PER_NODE = 64;

const NO_MARKS: Marks = {};

export function unknown(type: Type, reason: string, marks: Marks = NO_MARKS, refined?: Refinement): Of<"unknown"> {
  return { ...marks, kind: "unknown", type, reason, ...(refined && { refined }) };
}

export function nullOf(type: Type = DYNAMIC, marks: Marks = NO_MARKS): Of<"null"> {
  return { ...marks, kind: "null", type };
}

/** A string; Terraform normalizes every one (Unicode NFC). Throws a `LimitError` when it is too long. */
export function text(value: string, marks: Marks = NO_MARKS): Of<"string"> {
  if (value.length > MAX_CHARACTERS) throw tooLarge();
  return { ...marks, kind: "string", value: value.normalize("NFC") };
}

export function number(value: Num, marks: Marks = NO_MARKS): Of<"number"> {
  return { ...marks, kind: "number", value };
}

export function bool(value: boolean, marks: Marks = NO_MARKS): Of<"bool"> {
  return { ...marks, kind: "bool", value };
}

export function tuple(items: readonly Term[], marks: Marks = NO_MARKS): Of<"tuple"> {
  const { weight, depth } = sizeOf(items);
  return { ...marks, kind: "tuple", items, weight, depth };
}

/** A list of elements that are of the type already. */
export function listOf(element: Type, items: readonly Term[], marks: Marks = NO_MARKS): Of<"list" | "set"> {
  const { weight, depth } = sizeOf(items);
  return { ...marks, kind: "list", element, items, weight, depth };
}

/** A set of elements that are of the type, in order and each once already: see `setOf` for any others. */
export function sortedSet(element: Type, items: readonly Term[], marks: Marks = NO_MARKS): Of<"list" | "set"> {
  const { weight, depth } = sizeOf(items);
  return { ...marks, kind: "set", element, items, weight, depth };
}

export function mapOf(element: Type, entries: ReadonlyMap<string, Term>, marks: Marks = NO_MARKS): Of<"map"> {
  const { weight, depth } = sizeOf(entries.values());
  return { ...marks, kind: "map", element, entries, weight, depth };
}

export function object(entries: ReadonlyMap<string, Term>, marks: Marks = NO_MARKS): Of<"object"> {
  const { weight, depth } = sizeOf(entries.values());
  return { ...marks, kind: "object", entries, weight, depth };
}

/** An object whose missing attributes are asked for. */
export function openObject(
  entries: ReadonlyMap<string, Term>,
  later: LaterAttributes,
  marks: Marks = NO_MARKS,
): Of<"object"> {
  return { ...object(entries, marks), later };
}

/** A module's outputs, each worked out when it is asked for: outputs of two modules may lean on each other in turns. */
export function outputsObject(names: readonly string[], later: LaterAttributes): Of<"object"> {
  return { ...openObject(NO_ENTRIES, later), names };
}

const NO_ENTRIES: ReadonlyMap<string, Term> = new Map();

/** The term with the outputs of modules in it worked out: what is used as a whole needs all of them. */
export function closed(term: Term): Term {
  if (term.kind === "tuple") return term.items.some(isModule) ? tuple(term.items.map(closed), term) : term;
  if (term.kind !== "object") return term;
  const { names, later, entries } = term;
  if (names && later) return object(new Map(names.map((name) => [name, later(name)])), term);
  if (![...entries.values()].some(isModule)) return term;
  return { ...term, ...object(new Map([...entries].map(([key, child]) => [key, closed(child)])), term) };
}

function isModule(term: Term): boolean {
  return term.kind === "object" && term.names !== undefined;
}

function sizeOf(children: Iterable<Term>): Sized {
  let weight = 1;
  let depth = 0;
  for (const child of children) {
    weight += weightOf(child);
    if ("depth" in child) depth = Math.max(depth, child.depth);
  }
  if (weight > MAX_NODES || depth >= MAX_DEPTH) throw tooLarge();
  return { weight, depth: depth + 1 };
}

function weightOf(term: Term): number {
  if ("weight" in term) return term.weight;
  return term.kind === "string" ? 1 + term.value.length / CHARACTERS_PER_NODE : 1;
}

function tooLarge(): LimitError {
  return new LimitError("the value is too large to be worked out");
}

const types = new WeakMap<Term, Type>();

/** The type of a term; that of an object with attributes to come is not known. */
export function typeOf(term: Term): Type {
  switch (term.kind) {
    case "unknown":
    case "null":
      return term.type;
    case "string":
      return STRING;
    case "number":
      return NUMBER;
    case "bool":
      return BOOL;
    case "list":
    case "set":
    case "map":
      return { kind: term.kind, element: term.element };
    case "tuple":
    case "object":
      break;
  }
  const existing = types.get(term);
  if (existing) return existing;
  const type = structuralType(term);
  types.set(term, type);
  return type;
}

function structuralType(term: Of<"tuple" | "object">): Type {
  if (term.kind === "tuple") return { kind: "tuple", elements: term.items.map(typeOf) };
  if (term.later) return DYNAMIC;
  return { kind: "object", attributes: new Map([...term.entries].map(([name, child]) => [name, typeOf(child)])) };
}

export function isSequence(term: Term): term is Sequence {
  return term.kind === "tuple" || term.kind === "list" || term.kind === "set";
}

export function isKeyed(term: Term): term is Keyed {
  return term.kind === "map" || term.kind === "object";
}

/** Whether there are no terms inside a term. */
export function isLeaf(term: Term): boolean {
  return !isSequence(term) && !isKeyed(term);
}

/** The terms inside a term. */
export function childrenOf(term: Term): Iterable<Term> {
  if (isSequence(term)) return term.items;
  return isKeyed(term) ? term.entries.values() : [];
}

/** The first part that is not known, in reading order; undefined when all of it is. */
export function firstUnknown(term: Term): Of<"unknown"> | undefined {
  if (term.kind === "unknown") return term;
  if (isLeaf(term)) return undefined;
  for (const child of childrenOf(term)) {
    const found = firstUnknown(child);
    if (found) return found;
  }
  return undefined;
}

/** Whether a tuple may be a set in the provider's schema: a resource's argument, or what is made of one item by item. */
export function mayBeSet(term: Term): term is Of<"tuple"> {
  return term.kind === "tuple" && term.derivedFrom !== undefined;
}
