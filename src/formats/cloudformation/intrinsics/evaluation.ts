import type { Identity } from "../../../model/declared.ts";
import type { Place } from "../../../model/target.ts";
import type { Imported, KnownValue, MapValue, UnresolvedValue, Value } from "../../../model/value.ts";
import type { At, CallNode, Node } from "../template/nodes.ts";
import type { Template } from "../template/template.ts";

/** What a condition comes to. */
export type Truth = (KnownValue & { readonly value: boolean }) | UnresolvedValue;

/** A resource as far as it is declared. `exists` is what its condition comes to. */
export type EvaluatedResource = {
  readonly exists: Truth;
  readonly properties: MapValue;
  readonly identity: Identity;
};

/**
 * One evaluation of one template for one target: what intrinsic functions work with. Everything is evaluated at most
 * once, and within a budget.
 */
export type Evaluation = {
  readonly template: Template;
  readonly place: Place;
  /** The deployed stack's name, where it is known. */
  readonly stack: string | null;
  /** Parameter values that the target gives. */
  readonly given: ReadonlyMap<string, string>;
  /** A parameter file that could not be read in full: what is not given has no known value. */
  readonly unread?: string;
  /** A node's value; undefined where it is removed (`AWS::NoValue`). */
  evaluate(node: Node): Value | undefined;
  parameter(name: string): Value;
  condition(name: string, at: At): Truth;
  resource(logicalId: string): EvaluatedResource | "circular";
  /** Tells of something wrong in the template; told twice, it counts once. */
  report(at: At, message: string): void;
  /** Tells of a value that is taken from another stack; told twice, it counts once. */
  imports(value: Imported, at: At): void;
  /** Takes one step of the budget: whether it may be taken. */
  step(at: At): boolean;
  /** Takes a text's length off the budget: the reason why it must not be made, or undefined. */
  spend(characters: number): UnresolvedValue | undefined;
};

/** An intrinsic function: from its unevaluated argument to a value, undefined for one that is removed. */
export type Intrinsic = (call: CallNode, evaluation: Evaluation) => Value | undefined;
