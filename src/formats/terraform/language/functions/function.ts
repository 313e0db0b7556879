import type { Expression } from "../../syntax/ast.ts";
import type { Evaluate, Frame } from "../frame.ts";
import type { Term } from "../term.ts";
import type { Type } from "../types.ts";

/** A parameter, with what cty lets a function see: by default no null, nothing unknown at the top, no marks. */
export type Parameter = {
  readonly name: string;
  /** Arguments are converted to it. */
  readonly type: Type;
  readonly allowNull?: true;
  readonly allowUnknown?: true;
  /** The function passes marks on itself; else the result has those of all arguments, from any depth. */
  readonly allowMarked?: true;
  /** The function is called also where the type is not known. */
  readonly allowDynamic?: true;
  /** The order of the argument's elements does not count. */
  readonly anyOrder?: true;
};

/** What a function may need besides its arguments. */
export type Call = { readonly frame: Frame; readonly evaluate: Evaluate };

export type FunctionSpec = {
  readonly kind: "function";
  readonly parameters: readonly Parameter[];
  /** Of any further arguments. */
  readonly rest?: Parameter;
  /** The result's type, for a result that is not known. */
  readonly returns: Type | ((args: readonly Term[]) => Type);
  /** The result may be null. */
  readonly nullable?: true;
  /** The result. Throws an `EvaluationError` for what Terraform refuses. */
  call(args: readonly Term[], call: Call): Term;
};

/** Takes expressions that it evaluates itself, or not: `try`, `can`. */
type LazySpec = {
  readonly kind: "lazy";
  call(args: readonly Expression[], evaluate: (expression: Expression) => Term, call: Call): Term;
};

export type TerraformFunction = FunctionSpec | LazySpec;

/** Functions by name. */
export type FunctionTable = Readonly<Record<string, TerraformFunction>>;
