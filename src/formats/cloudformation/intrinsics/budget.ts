import { unresolved } from "../../../model/value.ts";
import type { UnresolvedValue } from "../../../model/value.ts";

/** One text may not become longer than this: CloudFormation takes whole templates of 1 MB at most. */
const MAX_TEXT = 256 * 1024;
/** All texts that are made for one template. */
const MAX_TEXTS = 4 * 1024 * 1024;
const MAX_STEPS = 2_000_000;
/** Nodes within nodes, through references too: a step takes about seven frames of the stack, which holds some 8,000. */
const MAX_DEPTH = 400;

/** Bounds of what one template may cost, so that no template can hang or exhaust the server. */
export type Budget = {
  /** One step down; the reason why it must not be taken, or undefined. Each entered step must be left. */
  enter(): UnresolvedValue | undefined;
  leave(): void;
  /** One step on the same level. */
  step(): UnresolvedValue | undefined;
  /** For a text of so many characters, or a list of so many items. */
  spend(amount: number): UnresolvedValue | undefined;
};

export function createBudget(): Budget {
  let steps = 0;
  let depth = 0;
  let text = 0;

  function enter(): UnresolvedValue | undefined {
    depth++;
    if (depth > MAX_DEPTH) return unresolved("the references are nested too deep");
    return step();
  }

  function step(): UnresolvedValue | undefined {
    steps++;
    return steps > MAX_STEPS ? unresolved("the template takes too many steps to evaluate") : undefined;
  }

  function leave(): void {
    depth--;
  }

  function spend(amount: number): UnresolvedValue | undefined {
    if (amount > MAX_TEXT) return unresolved(`the text is longer than ${MAX_TEXT} characters`);
    text += amount;
    return text > MAX_TEXTS ? unresolved("the template makes too much text") : undefined;
  }

  return { enter, leave, step, spend };
}
