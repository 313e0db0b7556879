import type { Identity } from "../model/declared.ts";
import type { Value } from "../model/value.ts";
import { exact, kmsKey, number, object } from "./comparison/rules.ts";
import { arnIn, byName, computed, named, unidentified } from "./identity.ts";
import { scheduleFields } from "./scheduler/fields.ts";
import { targetRules } from "./scheduler/target-rules.ts";
import { toProperties } from "./terraform/arguments.ts";
import type { ResourceType } from "./type.ts";

const DEFAULT_GROUP = "default";

/**
 * EventBridge schedules. The identifier is the name alone, although names are unique only within a group: it stands for
 * the one in the default group, and of any other it cannot be told.
 * Defaults: https://docs.aws.amazon.com/scheduler/latest/APIReference/API_CreateSchedule.html
 */
export const schedulerSchedule: ResourceType = {
  type: "AWS::Scheduler::Schedule",
  noun: "schedule",
  terraform: {
    type: "aws_scheduler_schedule",
    identity: (args) => inDefaultGroup(args.entries.get("group_name"), named(args.entries.get("name"), byName)),
    lookup: null,
    properties: (args) => toProperties(args, scheduleFields),
    attribute: computed({
      id: ({ name }) => `${DEFAULT_GROUP}/${name}`,
      name: ({ name }) => name,
      arn: ({ name }, place) => arnIn(place, "scheduler", `schedule/${DEFAULT_GROUP}/${name}`),
    }),
  },
  cloudformation: {
    identity: ({ entries }) => inDefaultGroup(entries.get("GroupName"), named(entries.get("Name"), byName)),
    attribute: computed({
      Ref: ({ name }) => name,
      Arn: ({ name }, place) => arnIn(place, "scheduler", `schedule/${DEFAULT_GROUP}/${name}`),
    }),
  },
  fromArn: (arn) => {
    const [, group, name] = /^schedule\/([^/]+)\/([^/]+)$/.exec(arn.resource) ?? [];
    if (arn.service !== "scheduler" || group === undefined || name === undefined) return undefined;
    return group === DEFAULT_GROUP ? byName(name) : inAnotherGroup(group);
  },
  read: { api: "cloudcontrol:GetResource", actions: ["cloudformation:GetResource", "scheduler:GetSchedule"] },
  list: { actions: ["cloudformation:ListResources", "scheduler:ListSchedules"] },
  nameOf: (identifier) => identifier,
  properties: new Map([
    ["Name", exact()],
    ["GroupName", exact({ absentIs: DEFAULT_GROUP })],
    ["Description", exact({ absentIs: "" })],
    ["ScheduleExpression", exact()],
    ["ScheduleExpressionTimezone", exact({ absentIs: "UTC" })],
    ["StartDate", exact({ absentIs: "" })],
    ["EndDate", exact({ absentIs: "" })],
    ["State", exact({ absentIs: "ENABLED" })],
    ["KmsKeyArn", kmsKey({ absentIs: "" })],
    ["FlexibleTimeWindow", object()],
    ["FlexibleTimeWindow/Mode", exact()],
    ["FlexibleTimeWindow/MaximumWindowInMinutes", number()],
    ...targetRules,
  ]),
};

/** A group that code does not tell leaves open which schedule is meant, also where the stack knows its name. */
function inDefaultGroup(group: Value | undefined, identity: Identity): Identity {
  const inGroup = named(group, byName);
  if (inGroup.kind === "unresolved") return inGroup;
  return inGroup.kind === "identifier" && inGroup.name !== DEFAULT_GROUP ? inAnotherGroup(inGroup.name) : identity;
}

function inAnotherGroup(group: string): Identity {
  return unidentified(`schedules in a group of their own, such as \`${group}\`, cannot be told apart by Cloud Control`);
}
