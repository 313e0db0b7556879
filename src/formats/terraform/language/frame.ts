import type { Expression, Step } from "../syntax/ast.ts";
import type { FileLines } from "../syntax/lines.ts";
import type { TerraformFunction } from "./functions/function.ts";
import type { ModuleFiles } from "./module-files.ts";
import type { Term } from "./term.ts";

/** A file that expressions were read from, for their positions: `path` is that of `lines`, if those are a span. */
export type SourceFile = { readonly path: string; readonly lines: FileLines };

/** What evaluation may still spend; shared by everything that one root module needs. */
export type Budget = { steps: number; characters: number; depth: number };

/** Expressions evaluated, characters of strings and nodes of collections that they came to, and how deep evaluation goes through references. */
export const STEP_LIMIT = 5_000_000;
export const CHARACTER_LIMIT = 50_000_000;
/** What looking at a node of a collection counts as. */
export const CHARACTERS_A_NODE = 4;
export const DEPTH_LIMIT = 400;

/** What the names in an expression stand for. */
export type Frame = {
  readonly file: SourceFile;
  /** Names bound around the expression: `each`, `count`, what a `for` binds. */
  readonly names: ReadonlyMap<string, Term>;
  readonly budget: Budget;
  readonly files: ModuleFiles;
  /** How many instances there are of what holds the expression is not known: there may be none that Terraform would refuse. */
  readonly uncertain: boolean;
  readonly semantics: Semantics;
  /** Functions beyond Terraform's, or in their place: Terragrunt's. */
  readonly functions?: ReadonlyMap<string, TerraformFunction>;
  /** What is evaluated is a template that a function renders, from a file or from a string. */
  readonly template?: "file" | "string";
  /** The value that a reference begins with, and the steps that are still to be taken from it. */
  resolve(root: string, steps: readonly Step[]): Resolved;
};

/** What differs between versions of Terraform. */
export type Semantics = {
  /** Since 1.12 `&&` and `||` do not look at an operand that decides nothing. */
  readonly shortCircuit: boolean;
  /** `element` counts a negative index from the end of a tuple too, as it does of a list; 1.11 by mistake refuses it. If not said, it does. */
  readonly negativeElement?: boolean;
};

export type Resolved = { readonly value: Term; readonly rest: readonly Step[] };

export type Evaluate = (expression: Expression, frame: Frame) => Term;

/** The frame with more names bound. */
export function withNames(frame: Frame, names: Iterable<readonly [string, Term]>): Frame {
  return { ...frame, names: new Map([...frame.names, ...names]) };
}

/** A budget that nothing was spent of. */
export function freshBudget(): Budget {
  return { steps: 0, characters: 0, depth: 0 };
}
