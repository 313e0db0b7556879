import { exact, set, whole } from "./comparison/rules.ts";
import { sameTrimmed } from "./comparison/same-value.ts";
import { computed, fromState } from "./identity.ts";
import { toProperties } from "./terraform/arguments.ts";
import { at } from "./terraform/fields.ts";
import type { ResourceType } from "./type.ts";

/** Saved queries of CloudWatch Logs Insights. AWS makes their ids up, and names may be given twice. */
export const logsQueryDefinition: ResourceType = {
  type: "AWS::Logs::QueryDefinition",
  noun: "saved query",
  terraform: {
    type: "aws_cloudwatch_query_definition",
    identity: () => ({ kind: "generated" }),
    fromState: fromState("query_definition_id"),
    lookup: null,
    properties: (args) =>
      toProperties(args, { name: at("Name"), query_string: at("QueryString"), log_group_names: at("LogGroupNames") }),
    attribute: computed({ query_definition_id: ({ identifier }) => identifier }),
  },
  cloudformation: {
    identity: () => ({ kind: "generated" }),
    attribute: computed({ Ref: ({ identifier }) => identifier, QueryDefinitionId: ({ identifier }) => identifier }),
  },
  fromArn: () => undefined,
  read: {
    api: "cloudcontrol:GetResource",
    actions: ["cloudformation:GetResource", "logs:DescribeQueryDefinitions"],
  },
  nameOf: (identifier) => identifier,
  properties: new Map([
    ["Name", exact()],
    ["QueryString", whole(sameTrimmed)],
    ["LogGroupNames", set()],
    ["QueryLanguage", exact({ absentIs: "CWLI" })],
  ]),
};
