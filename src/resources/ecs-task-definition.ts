import {
  boolean,
  exact,
  ifReturned,
  keyed,
  nameOrArn,
  neverRead,
  number,
  object,
  pairs,
  set,
  tags,
  whole,
} from "./comparison/rules.ts";
import { sameTaskSize } from "./ecs/same-task-size.ts";
import { volumeFields, volumeRules } from "./ecs/volumes.ts";
import { sameStructure } from "./comparison/same-value.ts";
import { formatArn, parseArn } from "./arn.ts";
import type { Identity } from "../model/declared.ts";
import { asString } from "../model/value.ts";
import { computed, isGiven, unidentified } from "./identity.ts";
import { toProperties } from "./terraform/arguments.ts";
import type { Fields } from "./terraform/arguments.ts";
import { at, blockAt, blocksAt, pairsAt, tagsAt } from "./terraform/fields.ts";
import type { Arn, ResourceType } from "./type.ts";

const FIELDS: Fields = {
  family: at("Family"),
  container_definitions: at("ContainerDefinitions"),
  cpu: at("Cpu"),
  memory: at("Memory"),
  network_mode: at("NetworkMode"),
  execution_role_arn: at("ExecutionRoleArn"),
  task_role_arn: at("TaskRoleArn"),
  requires_compatibilities: at("RequiresCompatibilities"),
  ipc_mode: at("IpcMode"),
  pid_mode: at("PidMode"),
  enable_fault_injection: at("EnableFaultInjection"),
  ephemeral_storage: blockAt("EphemeralStorage", { size_in_gib: at("SizeInGiB") }),
  runtime_platform: blockAt("RuntimePlatform", {
    cpu_architecture: at("CpuArchitecture"),
    operating_system_family: at("OperatingSystemFamily"),
  }),
  proxy_configuration: blockAt("ProxyConfiguration", {
    type: at("Type"),
    container_name: at("ContainerName"),
    properties: pairsAt("ProxyConfigurationProperties", "Name", "Value"),
  }),
  placement_constraints: blocksAt("PlacementConstraints", { type: at("Type"), expression: at("Expression") }),
  inference_accelerator: blocksAt("InferenceAccelerators", {
    device_name: at("DeviceName"),
    device_type: at("DeviceType"),
  }),
  volume: blocksAt("Volumes", volumeFields),
  tags: tagsAt("Tags"),
  // For Terraform alone.
  skip_destroy: null,
  track_latest: null,
};

/** Revisions of ECS task definitions. Each change registers another; the identifier is the ARN, which ends in the revision. */
export const ecsTaskDefinition: ResourceType = {
  type: "AWS::ECS::TaskDefinition",
  noun: "task definition",
  terraform: {
    type: "aws_ecs_task_definition",
    // Which revision is meant only the state knows: others may have registered newer ones of the family.
    identity: () => ({ kind: "generated" }),
    lookup: ({ entries }, place) => {
      const text = asString(entries.get("task_definition")) ?? "";
      if (/^[\w-]+:\d+$/.test(text)) return revision({ ...place, service: "ecs", resource: `task-definition/${text}` });
      if (!isGiven(entries.get("task_definition"))) return unidentified("the look-up has no `task_definition`");
      return unidentified("which revision is the newest of its family only ECS knows");
    },
    lookupArns: { arguments: ["task_definition"] },
    properties: (args) => toProperties(args, FIELDS),
    attribute: computed({
      arn: ({ identifier }) => identifier,
      arn_without_revision: ({ identifier }) => identifier.replace(/:\d+$/, ""),
      id: ({ name }) => familyOf(name),
      revision: ({ name }) => name.slice(familyOf(name).length + 1),
    }),
  },
  cloudformation: {
    identity: () => ({ kind: "generated" }),
    attribute: computed({ Ref: ({ identifier }) => identifier, TaskDefinitionArn: ({ identifier }) => identifier }),
  },
  fromArn: (arn) =>
    arn.service === "ecs" && /^task-definition\/[^/:]+:\d+$/.test(arn.resource) ? revision(arn) : undefined,
  read: { api: "cloudcontrol:GetResource", actions: ["cloudformation:GetResource", "ecs:DescribeTaskDefinition"] },
  nameOf,
  properties: new Map([
    ["Family", exact()],
    [
      "ContainerDefinitions",
      neverRead("ECS fills in much of a container, and a revision never changes once it is registered"),
    ],
    ["Cpu", whole(sameTaskSize)],
    ["Memory", whole(sameTaskSize)],
    ["NetworkMode", exact(ifReturned())],
    ["ExecutionRoleArn", nameOrArn({ absentIs: "" })],
    ["TaskRoleArn", nameOrArn({ absentIs: "" })],
    ["RequiresCompatibilities", set()],
    ["IpcMode", exact({ absentIs: "" })],
    ["PidMode", exact({ absentIs: "" })],
    ["EnableFaultInjection", boolean({ absentIs: false })],
    ["EphemeralStorage", object()],
    ["EphemeralStorage/SizeInGiB", number()],
    ["RuntimePlatform", object()],
    ["RuntimePlatform/CpuArchitecture", exact({ absentIs: "X86_64" })],
    ["RuntimePlatform/OperatingSystemFamily", exact({ absentIs: "LINUX" })],
    ["ProxyConfiguration", object()],
    ["ProxyConfiguration/Type", exact({ absentIs: "APPMESH" })],
    ["ProxyConfiguration/ContainerName", exact()],
    ["ProxyConfiguration/ProxyConfigurationProperties", pairs("Name", "Value")],
    ["PlacementConstraints", keyed("Expression", { withoutKeys: sameStructure })],
    ["PlacementConstraints/*/Expression", exact()],
    ["PlacementConstraints/*/Type", exact()],
    ["InferenceAccelerators", keyed("DeviceName")],
    ["InferenceAccelerators/*/DeviceName", exact()],
    ["InferenceAccelerators/*/DeviceType", exact()],
    ...volumeRules,
    ["Tags", tags()],
  ]),
};

function revision(arn: Arn): Identity {
  const identifier = formatArn(arn);
  return { kind: "identifier", identifier, name: nameOf(identifier) };
}

function nameOf(identifier: string): string {
  return parseArn(identifier)?.resource.slice("task-definition/".length) ?? identifier;
}

function familyOf(name: string): string {
  return name.split(":")[0] ?? name;
}
