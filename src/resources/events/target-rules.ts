import { exact, json, keyed, mapOf, number, object, readWith, set, tags } from "../comparison/rules.ts";
import type { PropertyRules } from "../comparison/rules.ts";

/**
 * A rule's targets. What an HTTP target is sent may be a secret.
 * Defaults: https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_Target.html
 */
export const targetRules: PropertyRules = new Map([
  ["Targets", keyed("Id", readWith("events:ListTargetsByRule"))],
  ["Targets/*/Id", exact()],
  ["Targets/*/Arn", exact()],
  ["Targets/*/RoleArn", exact({ absentIs: "" })],
  ["Targets/*/Input", json({ absentIs: "" })],
  ["Targets/*/InputPath", exact({ absentIs: "" })],
  ["Targets/*/InputTransformer", object()],
  ["Targets/*/InputTransformer/InputPathsMap", mapOf()],
  ["Targets/*/InputTransformer/InputTemplate", exact()],
  ["Targets/*/DeadLetterConfig", object()],
  ["Targets/*/DeadLetterConfig/Arn", exact({ absentIs: "" })],
  ["Targets/*/RetryPolicy", object()],
  ["Targets/*/RetryPolicy/MaximumRetryAttempts", number({ absentIs: 185 })],
  ["Targets/*/RetryPolicy/MaximumEventAgeInSeconds", number({ absentIs: 86_400 })],
  ["Targets/*/SqsParameters", object()],
  ["Targets/*/SqsParameters/MessageGroupId", exact()],
  ["Targets/*/KinesisParameters", object()],
  ["Targets/*/KinesisParameters/PartitionKeyPath", exact()],
  ["Targets/*/HttpParameters", object()],
  ["Targets/*/HttpParameters/PathParameterValues", exact({ sensitive: true })],
  ["Targets/*/HttpParameters/HeaderParameters", mapOf()],
  ["Targets/*/HttpParameters/HeaderParameters/*", exact({ sensitive: true })],
  ["Targets/*/HttpParameters/QueryStringParameters", mapOf()],
  ["Targets/*/HttpParameters/QueryStringParameters/*", exact({ sensitive: true })],
  ["Targets/*/EcsParameters", object()],
  ["Targets/*/EcsParameters/TaskDefinitionArn", exact()],
  ["Targets/*/EcsParameters/TaskCount", number({ absentIs: 1 })],
  ["Targets/*/EcsParameters/LaunchType", exact()],
  ["Targets/*/EcsParameters/NetworkConfiguration", object()],
  ["Targets/*/EcsParameters/NetworkConfiguration/AwsVpcConfiguration", object()],
  ["Targets/*/EcsParameters/NetworkConfiguration/AwsVpcConfiguration/Subnets", set()],
  ["Targets/*/EcsParameters/NetworkConfiguration/AwsVpcConfiguration/SecurityGroups", set()],
  ["Targets/*/EcsParameters/NetworkConfiguration/AwsVpcConfiguration/AssignPublicIp", exact({ absentIs: "DISABLED" })],
  ["Targets/*/EcsParameters/TagList", tags()],
]);
