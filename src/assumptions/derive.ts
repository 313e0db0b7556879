import type { Assumption } from "../model/assumption.ts";
import type { Declared } from "../model/declared.ts";
import type { Slice } from "../model/slice.ts";
import type { Target } from "../model/target.ts";
import { keysOfDeclared, keysOfOutputs } from "./identity.ts";
import { assumptionKinds } from "./index.ts";
import type { DeriveContext } from "./kind.ts";

/**
 * Every assumption of a change, each once.
 * @param slices what the change touches or leans on, with the target that each unit deploys into
 */
export function deriveAll(
  slices: readonly { readonly target: Target; readonly slice: Slice }[],
  targets: readonly Target[],
): readonly Assumption[] {
  const declaredAtBase = keysOf(slices.map(({ slice }) => slice.base));
  const declaredAtHead = keysOf(slices.map(({ slice }) => slice.head));
  const byId = new Map<string, Assumption>();
  for (const { target, slice } of slices) {
    const context: DeriveContext = { slice, target, targets, declaredAtBase, declaredAtHead };
    for (const kind of Object.values(assumptionKinds)) {
      for (const assumption of kind.derive(context)) byId.set(assumption.id, assumption);
    }
  }
  return [...byId.values()];
}

function keysOf(declared: readonly (Declared | null)[]): ReadonlySet<string> {
  const keys = new Set<string>();
  for (const side of declared) {
    for (const block of side?.blocks.values() ?? []) {
      if (block.mode !== "resource") continue;
      for (const key of keysOfDeclared(block)) keys.add(key);
    }
    for (const key of side ? keysOfOutputs(side) : []) keys.add(key);
  }
  return keys;
}
