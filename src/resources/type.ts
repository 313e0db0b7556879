import type { Identity, Part } from "../model/declared.ts";
import type { Json } from "../model/json.ts";
import type { ListedItem, Observation, ReadApi } from "../model/observation.ts";
import type { Place } from "../model/target.ts";
import type { MapValue, Value } from "../model/value.ts";
import type { PropertyRules } from "./comparison/rules.ts";

/** An ARN's parts; `resource` is all that follows the account, colons and slashes included. */
export type Arn = {
  readonly partition: string;
  readonly service: string;
  readonly region: string;
  readonly account: string;
  readonly resource: string;
};

/** One AWS resource type: its names in each format, its identity, how it is read and how it is compared. */
export type ResourceType = {
  /** CloudFormation type, the project's one vocabulary for resources. */
  readonly type: string;
  /** What people call it, in the singular: "queue", "log group". */
  readonly noun: string;
  /** Null where the aws provider has no resource that declares the whole of it. */
  readonly terraform: TerraformNames | null;
  /** Further Terraform resources that declare it, or a part of it: a rule in its older form, a bucket's versioning. */
  readonly alsoTerraform?: readonly TerraformNames[];
  readonly cloudformation: CloudFormationNames;
  /** The live resource that an ARN of this type names; undefined for another type's ARN. */
  fromArn(arn: Arn): Identity | undefined;
  /**
   * What is there in place of what the ARN names, where the live resource is that of `fromArn` and still not, or not
   * wholly, what the ARN names: another path, an index that the table does not have. Null where it is what is named.
   */
  otherThan?(arn: Arn, live: { readonly [name: string]: Json }): readonly string[] | null;
  /**
   * The live resource that a stack's physical id stands for, where it is neither the identifier nor an ARN: `Ref` of some
   * types is only a part of the identifier. `within` is the part that code declares, as `Identity` has it.
   */
  ofPhysicalId?(physicalId: string, place: Place, within: string | undefined): Identity;
  /** How one resource is read, and with which IAM actions (the handler's own included). */
  readonly read: { readonly api: ReadApi; readonly actions: readonly string[]; readonly learned?: readonly string[] };
  /** Whether not-found may also mean that this is not its identifier: then a listing has to agree, or nothing is said. */
  readonly isDoubted?: true;
  /** The identifier that a natural key makes, where it is nothing but the key's parts: a record's zone, name and type. */
  composed?(key: { readonly [property: string]: string }): string;
  /** How it is found where code gives only a natural key that makes no identifier. */
  readonly finder?: Finder;
  /** IAM actions of a Cloud Control listing of this type; left out where a listing needs more than the type. */
  readonly list?: { readonly actions: readonly string[] };
  /** The name that people know a Cloud Control identifier by: a queue URL's last segment. */
  nameOf(identifier: string): string;
  /** A read that must agree before a not-found answer counts as absent, because not-found may mean something else. */
  readonly witness?: { readonly api: ReadApi; readonly actions: readonly string[] };
  /**
   * Who may set a property instead of code, within bounds: a scalable target of Application Auto Scaling, by its
   * identifier, or the resource itself, by its own properties.
   */
  scaledBy?(
    path: string,
    identifier: string,
  ): { readonly target: string } | { readonly min: string; readonly max: string } | undefined;
  /** Items that it puts into collections of other resources: a policy names the roles that it is attached to. */
  contributes?(properties: MapValue, identity: Identity, place: Place): readonly Contribution[];
  /** A property that reads give once the resource is scheduled for deletion: its name stays taken, nothing may rely on it. */
  readonly deletionDate?: string;
  /** Names are unique worldwide, not per account: whether one is free is asked with this read. */
  readonly nameIsGlobal?: { readonly api: ReadApi; readonly actions: readonly string[] };
  /**
   * The same properties in the one form in which AWS keeps them, where that hangs on more than one of them: a protocol
   * without ports has none. Declared and live ones alike.
   * @param live what a read gave, for what only that tells
   */
  normalized?(properties: MapValue, live: MapValue): MapValue;
  /** How each compared property behaves; a declared property without a rule is compared exactly. */
  readonly properties: PropertyRules;
};

/**
 * A look-up by natural key. The read gives candidates as items; their properties of the key's names decide, and where a
 * listing leaves those out, the candidates are read one by one.
 */
