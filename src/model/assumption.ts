import type { Identity, KeptLookup, LookupBlock, OtherItem, ResourceBlock, Writes } from "./declared.ts";
import type { Side, Span } from "./source.ts";
import type { Place } from "./target.ts";
import type { UnknownReason } from "./unknown.ts";

/** What an assumption is about. `identifier` is what is read, null while that is not known. */
export type Subject = {
  /** The block that makes the claim, as its format addresses it. */
  readonly address: string;
  /** CloudFormation type; the format's own where the project does not know it. */
  readonly type: string;
  readonly identifier: string | null;
  /** The name people know the resource by; null where code gives none. */
  readonly name: string | null;
};

export type AssumptionSource = Span & { readonly side: Side };

type AssumptionBase = {
  /** Stable: the same claim has the same id across runs and line moves. */
  readonly id: string;
  readonly target: string;
  readonly subject: Subject;
  readonly source: AssumptionSource;
  /** The deployed unit that declares it: a root module's folder, a template's path. */
  readonly unit: string;
  /** Where the subject lives; null while `blocked`. */
  readonly place: Place | null;
  readonly identity: Identity;
  /** Resources of which its subject's identity or properties await attributes that only AWS knows, by address. */
  readonly awaited: ReadonlyMap<string, AwaitedResource>;
  /** Why the account cannot even be asked; null when it can. */
  readonly blocked: Blocked | null;
};

/** A resource or look-up that base declares, as far as finding it live takes. */
export type AwaitedResource = {
  readonly type: string;
  readonly place: Place;
  readonly identity: Identity;
  /** Whose attributes are awaited as this format names them. */
  readonly format: string;
  readonly kind: "exists" | "as-declared";
};

/** `detail` is for people and may quote code: untrusted text. */
export type Blocked = { readonly reason: UnknownReason; readonly detail: string };

/** Something that code refers to and does not declare is there. */
export type ExistsAssumption = AssumptionBase & {
  readonly kind: "exists";
  /** How code refers to it: by a look-up block, by an id in text, or by having its tool take it over. */
  readonly by: "lookup" | "literal" | "import";
  /** As `LookupBlock` has it. */
  readonly isAnyones?: true;
  /** As `LookupBlock` has it. */
  readonly isAdvisory?: true;
  /** Of a value that is read live: what it may name, as the look-up says. */
  readonly names?: LookupBlock["names"];
  /** Of an id in text: the ARN as it is written. */
  readonly arn?: string;
  /** The code declares the resource too, and may be changing what an ARN says of it: a role's path, an index. */
  readonly isDeclared?: true;
  /** What code keeps of an earlier look-up of it; base's, where base keeps one too. */
  readonly kept?: { readonly base: KeptLookup | null; readonly head: KeptLookup };
  /** Blocks of this change that rest on it. */
  readonly usedBy: readonly { readonly address: string; readonly source: Span }[];
};

/** How one resource becomes another. */
export type Replaced = {
  /** Another name, or the properties that CloudFormation cannot change in place. */
  readonly by: "name" | readonly string[];
  /** Code has the old one stay where it is, out of its tool's hands. */
  readonly isKept?: true;
  /** What leans on it in the same unit. */
  readonly usedBy: ExistsAssumption["usedBy"];
};

/** A resource that base declares is live, as declared. */
export type AsDeclaredAssumption = AssumptionBase & {
  readonly kind: "as-declared";
  readonly base: ResourceBlock;
  /** Null when the change removes it. */
  readonly head: ResourceBlock | null;
  /** The change takes it out of the code and leaves it as it is. */
  readonly isForgotten?: true;
  /** Whether the change touches it, or only leans on it. */
  readonly touched: boolean;
  /** Set when head makes another resource of it: deploying creates that one, and deletes this one with all that is live in it. */
  readonly replaced?: Replaced;
  /** CloudFormation: values of parameters that base was worked out with, for the stack that it was deployed as. */
  readonly parameters?: {
    readonly stack: string;
    readonly values: readonly { readonly name: string; readonly value: string }[];
  };
  /** Items of its collections that other blocks of its unit declare. */
  readonly others: readonly OtherItem[];
  readonly writes: Writes;
  /** Name of the target whose root declares it. */
  readonly declaredFor: string;
  /** Its target has it looked up who changed what is not as declared. */
  readonly asksWho?: true;
  /** Name of the format that declares it. */
  readonly format: string;
};

/** A name that first appears at head is not taken. */
export type FreeAssumption = AssumptionBase & {
  readonly kind: "free";
  readonly head: ResourceBlock;
  /** The resource that has the name is the change's own: it is to be replaced, as these properties cannot change in place. */
  readonly replaces?: readonly string[];
};

/** The deployed stack that a change goes to can take an update, and holds what base declares. */
export type ReadyAssumption = AssumptionBase & {
  readonly kind: "ready";
  readonly base: StackContents;
  /** Null where the change removes the stack's template. */
  readonly head: StackContents | null;
};

/** What a template declares, by logical id. */
export type StackContents = {
  readonly resources: ReadonlyMap<
    string,
    { readonly type: string; readonly source: Span; readonly isCertain: boolean }
  >;
  /** Whether its deployment makes resources that the template does not name: a transform, a macro, a loop. */
  readonly isOpen: boolean;
};

export type Assumption = ExistsAssumption | AsDeclaredAssumption | FreeAssumption | ReadyAssumption;
