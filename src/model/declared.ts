import type { Move } from "./address.ts";
import type { Json } from "./json.ts";
import type { Problem, Span } from "./source.ts";
import type { Place } from "./target.ts";
import type { AwaitedText, MapValue, UnresolvedValue } from "./value.ts";

/**
 * Which live resource a declaration stands for.
 * - `identifier`: the Cloud Control primary identifier (compound ones joined by `|` in schema order).
 * - `name`: a natural key that only a service look-up resolves (a secret's name; its ARN ends in six random characters).
 * - `natural-key`: properties that tell it apart from all others of its type, by which a service look-up finds it: a
 *   security group's name and VPC.
 * - `stack`: only the deployed CloudFormation stack knows (logical id to physical id). A nested stack, whose name is
 *   generated, is named by the one that holds it and its logical id there: `orders/Database`, as deep as it is.
 * - `state`: Terraform's state has its id, under one of its addresses: that of base, then those that it was moved from.
 *   `reader` is the target whose role reads the state.
 * - `generated`: AWS makes the name up, so nothing in code identifies the resource. `within` is what code does say of an
 *   identifier of several parts: the log group of a filter without a name, as far as it is known.
 * - `unresolved`: code names it, but the name could not be worked out.
 */
export type Identity =
  | { readonly kind: "identifier"; readonly identifier: string; readonly name: string }
  | { readonly kind: "name"; readonly name: string }
  | {
      readonly kind: "natural-key";
      readonly key: NaturalKey;
      readonly name: string;
      /** Of a look-up that takes any number, none included. */
      readonly several?: true;
    }
  | {
      readonly kind: "stack";
      readonly stack: string;
      readonly logicalId: string;
      readonly within?: string | AwaitedText;
    }
  | {
      readonly kind: "state";
      readonly state: StateObject;
      readonly addresses: readonly string[];
      /** Terraform's. */
      readonly type: string;
      readonly reader: { readonly target: string; readonly account: string };
      /** How it is found where the state does not tell. */
      readonly otherwise?: Extract<Identity, { kind: "natural-key" }>;
    }
  | { readonly kind: "generated"; readonly within?: string | AwaitedText }
  | { readonly kind: "unresolved"; readonly value: UnresolvedValue };

/** Values by property; one that hangs on what only AWS knows of another declared resource is put in once that is found. */
export type NaturalKey = { readonly [property: string]: string | AwaitedText };

/**
 * The part of a resource that a block of its own declares, at a top-level property. `items`: some of a collection, which
 * may hold more: an attachment, an event target; without them the block's resource is not there. `settings`: all of it.
 */
export type Part = {
  readonly path: string;
  readonly holds: "items" | "settings";
  /** What people call it, in the singular: "policy attachment". */
  readonly noun: string;
};

/**
 * An item of a collection that another block of the code declares, so that finding it live is no difference. Without a
 * key it is any item; `unresolved` is an item of which the code does not tell which one it is.
 */
export type OtherItem = { readonly path: string; readonly key?: string; readonly unresolved?: UnresolvedValue };

/** Where a Terraform state is kept: an object in S3. The bucket may be in another region or account than what it describes. */
export type StateObject = { readonly bucket: string; readonly key: string; readonly region: string };

/** A literal reference: an id in text that names a live resource which this code does not declare. */
export type LiteralReference = {
  readonly arn: string;
  /** The attribute that holds it. */
  readonly source: Span;
};

type BlockBase = {
  /** The format's own address, unique within one `Declared`. */
  readonly address: string;
  /** The whole block. */
  readonly source: Span;
  /** Hash of the block's own text: a change of it touches the block, wherever the block has moved. */
  readonly fingerprint: string;
  /** Addresses of the blocks it references, directly or through locals, variables, modules and outputs, up to the first resource or data source. */
  readonly leansOn: readonly string[];
  /** Arguments as the author spells them, evaluated. */
  readonly arguments: MapValue;
  readonly literals: readonly LiteralReference[];
};

