import type { Place } from "../model/target.ts";
import { boolean, exact, keyed, number, object, pairs, readWith, set, tags } from "./comparison/rules.ts";
import type { PropertyRules } from "./comparison/rules.ts";
import { arnIn, byName, computed, named } from "./identity.ts";
import { toProperties } from "./terraform/arguments.ts";
import type { Fields } from "./terraform/arguments.ts";
import { at, blockAt, blocksAt, pairsAt, tagsAt } from "./terraform/fields.ts";
import type { ResourceType } from "./type.ts";

const FIELDS: Fields = {
  alarm_name: at("AlarmName"),
  alarm_description: at("AlarmDescription"),
  comparison_operator: at("ComparisonOperator"),
  evaluation_periods: at("EvaluationPeriods"),
  datapoints_to_alarm: at("DatapointsToAlarm"),
  metric_name: at("MetricName"),
  namespace: at("Namespace"),
  period: at("Period"),
  statistic: at("Statistic"),
  extended_statistic: at("ExtendedStatistic"),
  threshold: at("Threshold"),
  threshold_metric_id: at("ThresholdMetricId"),
  unit: at("Unit"),
  treat_missing_data: at("TreatMissingData"),
  evaluate_low_sample_count_percentiles: at("EvaluateLowSampleCountPercentile"),
  actions_enabled: at("ActionsEnabled"),
  alarm_actions: at("AlarmActions"),
  ok_actions: at("OKActions"),
  insufficient_data_actions: at("InsufficientDataActions"),
  dimensions: pairsAt("Dimensions", "Name", "Value"),
  metric_query: blocksAt("Metrics", {
    id: at("Id"),
    account_id: at("AccountId"),
    expression: at("Expression"),
    label: at("Label"),
    period: at("Period"),
    return_data: at("ReturnData"),
    metric: blockAt("MetricStat", {
      dimensions: pairsAt("Metric/Dimensions", "Name", "Value"),
      metric_name: at("Metric/MetricName"),
      namespace: at("Metric/Namespace"),
      period: at("Period"),
      stat: at("Stat"),
      unit: at("Unit"),
    }),
  }),
  tags: tagsAt("Tags"),
};

const QUERY_RULES: PropertyRules = new Map([
  ["Metrics", keyed("Id")],
  ["Metrics/*/Id", exact()],
  ["Metrics/*/AccountId", exact({ absentIs: "" })],
  ["Metrics/*/Expression", exact({ absentIs: "" })],
  ["Metrics/*/Label", exact({ absentIs: "" })],
  ["Metrics/*/Period", number()],
  // The provider's default is the opposite of CloudWatch's own.
  ["Metrics/*/ReturnData", boolean({ default: { terraform: false, cloudformation: true, live: true } })],
  ["Metrics/*/MetricStat", object()],
  ["Metrics/*/MetricStat/Stat", exact()],
  ["Metrics/*/MetricStat/Period", number()],
  ["Metrics/*/MetricStat/Unit", exact({ absentIs: "" })],
  ["Metrics/*/MetricStat/Metric", object()],
  ["Metrics/*/MetricStat/Metric/MetricName", exact()],
  ["Metrics/*/MetricStat/Metric/Namespace", exact()],
  ["Metrics/*/MetricStat/Metric/Dimensions", pairs("Name", "Value")],
]);

/**
 * CloudWatch metric alarms.
 * Defaults: https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html
 */
export const cloudwatchAlarm: ResourceType = {
  type: "AWS::CloudWatch::Alarm",
  noun: "alarm",
  terraform: {
    type: "aws_cloudwatch_metric_alarm",
    identity: (args) => named(args.entries.get("alarm_name"), byName),
    lookup: null,
    properties: (args) => toProperties(args, FIELDS),
    attribute: computed({
      id: ({ name }) => name,
      alarm_name: ({ name }) => name,
      arn: ({ name }, place) => alarmArn(place, name),
    }),
  },
  cloudformation: {
    identity: (properties) => named(properties.entries.get("AlarmName"), byName),
    attribute: computed({ Ref: ({ name }) => name, Arn: ({ name }, place) => alarmArn(place, name) }),
  },
  fromArn: (arn) => {
    const name = arn.service === "cloudwatch" ? /^alarm:(.+)$/.exec(arn.resource)?.[1] : undefined;
    return name === undefined ? undefined : byName(name);
  },
  read: {
    api: "cloudcontrol:GetResource",
    actions: ["cloudformation:GetResource", "cloudwatch:DescribeAlarms", "cloudwatch:ListTagsForResource"],
  },
  list: { actions: ["cloudformation:ListResources", "cloudwatch:DescribeAlarms"] },
  nameOf: (identifier) => identifier,
  properties: new Map([
    ["AlarmName", exact()],
    ["AlarmDescription", exact({ absentIs: "" })],
    ["ComparisonOperator", exact()],
    ["EvaluationPeriods", number()],
    ["DatapointsToAlarm", number()],
    ["MetricName", exact()],
    ["Namespace", exact()],
    ["Period", number()],
    ["Statistic", exact()],
    ["ExtendedStatistic", exact()],
    ["Threshold", number()],
    ["ThresholdMetricId", exact()],
    ["Unit", exact({ absentIs: "" })],
    ["TreatMissingData", exact({ absentIs: "missing" })],
    ["EvaluateLowSampleCountPercentile", exact({ absentIs: "" })],
    ["ActionsEnabled", boolean({ absentIs: true })],
    ["AlarmActions", set()],
    ["OKActions", set()],
    ["InsufficientDataActions", set()],
    ["Dimensions", pairs("Name", "Value")],
    ...QUERY_RULES,
    ["Tags", tags(readWith("cloudwatch:ListTagsForResource"))],
  ]),
};

function alarmArn(place: Place, name: string): string {
  return arnIn(place, "cloudwatch", `alarm:${name}`);
}
