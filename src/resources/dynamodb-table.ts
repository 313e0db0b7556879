import { z } from "zod";
import type { Json } from "../model/json.ts";
import type { Place } from "../model/target.ts";
import type { MapValue } from "../model/value.ts";
import {
  boolean,
  exact,
  kmsKey,
  keyed,
  keySchema,
  neverRead,
  number,
  object,
  policy,
  readWith,
  set,
  tags,
} from "./comparison/rules.ts";
import { formatArn } from "./arn.ts";
import { arnIn, byName, computed, lookedUp, named } from "./identity.ts";
import { tableFields } from "./terraform/dynamodb-fields.ts";
import { toProperties } from "./terraform/arguments.ts";
import type { PropertyRules } from "./comparison/rules.ts";
import type { Arn, ResourceType } from "./type.ts";

/**
 * DynamoDB tables, with their indexes.
 * Defaults: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CreateTable.html
 */
export const dynamodbTable: ResourceType = {
  type: "AWS::DynamoDB::Table",
  noun: "table",
  terraform: {
    type: "aws_dynamodb_table",
    identity: (args) => named(args.entries.get("name"), byName),
    lookup: (args) => lookedUp(args, "name", byName),
    lookupArns: { arguments: ["name"], ofOthers: true },
    properties: (args: MapValue) => toProperties(args, tableFields(args)),
    attribute: computed({
      id: ({ name }) => name,
      name: ({ name }) => name,
      arn: ({ name }, place) => tableArn(place, name),
    }),
  },
  cloudformation: {
    identity: (properties) => named(properties.entries.get("TableName"), byName),
    attribute: computed({ Ref: ({ name }) => name, Arn: ({ name }, place) => tableArn(place, name) }),
  },
  fromArn: (arn) => {
    const { table } = partsOf(arn);
    return table === undefined ? undefined : byName(table);
  },
  otherThan: (arn, live) => {
    const { index, stream } = partsOf(arn);
    if (index !== undefined) {
      const indexes = [...namesOf(live["GlobalSecondaryIndexes"]), ...namesOf(live["LocalSecondaryIndexes"])];
      return indexes.includes(index) ? null : indexes;
    }
    const current = live["StreamArn"];
    if (stream === undefined || current === formatArn(arn)) return null;
    return typeof current === "string" ? [current] : [];
  },
  read: {
    api: "cloudcontrol:GetResource",
    actions: [
      "cloudformation:GetResource",
      "dynamodb:DescribeTable",
      "dynamodb:DescribeContinuousBackups",
      "dynamodb:DescribeContributorInsights",
      "dynamodb:DescribeKinesisStreamingDestination",
      "dynamodb:ListTagsOfResource",
      "dynamodb:GetResourcePolicy",
      "dynamodb:DescribeTimeToLive",
    ],
  },
  scaledBy: (path, table) => {
    const [, index, unit] =
      /^(?:GlobalSecondaryIndexes\/([^/]+)\/)?ProvisionedThroughput\/(Read|Write)CapacityUnits$/.exec(path) ?? [];
    if (unit === undefined) return undefined;
    const [kind, resource] =
      index === undefined ? ["table", `table/${table}`] : ["index", `table/${table}/index/${index}`];
    return { target: `${resource}|dynamodb:${kind}:${unit}CapacityUnits|dynamodb` };
  },
  list: { actions: ["cloudformation:ListResources", "dynamodb:ListTables"] },
  nameOf: (identifier) => identifier,
  properties: new Map([
    ["TableName", exact()],
    ["BillingMode", exact({ absentIs: "PROVISIONED" })],
    ...keyAndThroughput(""),
    ["AttributeDefinitions", keyed("AttributeName")],
    ["AttributeDefinitions/*/AttributeName", exact()],
    ["AttributeDefinitions/*/AttributeType", exact()],
    ...index("GlobalSecondaryIndexes"),
    ...index("LocalSecondaryIndexes"),
    ["StreamSpecification", object()],
    ["StreamSpecification/StreamViewType", exact({ absentIs: "" })],
    ["TimeToLiveSpecification", object({ onlyWhile: "Enabled", ...readWith("dynamodb:DescribeTimeToLive") })],
    ["TimeToLiveSpecification/Enabled", boolean({ absentIs: false })],
    ["TimeToLiveSpecification/AttributeName", exact({ absentIs: "" })],
    [
      "PointInTimeRecoverySpecification",
      object({ onlyWhile: "PointInTimeRecoveryEnabled", ...readWith("dynamodb:DescribeContinuousBackups") }),
    ],
    ["PointInTimeRecoverySpecification/PointInTimeRecoveryEnabled", boolean({ absentIs: false })],
    ["PointInTimeRecoverySpecification/RecoveryPeriodInDays", number({ absentIs: 35 })],
    // Without it the table is encrypted with a key that DynamoDB owns, which reads leave out.
    ["SSESpecification", object({ onlyWhile: "SSEEnabled" })],
    ["SSESpecification/SSEEnabled", boolean({ absentIs: false })],
    ["SSESpecification/SSEType", exact({ absentIs: "KMS" })],
    ["SSESpecification/KMSMasterKeyId", kmsKey()],
    ["DeletionProtectionEnabled", boolean({ absentIs: false })],
    ["TableClass", exact({ absentIs: "STANDARD" })],
    ["ContributorInsightsSpecification", object(readWith("dynamodb:DescribeContributorInsights"))],
    ["ContributorInsightsSpecification/Enabled", boolean({ absentIs: false })],
    ["KinesisStreamSpecification", object(readWith("dynamodb:DescribeKinesisStreamingDestination"))],
    ["KinesisStreamSpecification/StreamArn", exact({ absentIs: "" })],
    ["ResourcePolicy", object(readWith("dynamodb:GetResourcePolicy"))],
    ["ResourcePolicy/PolicyDocument", policy()],
    ["ImportSourceSpecification", neverRead()],
    ["Tags", tags(readWith("dynamodb:ListTagsOfResource"))],
  ]),
};

