import { fails, handler, lastOf, regional, swallowed } from "./handler.ts";
import type { Handler } from "./handler.ts";

/** What belongs to another resource, and has a type of its own all the same. */
export const PART_HANDLERS: readonly (readonly [type: string, handler: Handler])[] = [
  inlinePolicy("Role"),
  inlinePolicy("User"),
  inlinePolicy("Group"),
  [
    "AWS::S3::BucketPolicy",
    handler({
      identifier: ["Bucket"],
      read: "s3:GetBucketPolicy",
      service: "S3",
      arn: (name, { partition }) => `arn:${partition}:s3:::${name}`,
    }),
  ],
  [
    "AWS::SQS::QueueInlinePolicy",
    handler({
      identifier: ["Queue"],
      read: "sqs:GetQueueAttributes",
      subreads: [fails("sqs:GetQueueUrl")],
      arn: regional("sqs", (url) => lastOf(url, "/")),
    }),
  ],
  [
    "AWS::SNS::TopicInlinePolicy",
    handler({ identifier: ["TopicArn"], read: "sns:GetTopicAttributes", arn: (arn) => arn }),
  ],
  [
    "AWS::Lambda::Permission",
    handler({
      identifier: ["FunctionName", "Id"],
      read: "lambda:GetPolicy",
      readOnly: ["Id"],
      arn: regional("lambda", (id) => `function:${id.split("|")[0] ?? ""}`),
    }),
  ],
  [
    "AWS::SNS::Subscription",
    handler({
      identifier: ["Arn"],
      read: "sns:GetSubscriptionAttributes",
      list: ["sns:ListSubscriptions"],
      readOnly: ["Arn"],
      writeOnly: ["Region"],
      arn: (arn) => arn,
    }),
  ],
  [
    "AWS::Lambda::EventSourceMapping",
    handler({
      identifier: ["Id"],
      read: "lambda:GetEventSourceMapping",
      subreads: [swallowed("lambda:ListTags", "Tags")],
      list: ["lambda:ListEventSourceMappings"],
      readOnly: ["Id", "EventSourceMappingArn"],
      arn: regional("lambda", (id) => `event-source-mapping:${id}`),
    }),
  ],
  [
    "AWS::IAM::OIDCProvider",
    handler({
      identifier: ["Arn"],
      global: true,
      read: "iam:GetOpenIDConnectProvider",
      list: ["iam:ListOpenIDConnectProviders", "iam:GetOpenIDConnectProvider"],
      readOnly: ["Arn"],
      deniedAs: "AccessDeniedException",
      arn: (arn) => arn,
    }),
  ],
  [
    "AWS::Lambda::Alias",
    handler({
      identifier: ["AliasArn"],
      read: "lambda:GetAlias",
      subreads: [swallowed("lambda:GetProvisionedConcurrencyConfig", "ProvisionedConcurrencyConfig")],
      readOnly: ["AliasArn"],
      arn: (arn) => arn,
      derived: (arn) => ({ Name: lastOf(arn, ":"), FunctionName: arn.split(":").at(-2) ?? "" }),
    }),
  ],
  [
    "AWS::CloudWatch::Dashboard",
    handler({
      identifier: ["DashboardName"],
      read: "cloudwatch:GetDashboard",
      subreads: [swallowed("cloudwatch:ListTagsForResource", "Tags")],
      list: ["cloudwatch:ListDashboards"],
      service: "CloudWatch",
      arn: (name, { partition, account }) => `arn:${partition}:cloudwatch::${account}:dashboard/${name}`,
    }),
  ],
  [
    "AWS::Logs::ResourcePolicy",
    handler({ identifier: ["PolicyName"], read: "logs:DescribeResourcePolicies", service: "CloudWatchLogs" }),
  ],
  [
    "AWS::Logs::QueryDefinition",
    handler({
      identifier: ["QueryDefinitionId"],
      read: "logs:DescribeQueryDefinitions",
      readOnly: ["QueryDefinitionId"],
      service: "CloudWatchLogs",
    }),
  ],
  [
    "AWS::SecretsManager::ResourcePolicy",
    handler({
      identifier: ["Id"],
      read: "secretsmanager:GetResourcePolicy",
      readOnly: ["Id"],
      writeOnly: ["BlockPublicPolicy"],
      service: "SecretsManager",
      arn: (arn) => arn,
      derived: (arn) => ({ SecretId: arn }),
    }),
  ],
];

function inlinePolicy(holder: string): readonly [type: string, handler: Handler] {
  const policy = handler({
    identifier: ["PolicyName", `${holder}Name`],
    global: true,
    read: `iam:Get${holder}Policy`,
    arn: (id, { partition, account }) =>
      `arn:${partition}:iam::${account}:${holder.toLowerCase()}/${id.split("|")[1] ?? ""}`,
  });
  return [`AWS::IAM::${holder}Policy`, policy];
}
