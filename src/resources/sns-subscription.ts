import { boolean, exact, json, neverRead, whole } from "./comparison/rules.ts";
import { sameStructure } from "./comparison/same-value.ts";
import { computed } from "./identity.ts";
import { valueOfJsonText } from "./json-value.ts";
import { toProperties } from "./terraform/arguments.ts";
import type { Fields } from "./terraform/arguments.ts";
import { at, jsonAt } from "./terraform/fields.ts";
import type { ResourceType } from "./type.ts";

const FIELDS: Fields = {
  topic_arn: at("TopicArn"),
  protocol: at("Protocol"),
  endpoint: at("Endpoint"),
  filter_policy: jsonAt("FilterPolicy"),
  filter_policy_scope: at("FilterPolicyScope"),
  raw_message_delivery: at("RawMessageDelivery"),
  delivery_policy: jsonAt("DeliveryPolicy"),
  redrive_policy: jsonAt("RedrivePolicy"),
  replay_policy: jsonAt("ReplayPolicy"),
  subscription_role_arn: at("SubscriptionRoleArn"),
  confirmation_timeout_in_minutes: null,
  endpoint_auto_confirms: null,
};

/**
 * Subscriptions of SNS topics. The identifier is the ARN, which AWS makes up.
 * Defaults: https://docs.aws.amazon.com/sns/latest/api/API_SetSubscriptionAttributes.html
 */
export const snsSubscription: ResourceType = {
  type: "AWS::SNS::Subscription",
  noun: "subscription",
  terraform: {
    type: "aws_sns_topic_subscription",
    identity: () => ({ kind: "generated" }),
    lookup: null,
    properties: (args) => toProperties(args, FIELDS),
    attribute: computed({ id: ({ identifier }) => identifier, arn: ({ identifier }) => identifier }),
  },
  cloudformation: {
    identity: () => ({ kind: "generated" }),
    attribute: computed({ Ref: ({ identifier }) => identifier, Arn: ({ identifier }) => identifier }),
  },
  fromArn: () => undefined,
  read: {
    api: "cloudcontrol:GetResource",
    actions: ["cloudformation:GetResource", "sns:GetSubscriptionAttributes"],
  },
  nameOf: (identifier) => identifier.split(":").slice(-2).join(":"),
  properties: new Map([
    ["TopicArn", exact()],
    ["Protocol", exact()],
    ["Endpoint", exact()],
    ["FilterPolicy", json({ absentIs: {} })],
    ["FilterPolicyScope", exact({ absentIs: "MessageAttributes" })],
    ["RawMessageDelivery", boolean({ absentIs: false })],
    // SNS fills in what a policy leaves out.
    [
      "DeliveryPolicy",
      whole((declared, live) => sameStructure(valueOfJsonText(declared), valueOfJsonText(live)), { absentIs: {} }),
    ],
    ["RedrivePolicy", json({ absentIs: {} })],
    ["ReplayPolicy", json({ absentIs: {} })],
    ["SubscriptionRoleArn", exact({ absentIs: "" })],
    ["Region", neverRead()],
  ]),
};