export type Finder = {
  readonly api: ReadApi;
  readonly actions: readonly string[];
  /**
   * Whether AWS lets no two resources have one key, and none change its key: no match then means that there is none.
   * Else it may be there under another key, and nobody can tell.
   */
  readonly isUnique: boolean;
  /**
   * Properties of the key that the listing asks for; left out, a service's own read asks for the whole key and Cloud
   * Control's for nothing: https://docs.aws.amazon.com/cloudcontrolapi/latest/userguide/resource-operations-list.html
   */
  readonly model?: readonly string[];
  /** What of the key a listed item shows otherwise than under the key's names: the name in a load balancer's ARN. */
  keyOf?(identifier: string, properties: { readonly [name: string]: Json }): { readonly [property: string]: string };
  /** What is looked for in a listed item, where the listing is of what holds it: a route table's associations. */
  partsOf?(held: ListedItem): readonly ListedItem[];
  /** The listing shows of each candidate all that a read of it would. */
  readonly showsAll?: true;
};

/** An item of another resource's collection at a top-level property. */
type Contribution = {
  readonly type: string;
  /** The other resource's identifier, or its name. */
  readonly to: Value;
  readonly path: string;
  /** What tells the item apart there. */
  readonly key: Value;
};

/** What Terraform's state says of one resource: the attributes that are kept of it, all texts. */
export type StateAttributes = { readonly [name: string]: string };

/** How what the state says of a resource becomes its identity. */
export type FromState = {
  /** Attributes that this takes, besides `id`, `arn` and `name`, which are kept of every resource. Never one that may hold a secret. */
  readonly attributes: readonly string[];
  /** Undefined where one of them is missing. */
  identity(attributes: StateAttributes, place: Place): Identity | undefined;
};

/** What is needed to see whether a resource is there. A type without a `list` has no names that could be close to one. */
export type ReadableType = Pick<ResourceType, "type" | "noun" | "fromArn" | "read" | "nameOf"> &
  Partial<
    Pick<
      ResourceType,
      "list" | "isDoubted" | "witness" | "otherThan" | "ofPhysicalId" | "deletionDate" | "finder" | "composed"
    >
  > & {
    readonly within?: Within;
  };

/** For what has no read of its own: it is found in what its holder's read gives, and its siblings with it. */
export type Within = {
  /** What is read, from the identifier of the part: empty for what holds everything of the region. */
  holderOf(identifier: string): string;
  /** Everything of this type that the read shows, by identifier. */
  partsOf(holder: Present): ReadonlyMap<string, Present["properties"]>;
};

type Present = Extract<Observation, { readonly outcome: "present" }>;

/** How Terraform's aws provider spells the type. */
export type TerraformNames = {
  /** What of the resource it declares, where that is a part: properties are at the whole's paths. */
  readonly part?: Part | ((args: MapValue) => Part);
  /** `aws_sqs_queue`; the data source of the same name, where `lookup` is given. */
  readonly type: string;
  identity(args: MapValue, place: Place): Identity;
  /** The provider gives the same resource another name, instead of creating one under it. */
  readonly isRenamedInPlace?: true;
  /** Left out where the state's `arn` is one that `fromArn` knows, or its `id` is the Cloud Control identifier. */
  readonly fromState?: FromState;
  /** Which live resource a data source looks up; null when there is no such data source. */
  readonly lookup: ((args: MapValue, place: Place) => Identity) | null;
  /**
   * Arguments of the data source that take the resource's ARN; `ofOthers` where that may be one that another account
   * lets this one read, which is then looked at there.
   */
  readonly lookupArns?: { readonly arguments: readonly string[]; readonly ofOthers?: true };
  /**
   * Arguments in CloudFormation's vocabulary and shape; each node keeps its origin and the author's spelling.
   * An argument that has no path yet is kept under its own name (`server_side_encryption_configuration`), so that
   * the comparison can say that it was not checked.
   */
  properties(args: MapValue, place: Place): MapValue;
  /**
   * A computed attribute (`arn`, `id`, `url`) that follows from the identity; undefined when only AWS knows it.
   * Some need the resource's arguments too (an IAM role's path is part of its ARN): without `args` they are undefined.
   */
  attribute(name: string, identity: Identity, place: Place, args?: MapValue): Value | undefined;
  /** Further computed attributes, all of them texts, by the property that a read gives them under. */
  readonly reads?: { readonly [attribute: string]: string };
};

/** How CloudFormation names the type. */
type CloudFormationNames = {
  /** `generated` when the template gives no name. */
  identity(properties: MapValue, place: Place): Identity;
  /** `Ref` (attribute null) or `Fn::GetAtt`; undefined when only AWS knows it, or when it needs `properties` and has none. */
  attribute(name: string | null, identity: Identity, place: Place, properties?: MapValue): Value | undefined;
};
