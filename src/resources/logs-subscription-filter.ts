import type { Identity } from "../model/declared.ts";
import type { Value } from "../model/value.ts";
import { boolean, exact, set, whole } from "./comparison/rules.ts";
import { sameTrimmed } from "./comparison/same-value.ts";
import { computed, fromState, named } from "./identity.ts";
import { filterIn, generatedIn } from "./logs/filter.ts";
import { toProperties } from "./terraform/arguments.ts";
import type { Fields } from "./terraform/arguments.ts";
import { at } from "./terraform/fields.ts";
import type { ResourceType } from "./type.ts";

const FIELDS: Fields = {
  name: at("FilterName"),
  log_group_name: at("LogGroupName"),
  filter_pattern: at("FilterPattern"),
  destination_arn: at("DestinationArn"),
  role_arn: at("RoleArn"),
  distribution: at("Distribution"),
  apply_on_transformed_logs: at("ApplyOnTransformedLogs"),
  emit_system_fields: at("EmitSystemFields"),
};

/**
 * Subscription filters of log groups. The identifier is `FilterName|LogGroupName`, the other way round than a metric
 * filter's. A listing needs a log group, so that there is none for a name that is not found.
 * Defaults: https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutSubscriptionFilter.html
 */
export const logsSubscriptionFilter: ResourceType = {
  type: "AWS::Logs::SubscriptionFilter",
  noun: "subscription filter",
  terraform: {
    type: "aws_cloudwatch_log_subscription_filter",
    identity: (args) => filterBy(args.entries.get("log_group_name"), args.entries.get("name")),
    fromState: fromState("name", "log_group_name"),
    lookup: null,
    properties: (args) => toProperties(args, FIELDS),
    attribute: computed({ name: ({ name }) => name }),
  },
  cloudformation: {
    identity: ({ entries }) => {
      const group = entries.get("LogGroupName");
      return generatedIn(group, filterBy(group, entries.get("FilterName")));
    },
    attribute: computed({ Ref: ({ name }) => name }),
  },
  fromArn: () => undefined,
  ofPhysicalId: (physicalId, _, within) => filterIn(physicalId, within, filterOf),
  read: {
    api: "cloudcontrol:GetResource",
    actions: ["cloudformation:GetResource", "logs:DescribeSubscriptionFilters"],
  },
  nameOf: (identifier) => identifier.slice(0, identifier.lastIndexOf("|")),
  properties: new Map([
    ["FilterName", exact()],
    ["LogGroupName", exact()],
    ["FilterPattern", whole(sameTrimmed, { absentIs: "" })],
    ["DestinationArn", exact()],
    ["RoleArn", exact({ absentIs: "" })],
    ["Distribution", exact({ absentIs: "ByLogStream" })],
    ["ApplyOnTransformedLogs", boolean({ absentIs: false })],
    ["FieldSelectionCriteria", exact({ absentIs: "" })],
    ["EmitSystemFields", set()],
  ]),
};

function filterBy(group: Value | undefined, filter: Value | undefined): Identity {
  return named(filter, (name) => named(group, (groupName) => filterOf(groupName, name)));
}

function filterOf(group: string, name: string): Identity {
  return { kind: "identifier", identifier: `${name}|${group}`, name };
}
