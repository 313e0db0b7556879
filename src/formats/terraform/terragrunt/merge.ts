import { isKeyed, isSequence, object, tuple, unknown } from "../language/term.ts";
import type { Term } from "../language/term.ts";
import { DYNAMIC } from "../language/types.ts";
import type { Config, Input, Inputs } from "./configuration.ts";

/**
 * A configuration over one that it includes, by the `shallow` strategy: of what both have, the child's counts.
 * https://terragrunt.gruntwork.io/docs/reference/hcl/blocks/#include
 */
export function shallowly(parent: Config, child: Config): Config {
  return { ...merged(parent, child), inputs: mergedInputs(parent.inputs, child.inputs, (_, over) => over) };
}

/** As `shallowly`, with inputs of the same name put together: maps by key, lists one after the other. */
export function deeply(parent: Config, child: Config): Config {
  return { ...merged(parent, child), inputs: mergedInputs(parent.inputs, child.inputs, bothInputs) };
}

function merged(parent: Config, child: Config): Config {
  return {
    inputs: child.inputs,
    source: child.source ?? parent.source,
    extraArguments: new Map([...parent.extraArguments, ...child.extraArguments]),
    generated: new Map([...parent.generated, ...child.generated]),
    remoteState: child.remoteState ?? parent.remoteState,
    iamRole: child.iamRole ?? parent.iamRole,
    exclude: child.exclude ?? parent.exclude,
    skip: child.skip,
    dependencies: new Map([...parent.dependencies, ...child.dependencies]),
    features: new Map([...parent.features, ...child.features]),
    broken: [...parent.broken, ...child.broken],
  };
}

function mergedInputs(parent: Inputs, child: Inputs, both: (under: Input, over: Input) => Input): Inputs {
  const values = new Map<string, Input>();
  for (const [name, input] of parent.values) {
    // The child may give it too, under a name that is not known.
    values.set(name, child.open === null ? input : { ...input, term: unknown(DYNAMIC, child.open) });
  }
  for (const [name, over] of child.values) {
    const under = parent.values.get(name);
    values.set(name, under ? both(under, over) : over);
  }
  return { isGiven: parent.isGiven || child.isGiven, values, open: child.open ?? parent.open };
}

function bothInputs(under: Input, over: Input): Input {
  return { term: deepTerm(under.term, over.term), text: `${under.text}${over.text}` };
}

/** One value over another. Numbers, texts and the like are replaced. */
function deepTerm(under: Term, over: Term): Term {
  if (under.kind === "unknown" && (over.kind === "unknown" || isKeyed(over) || isSequence(over))) {
    return unknown(DYNAMIC, under.reason);
  }
  if (over.kind === "unknown" || over.kind === "null" || under.kind === "null") return over;
  if (isKeyed(over) && isKeyed(under)) {
    if ("later" in over || "later" in under) return unknown(DYNAMIC, "not all attributes of an input are known");
    const entries = new Map(under.entries);
    for (const [key, term] of over.entries) {
      const existing = entries.get(key);
      entries.set(key, existing ? deepTerm(existing, term) : term);
    }
    return { ...object(entries), ...(over.source && { source: over.source }) };
  }
  if (isSequence(over) && isSequence(under)) {
    return { ...tuple([...under.items, ...over.items]), ...(over.source && { source: over.source }) };
  }
  if (isKeyed(over) || isSequence(over) || isKeyed(under) || isSequence(under)) {
    return unknown(DYNAMIC, "an input is a list, a map or neither, by where it is given, which cannot be merged");
  }
  return over;
}
