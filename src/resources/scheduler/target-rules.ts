import { boolean, exact, json, keyed, number, object, set } from "../comparison/rules.ts";
import type { PropertyRules } from "../comparison/rules.ts";

const ECS = "Target/EcsParameters";
const NETWORK = `${ECS}/NetworkConfiguration/AwsvpcConfiguration`;

/**
 * What a schedule calls.
 * Defaults: https://docs.aws.amazon.com/scheduler/latest/APIReference/API_Target.html
 */
export const targetRules: PropertyRules = new Map([
  ["Target", object()],
  ["Target/Arn", exact()],
  ["Target/RoleArn", exact()],
  ["Target/Input", json({ absentIs: "" })],
  ["Target/DeadLetterConfig", object()],
  ["Target/DeadLetterConfig/Arn", exact({ absentIs: "" })],
  ["Target/RetryPolicy", object()],
  ["Target/RetryPolicy/MaximumEventAgeInSeconds", number({ absentIs: 86_400 })],
  ["Target/RetryPolicy/MaximumRetryAttempts", number({ absentIs: 185 })],
  ["Target/EventBridgeParameters", object()],
  ["Target/EventBridgeParameters/DetailType", exact()],
  ["Target/EventBridgeParameters/Source", exact()],
  ["Target/KinesisParameters", object()],
  ["Target/KinesisParameters/PartitionKey", exact()],
  ["Target/SqsParameters", object()],
  ["Target/SqsParameters/MessageGroupId", exact()],
  [ECS, object()],
  [`${ECS}/TaskDefinitionArn`, exact()],
  [`${ECS}/TaskCount`, number({ absentIs: 1 })],
  [`${ECS}/LaunchType`, exact()],
  [`${ECS}/PlatformVersion`, exact()],
  [`${ECS}/Group`, exact({ absentIs: "" })],
  [`${ECS}/ReferenceId`, exact({ absentIs: "" })],
  [`${ECS}/PropagateTags`, exact({ absentIs: "" })],
  [`${ECS}/EnableECSManagedTags`, boolean({ absentIs: false })],
  [`${ECS}/EnableExecuteCommand`, boolean({ absentIs: false })],
  [`${ECS}/NetworkConfiguration`, object()],
  [NETWORK, object()],
  [`${NETWORK}/Subnets`, set()],
  [`${NETWORK}/SecurityGroups`, set()],
  [`${NETWORK}/AssignPublicIp`, exact({ absentIs: "DISABLED" })],
  [`${ECS}/CapacityProviderStrategy`, keyed("CapacityProvider")],
  [`${ECS}/CapacityProviderStrategy/*/CapacityProvider`, exact()],
  [`${ECS}/CapacityProviderStrategy/*/Base`, number({ absentIs: 0 })],
  [`${ECS}/CapacityProviderStrategy/*/Weight`, number({ absentIs: 0 })],
]);
