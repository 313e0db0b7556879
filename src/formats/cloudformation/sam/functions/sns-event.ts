import type { Data } from "../data/data.ts";
import type { FunctionEvent, SamEvent } from "./event.ts";
import type { Made } from "../data/made.ts";
import type { SamContext } from "../context.ts";
import { SamError } from "../error.ts";
import { arnOf, assign, inherited, make } from "../data/made.ts";
import { dict, get, isDict, isTruthy, textOf } from "../data/data.ts";
import { eventId, invocation } from "./event.ts";
import { namedBy, ref } from "../data/intrinsics.ts";
import { polledEvent } from "./polled-events.ts";
import { resolveParameters } from "../data/resolve.ts";

/** `SNS`: the topic calls the function, or fills a queue that it is called from. */
export const snsEvent: FunctionEvent = (event, target, role, context) => {
  const queue = get(event.properties, "SqsSubscription");
  const topic = get(event.properties, "Topic");
  if (!isTruthy(queue)) {
    const permission = invocation(event, target, { principal: "sns.amazonaws.com", sourceArn: topic });
    return [permission, subscription(event, target, "lambda", arnOf(target))];
  }
  if (queue === true) return throughOwnQueue(event, target, role, context);
  if (!isDict(queue)) throw new SamError("`SqsSubscription` must be a map or `true`");
  const arn = get(queue, "QueueArn");
  const url = get(queue, "QueueUrl");
  if (!isTruthy(arn) || !isTruthy(url)) throw new SamError("`SqsSubscription` needs `QueueArn` and `QueueUrl`");
  const policyId = textOf(get(queue, "QueuePolicyLogicalId")) ?? eventId(event, "QueuePolicy");
  return [
    ...polledFrom(event, target, role, arn, get(queue, "BatchSize"), context),
    queuePolicy(policyId, target, topic, arn, url),
    subscription(event, target, "sqs", arn),
  ];
};

function throughOwnQueue(event: SamEvent, target: Made, role: Made, context: SamContext): readonly Made[] {
  const topic = get(event.properties, "Topic");
  const queue = make("AWS::SQS::Queue", eventId(event, "Queue"), {}, inherited(target.attributes));
  const fifo = isFifo(topic, context);
  if (isTruthy(fifo)) assign(queue, { FifoQueue: fifo });
  const arn = arnOf(queue);
  return [
    ...polledFrom(event, target, role, arn, null, context),
    queue,
    queuePolicy(eventId(event, "QueuePolicy"), target, topic, arn, ref(queue.logicalId)),
    subscription(event, target, "sqs", arn),
  ];
}

/** Whether the topic is a FIFO one of this template: so is its queue then. */
function isFifo(topic: Data, { resources, parameters }: SamContext): Data {
  const logicalId = namedBy(topic);
  if (logicalId === undefined) return false;
  return resolveParameters(get(get(get(resources, logicalId), "Properties"), "FifoTopic"), parameters);
}

function polledFrom(
  event: SamEvent,
  target: Made,
  role: Made,
  arn: Data,
  size: Data,
  context: SamContext,
): readonly Made[] {
  const properties = dict({ Queue: arn, BatchSize: isTruthy(size) ? size : 10, Enabled: true });
  const logicalId = eventId(event, "EventSourceMapping");
  return polledEvent({ name: event.name, logicalId, type: "SQS", properties }, target, role, context);
}

function queuePolicy(logicalId: string, target: Made, topic: Data, arn: Data, url: Data): Made {
  const statement = dict({
    Action: "sqs:SendMessage",
    Effect: "Allow",
    Principal: "*",
    Resource: arn,
    Condition: dict({ ArnEquals: dict({ "aws:SourceArn": topic }) }),
  });
  const document = dict({ Version: "2012-10-17", Statement: [statement] });
  return make(
    "AWS::SQS::QueuePolicy",
    logicalId,
    { PolicyDocument: document, Queues: [url] },
    inherited(target.attributes),
  );
}

function subscription({ logicalId, properties }: SamEvent, target: Made, protocol: string, endpoint: Data): Made {
  return make(
    "AWS::SNS::Subscription",
    logicalId,
    {
      Protocol: protocol,
      Endpoint: endpoint,
      TopicArn: get(properties, "Topic"),
      Region: get(properties, "Region"),
      FilterPolicy: get(properties, "FilterPolicy"),
      FilterPolicyScope: get(properties, "FilterPolicyScope"),
      RedrivePolicy: get(properties, "RedrivePolicy"),
    },
    inherited(target.attributes),
  );
}
