import type { Assumption } from "../model/assumption.ts";
import { findingKinds, type FindingKind } from "../model/finding.ts";
import { asDeclared } from "./as-declared.ts";
import { exists } from "./exists.ts";
import { free } from "./free.ts";
import { ready } from "./ready.ts";
import type { AssumptionSpec, FindingSpec } from "./kind.ts";

/** Every kind of assumption. A new kind is one file and one line here. */
export const assumptionKinds = { exists, "as-declared": asDeclared, free, ready };

/** The kind of an assumption, typed for any. */
export function kindOf(assumption: Assumption): AssumptionSpec {
  return assumptionKinds[assumption.kind];
}

/** Every kind of finding that the registered kinds of assumption can give, in the order of the contract. */
export function findingSpecs(): readonly FindingSpec[] {
  const all = Object.values(assumptionKinds).flatMap(({ findings }) => findings);
  return findingKinds.flatMap((kind: FindingKind) => all.find((spec) => spec.kind === kind) ?? []);
}
