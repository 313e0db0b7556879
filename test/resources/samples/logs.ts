import { arn } from "./sample.ts";
import type { Sample } from "./sample.ts";

export const metricFilter: Sample = {
  type: "AWS::Logs::MetricFilter",
  terraform: {
    name: "errors",
    log_group_name: "/orders",
    pattern: ' { $.level = "error" }\n',
    apply_on_transformed_logs: true,
    metric_transformation: [
      {
        name: "Errors",
        namespace: "Orders",
        value: "1",
        default_value: "0",
        unit: "Count",
        dimensions: { service: "$.service" },
      },
    ],
  },
  cloudformation: {
    FilterName: "errors",
    LogGroupName: "/orders",
    FilterPattern: '{ $.level = "error" }',
    ApplyOnTransformedLogs: true,
    FieldSelectionCriteria: "@aws.region = 'eu-west-1'",
    EmitSystemFieldDimensions: ["@aws.account", "@aws.region"],
    MetricTransformations: [
      {
        MetricName: "Errors",
        MetricNamespace: "Orders",
        MetricValue: 1,
        DefaultValue: 0,
        Unit: "Count",
        Dimensions: [{ Key: "service", Value: "$.service" }],
      },
    ],
  },
  live: {
    FilterName: "errors",
    LogGroupName: "/orders",
    FilterPattern: '{ $.level = "error" }',
    ApplyOnTransformedLogs: true,
    FieldSelectionCriteria: "@aws.region = 'eu-west-1'",
    EmitSystemFieldDimensions: ["@aws.account", "@aws.region"],
    MetricTransformations: [
      {
        MetricName: "Errors",
        MetricNamespace: "Orders",
        MetricValue: "1",
        DefaultValue: 0,
        Unit: "Count",
        Dimensions: [{ Key: "service", Value: "$.service" }],
      },
    ],
  },
  unchecked: { terraform: [], cloudformation: [] },
  attributes: {
    FilterName: "name",
    LogGroupName: "log_group_name",
    FilterPattern: "pattern",
    ApplyOnTransformedLogs: "apply_on_transformed_logs",
    MetricTransformations: "metric_transformation",
    "MetricTransformations/Errors/MetricNamespace": "metric_transformation.namespace",
    "MetricTransformations/Errors/MetricValue": "metric_transformation.value",
    "MetricTransformations/Errors/DefaultValue": "metric_transformation.default_value",
    "MetricTransformations/Errors/Unit": "metric_transformation.unit",
    "MetricTransformations/Errors/Dimensions": "metric_transformation.dimensions",
  },
  equivalents: [
    { FilterPattern: '{ $.level = "error" } ', EmitSystemFieldDimensions: ["@aws.region", "@aws.account"] },
    {
      MetricTransformations: [
        {
          MetricName: "Errors",
          MetricNamespace: "Orders",
          MetricValue: "1",
          DefaultValue: "0.0",
          Unit: "Count",
          Dimensions: { service: "$.service" },
        },
      ],
    },
  ],
  alsoDeclared: [{ format: "cloudformation", arguments: { LogGroupName: "/orders" } }],
};

export const subscriptionFilter: Sample = {
  type: "AWS::Logs::SubscriptionFilter",
  terraform: {
    name: "archive",
    log_group_name: "/orders",
    filter_pattern: "ERROR",
    destination_arn: arn("kinesis:@:stream/logs"),
    role_arn: arn("iam::111122223333:role/logs"),
    distribution: "Random",
    apply_on_transformed_logs: false,
    emit_system_fields: ["@aws.account", "@aws.region"],
  },
  cloudformation: {
    FilterName: "archive",
    LogGroupName: "/orders",
    FilterPattern: "ERROR",
    DestinationArn: arn("kinesis:@:stream/logs"),
    RoleArn: arn("iam::111122223333:role/logs"),
    Distribution: "Random",
    ApplyOnTransformedLogs: false,
    EmitSystemFields: ["@aws.account", "@aws.region"],
  },
  live: {
    FilterName: "archive",
    LogGroupName: "/orders",
    FilterPattern: "ERROR",
    DestinationArn: arn("kinesis:@:stream/logs"),
    RoleArn: arn("iam::111122223333:role/logs"),
    Distribution: "Random",
    ApplyOnTransformedLogs: false,
    EmitSystemFields: ["@aws.region", "@aws.account"],
  },
  unchecked: { terraform: [], cloudformation: [] },
  attributes: {
    FilterName: "name",
    LogGroupName: "log_group_name",
    FilterPattern: "filter_pattern",
    DestinationArn: "destination_arn",
    RoleArn: "role_arn",
    Distribution: "distribution",
    ApplyOnTransformedLogs: "apply_on_transformed_logs",
    EmitSystemFields: "emit_system_fields",
  },
  equivalents: [{ FilterPattern: " ERROR", ApplyOnTransformedLogs: "false" }],
  alsoDeclared: [{ format: "terraform", arguments: { log_group_name: "/orders", distribution: "Random" } }],
};
