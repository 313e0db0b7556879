import type { Place } from "../model/target.ts";
import { exact, kmsKey, neverRead, number, object, readWith, set, tags } from "./comparison/rules.ts";
import { arnIn, byName, computed, lookedUp, named } from "./identity.ts";
import { toProperties } from "./terraform/arguments.ts";
import type { Fields } from "./terraform/arguments.ts";
import { at, blockAt, tagsAt } from "./terraform/fields.ts";
import type { ResourceType } from "./type.ts";

const FIELDS: Fields = {
  name: at("Name"),
  shard_count: at("ShardCount"),
  retention_period: at("RetentionPeriodHours"),
  shard_level_metrics: at("DesiredShardLevelMetrics"),
  max_record_size_in_kib: at("MaxRecordSizeInKiB"),
  stream_mode_details: blockAt("StreamModeDetails", { stream_mode: at("StreamMode") }),
  encryption_type: at("StreamEncryption/EncryptionType"),
  kms_key_id: at("StreamEncryption/KeyId"),
  enforce_consumer_deletion: null,
  arn: null,
  tags: tagsAt("Tags"),
};

/**
 * Kinesis data streams.
 * Defaults: https://docs.aws.amazon.com/kinesis/latest/APIReference/API_CreateStream.html
 */
export const kinesisStream: ResourceType = {
  type: "AWS::Kinesis::Stream",
  noun: "stream",
  terraform: {
    type: "aws_kinesis_stream",
    identity: (args) => named(args.entries.get("name"), byName),
    lookup: (args) => lookedUp(args, "name", byName),
    properties: (args) => toProperties(args, FIELDS),
    attribute: computed({
      id: ({ name }, place) => streamArn(place, name),
      arn: ({ name }, place) => streamArn(place, name),
      name: ({ name }) => name,
    }),
  },
  cloudformation: {
    identity: (properties) => named(properties.entries.get("Name"), byName),
    attribute: computed({ Ref: ({ name }) => name, Arn: ({ name }, place) => streamArn(place, name) }),
  },
  // A consumer's ARN goes on after the name: it is a resource of its own.
  fromArn: (arn) => {
    const name = arn.service === "kinesis" ? /^stream\/([^/]+)$/.exec(arn.resource)?.[1] : undefined;
    return name === undefined ? undefined : byName(name);
  },
  read: {
    api: "cloudcontrol:GetResource",
    actions: [
      "cloudformation:GetResource",
      "kinesis:DescribeStreamSummary",
      "kinesis:ListTagsForResource",
      "kinesis:ListTagsForStream",
    ],
  },
  list: { actions: ["cloudformation:ListResources", "kinesis:ListStreams"] },
  nameOf: (identifier) => identifier,
  properties: new Map([
    ["Name", exact()],
    ["ShardCount", number()],
    ["RetentionPeriodHours", number({ absentIs: 24 })],
    ["DesiredShardLevelMetrics", set()],
    ["MaxRecordSizeInKiB", number({ absentIs: 1024 })],
    ["StreamModeDetails", object()],
    ["StreamModeDetails/StreamMode", exact({ absentIs: "PROVISIONED" })],
    ["StreamEncryption", object()],
    ["StreamEncryption/EncryptionType", exact({ absentIs: "NONE" })],
    ["StreamEncryption/KeyId", kmsKey({ absentIs: "" })],
    ["WarmThroughputMiBps", neverRead()],
    ["Tags", tags(readWith("kinesis:ListTagsForStream", "kinesis:ListTagsForResource"))],
  ]),
};

function streamArn(place: Place, name: string): string {
  return arnIn(place, "kinesis", `stream/${name}`);
}
