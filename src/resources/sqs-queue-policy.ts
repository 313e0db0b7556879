import { exact, policy } from "./comparison/rules.ts";
import { composedInTemplate, composedOf, computed, fromState, unidentified } from "./identity.ts";
import { toProperties } from "./terraform/arguments.ts";
import { at, jsonAt } from "./terraform/fields.ts";
import type { ResourceType } from "./type.ts";

/** Policies of SQS queues. A queue has one at most, so that the identifier is the queue's URL. */
export const sqsQueuePolicy: ResourceType = {
  type: "AWS::SQS::QueueInlinePolicy",
  noun: "queue policy",
  terraform: {
    type: "aws_sqs_queue_policy",
    identity: ({ entries }) => composedOf({ Queue: entries.get("queue_url") }, composed, nameOf),
    fromState: fromState("queue_url"),
    lookup: null,
    properties: (args) => toProperties(args, { queue_url: at("Queue"), policy: jsonAt("PolicyDocument") }),
    attribute: computed({ id: ({ identifier }) => identifier, queue_url: ({ identifier }) => identifier }),
  },
  cloudformation: {
    identity: ({ entries }) => composedInTemplate({ Queue: entries.get("Queue") }, composed, nameOf),
    attribute: () => undefined,
  },
  fromArn: () => undefined,
  ofPhysicalId: (physicalId) =>
    physicalId.startsWith("https://")
      ? { kind: "identifier", identifier: physicalId, name: nameOf(physicalId) }
      : unidentified(`the queue of the policy \`${physicalId}\` is not known`),
  read: {
    api: "cloudcontrol:GetResource",
    actions: ["cloudformation:GetResource", "sqs:GetQueueAttributes", "sqs:GetQueueUrl"],
  },
  composed,
  nameOf,
  properties: new Map([
    ["Queue", exact()],
    ["PolicyDocument", policy()],
  ]),
};

function composed({ Queue: url = "" }: { readonly [property: string]: string }): string {
  return url;
}

function nameOf(identifier: string): string {
  return identifier.split("/").at(-1) ?? identifier;
}
