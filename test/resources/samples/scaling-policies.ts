import { arn } from "./sample.ts";
import type { Sample } from "./sample.ts";

const dimension = "ecs:service:DesiredCount";
const policyArn = arn("autoscaling:@:scalingPolicy:12ab:resource/ecs/service/main/orders:policyName/scale");
const base = { PolicyName: "scale", ResourceId: "service/main/orders", ScalableDimension: dimension };
const liveSteps = [
  { MetricIntervalUpperBound: 0, ScalingAdjustment: -1 },
  { MetricIntervalLowerBound: 0, MetricIntervalUpperBound: 10.5, ScalingAdjustment: 1 },
  { MetricIntervalLowerBound: 10.5, ScalingAdjustment: 3 },
];

export const scalingPolicy: Sample = {
  type: "AWS::ApplicationAutoScaling::ScalingPolicy",
  terraform: {
    name: "scale",
    policy_type: "StepScaling",
    resource_id: "service/main/orders",
    scalable_dimension: dimension,
    service_namespace: "ecs",
    step_scaling_policy_configuration: [
      {
        adjustment_type: "ChangeInCapacity",
        cooldown: "60",
        metric_aggregation_type: "Maximum",
        min_adjustment_magnitude: 2,
        step_adjustment: [
          { metric_interval_lower_bound: "10.5", metric_interval_upper_bound: "", scaling_adjustment: 3 },
          { metric_interval_lower_bound: 0, metric_interval_upper_bound: "10.50", scaling_adjustment: 1 },
          { metric_interval_upper_bound: "0", scaling_adjustment: "-1" },
        ],
      },
    ],
    target_tracking_scaling_policy_configuration: [
      {
        target_value: 70,
        disable_scale_in: true,
        scale_in_cooldown: 300,
        scale_out_cooldown: 60,
        customized_metric_specification: [
          {
            metric_name: "Depth",
            namespace: "Orders",
            statistic: "Average",
            unit: "Count",
            dimensions: [
              { name: "queue", value: "orders" },
              { name: "shop", value: "main" },
            ],
            metrics: [
              { id: "m1", metric_stat: [{ stat: "Sum", metric: [{ metric_name: "Depth", namespace: "Orders" }] }] },
              { id: "e1", expression: "m1 / 2", label: "half", return_data: true },
            ],
          },
        ],
      },
    ],
  },
  cloudformation: {
    ...base,
    PolicyType: "StepScaling",
    ServiceNamespace: "ecs",
    StepScalingPolicyConfiguration: {
      AdjustmentType: "ChangeInCapacity",
      Cooldown: 60,
      MetricAggregationType: "Maximum",
      MinAdjustmentMagnitude: 2,
      StepAdjustments: liveSteps.toReversed(),
    },
    TargetTrackingScalingPolicyConfiguration: {
      TargetValue: "70.0",
      DisableScaleIn: "true",
      ScaleInCooldown: 300,
      ScaleOutCooldown: 60,
      PredefinedMetricSpecification: { PredefinedMetricType: "ALBRequestCountPerTarget", ResourceLabel: "app/a" },
    },
  },
  live: {
    ...base,
    Arn: policyArn,
    PolicyType: "StepScaling",
    ServiceNamespace: "ecs",
    StepScalingPolicyConfiguration: {
      AdjustmentType: "ChangeInCapacity",
      Cooldown: 60,
      MetricAggregationType: "Maximum",
      MinAdjustmentMagnitude: 2,
      StepAdjustments: liveSteps,
    },
    TargetTrackingScalingPolicyConfiguration: {
      TargetValue: 70,
      DisableScaleIn: true,
      ScaleInCooldown: 300,
      ScaleOutCooldown: 60,
      PredefinedMetricSpecification: { PredefinedMetricType: "ALBRequestCountPerTarget" },
      CustomizedMetricSpecification: {
        MetricName: "Depth",
        Namespace: "Orders",
        Statistic: "Average",
        Unit: "Count",
        Dimensions: [
          { Name: "shop", Value: "main" },
          { Name: "queue", Value: "orders" },
        ],
        Metrics: [
          { Id: "e1", Expression: "m1 / 2", Label: "half", ReturnData: true },
          {
            Id: "m1",
            MetricStat: { Stat: "Sum", Metric: { MetricName: "Depth", Namespace: "Orders" } },
            ReturnData: true,
          },
        ],
      },
    },
  },
  unchecked: {
    terraform: [],
    cloudformation: ["TargetTrackingScalingPolicyConfiguration/PredefinedMetricSpecification/ResourceLabel"],
  },
  attributes: {
    PolicyName: "name",
    PolicyType: "policy_type",
    ResourceId: "resource_id",
    ScalableDimension: "scalable_dimension",
    ServiceNamespace: "service_namespace",
    StepScalingPolicyConfiguration: "step_scaling_policy_configuration",
    "StepScalingPolicyConfiguration/StepAdjustments": "step_scaling_policy_configuration.step_adjustment",
    TargetTrackingScalingPolicyConfiguration: "target_tracking_scaling_policy_configuration",
  },
  equivalents: [
    {
      StepScalingPolicyConfiguration: {
        AdjustmentType: "ChangeInCapacity",
        Cooldown: "60",
        MetricAggregationType: "Maximum",
        MinAdjustmentMagnitude: 2,
        StepAdjustments: liveSteps.toReversed(),
      },
    },
  ],
  alsoDeclared: [
    {
      format: "terraform",
      arguments: {
        name: "scale",
        resource_id: "service/main/orders",
        scalable_dimension: dimension,
        service_namespace: "ecs",
      },
    },
  ],
};
