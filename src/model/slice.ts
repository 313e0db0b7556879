import type { Block, Declared } from "./declared.ts";
import type { Problem } from "./source.ts";

/** One block that a change touches or leans on, as both sides declare it. At least one side is there. */
export type SliceItem = {
  readonly base: Block | null;
  readonly head: Block | null;
  readonly touched: boolean;
  /** Why it cannot be told what the change does to this block: a file of the other side could not be read. */
  readonly undecided: string | null;
  /** Head declares it no longer and leaves it as it is. */
  readonly isForgotten?: true;
};

/** What a change touches or leans on in one deployed unit. */
export type Slice = {
  readonly unit: string;
  readonly base: Declared | null;
  readonly head: Declared | null;
  readonly items: readonly SliceItem[];
  /** What the tool would refuse to do to get from base to head. */
  readonly problems: readonly Problem[];
};
