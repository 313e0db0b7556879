import { parseArn } from "./arn.ts";
import { exact, policy } from "./comparison/rules.ts";
import { composedInTemplate, composedOf, computed, unidentified } from "./identity.ts";
import { toProperties } from "./terraform/arguments.ts";
import { at, jsonAt } from "./terraform/fields.ts";
import type { ResourceType } from "./type.ts";

/** Policies of SNS topics. A topic always has one, SNS's own to begin with; the identifier is the topic's ARN. */
export const snsTopicPolicy: ResourceType = {
  type: "AWS::SNS::TopicInlinePolicy",
  noun: "topic policy",
  terraform: {
    type: "aws_sns_topic_policy",
    identity: ({ entries }) => composedOf({ TopicArn: entries.get("arn") }, composed, nameOf),
    lookup: null,
    properties: (args) => toProperties(args, { arn: at("TopicArn"), policy: jsonAt("PolicyDocument") }),
    attribute: computed({ id: ({ identifier }) => identifier, arn: ({ identifier }) => identifier }),
  },
  cloudformation: {
    identity: ({ entries }) => composedInTemplate({ TopicArn: entries.get("TopicArn") }, composed, nameOf),
    attribute: () => undefined,
  },
  fromArn: () => undefined,
  ofPhysicalId: (physicalId) =>
    parseArn(physicalId)
      ? { kind: "identifier", identifier: physicalId, name: nameOf(physicalId) }
      : unidentified(`the topic of the policy \`${physicalId}\` is not known`),
  read: { api: "cloudcontrol:GetResource", actions: ["cloudformation:GetResource", "sns:GetTopicAttributes"] },
  composed,
  nameOf,
  properties: new Map([
    ["TopicArn", exact()],
    ["PolicyDocument", policy()],
  ]),
};

function composed({ TopicArn: arn = "" }: { readonly [property: string]: string }): string {
  return arn;
}

function nameOf(identifier: string): string {
  return identifier.split(":").at(-1) ?? identifier;
}
