import type { Value } from "../model/value.ts";
import { list, map } from "../model/value.ts";
import {
  boolean,
  exact,
  ifReturned,
  keyed,
  members,
  neverRead,
  number,
  object,
  set,
  whole,
  readWith,
} from "./comparison/rules.ts";
import { sameStructure } from "./comparison/same-value.ts";
import { byName, computed, lookedUp, named } from "./identity.ts";
import { spelled, toProperties } from "./terraform/arguments.ts";
import type { Field, Fields } from "./terraform/arguments.ts";
import { argument, at, blockAt, originOf } from "./terraform/fields.ts";
import type { ResourceType } from "./type.ts";

/** `tag` blocks: each says whether instances get it too. */
const tag: Field = (value, attribute, put) => {
  const blocks = value.kind === "list" ? value.items : [value];
  const items = blocks.flatMap((block): Value[] => {
    if (block.kind !== "map") return [spelled(block, attribute)];
    const parts = [
      ["Key", argument(block, "key")],
      ["Value", argument(block, "value")],
      ["PropagateAtLaunch", argument(block, "propagate_at_launch")],
    ] as const;
    const entries = parts.flatMap(([name, own]) => (own ? [[name, own] as const] : []));
    return [map(new Map<string, Value>(entries), { ...originOf(block), attribute })];
  });
  put("Tags", list(items, { ...originOf(value), attribute }));
};

const FIELDS: Fields = {
  name: at("AutoScalingGroupName"),
  name_prefix: null,
  min_size: at("MinSize"),
  max_size: at("MaxSize"),
  desired_capacity: at("DesiredCapacity"),
  desired_capacity_type: at("DesiredCapacityType"),
  default_cooldown: at("Cooldown"),
  default_instance_warmup: at("DefaultInstanceWarmup"),
  health_check_type: at("HealthCheckType"),
  health_check_grace_period: at("HealthCheckGracePeriod"),
  vpc_zone_identifier: at("VPCZoneIdentifier"),
  availability_zones: at("AvailabilityZones"),
  target_group_arns: at("TargetGroupARNs"),
  load_balancers: at("LoadBalancerNames"),
  termination_policies: at("TerminationPolicies"),
  placement_group: at("PlacementGroup"),
  max_instance_lifetime: at("MaxInstanceLifetime"),
  capacity_rebalance: at("CapacityRebalance"),
  protect_from_scale_in: at("NewInstancesProtectedFromScaleIn"),
  service_linked_role_arn: at("ServiceLinkedRoleARN"),
  launch_configuration: at("LaunchConfigurationName"),
  launch_template: blockAt("LaunchTemplate", {
    id: at("LaunchTemplateId"),
    name: at("LaunchTemplateName"),
    version: at("Version"),
  }),
  tag,
  // For Terraform's waiting alone.
  wait_for_capacity_timeout: null,
  wait_for_elb_capacity: null,
  min_elb_capacity: null,
  force_delete: null,
  force_delete_warm_pool: null,
  ignore_failed_scaling_activities: null,
  instance_refresh: null,
};

/** Auto Scaling groups. What they scale to between their bounds is theirs. */
export const autoscalingGroup: ResourceType = {
  type: "AWS::AutoScaling::AutoScalingGroup",
  noun: "Auto Scaling group",
  terraform: {
    type: "aws_autoscaling_group",
    identity: (args) => named(args.entries.get("name"), byName),
    lookup: (args) => lookedUp(args, "name", byName),
    properties: (args) => toProperties(args, FIELDS),
    attribute: computed({ id: ({ name }) => name, name: ({ name }) => name }),
    reads: { arn: "AutoScalingGroupARN" },
  },
  cloudformation: {
    identity: (properties) => named(properties.entries.get("AutoScalingGroupName"), byName),
    attribute: computed({ Ref: ({ name }) => name }),
  },
  fromArn: ({ service, resource }) => {
    const name = /^autoScalingGroup:[^:]+:autoScalingGroupName\/(.+)$/.exec(resource)?.[1];
    return service === "autoscaling" && name !== undefined ? byName(name) : undefined;
  },
  scaledBy: (path) => (path === "DesiredCapacity" ? { min: "MinSize", max: "MaxSize" } : undefined),
  read: {
    api: "cloudcontrol:GetResource",
    actions: [
      "cloudformation:GetResource",
      "autoscaling:DescribeAutoScalingGroups",
      "autoscaling:DescribeLifecycleHooks",
      "autoscaling:DescribeLoadBalancerTargetGroups",
      "autoscaling:DescribeNotificationConfigurations",
      "autoscaling:DescribeTags",
      "autoscaling:DescribeTrafficSources",
    ],
  },
  list: { actions: ["cloudformation:ListResources", "autoscaling:DescribeAutoScalingGroups"] },
  nameOf: (identifier) => identifier,
  properties: new Map([
    ["AutoScalingGroupName", exact()],
    ["MinSize", number()],
    ["MaxSize", number()],
    ["DesiredCapacity", number()],
    ["DesiredCapacityType", exact({ absentIs: "units" })],
    ["Cooldown", number({ absentIs: 300 })],
    ["DefaultInstanceWarmup", number(ifReturned())],
    ["HealthCheckType", exact({ absentIs: "EC2" })],
    ["HealthCheckGracePeriod", number({ default: { terraform: 300, cloudformation: 0 } })],
    ["VPCZoneIdentifier", set()],
    // A group in subnets has the zones of these.
    ["AvailabilityZones", members(ifReturned())],
    ["TargetGroupARNs", set(readWith("autoscaling:DescribeLoadBalancerTargetGroups"))],
    ["LoadBalancerNames", set(ifReturned())],
    ["TerminationPolicies", exact({ absentIs: ["Default"] })],
    ["PlacementGroup", exact({ absentIs: "" })],
    ["MaxInstanceLifetime", number({ absentIs: 0 })],
    ["CapacityRebalance", boolean({ absentIs: false })],
    ["NewInstancesProtectedFromScaleIn", boolean({ absentIs: false })],
    ["ServiceLinkedRoleARN", exact(ifReturned())],
    ["LaunchConfigurationName", exact({ absentIs: "" })],
    ["LaunchTemplate", object()],
    ["LaunchTemplate/LaunchTemplateId", exact(ifReturned())],
    ["LaunchTemplate/LaunchTemplateName", exact(ifReturned())],
    ["LaunchTemplate/Version", exact(ifReturned())],
    ["MixedInstancesPolicy", whole(sameStructure, ifReturned())],
    ["LifecycleHookSpecificationList", keyed("LifecycleHookName", readWith("autoscaling:DescribeLifecycleHooks"))],
    ["MetricsCollection", whole(sameStructure, ifReturned())],
    ["NotificationConfigurations", keyed("TopicARN", readWith("autoscaling:DescribeNotificationConfigurations"))],
    ["InstanceId", neverRead()],
    ["SkipZonalShiftValidation", neverRead()],
    ["Tags", keyed("Key", readWith("autoscaling:DescribeTags"))],
    ["Tags/*/Key", exact()],
    ["Tags/*/Value", exact({ absentIs: "" })],
    ["Tags/*/PropagateAtLaunch", boolean()],
  ]),
};
