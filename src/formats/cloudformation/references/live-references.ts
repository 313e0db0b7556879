import type { Identity } from "../../../model/declared.ts";
import { dnsSuffixOf, partitionOf } from "../../../model/target.ts";
import type { Place } from "../../../model/target.ts";
import { known, map } from "../../../model/value.ts";
import { parseArn } from "../../../resources/arn.ts";
import { find, findReadableByArn } from "../../../resources/index.ts";
import type { ReferenceTarget } from "./reference-properties.ts";

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

const READERS: { readonly [target in ReferenceTarget]: Reader } = {
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

/**
 * The live resource that a text names where a property wants one of `target`. ARNs are not among them: they name a
 * resource wherever they stand.
 */
export function liveReference(target: ReferenceTarget, text: string, place: Place): LiveReference | undefined {
  const named = READERS[target](text, place);
  if (!named) return undefined;
  const properties = Object.entries(named.properties).map(([key, value]) => [key, known(value)] as const);
  const identity = find(named.type)?.cloudformation.identity(map(new Map(properties)), named.place);
  if (!identity || identity.kind === "generated") return undefined;
  return { type: named.type, identity, place: named.place };
}

const SECRET_ARN = /^(arn:[^:]+:secretsmanager:[^:]+:\d{12}:secret:[^:]+)/;

/**
 * The live resource that a dynamic reference names: `ssm:name:version`, `ssm-secure:name`, `secretsmanager:id:…`
 * (https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html).
 */
export function dynamicallyReferenced(reference: string, place: Place): LiveReference | undefined {
  const [, service = "", rest = ""] = /^(ssm|ssm-secure|secretsmanager):(.+)$/s.exec(reference) ?? [];
  const [, arn] = service === "secretsmanager" ? (SECRET_ARN.exec(rest) ?? []) : [];
  if (arn !== undefined) return byArn(arn);
  const [name = ""] = rest.split(":");
  if (service === "secretsmanager") return liveReference("AWS::SecretsManager::Secret", name, place);
  return service === "" ? undefined : liveReference("AWS::SSM::Parameter", name, place);
}

function byArn(text: string): LiveReference | undefined {
  const arn = parseArn(text);
  const found = arn && findReadableByArn(arn);
  if (!arn || !found) return undefined;
  const { partition, account, region } = arn;
  return { type: found.type.type, identity: found.identity, place: { partition, account, region } };
}

/** Parameter types whose values are ids of live resources, and what those look like. */
const ID_TYPES: ReadonlyMap<string, readonly [type: string, form: RegExp]> = new Map([
  ["AWS::EC2::Instance::Id", ["AWS::EC2::Instance", /^i-[0-9a-f]+$/]],
  ["AWS::EC2::KeyPair::KeyName", ["AWS::EC2::KeyPair", /^[^\s].{0,254}$/]],
  ["AWS::EC2::SecurityGroup::Id", ["AWS::EC2::SecurityGroup", /^sg-[0-9a-f]+$/]],
  ["AWS::EC2::Subnet::Id", ["AWS::EC2::Subnet", /^subnet-[0-9a-f]+$/]],
  ["AWS::EC2::Volume::Id", ["AWS::EC2::Volume", /^vol-[0-9a-f]+$/]],
  ["AWS::EC2::VPC::Id", ["AWS::EC2::VPC", /^vpc-[0-9a-f]+$/]],
  ["AWS::Route53::HostedZone::Id", ["AWS::Route53::HostedZone", /^Z[0-9A-Z]+$/]],
]);

/** The live resource that a parameter's value is the id of, by the parameter's type; lists are asked item by item. */
export function referenceById(parameterType: string, id: string, place: Place): LiveReference | undefined {
  const [type, form] = ID_TYPES.get(/^List<(.+)>$/.exec(parameterType)?.[1] ?? parameterType) ?? [];
  if (type === undefined || !form?.test(id)) return undefined;
  return { type, identity: { kind: "identifier", identifier: id, name: id }, place };
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
