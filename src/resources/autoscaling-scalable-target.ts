import type { Identity } from "../model/declared.ts";
import type { Value } from "../model/value.ts";
import { asString } from "../model/value.ts";
import { keyed, exact, neverRead, number, object, boolean, readWith } from "./comparison/rules.ts";
import { computed, naturalKey } from "./identity.ts";
import { toProperties } from "./terraform/arguments.ts";
import type { Fields } from "./terraform/arguments.ts";
import { at, blockAt } from "./terraform/fields.ts";
import type { ResourceType } from "./type.ts";

const FIELDS: Fields = {
  resource_id: at("ResourceId"),
  scalable_dimension: at("ScalableDimension"),
  service_namespace: at("ServiceNamespace"),
  min_capacity: at("MinCapacity"),
  max_capacity: at("MaxCapacity"),
  role_arn: at("RoleARN"),
  suspended_state: blockAt("SuspendedState", {
    dynamic_scaling_in_suspended: at("DynamicScalingInSuspended"),
    dynamic_scaling_out_suspended: at("DynamicScalingOutSuspended"),
    scheduled_scaling_suspended: at("ScheduledScalingSuspended"),
  }),
};

function byParts(resource: Value | undefined, dimension: Value | undefined, namespace: Value | undefined): Identity {
  const parts = { ResourceId: resource, ScalableDimension: dimension, ServiceNamespace: namespace };
  return naturalKey(parts, asString(resource) ?? "");
}

/** What Application Auto Scaling scales. The identifier is `ResourceId|ScalableDimension|ServiceNamespace`. */
export const autoscalingScalableTarget: ResourceType = {
  type: "AWS::ApplicationAutoScaling::ScalableTarget",
  noun: "scalable target",
  terraform: {
    type: "aws_appautoscaling_target",
    identity: ({ entries }) =>
      byParts(entries.get("resource_id"), entries.get("scalable_dimension"), entries.get("service_namespace")),
    lookup: null,
    properties: (args) => toProperties(args, FIELDS),
    attribute: computed({ id: ({ identifier }) => identifier.split("|")[0] ?? "" }),
  },
  cloudformation: {
    identity: ({ entries }) =>
      byParts(entries.get("ResourceId"), entries.get("ScalableDimension"), entries.get("ServiceNamespace")),
    attribute: computed({ Ref: ({ identifier }) => identifier }),
  },
  fromArn: () => undefined,
  composed: ({ ResourceId = "", ScalableDimension = "", ServiceNamespace = "" }) =>
    [ResourceId, ScalableDimension, ServiceNamespace].join("|"),
  read: {
    api: "cloudcontrol:GetResource",
    actions: [
      "cloudformation:GetResource",
      "application-autoscaling:DescribeScalableTargets",
      "application-autoscaling:DescribeScheduledActions",
    ],
  },
  nameOf: (identifier) => identifier.split("|")[0] ?? identifier,
  properties: new Map([
    ["ResourceId", exact()],
    ["ScalableDimension", exact()],
    ["ServiceNamespace", exact()],
    ["MinCapacity", number()],
    ["MaxCapacity", number()],
    ["RoleARN", neverRead()],
    ["ScheduledActions", keyed("ScheduledActionName", readWith("application-autoscaling:DescribeScheduledActions"))],
    ["SuspendedState", object()],
    ["SuspendedState/DynamicScalingInSuspended", boolean({ absentIs: false })],
    ["SuspendedState/DynamicScalingOutSuspended", boolean({ absentIs: false })],
    ["SuspendedState/ScheduledScalingSuspended", boolean({ absentIs: false })],
  ]),
};
