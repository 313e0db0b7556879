import { bool, isKeyed, isSequence, nullOf, typeOf, unknown } from "../term.ts";
import type { Term } from "../term.ts";
import { BOOL } from "../types.ts";
import type { Type } from "../types.ts";
import { anything, argumentAt, reasonOf } from "./arguments.ts";
import type { FunctionSpec, FunctionTable } from "./function.ts";

/** Functions of the marks that follow a value: what is secret, what is not to be kept. */
export const secrecy: FunctionTable = {
  sensitive: marking((term) => ({ ...term, sensitive: true })),
  nonsensitive: marking(withoutSensitive),
  issensitive: marking(isSensitive, BOOL),
  ephemeralasnull: marking(withoutEphemeral),
};

function marking(work: (term: Term) => Term, returns?: Type): FunctionSpec {
  return {
    kind: "function",
    parameters: [anything("value")],
    returns: returns ?? ((args) => typeOf(argumentAt(args, 0))),
    nullable: true,
    call: (args) => work(argumentAt(args, 0)),
  };
}

function withoutSensitive(term: Term): Term {
  const { sensitive: _sensitive, ...rest } = term;
  return rest;
}

/** What a resource gives may be sensitive in the provider's schema. */
function isSensitive(term: Term): Term {
  if (term.sensitive) return bool(true);
  if (term.kind === "unknown") return unknown(BOOL, reasonOf(term));
  if (term.derivedFrom === undefined) return bool(false);
  return unknown(BOOL, `whether \`${term.derivedFrom}\` holds it as sensitive is not known`);
}

function withoutEphemeral(term: Term): Term {
  if (term.ephemeral) {
    const { sensitive, derivedFrom } = term;
    const kept = { ...(sensitive && { sensitive }), ...(derivedFrom !== undefined && { derivedFrom }) };
    return term.kind === "unknown" ? unknown(term.type, term.reason, kept) : nullOf(typeOf(term), kept);
  }
  if (isSequence(term)) return { ...term, items: term.items.map(withoutEphemeral) };
  if (!isKeyed(term)) return term;
  return { ...term, entries: new Map([...term.entries].map(([key, child]) => [key, withoutEphemeral(child)])) };
}
