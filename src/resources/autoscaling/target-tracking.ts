import { boolean, exact, ifReturned, keyed, neverRead, number, object, pairs } from "../comparison/rules.ts";
import type { PropertyRule } from "../comparison/rules.ts";
import type { Fields } from "../terraform/arguments.ts";
import { at, blockAt, blocksAt } from "../terraform/fields.ts";

const PATH = "TargetTrackingScalingPolicyConfiguration";
const CUSTOM = `${PATH}/CustomizedMetricSpecification`;
const STAT = `${CUSTOM}/Metrics/*/MetricStat`;

const dimensions = blocksAt("Dimensions", { name: at("Name"), value: at("Value") });

const metrics: Fields = {
  id: at("Id"),
  expression: at("Expression"),
  label: at("Label"),
  return_data: at("ReturnData"),
  metric_stat: blockAt("MetricStat", {
    stat: at("Stat"),
    unit: at("Unit"),
    metric: blockAt("Metric", { metric_name: at("MetricName"), namespace: at("Namespace"), dimensions }),
  }),
};

/** The provider's block of a policy that keeps a metric at a value. */
export const targetTracking = blockAt(PATH, {
  target_value: at("TargetValue"),
  disable_scale_in: at("DisableScaleIn"),
  scale_in_cooldown: at("ScaleInCooldown"),
  scale_out_cooldown: at("ScaleOutCooldown"),
  predefined_metric_specification: blockAt("PredefinedMetricSpecification", {
    predefined_metric_type: at("PredefinedMetricType"),
    resource_label: at("ResourceLabel"),
  }),
  customized_metric_specification: blockAt("CustomizedMetricSpecification", {
    metric_name: at("MetricName"),
    namespace: at("Namespace"),
    statistic: at("Statistic"),
    unit: at("Unit"),
    dimensions,
    metrics: blocksAt("Metrics", metrics),
  }),
});

/** Cooldowns have defaults of their own in each service. */
export const targetTrackingRules: readonly (readonly [path: string, rule: PropertyRule])[] = [
  [PATH, object()],
  [`${PATH}/TargetValue`, number()],
  [`${PATH}/DisableScaleIn`, boolean({ absentIs: false })],
  [`${PATH}/ScaleInCooldown`, number(ifReturned())],
  [`${PATH}/ScaleOutCooldown`, number(ifReturned())],
  [`${PATH}/PredefinedMetricSpecification`, object()],
  [`${PATH}/PredefinedMetricSpecification/PredefinedMetricType`, exact()],
  [`${PATH}/PredefinedMetricSpecification/ResourceLabel`, neverRead()],
  [CUSTOM, object()],
  [`${CUSTOM}/MetricName`, exact()],
  [`${CUSTOM}/Namespace`, exact()],
  [`${CUSTOM}/Statistic`, exact()],
  [`${CUSTOM}/Unit`, exact({ absentIs: "" })],
  [`${CUSTOM}/Dimensions`, pairs("Name", "Value")],
  [`${CUSTOM}/Metrics`, keyed("Id")],
  [`${CUSTOM}/Metrics/*/Id`, exact()],
  [`${CUSTOM}/Metrics/*/Expression`, exact({ absentIs: "" })],
  [`${CUSTOM}/Metrics/*/Label`, exact({ absentIs: "" })],
  [`${CUSTOM}/Metrics/*/ReturnData`, boolean({ absentIs: true })],
  [STAT, object()],
  [`${STAT}/Stat`, exact()],
  [`${STAT}/Unit`, exact({ absentIs: "" })],
  [`${STAT}/Metric`, object()],
  [`${STAT}/Metric/MetricName`, exact()],
  [`${STAT}/Metric/Namespace`, exact()],
  [`${STAT}/Metric/Dimensions`, pairs("Name", "Value")],
];
