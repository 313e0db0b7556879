import type { Identity } from "../../model/declared.ts";
import type { Place } from "../../model/target.ts";
import { list, map, unresolved } from "../../model/value.ts";
import type { MapValue, Value } from "../../model/value.ts";
import { toProperties } from "../terraform/arguments.ts";
import type { Fields } from "../terraform/arguments.ts";
import { assignPublicIp } from "../terraform/ecs-fields.ts";
import { at, blockAt, originOf, tagsAt } from "../terraform/fields.ts";
import type { FromState, TerraformNames } from "../type.ts";

const FIELDS: Fields = {
  rule: null,
  event_bus_name: null,
  force_destroy: null,
  target_id: at("Id"),
  arn: at("Arn"),
  role_arn: at("RoleArn"),
  input: at("Input"),
  input_path: at("InputPath"),
  input_transformer: blockAt("InputTransformer", {
    input_paths: at("InputPathsMap"),
    input_template: at("InputTemplate"),
  }),
  dead_letter_config: blockAt("DeadLetterConfig", { arn: at("Arn") }),
  retry_policy: blockAt("RetryPolicy", {
    maximum_event_age_in_seconds: at("MaximumEventAgeInSeconds"),
    maximum_retry_attempts: at("MaximumRetryAttempts"),
  }),
  sqs_target: blockAt("SqsParameters", { message_group_id: at("MessageGroupId") }),
  kinesis_target: blockAt("KinesisParameters", { partition_key_path: at("PartitionKeyPath") }),
  http_target: blockAt("HttpParameters", {
    path_parameter_values: at("PathParameterValues"),
    header_parameters: at("HeaderParameters"),
    query_string_parameters: at("QueryStringParameters"),
  }),
  ecs_target: blockAt("EcsParameters", {
    task_definition_arn: at("TaskDefinitionArn"),
    task_count: at("TaskCount"),
    launch_type: at("LaunchType"),
    platform_version: at("PlatformVersion"),
    group: at("Group"),
    propagate_tags: at("PropagateTags"),
    enable_ecs_managed_tags: at("EnableECSManagedTags"),
    enable_execute_command: at("EnableExecuteCommand"),
    network_configuration: blockAt("NetworkConfiguration/AwsVpcConfiguration", {
      subnets: at("Subnets"),
      security_groups: at("SecurityGroups"),
      assign_public_ip: assignPublicIp,
    }),
    tags: tagsAt("TagList"),
  }),
};

/** One target of a rule, told apart by its id, which the provider makes up where code gives none. */
export function eventTarget(
  identity: (args: MapValue, place: Place) => Identity,
  fromState: FromState,
): TerraformNames {
  return {
    type: "aws_cloudwatch_event_target",
    part: { path: "Targets", holds: "items", noun: "target" },
    identity,
    fromState,
    lookup: null,
    properties: (args) => {
      const { entries } = toProperties(args, FIELDS);
      const id = entries.get("Id") ?? unresolved("the target's id is made up: write a `target_id`");
      const origin = originOf(args);
      const target = map(new Map<string, Value>([...entries, ["Id", id]]), { ...origin, ...originOf(id) });
      return map(new Map([["Targets", list([target], { ...origin, attribute: "target_id" })]]), origin);
    },
    attribute: () => undefined,
  };
}
