import type { Data, Dict } from "../data/data.ts";
import type { Made } from "../data/made.ts";
import type { SamEvent } from "./event.ts";
import { SamError } from "../error.ts";
import { arnOf, assign, inherited, make } from "../data/made.ts";
import { dict, get, has, is, isTruthy, textOf } from "../data/data.ts";
import { eventId, invocation } from "./event.ts";
import { getAtt, ref } from "../data/intrinsics.ts";
import { startExecutionPolicy, trustIn } from "../policies/policies.ts";

/** EventBridge takes ids of targets of at most this length. */
const MAX_TARGET_ID = 64;

/** A function's `Schedule`. */
export function functionSchedule(event: SamEvent, target: Made): readonly Made[] {
  const rule = scheduleRule(event, target);
  const queue = deadLetterQueue(event, rule, target);
  assign(rule, { Targets: [ruleTarget(event, arnOf(target), "LambdaTarget", queue.arn, false)] });
  const source = getAtt(rule.logicalId, "Arn");
  return [
    rule,
    ...queue.resources,
    invocation(event, target, { principal: "events.amazonaws.com", sourceArn: source }),
  ];
}

/** A function's `CloudWatchEvent` or `EventBridgeRule`. */
export function functionRule(event: SamEvent, target: Made): readonly Made[] {
  const rule = patternRule(event, target);
  const queue = deadLetterQueue(event, rule, target);
  assign(rule, {
    State: stateOf(event.properties),
    Targets: [ruleTarget(event, arnOf(target), "LambdaTarget", queue.arn, true)],
  });
  const source = getAtt(rule.logicalId, "Arn");
  return [
    ...queue.resources,
    rule,
    invocation(event, target, { principal: "events.amazonaws.com", sourceArn: source }),
  ];
}

/** A state machine's `Schedule`. */
export function machineSchedule(event: SamEvent, target: Made, boundary: Data): readonly Made[] {
  const rule = scheduleRule(event, target);
  const given = get(event.properties, "RoleArn");
  const role = given === null ? startingRole(event, target, "events.amazonaws.com", boundary) : null;
  const queue = deadLetterQueue(event, rule, target);
  const roleArn = role ? getAtt(role.logicalId, "Arn") : given;
  assign(rule, { Targets: [machineTarget(event, target, roleArn, queue.arn, true)] });
  return [rule, ...(role ? [role] : []), ...queue.resources];
}

/** A state machine's `CloudWatchEvent` or `EventBridgeRule`. */
export function machineRule(event: SamEvent, target: Made, boundary: Data): readonly Made[] {
  const rule = patternRule(event, target);
  const state = get(event.properties, "State");
  assign(rule, { State: isTruthy(state) ? state : null });
  const role = startingRole(event, target, "events.amazonaws.com", boundary);
  const queue = deadLetterQueue(event, rule, target);
  assign(rule, { Targets: [machineTarget(event, target, getAtt(role.logicalId, "Arn"), queue.arn, true)] });
  return [rule, role, ...queue.resources];
}

/** The role that lets an event's source start a state machine. */
export function startingRole(event: SamEvent, target: Made, service: string, boundary: Data): Made {
  const name = eventId(event, "Role");
  return make(
    "AWS::IAM::Role",
    name,
    {
      AssumeRolePolicyDocument: trustIn(service),
      Policies: [startExecutionPolicy(ref(target.logicalId), name)],
      PermissionsBoundary: isTruthy(boundary) ? boundary : null,
    },
    inherited(target.attributes),
  );
}

function scheduleRule({ logicalId, properties }: SamEvent, target: Made): Made {
  return make(
    "AWS::Events::Rule",
    logicalId,
    {
      ScheduleExpression: get(properties, "Schedule"),
      State: stateOf(properties),
      Name: get(properties, "Name"),
      Description: get(properties, "Description"),
    },
    inherited(target.attributes),
  );
}

