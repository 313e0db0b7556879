import { exact, policy } from "./comparison/rules.ts";
import { byName, computed, named } from "./identity.ts";
import { toProperties } from "./terraform/arguments.ts";
import { at, jsonAt } from "./terraform/fields.ts";
import type { ResourceType } from "./type.ts";

/** Policies that let services write to an account's log groups. The identifier is the name. */
export const logsResourcePolicy: ResourceType = {
  type: "AWS::Logs::ResourcePolicy",
  noun: "log resource policy",
  terraform: {
    type: "aws_cloudwatch_log_resource_policy",
    identity: (args) => named(args.entries.get("policy_name"), byName),
    lookup: null,
    properties: (args) =>
      toProperties(args, { policy_name: at("PolicyName"), policy_document: jsonAt("PolicyDocument") }),
    attribute: computed({ id: ({ name }) => name, policy_name: ({ name }) => name }),
  },
  cloudformation: {
    identity: (properties) => named(properties.entries.get("PolicyName"), byName),
    attribute: computed({ Ref: ({ name }) => name }),
  },
  fromArn: () => undefined,
  read: {
    api: "cloudcontrol:GetResource",
    actions: ["cloudformation:GetResource", "logs:DescribeResourcePolicies"],
  },
  list: { actions: ["cloudformation:ListResources", "logs:DescribeResourcePolicies"] },
  nameOf: (identifier) => identifier,
  properties: new Map([
    ["PolicyName", exact()],
    ["PolicyDocument", policy()],
  ]),
};
