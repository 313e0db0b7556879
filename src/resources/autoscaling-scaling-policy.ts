import { parseArn } from "./arn.ts";
import { sameSteps } from "./autoscaling/same-steps.ts";
import { targetTracking, targetTrackingRules } from "./autoscaling/target-tracking.ts";
import { exact, neverRead, number, object, whole } from "./comparison/rules.ts";
import { computed, naturalKey, unidentified } from "./identity.ts";
import type { Identity } from "../model/declared.ts";
import { asString, known } from "../model/value.ts";
import type { MapValue, Value } from "../model/value.ts";
import { toProperties } from "./terraform/arguments.ts";
import type { Fields } from "./terraform/arguments.ts";
import { at, blockAt, blocksAt } from "./terraform/fields.ts";
import type { ResourceType } from "./type.ts";

const FIELDS: Fields = {
  name: at("PolicyName"),
  policy_type: at("PolicyType"),
  resource_id: at("ResourceId"),
  scalable_dimension: at("ScalableDimension"),
  service_namespace: at("ServiceNamespace"),
  step_scaling_policy_configuration: blockAt("StepScalingPolicyConfiguration", {
    adjustment_type: at("AdjustmentType"),
    cooldown: at("Cooldown"),
    metric_aggregation_type: at("MetricAggregationType"),
    min_adjustment_magnitude: at("MinAdjustmentMagnitude"),
    step_adjustment: blocksAt("StepAdjustments", {
      metric_interval_lower_bound: at("MetricIntervalLowerBound"),
      metric_interval_upper_bound: at("MetricIntervalUpperBound"),
      scaling_adjustment: at("ScalingAdjustment"),
    }),
  }),
  target_tracking_scaling_policy_configuration: targetTracking,
};

/** What a policy scales, where that is told by the scalable target's identifier. */
function ofTarget({ entries }: MapValue): readonly (Value | undefined)[] {
  const target = asString(entries.get("ScalingTargetId"))?.split("|");
  if (target?.length === 3) return target.map((part) => known(part));
  return ["ResourceId", "ScalableDimension", "ServiceNamespace"].map((name) => entries.get(name));
}

function byParts(name: Value | undefined, [resource, dimension, namespace]: readonly (Value | undefined)[]): Identity {
  const parts = {
    PolicyName: name,
    ResourceId: resource,
    ScalableDimension: dimension,
    ServiceNamespace: namespace,
  };
  return naturalKey(parts, asString(name) ?? "");
}

/** Policies of Application Auto Scaling. The identifier is `Arn|ScalableDimension`; an id that AWS makes up is in the ARN. */
export const autoscalingScalingPolicy: ResourceType = {
  type: "AWS::ApplicationAutoScaling::ScalingPolicy",
  noun: "scaling policy",
  terraform: {
    type: "aws_appautoscaling_policy",
    identity: ({ entries }) =>
      byParts(
        entries.get("name"),
        ["resource_id", "scalable_dimension", "service_namespace"].map((name) => entries.get(name)),
      ),
    fromState: {
      attributes: ["scalable_dimension"],
      identity: ({ arn, name = "", scalable_dimension: dimension }) =>
        arn && dimension ? { kind: "identifier", identifier: `${arn}|${dimension}`, name } : undefined,
    },
    lookup: null,
    properties: (args) => toProperties(args, FIELDS),
    attribute: computed({ arn: ({ identifier }) => identifier.split("|")[0] ?? "", id: ({ name }) => name }),
  },
  cloudformation: {
    identity: (properties) => byParts(properties.entries.get("PolicyName"), ofTarget(properties)),
    attribute: computed({ Arn: ({ identifier }) => identifier.split("|")[0] ?? "" }),
  },
  fromArn: () => undefined,
  // `Ref` has been the ARN alone.
  ofPhysicalId: (physicalId) =>
    physicalId.includes("|")
      ? { kind: "identifier", identifier: physicalId, name: nameOf(physicalId) }
      : unidentified(`the dimension of the scaling policy \`${physicalId}\` is not known`),
  read: {
    api: "cloudcontrol:GetResource",
    actions: ["cloudformation:GetResource", "application-autoscaling:DescribeScalingPolicies"],
  },
  // A second policy of one name for one dimension replaces the first:
  // https://docs.aws.amazon.com/autoscaling/application/APIReference/API_PutScalingPolicy.html
  finder: {
    api: "cloudcontrol:ListResources",
    actions: ["cloudformation:ListResources", "application-autoscaling:DescribeScalingPolicies"],
    isUnique: true,
    model: ["ServiceNamespace"],
    keyOf: keyInArn,
  },
  nameOf,
  properties: new Map([
    ["PolicyName", exact()],
    ["PolicyType", exact({ default: { terraform: "StepScaling" } })],
    ["ResourceId", exact()],
    ["ScalableDimension", exact()],
    ["ServiceNamespace", exact()],
    ["ScalingTargetId", neverRead()],
    ["StepScalingPolicyConfiguration", object()],
    ["StepScalingPolicyConfiguration/AdjustmentType", exact()],
    ["StepScalingPolicyConfiguration/Cooldown", number()],
    ["StepScalingPolicyConfiguration/MetricAggregationType", exact({ absentIs: "Average" })],
    ["StepScalingPolicyConfiguration/MinAdjustmentMagnitude", number({ absentIs: 0 })],
    ["StepScalingPolicyConfiguration/StepAdjustments", whole(sameSteps, { absentIs: [] })],
    ...targetTrackingRules,
    ["PredictiveScalingPolicyConfiguration", neverRead("it is not compared yet")],
  ]),
};

const ARN = /^scalingPolicy:[^:]+:resource\/[\w-]+\/([\w:/.+-]+):policyName\/([\w:/.+-]+)$/;

/** What the ARN says, unless it has characters that may be written otherwise in it: then the policy itself is read. */
function keyInArn(identifier: string): { readonly [property: string]: string } {
  const [arn = "", dimension = ""] = identifier.split("|");
  const [, resource, name] = ARN.exec(parseArn(arn)?.resource ?? "") ?? [];
  if (resource === undefined || name === undefined) return {};
  return { ResourceId: resource, PolicyName: name, ScalableDimension: dimension };
}

function nameOf(identifier: string): string {
  return identifier.split("|")[0]?.split(":policyName/").at(-1) ?? identifier;
}
