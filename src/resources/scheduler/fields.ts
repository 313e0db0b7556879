import type { Fields } from "../terraform/arguments.ts";
import { assignPublicIp } from "../terraform/ecs-fields.ts";
import { at, blockAt, blocksAt } from "../terraform/fields.ts";

/** What becomes of a schedule's arguments. */
export const scheduleFields: Fields = {
  name: at("Name"),
  name_prefix: null,
  group_name: at("GroupName"),
  description: at("Description"),
  schedule_expression: at("ScheduleExpression"),
  schedule_expression_timezone: at("ScheduleExpressionTimezone"),
  start_date: at("StartDate"),
  end_date: at("EndDate"),
  state: at("State"),
  kms_key_arn: at("KmsKeyArn"),
  flexible_time_window: blockAt("FlexibleTimeWindow", {
    mode: at("Mode"),
    maximum_window_in_minutes: at("MaximumWindowInMinutes"),
  }),
  target: blockAt("Target", {
    arn: at("Arn"),
    role_arn: at("RoleArn"),
    input: at("Input"),
    dead_letter_config: blockAt("DeadLetterConfig", { arn: at("Arn") }),
    retry_policy: blockAt("RetryPolicy", {
      maximum_event_age_in_seconds: at("MaximumEventAgeInSeconds"),
      maximum_retry_attempts: at("MaximumRetryAttempts"),
    }),
    eventbridge_parameters: blockAt("EventBridgeParameters", { detail_type: at("DetailType"), source: at("Source") }),
    kinesis_parameters: blockAt("KinesisParameters", { partition_key: at("PartitionKey") }),
    sqs_parameters: blockAt("SqsParameters", { message_group_id: at("MessageGroupId") }),
    ecs_parameters: blockAt("EcsParameters", {
      task_definition_arn: at("TaskDefinitionArn"),
      task_count: at("TaskCount"),
      launch_type: at("LaunchType"),
      platform_version: at("PlatformVersion"),
      group: at("Group"),
      reference_id: at("ReferenceId"),
      propagate_tags: at("PropagateTags"),
      enable_ecs_managed_tags: at("EnableECSManagedTags"),
      enable_execute_command: at("EnableExecuteCommand"),
      network_configuration: blockAt("NetworkConfiguration/AwsvpcConfiguration", {
        subnets: at("Subnets"),
        security_groups: at("SecurityGroups"),
        assign_public_ip: assignPublicIp,
      }),
      capacity_provider_strategy: blocksAt("CapacityProviderStrategy", {
        capacity_provider: at("CapacityProvider"),
        base: at("Base"),
        weight: at("Weight"),
      }),
    }),
  }),
};
