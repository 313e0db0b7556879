import type { Identity } from "../model/declared.ts";
import type { MapValue } from "../model/value.ts";
import { exact, policy } from "./comparison/rules.ts";
import { computed, named } from "./identity.ts";
import { toProperties } from "./terraform/arguments.ts";
import { at, jsonAt } from "./terraform/fields.ts";
import type { ResourceType } from "./type.ts";

/** Policies of SNS topics. A topic always has one, SNS's own to begin with; the identifier is the topic's ARN. */
export const snsTopicPolicy: ResourceType = {
  type: "AWS::SNS::TopicInlinePolicy",
  noun: "topic policy",
  terraform: {
    type: "aws_sns_topic_policy",
    identity: (args) => named(args.entries.get("arn"), topicByArn),
    lookup: null,
    properties: (args) => toProperties(args, { arn: at("TopicArn"), policy: jsonAt("PolicyDocument") }),
    attribute: computed({ id: ({ identifier }) => identifier, arn: ({ identifier }) => identifier }),
  },
  cloudformation: { identity: topicOf, attribute: () => undefined },
  fromArn: () => undefined,
  read: { api: "cloudcontrol:GetResource", actions: ["cloudformation:GetResource", "sns:GetTopicAttributes"] },
  nameOf: (identifier) => identifier.split(":").at(-1) ?? identifier,
  properties: new Map([
    ["TopicArn", exact()],
    ["PolicyDocument", policy()],
  ]),
};

function topicByArn(arn: string): Identity {
  return { kind: "identifier", identifier: arn, name: arn.split(":").at(-1) ?? arn };
}

/** The topic's ARN may be known only to the stack. */
function topicOf({ entries }: MapValue): Identity {
  const identity = named(entries.get("TopicArn"), topicByArn);
  return identity.kind === "unresolved" ? { kind: "generated" } : identity;
}
