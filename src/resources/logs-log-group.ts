import type { Place } from "../model/target.ts";
import { boolean, exact, json, kmsKey, number, policy, readWith, tags } from "./comparison/rules.ts";
import { arnIn, byName, computed, lookedUp, named } from "./identity.ts";
import { toProperties } from "./terraform/arguments.ts";
import type { Fields } from "./terraform/arguments.ts";
import { at, tagsAt } from "./terraform/fields.ts";
import type { ResourceType } from "./type.ts";

const FIELDS: Fields = {
  name: at("LogGroupName"),
  name_prefix: null,
  retention_in_days: at("RetentionInDays"),
  kms_key_id: at("KmsKeyId"),
  log_group_class: at("LogGroupClass"),
  deletion_protection_enabled: at("DeletionProtectionEnabled"),
  skip_destroy: null,
  tags: tagsAt("Tags"),
};

/** CloudWatch log groups. Terraform's ARN of one has no `:*` at its end, CloudFormation's has. */
export const logsLogGroup: ResourceType = {
  type: "AWS::Logs::LogGroup",
  noun: "log group",
  terraform: {
    type: "aws_cloudwatch_log_group",
    identity: (args) => named(args.entries.get("name"), byName),
    lookup: (args) => lookedUp(args, "name", byName),
    properties: (args) => toProperties(args, FIELDS),
    attribute: computed({
      id: ({ name }) => name,
      name: ({ name }) => name,
      arn: ({ name }, place) => groupArn(place, name),
    }),
  },
  cloudformation: {
    identity: (properties) => named(properties.entries.get("LogGroupName"), byName),
    attribute: computed({ Ref: ({ name }) => name, Arn: ({ name }, place) => `${groupArn(place, name)}:*` }),
  },
  fromArn: (arn) => {
    // After the name there may be a stream.
    const name = arn.service === "logs" ? /^log-group:([^:]+)/.exec(arn.resource)?.[1] : undefined;
    return name === undefined ? undefined : byName(name);
  },
  read: {
    api: "cloudcontrol:GetResource",
    actions: [
      "cloudformation:GetResource",
      "logs:DescribeLogGroups",
      "logs:ListTagsForResource",
      "logs:GetDataProtectionPolicy",
      "logs:DescribeIndexPolicies",
      "logs:DescribeResourcePolicies",
    ],
  },
  list: { actions: ["cloudformation:ListResources", "logs:DescribeLogGroups", "logs:ListTagsForResource"] },
  nameOf: (identifier) => identifier,
  properties: new Map([
    ["LogGroupName", exact()],
    // The provider writes 0 for "never expire", which AWS and CloudFormation say by leaving it out.
    ["RetentionInDays", number({ absentIs: 0 })],
    ["KmsKeyId", kmsKey({ absentIs: "" })],
    ["LogGroupClass", exact({ absentIs: "STANDARD" })],
    ["DeletionProtectionEnabled", boolean({ absentIs: false })],
    ["DataProtectionPolicy", json(readWith("logs:GetDataProtectionPolicy"))],
    ["FieldIndexPolicies", json(readWith("logs:DescribeIndexPolicies"))],
    ["ResourcePolicyDocument", policy(readWith("logs:DescribeResourcePolicies"))],
    ["Tags", tags(readWith("logs:ListTagsForResource"))],
  ]),
};

function groupArn(place: Place, name: string): string {
  return arnIn(place, "logs", `log-group:${name}`);
}
