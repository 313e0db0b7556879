import type { Value } from "../../../model/value.ts";
import type { Step } from "../syntax/ast.ts";

/** A file that expressions were read from, for their positions. */
export type SourceFile = { readonly path: string; readonly lines: readonly number[] };

/** What evaluation may still spend; shared by everything that one root module needs. */
export type Budget = { steps: number; characters: number; depth: number };

/** Expressions evaluated, characters of strings made, and how deep evaluation goes through references. */
export const STEP_LIMIT = 5_000_000;
export const CHARACTER_LIMIT = 100_000_000;
export const DEPTH_LIMIT = 400;

/** What the names in an expression stand for. */
export type Frame = {
  readonly file: SourceFile;
  /** Names bound around the expression: `each`, `count`, what a `for` binds. */
  readonly names: ReadonlyMap<string, Value>;
  readonly budget: Budget;
  /** The value that a reference begins with, and the steps that are still to be taken from it. */
  resolve(root: string, steps: readonly Step[]): Resolved;
};

export type Resolved = { readonly value: Value; readonly rest: readonly Step[] };

/** The frame with more names bound. */
export function withNames(frame: Frame, names: Iterable<readonly [string, Value]>): Frame {
  return { ...frame, names: new Map([...frame.names, ...names]) };
}

/** A budget that nothing was spent of. */
export function freshBudget(): Budget {
  return { steps: 0, characters: 0, depth: 0 };
}
