import { rawEqual } from "../language/equality.ts";
import { isKeyed, isSequence, listOf, mapOf, object, openObject, tuple, unknown } from "../language/term.ts";
import type { Keyed, Sequence, Term } from "../language/term.ts";
import { DYNAMIC, STRING } from "../language/types.ts";

/** Why a value is not known that differs with where the repository lies. */
export const PLACE_DECIDES = "it depends on where the repository lies on the machine that runs Terragrunt";

/**
 * What two evaluations agree on that differ only in where the repository is taken to lie. What they do not agree on
 * only the machine knows that runs Terragrunt.
 */
export function agreed(one: Term, other: Term): Term {
  const term = agreedTerm(one, other);
  return one.source ? { ...term, source: one.source } : term;
}

function agreedTerm(one: Term, other: Term): Term {
  if (one.kind === "unknown") return one;
  if (one.kind === other.kind) {
    if (isSequence(one) && isSequence(other)) return agreedSequence(one, other);
    if (isKeyed(one) && isKeyed(other)) return agreedKeyed(one, other);
    if (rawEqual(one, other)) return one;
  }
  return unknown(one.kind === "string" ? STRING : DYNAMIC, PLACE_DECIDES);
}

function agreedSequence(one: Sequence, other: Sequence): Term {
  if (one.items.length !== other.items.length) return unknown(DYNAMIC, PLACE_DECIDES);
  const items = one.items.map((item, index) => {
    const counterpart = other.items[index];
    return counterpart ? agreed(item, counterpart) : item;
  });
  if (items.every((item, index) => item === one.items[index])) return one;
  // Which items of a set are the same cannot be told once one is not known.
  if (one.kind === "set") {
    return items.some(({ kind }) => kind === "unknown") ? unknown(DYNAMIC, PLACE_DECIDES) : one;
  }
  return one.kind === "list" ? listOf(one.element, items) : tuple(items);
}

function agreedKeyed(one: Keyed, other: Keyed): Term {
  const names = new Set([...one.entries.keys(), ...other.entries.keys()]);
  if (names.size !== one.entries.size) return unknown(DYNAMIC, PLACE_DECIDES);
  const entries = new Map<string, Term>();
  for (const [name, term] of one.entries) {
    const counterpart = other.entries.get(name);
    entries.set(name, counterpart ? agreed(term, counterpart) : unknown(DYNAMIC, PLACE_DECIDES));
  }
  if (one.kind === "map") return mapOf(one.element, entries);
  return one.later ? openObject(entries, one.later) : object(entries);
}
