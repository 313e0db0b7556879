import type { Data } from "../data/data.ts";
import type { Made } from "../data/made.ts";
import type { SamEvent } from "./event.ts";
import { SamError } from "../error.ts";
import { arnOf, assign, inherited, make } from "../data/made.ts";
import { dict, get, isTruthy } from "../data/data.ts";
import { eventId } from "./event.ts";
import { getAtt } from "../data/intrinsics.ts";
import { givenQueue, ownQueue } from "./rule-events.ts";
import { invokePolicy, sendMessagePolicy, startExecutionPolicy, trustIn } from "../policies/policies.ts";

/** `ScheduleV2`: a schedule of EventBridge Scheduler, for a function or a state machine. */
export function scheduleV2(event: SamEvent, target: Made): readonly Made[] {
  const { properties } = event;
  const schedule = scheduleOf(event, target);
  const config = get(properties, "DeadLetterConfig");
  const given = config === null ? null : givenQueue(config);
  const queue = config !== null && given === null ? ownQueue(event, config, target) : null;
  const queueArn = queue ? arnOf(queue) : given;
  const role = isTruthy(get(properties, "RoleArn")) ? null : executionRole(event, target, queueArn);
  assign(schedule, {
    Target: dict({
      Arn: arnOf(target),
      RoleArn: role ? getAtt(role.logicalId, "Arn") : get(properties, "RoleArn"),
      Input: get(properties, "Input") ?? undefined,
      DeadLetterConfig: config === null ? undefined : dict({ Arn: queueArn }),
      RetryPolicy: get(properties, "RetryPolicy") ?? undefined,
    }),
  });
  return [schedule, ...(queue ? [queue] : []), ...(role ? [role] : [])];
}

const PASSED_THROUGH = [
  "ScheduleExpression",
  "Description",
  "StartDate",
  "EndDate",
  "ScheduleExpressionTimezone",
  "GroupName",
  "KmsKeyArn",
];

function scheduleOf(event: SamEvent, target: Made): Made {
  const { properties, logicalId } = event;
  const omitsName = isTruthy(get(properties, "OmitName"));
  const name = get(properties, "Name");
  if (omitsName && isTruthy(name)) throw new SamError("`Name` and `OmitName` exclude each other");
  const window = get(properties, "FlexibleTimeWindow");
  const state = get(properties, "State");
  const schedule = make("AWS::Scheduler::Schedule", logicalId, {}, inherited(target.attributes));
  assign(schedule, Object.fromEntries(PASSED_THROUGH.map((property) => [property, get(properties, property)])));
  assign(schedule, {
    State: isTruthy(state) ? state : null,
    Name: omitsName ? null : isTruthy(name) ? name : eventId(event, ""),
    FlexibleTimeWindow: isTruthy(window) ? window : dict({ Mode: "OFF" }),
  });
  return schedule;
}

function executionRole(event: SamEvent, target: Made, queue: Data): Made {
  const name = eventId(event, "");
  const isFunction = target.type.startsWith("AWS::Lambda::");
  const policy = isFunction ? invokePolicy(arnOf(target), name) : startExecutionPolicy(arnOf(target), name);
  const boundary = get(event.properties, "PermissionsBoundary");
  return make(
    "AWS::IAM::Role",
    `${name}Role`,
    {
      AssumeRolePolicyDocument: trustIn("scheduler.amazonaws.com"),
      Policies: isTruthy(queue) ? [policy, sendMessagePolicy(queue, name)] : [policy],
      PermissionsBoundary: isTruthy(boundary) ? boundary : null,
    },
    inherited(target.attributes),
  );
}
