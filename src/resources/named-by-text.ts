import type { Identity } from "../model/declared.ts";
import { dnsSuffixOf, partitionOf } from "../model/target.ts";
import type { Place } from "../model/target.ts";
import { known, map } from "../model/value.ts";
import { parseArn } from "./arn.ts";
import { find, findReadableByArn } from "./index.ts";

/** What a text may name, where it does not say so itself; `scalable` is the type that an Application Auto Scaling resource id says. */
export type ReferenceTarget =
  | "AWS::DynamoDB::Table"
  | "AWS::IAM::Role"
  | "AWS::KMS::Alias"
  | "AWS::Lambda::Function"
  | "AWS::Logs::LogGroup"
  | "AWS::S3::Bucket"
  | "AWS::SNS::Topic"
  | "AWS::SQS::Queue"
  | "AWS::SSM::Parameter"
  | "AWS::SecretsManager::Secret"
  | "scalable";

/** A live resource that a text names. */
export type LiveReference = {
  readonly type: string;
  readonly identity: Identity;
  readonly place: Place;
};

/** The properties that a name stands for, and where it lives; undefined where the text is no name of the type. */
type Reader = (text: string, place: Place) => Named | undefined;

type Named = {
  readonly type: string;
  readonly properties: { readonly [name: string]: string };
  readonly place: Place;
};

/** `name`, `name:alias` or `account:function:name[:alias]` (https://docs.aws.amazon.com/lambda/latest/api/API_AddPermission.html). */
const FUNCTION_NAME = /^(?:(\d{12}):function:)?([A-Za-z0-9-_]{1,64})(?::[A-Za-z0-9$_-]{1,128})?$/;
const QUEUE_URL =
  /^https:\/\/sqs\.([a-z0-9-]+)\.(amazonaws\.com(?:\.cn)?)\/(\d{12})\/([A-Za-z0-9_-]{1,80}(?:\.fifo)?)$/;
/** Resource ids of Application Auto Scaling: `service/cluster/name`, `table/name[/index/name]`, `function:name:alias`. */
const SCALABLE_SERVICE = /^service\/([^/]+)\/([^/]+)$/;
const SCALABLE_TABLE = /^table\/([^/]+)(?:\/index\/[^/]+)?$/;
const SCALABLE_FUNCTION = /^function:([^:]+):[^:]+$/;
/** SSM takes `name:version` and `name:label` too. Names under `/aws/` are AWS's own public parameters. */
const SSM_NAME = /^(\/?[A-Za-z0-9._/-]+)(?::[A-Za-z0-9._-]+)?$/;
const SSM_PUBLIC = /^\/?(?:aws|ssm)(?:\/|$)/i;

