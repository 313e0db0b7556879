import type { Identity } from "../model/declared.ts";
import { dnsSuffixOf } from "../model/target.ts";
import type { Place } from "../model/target.ts";
import { boolean, exact, json, kmsKey, number, readWith, tags } from "./comparison/rules.ts";
import { arnIn, computed, fromState, lookedUp, named, placeOfArn } from "./identity.ts";
import { queueByUrl } from "./sqs/queue-url.ts";
import { toProperties } from "./terraform/arguments.ts";
import type { Fields } from "./terraform/arguments.ts";
import { argument, at, jsonAt, tagsAt } from "./terraform/fields.ts";
import type { ResourceType, TerraformNames } from "./type.ts";

// `policy` has no counterpart: a queue's policy is AWS::SQS::QueueInlinePolicy.
const FIELDS: Fields = {
  name: at("QueueName"),
  name_prefix: null,
  visibility_timeout_seconds: at("VisibilityTimeout"),
  message_retention_seconds: at("MessageRetentionPeriod"),
  delay_seconds: at("DelaySeconds"),
  max_message_size: at("MaximumMessageSize"),
  receive_wait_time_seconds: at("ReceiveMessageWaitTimeSeconds"),
  redrive_policy: jsonAt("RedrivePolicy"),
  redrive_allow_policy: jsonAt("RedriveAllowPolicy"),
  fifo_queue: at("FifoQueue"),
  content_based_deduplication: at("ContentBasedDeduplication"),
  deduplication_scope: at("DeduplicationScope"),
  fifo_throughput_limit: at("FifoThroughputLimit"),
  kms_master_key_id: at("KmsMasterKeyId"),
  kms_data_key_reuse_period_seconds: at("KmsDataKeyReusePeriodSeconds"),
  sqs_managed_sse_enabled: at("SqsManagedSseEnabled"),
  tags: tagsAt("Tags"),
};

/** SQS keeps no reuse period of a queue that has no key. */
const FIELDS_WITHOUT_KEY: Fields = { ...FIELDS, kms_data_key_reuse_period_seconds: null };

/**
 * SQS queues. The identifier is the queue's URL, which follows from its name.
 * Defaults: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_CreateQueue.html, and the aws
 * provider's own where it has one.
 */
export const sqsQueue: ResourceType = {
  type: "AWS::SQS::Queue",
  noun: "queue",
  terraform: {
    type: "aws_sqs_queue",
    identity: (args, place) => named(args.entries.get("name"), (name) => queueIn(place, name)),
    lookup: (args, place) => lookedUp(args, "name", (name) => queueIn(place, name)),
    properties: (args) => toProperties(args, argument(args, "kms_master_key_id") ? FIELDS : FIELDS_WITHOUT_KEY),
    attribute: computed({
      id: ({ identifier }) => identifier,
      url: ({ identifier }) => identifier,
      arn: ({ name }, place) => arnIn(place, "sqs", name),
      name: ({ name }) => name,
    }),
  },
  alsoTerraform: [
    redrive("aws_sqs_queue_redrive_policy", "redrive_policy", "RedrivePolicy", "redrive policy"),
    redrive("aws_sqs_queue_redrive_allow_policy", "redrive_allow_policy", "RedriveAllowPolicy", "redrive allow policy"),
  ],
  cloudformation: {
    identity: (properties, place) => named(properties.entries.get("QueueName"), (name) => queueIn(place, name)),
    attribute: computed({
      Ref: ({ identifier }) => identifier,
      QueueUrl: ({ identifier }) => identifier,
      Arn: ({ name }, place) => arnIn(place, "sqs", name),
      QueueName: ({ name }) => name,
    }),
  },
  fromArn: (arn) => {
    if (arn.service !== "sqs" || arn.region === "" || /[:/]/.test(arn.resource)) return undefined;
    return queueIn(placeOfArn(arn), arn.resource);
  },
  read: {
    api: "cloudcontrol:GetResource",
    actions: ["cloudformation:GetResource", "sqs:GetQueueAttributes", "sqs:ListQueueTags"],
  },
  list: { actions: ["cloudformation:ListResources", "sqs:ListQueues"] },
  nameOf: (identifier) => identifier.split("/").at(-1) ?? identifier,
  properties: new Map([
    ["QueueName", exact()],
    ["VisibilityTimeout", number({ absentIs: 30 })],
    ["MessageRetentionPeriod", number({ absentIs: 345_600 })],
    ["DelaySeconds", number({ absentIs: 0 })],
    // AWS raised its default to 1 MiB in August 2025, the provider kept its own.
    ["MaximumMessageSize", number({ default: { terraform: 262_144, cloudformation: 1_048_576 } })],
    ["ReceiveMessageWaitTimeSeconds", number({ absentIs: 0 })],
    ["RedrivePolicy", json({ absentIs: {} })],
    ["RedriveAllowPolicy", json({ absentIs: {} })],
    ["FifoQueue", boolean({ absentIs: false })],
    ["ContentBasedDeduplication", boolean({ absentIs: false })],
    ["DeduplicationScope", exact()],
    ["FifoThroughputLimit", exact()],
    ["KmsMasterKeyId", kmsKey({ absentIs: "" })],
    ["KmsDataKeyReusePeriodSeconds", number({ absentIs: 300 })],
    ["SqsManagedSseEnabled", boolean()],
    ["Tags", tags(readWith("sqs:ListQueueTags"))],
  ]),
};

function queueIn(place: Place, name: string): Identity {
  const host = `sqs.${place.region}.${dnsSuffixOf(place.partition)}`;
  return { kind: "identifier", identifier: `https://${host}/${place.account}/${name}`, name };
}

function redrive(type: string, name: string, path: string, noun: string): TerraformNames {
  return {
    type,
    part: { path, holds: "settings", noun },
    identity: (args) => named(args.entries.get("queue_url"), queueByUrl),
    fromState: fromState("queue_url"),
    lookup: null,
    properties: (args) => toProperties(args, { queue_url: null, [name]: jsonAt(path) }),
    attribute: () => undefined,
  };
}