function patternRule({ logicalId, properties }: SamEvent, target: Made): Made {
  return make(
    "AWS::Events::Rule",
    logicalId,
    {
      EventBusName: get(properties, "EventBusName"),
      EventPattern: get(properties, "Pattern"),
      Name: get(properties, "RuleName"),
    },
    inherited(target.attributes),
  );
}

function stateOf(properties: Dict): Data {
  const state = get(properties, "State");
  const enabled = get(properties, "Enabled");
  if (isTruthy(state) && enabled !== null) throw new SamError("`State` and `Enabled` exclude each other");
  if (enabled !== null) return isTruthy(enabled) ? "ENABLED" : "DISABLED";
  return isTruthy(state) ? state : null;
}

function ruleTarget(event: SamEvent, arn: Data, suffix: string, queue: Data, isPattern: boolean): Dict {
  const { properties } = event;
  const given = isPattern || suffix === "StepFunctionsTarget" ? get(get(properties, "Target"), "Id") : null;
  return dict({
    Arn: arn,
    Id: given ?? targetId(event, suffix),
    Input: get(properties, "Input") ?? undefined,
    InputPath: get(properties, "InputPath") ?? undefined,
    DeadLetterConfig: get(properties, "DeadLetterConfig") === null ? undefined : dict({ Arn: queue }),
    RetryPolicy: get(properties, "RetryPolicy") ?? undefined,
    InputTransformer: get(properties, "InputTransformer") ?? undefined,
  });
}

function machineTarget(event: SamEvent, target: Made, role: Data, queue: Data, isPattern: boolean): Dict {
  const made = ruleTarget(event, ref(target.logicalId), "StepFunctionsTarget", queue, isPattern);
  made.slots.set("RoleArn", { key: "RoleArn", value: role, at: undefined });
  return made;
}

function targetId(event: SamEvent, suffix: string): string {
  const whole = eventId(event, suffix);
  if (whole.length <= MAX_TARGET_ID) return whole;
  return eventId(event, "").slice(0, MAX_TARGET_ID - suffix.length) + suffix;
}

type DeadLetterQueue = { readonly arn: Data; readonly resources: readonly Made[] };

/** Where a rule's undeliverable events go: a queue that is given, or one of its own with its policy. */
function deadLetterQueue(event: SamEvent, rule: Made, target: Made): DeadLetterQueue {
  const config = get(event.properties, "DeadLetterConfig");
  if (config === null) return { arn: null, resources: [] };
  const given = givenQueue(config);
  if (given !== null) return { arn: given, resources: [] };
  const attributes = inherited(target.attributes);
  const queue = ownQueue(event, config, target);
  const arn = arnOf(queue);
  const statement = dict({
    Action: "sqs:SendMessage",
    Effect: "Allow",
    Principal: dict({ Service: "events.amazonaws.com" }),
    Resource: arn,
    Condition: dict({ ArnEquals: dict({ "aws:SourceArn": getAtt(rule.logicalId, "Arn") }) }),
  });
  const policy = make(
    "AWS::SQS::QueuePolicy",
    eventId(event, "QueuePolicy"),
    { PolicyDocument: dict({ Version: "2012-10-17", Statement: [statement] }), Queues: [ref(queue.logicalId)] },
    attributes,
  );
  return { arn, resources: [queue, policy] };
}

/** The ARN in a `DeadLetterConfig`; null where it asks for a queue of its own. */
export function givenQueue(config: Data): Data {
  const hasType = has(config, "Type");
  if (has(config, "Arn") === hasType) throw new SamError("`DeadLetterConfig` takes either `Arn` or `Type`");
  if (hasType && !is(get(config, "Type"), "SQS")) throw new SamError("the `Type` of a `DeadLetterConfig` is `SQS`");
  return get(config, "Arn");
}

export function ownQueue(event: SamEvent, config: Data, target: Made): Made {
  const name = textOf(get(config, "QueueLogicalId")) ?? eventId(event, "Queue");
  return make("AWS::SQS::Queue", name, {}, inherited(target.attributes));
}