/** A table's ARN, or that of one of its indexes or streams; backups, exports and imports outlive their table. */
function partsOf({ service, resource }: Arn): { readonly [part in "table" | "index" | "stream"]?: string | undefined } {
  const parts = service === "dynamodb" ? ARN_RESOURCE.exec(resource)?.groups : undefined;
  return { table: parts?.["table"], index: parts?.["index"], stream: parts?.["stream"] };
}

const ARN_RESOURCE = /^table\/(?<table>[^/]+)(?:\/index\/(?<index>[^/]+)|\/stream\/(?<stream>[^/]+))?$/;

/** Of indexes as a read gives them. */
function namesOf(indexes: Json | undefined): readonly string[] {
  const parsed = z.array(z.object({ IndexName: z.string() })).safeParse(indexes ?? []);
  return parsed.success ? parsed.data.map(({ IndexName }) => IndexName) : [];
}

function index(path: string): PropertyRules {
  return new Map([
    [path, keyed("IndexName")],
    [`${path}/*/IndexName`, exact()],
    [`${path}/*/Projection`, object()],
    [`${path}/*/Projection/ProjectionType`, exact()],
    [`${path}/*/Projection/NonKeyAttributes`, set()],
    ...keyAndThroughput(`${path}/*/`),
  ]);
}

/** What a table and an index share. A table that is paid per request has a throughput of 0. */
function keyAndThroughput(prefix: string): PropertyRules {
  return new Map([
    [`${prefix}KeySchema`, keySchema()],
    [`${prefix}ProvisionedThroughput`, object()],
    [`${prefix}ProvisionedThroughput/ReadCapacityUnits`, number({ absentIs: 0 })],
    [`${prefix}ProvisionedThroughput/WriteCapacityUnits`, number({ absentIs: 0 })],
    [`${prefix}OnDemandThroughput`, object()],
    [`${prefix}OnDemandThroughput/MaxReadRequestUnits`, number({ absentIs: -1 })],
    [`${prefix}OnDemandThroughput/MaxWriteRequestUnits`, number({ absentIs: -1 })],
  ]);
}

function tableArn(place: Place, name: string): string {
  return arnIn(place, "dynamodb", `table/${name}`);
}
