import type { Identity } from "../model/declared.ts";
import type { Place } from "../model/target.ts";
import { boolean, exact, json, kmsKey, neverRead, readWith, tags } from "./comparison/rules.ts";
import { arnIn, computed, lookedUp, named, placeOfArn } from "./identity.ts";
import { toProperties } from "./terraform/arguments.ts";
import type { Fields } from "./terraform/arguments.ts";
import { at, jsonAt, tagsAt } from "./terraform/fields.ts";
import type { ResourceType } from "./type.ts";

// `policy` has no counterpart (AWS::SNS::TopicInlinePolicy), nor has `delivery_policy`.
const FIELDS: Fields = {
  name: at("TopicName"),
  name_prefix: null,
  display_name: at("DisplayName"),
  kms_master_key_id: at("KmsMasterKeyId"),
  fifo_topic: at("FifoTopic"),
  content_based_deduplication: at("ContentBasedDeduplication"),
  fifo_throughput_scope: at("FifoThroughputScope"),
  signature_version: at("SignatureVersion"),
  tracing_config: at("TracingConfig"),
  archive_policy: jsonAt("ArchivePolicy"),
  tags: tagsAt("Tags"),
};

/** SNS topics. The identifier is the ARN, which follows from the name. */
export const snsTopic: ResourceType = {
  type: "AWS::SNS::Topic",
  noun: "topic",
  terraform: {
    type: "aws_sns_topic",
    identity: (args, place) => named(args.entries.get("name"), (name) => topicIn(place, name)),
    lookup: (args, place) => lookedUp(args, "name", (name) => topicIn(place, name)),
    properties: (args) => toProperties(args, FIELDS),
    attribute: computed({
      id: ({ identifier }) => identifier,
      arn: ({ identifier }) => identifier,
      name: ({ name }) => name,
    }),
  },
  cloudformation: {
    identity: (properties, place) => named(properties.entries.get("TopicName"), (name) => topicIn(place, name)),
    attribute: computed({
      Ref: ({ identifier }) => identifier,
      TopicArn: ({ identifier }) => identifier,
      TopicName: ({ name }) => name,
    }),
  },
  fromArn: (arn) => {
    // A subscription's ARN is its topic's with an id after it.
    if (arn.service !== "sns" || arn.region === "" || /[:/]/.test(arn.resource)) return undefined;
    return topicIn(placeOfArn(arn), arn.resource);
  },
  read: {
    api: "cloudcontrol:GetResource",
    actions: [
      "cloudformation:GetResource",
      "sns:GetTopicAttributes",
      "sns:ListTagsForResource",
      "sns:ListSubscriptionsByTopic",
      "sns:GetDataProtectionPolicy",
    ],
  },
  list: { actions: ["cloudformation:ListResources", "sns:ListTopics"] },
  nameOf: (identifier) => identifier.split(":").at(-1) ?? identifier,
  properties: new Map([
    ["TopicName", exact()],
    ["DisplayName", exact({ absentIs: "" })],
    ["KmsMasterKeyId", kmsKey({ absentIs: "" })],
    ["FifoTopic", boolean({ absentIs: false })],
    ["ContentBasedDeduplication", boolean({ absentIs: false })],
    ["FifoThroughputScope", exact()],
    // https://docs.aws.amazon.com/sns/latest/api/API_SetTopicAttributes.html
    ["SignatureVersion", exact({ absentIs: "1" })],
    ["TracingConfig", exact({ absentIs: "PassThrough" })],
    ["ArchivePolicy", json({ absentIs: {} })],
    ["DataProtectionPolicy", json(readWith("sns:GetDataProtectionPolicy"))],
    ["Subscription", neverRead("a topic's subscriptions are not compared: others may subscribe to it too")],
    ["Tags", tags(readWith("sns:ListTagsForResource"))],
  ]),
};

function topicIn(place: Place, name: string): Identity {
  return { kind: "identifier", identifier: arnIn(place, "sns", name), name };
}
