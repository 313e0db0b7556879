import type { Identity } from "../model/declared.ts";
import { exact, policy } from "./comparison/rules.ts";
import { computed, fromState, named } from "./identity.ts";
import { queueByUrl } from "./sqs/queue-url.ts";
import { toProperties } from "./terraform/arguments.ts";
import { at, jsonAt } from "./terraform/fields.ts";
import type { ResourceType } from "./type.ts";
import type { MapValue } from "../model/value.ts";

/** Policies of SQS queues. A queue has one at most, so that the identifier is the queue's URL. */
export const sqsQueuePolicy: ResourceType = {
  type: "AWS::SQS::QueueInlinePolicy",
  noun: "queue policy",
  terraform: {
    type: "aws_sqs_queue_policy",
    identity: (args) => named(args.entries.get("queue_url"), queueByUrl),
    fromState: fromState("queue_url"),
    lookup: null,
    properties: (args) => toProperties(args, { queue_url: at("Queue"), policy: jsonAt("PolicyDocument") }),
    attribute: computed({ id: ({ identifier }) => identifier, queue_url: ({ identifier }) => identifier }),
  },
  cloudformation: { identity: queueOf, attribute: () => undefined },
  fromArn: () => undefined,
  read: {
    api: "cloudcontrol:GetResource",
    actions: ["cloudformation:GetResource", "sqs:GetQueueAttributes", "sqs:GetQueueUrl"],
  },
  nameOf: (identifier) => identifier.split("/").at(-1) ?? identifier,
  properties: new Map([
    ["Queue", exact()],
    ["PolicyDocument", policy()],
  ]),
};

/** The queue's URL may be known only to the stack. */
function queueOf({ entries }: MapValue): Identity {
  const identity = named(entries.get("Queue"), queueByUrl);
  return identity.kind === "unresolved" ? { kind: "generated" } : identity;
}
