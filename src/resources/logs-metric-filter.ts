import type { Identity } from "../model/declared.ts";
import type { Value } from "../model/value.ts";
import { boolean, exact, keyed, number, pairs, set, whole } from "./comparison/rules.ts";
import { sameTrimmed } from "./comparison/same-value.ts";
import { computed, fromState, named } from "./identity.ts";
import { filterIn, generatedIn } from "./logs/filter.ts";
import { toProperties } from "./terraform/arguments.ts";
import type { Fields } from "./terraform/arguments.ts";
import { at, blocksAt, pairsAt } from "./terraform/fields.ts";
import type { ResourceType } from "./type.ts";

const FIELDS: Fields = {
  name: at("FilterName"),
  log_group_name: at("LogGroupName"),
  pattern: at("FilterPattern"),
  apply_on_transformed_logs: at("ApplyOnTransformedLogs"),
  metric_transformation: blocksAt("MetricTransformations", {
    name: at("MetricName"),
    namespace: at("MetricNamespace"),
    value: at("MetricValue"),
    default_value: at("DefaultValue"),
    unit: at("Unit"),
    dimensions: pairsAt("Dimensions", "Key", "Value"),
  }),
};

/**
 * Metric filters of log groups. The identifier is `LogGroupName|FilterName`.
 * Defaults: https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_MetricTransformation.html
 */
export const logsMetricFilter: ResourceType = {
  type: "AWS::Logs::MetricFilter",
  noun: "metric filter",
  terraform: {
    type: "aws_cloudwatch_log_metric_filter",
    identity: (args) => filterBy(args.entries.get("log_group_name"), args.entries.get("name")),
    fromState: fromState("log_group_name", "name"),
    lookup: null,
    properties: (args) => toProperties(args, FIELDS),
    attribute: computed({ id: ({ name }) => name, name: ({ name }) => name }),
  },
  cloudformation: {
    identity: ({ entries }) => {
      const group = entries.get("LogGroupName");
      return generatedIn(group, filterBy(group, entries.get("FilterName")));
    },
    attribute: () => undefined,
  },
  fromArn: () => undefined,
  ofPhysicalId: (physicalId, _, within) => filterIn(physicalId, within, filterOf),
  read: { api: "cloudcontrol:GetResource", actions: ["cloudformation:GetResource", "logs:DescribeMetricFilters"] },
  list: { actions: ["cloudformation:ListResources", "logs:DescribeMetricFilters"] },
  nameOf: (identifier) => identifier.slice(identifier.indexOf("|") + 1),
  properties: new Map([
    ["FilterName", exact()],
    ["LogGroupName", exact()],
    // The provider cuts off what surrounds a pattern.
    ["FilterPattern", whole(sameTrimmed, { absentIs: "" })],
    ["ApplyOnTransformedLogs", boolean({ absentIs: false })],
    ["FieldSelectionCriteria", exact({ absentIs: "" })],
    ["EmitSystemFieldDimensions", set()],
    ["MetricTransformations", keyed("MetricName")],
    ["MetricTransformations/*/MetricName", exact()],
    ["MetricTransformations/*/MetricNamespace", exact()],
    ["MetricTransformations/*/MetricValue", exact()],
    ["MetricTransformations/*/DefaultValue", number()],
    ["MetricTransformations/*/Unit", exact({ absentIs: "None" })],
    ["MetricTransformations/*/Dimensions", pairs("Key", "Value")],
  ]),
};

function filterBy(group: Value | undefined, filter: Value | undefined): Identity {
  return named(filter, (name) => named(group, (groupName) => filterOf(groupName, name)));
}

function filterOf(group: string, name: string): Identity {
  return { kind: "identifier", identifier: `${group}|${name}`, name };
}