/** A resource that the code manages. `type` is the CloudFormation type, null where the project does not know it. */
export type ResourceBlock = BlockBase & {
  readonly mode: "resource";
  readonly type: string | null;
  /** The format's own type: `aws_sqs_queue`, `AWS::SQS::Queue`. */
  readonly formatType: string;
  readonly place: Place | UnresolvedValue;
  readonly identity: Identity;
  /** Left out where it declares the whole resource. */
  readonly part?: Part;
  /** Properties in the CloudFormation type's vocabulary and shape, each node with its origin. */
  readonly properties: MapValue;
  /** For a module that cannot be had: why. The block then stands for all that the module would declare. */
  readonly unavailable?: string;
  /** CloudFormation paths that the code tells its tool to leave alone (`ignore_changes`); `*` is everything. */
  readonly ignored: readonly string[];
  /** Whether it is there, or which instances of it, could not be worked out: its address is none that a state would have. */
  readonly isUncertain?: true;
  /**
   * Code has its tool take over a resource that is there already (`import`): its name is not to be free. `possible`
   * where it is not known whether it is this one.
   */
  readonly imported?: "certain" | "possible";
  /** Another name is given to the same live resource, instead of one being created under it. */
  readonly isRenamedInPlace?: true;
  /** Its logical id in the stack cannot be told (it ends in a hash of what is uploaded): the address is another. */
  readonly isRenamed?: true;
};

/** A place where code looks something up that must exist: a `data` block, a parameter with a default that names a resource. */
export type LookupBlock = BlockBase & {
  readonly mode: "lookup";
  readonly type: string | null;
  readonly formatType: string;
  readonly place: Place | UnresolvedValue;
  readonly identity: Identity;
  /** Only text says where it is (an ARN, the key of a kept look-up): a target must cover its region too. */
  readonly placeIsText?: true;
  /** The ARN that it is looked up by: no reference besides. */
  readonly byArn?: string;
  /**
   * Of a value that is read live: the types of what it may name, judging by where it is used, and the one whose name it
   * is where it says no more than a name.
   */
  readonly names?: { readonly types: readonly string[]; readonly byName: string | null };
  readonly kept?: KeptLookup;
  /** Its name is unique worldwide and any account may have it: the place only says from where to ask. */
  readonly isAnyones?: true;
  /** Where it is not there, the tool warns and goes on. */
  readonly isAdvisory?: true;
};

/** What code keeps of an earlier look-up, instead of looking up each time: `cdk.context.json`. */
export type KeptLookup = {
  /** Words of the command that forgets it, so that the next look is a fresh one; null where it is written by hand. */
  readonly reset: readonly string[] | null;
  readonly values: readonly KeptValue[];
};

/** One value of an earlier look-up. */
export type KeptValue = {
  /** Where a read of the resource returns it today, with `/`: `Endpoint/Port`. */
  readonly path: string;
  /** As code spells it. */
  readonly attribute: string;
  readonly value: Json;
  /**
   * How it relates to what is live. `same-name`: as texts, a final dot aside, as DNS has it; `same-items`: in any
   * order; `among`: the live list holds it; `never`: it is not read, as it may be a secret.
   */
  readonly match: "same" | "same-name" | "same-items" | "among" | "never";
  readonly source: Span;
  readonly sensitive?: true;
};

/** Anything else that can lean on resources: a local, an output, a module call, a provider. */
export type OtherBlock = BlockBase & { readonly mode: "other" };

export type Block = ResourceBlock | LookupBlock | OtherBlock;

/** An output of a stack; `exportName` is the name under which other stacks may import it, null without one. */
export type StackOutput = {
  readonly name: string;
  readonly exportName: string | null;
  readonly place: Place;
  readonly source: Span;
};

/** How a tool deploys: Terraform writes every declared path of a resource, CloudFormation the properties in which head changes anything. */
export type Writes = "declared" | "changed";

/** What one side of a change declares for one target. */
export type Declared = {
  readonly format: string;
  readonly writes: Writes;
  readonly blocks: ReadonlyMap<string, Block>;
  readonly problems: readonly Problem[];
  /** Renamings that the code declares. */
  readonly moves?: readonly Move[];
  /** Addresses, without keys, of what the code has its tool let go of: it is declared no longer and stays as it is. */
  readonly forgotten?: readonly string[];
  /** Addresses, without keys, of what the tool refuses to delete, and where code says so. */
  readonly prevented?: ReadonlyMap<string, Span>;
  /**
   * CloudFormation: the deployed stack that it all becomes, where, and what it is given for its parameters (their
   * defaults aside); left out where that is not known.
   */
  readonly stack?: {
    readonly name: string;
    readonly place: Place;
    readonly parameters: ReadonlyMap<string, string>;
  };
  /** Terraform, where the target has ids read from state: the state of the unit, or why it is not known where that is. */
  readonly state?: StateObject | UnresolvedValue;
  /** CloudFormation: what it hands to other stacks. */
  readonly outputs?: readonly StackOutput[];
  /** Every file that was read or that decides the result: a change to none of them touches nothing here. */
  readonly files: ReadonlySet<string>;
};