const BY_TARGET: { readonly [target in ReferenceTarget]: Reader } = {
  "AWS::DynamoDB::Table": byName("AWS::DynamoDB::Table", "TableName", /^[A-Za-z0-9._-]{3,255}$/),
  "AWS::IAM::Role": byName("AWS::IAM::Role", "RoleName", /^[\w+=,.@-]{1,64}$/),
  "AWS::KMS::Alias": byName("AWS::KMS::Alias", "AliasName", /^alias\/(?!aws\/)[A-Za-z0-9/_-]+$/),
  "AWS::Lambda::Function": functionNamed,
  "AWS::Logs::LogGroup": byName("AWS::Logs::LogGroup", "LogGroupName", /^[A-Za-z0-9._/#-]{1,512}$/),
  "AWS::S3::Bucket": byName("AWS::S3::Bucket", "BucketName", /^[a-z0-9.-]{3,63}$/),
  "AWS::SNS::Topic": byName("AWS::SNS::Topic", "TopicName", /^[A-Za-z0-9_-]{1,256}(?:\.fifo)?$/),
  "AWS::SQS::Queue": queueAt,
  "AWS::SSM::Parameter": ssmParameter,
  "AWS::SecretsManager::Secret": byName("AWS::SecretsManager::Secret", "Name", /^[A-Za-z0-9/_+=.@-]{1,512}$/),
  scalable,
};
const READERS: ReadonlyMap<string, Reader> = new Map(Object.entries(BY_TARGET));

/**
 * The live resource that a text names where one of `target` is wanted. ARNs are not among them: they name a
 * resource wherever they stand.
 */
export function liveReference(target: string, text: string, place: Place): LiveReference | undefined {
  const named = READERS.get(target)?.(text, place);
  if (!named) return undefined;
  const properties = Object.entries(named.properties).map(([key, value]) => [key, known(value)] as const);
  const identity = find(named.type)?.cloudformation.identity(map(new Map(properties)), named.place);
  if (!identity || identity.kind === "generated") return undefined;
  return { type: named.type, identity, place: named.place };
}

/** The live resource that an ARN names; undefined where it is none of a type that can be looked at. */
export function liveReferenceByArn(text: string, holder: Place): LiveReference | undefined {
  const arn = parseArn(text);
  const found = arn && findReadableByArn(arn);
  if (!arn || !found) return undefined;
  const { partition, account, region } = arn;
  const place = { partition, account: account || holder.account, region: region || holder.region };
  return { type: found.type.type, identity: found.identity, place };
}

/** What ids look like that say by themselves of which type they are. */
const ID_FORMS: readonly (readonly [type: string, form: RegExp])[] = [
  ["AWS::EC2::Instance", /^i-[0-9a-f]{8,17}$/],
  ["AWS::EC2::SecurityGroup", /^sg-[0-9a-f]{8,17}$/],
  ["AWS::EC2::Subnet", /^subnet-[0-9a-f]{8,17}$/],
  ["AWS::EC2::Volume", /^vol-[0-9a-f]{8,17}$/],
  ["AWS::EC2::VPC", /^vpc-[0-9a-f]{8,17}$/],
];

/** The live resource that an id names which says by itself of which type it is. */
export function liveReferenceById(id: string, place: Place): LiveReference | undefined {
  const [type] = ID_FORMS.find(([, form]) => form.test(id)) ?? [];
  return type === undefined ? undefined : { type, identity: { kind: "identifier", identifier: id, name: id }, place };
}

function byName(type: string, property: string, form: RegExp): Reader {
  return (text, place) => (form.test(text) ? { type, properties: { [property]: text }, place } : undefined);
}

function functionNamed(text: string, place: Place): Named | undefined {
  const [, account = place.account, name] = FUNCTION_NAME.exec(text) ?? [];
  if (name === undefined) return undefined;
  const properties = { FunctionName: name };
  return { type: "AWS::Lambda::Function", properties, place: { ...place, account } };
}

function queueAt(text: string): Named | undefined {
  const [, region, host, account, name] = QUEUE_URL.exec(text) ?? [];
  if (region === undefined || account === undefined || name === undefined) return undefined;
  const partition = partitionOf(region);
  if (host !== dnsSuffixOf(partition)) return undefined;
  const place = { partition, account, region };
  return { type: "AWS::SQS::Queue", properties: { QueueName: name }, place };
}

function ssmParameter(text: string, place: Place): Named | undefined {
  const [, name] = SSM_NAME.exec(text) ?? [];
  if (name === undefined || SSM_PUBLIC.test(name)) return undefined;
  return { type: "AWS::SSM::Parameter", properties: { Name: name }, place };
}

function scalable(text: string, place: Place): Named | undefined {
  const [, cluster, service] = SCALABLE_SERVICE.exec(text) ?? [];
  if (cluster !== undefined && service !== undefined) {
    const properties = { Cluster: cluster, ServiceName: service };
    return { type: "AWS::ECS::Service", properties, place };
  }
  const [, table] = SCALABLE_TABLE.exec(text) ?? [];
  if (table !== undefined) {
    return { type: "AWS::DynamoDB::Table", properties: { TableName: table }, place };
  }
  const [, name] = SCALABLE_FUNCTION.exec(text) ?? [];
  return name === undefined ? undefined : functionNamed(name, place);
}
