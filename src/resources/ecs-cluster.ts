import type { Place } from "../model/target.ts";
import { boolean, exact, keyed, kmsKey, neverRead, number, object, set, tags } from "./comparison/rules.ts";
import { arnIn, byName, computed, lookedUp, named } from "./identity.ts";
import { toProperties } from "./terraform/arguments.ts";
import type { Fields } from "./terraform/arguments.ts";
import { at, blockAt, blocksAt, tagsAt } from "./terraform/fields.ts";
import type { ResourceType } from "./type.ts";

const FIELDS: Fields = {
  name: at("ClusterName"),
  setting: blocksAt("ClusterSettings", { name: at("Name"), value: at("Value") }),
  configuration: blockAt("Configuration", {
    execute_command_configuration: blockAt("ExecuteCommandConfiguration", {
      kms_key_id: at("KmsKeyId"),
      logging: at("Logging"),
      log_configuration: blockAt("LogConfiguration", {
        cloud_watch_encryption_enabled: at("CloudWatchEncryptionEnabled"),
        cloud_watch_log_group_name: at("CloudWatchLogGroupName"),
        s3_bucket_name: at("S3BucketName"),
        s3_bucket_encryption_enabled: at("S3EncryptionEnabled"),
        s3_key_prefix: at("S3KeyPrefix"),
      }),
    }),
    managed_storage_configuration: blockAt("ManagedStorageConfiguration", {
      fargate_ephemeral_storage_kms_key_id: at("FargateEphemeralStorageKmsKeyId"),
      kms_key_id: at("KmsKeyId"),
    }),
  }),
  service_connect_defaults: blockAt("ServiceConnectDefaults", { namespace: at("Namespace") }),
  tags: tagsAt("Tags"),
};

const COMMANDS = "Configuration/ExecuteCommandConfiguration";
const STORAGE = "Configuration/ManagedStorageConfiguration";

/**
 * ECS clusters. What Terraform calls their `id` is the ARN.
 * Defaults: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateCluster.html
 */
export const ecsCluster: ResourceType = {
  type: "AWS::ECS::Cluster",
  noun: "cluster",
  terraform: {
    type: "aws_ecs_cluster",
    identity: (args) => named(args.entries.get("name"), byName),
    lookup: (args) => lookedUp(args, "cluster_name", byName),
    lookupArns: { arguments: ["cluster_name"] },
    properties: (args) => toProperties(args, FIELDS),
    attribute: computed({
      id: ({ name }, place) => clusterArn(place, name),
      arn: ({ name }, place) => clusterArn(place, name),
      name: ({ name }) => name,
      cluster_name: ({ name }) => name,
    }),
  },
  cloudformation: {
    identity: (properties) => named(properties.entries.get("ClusterName"), byName),
    attribute: computed({ Ref: ({ name }) => name, Arn: ({ name }, place) => clusterArn(place, name) }),
  },
  fromArn: (arn) => {
    const name = arn.service === "ecs" ? /^cluster\/([^/]+)$/.exec(arn.resource)?.[1] : undefined;
    return name === undefined ? undefined : byName(name);
  },
  read: {
    api: "cloudcontrol:GetResource",
    actions: ["cloudformation:GetResource", "ecs:DescribeClusters", "kms:DescribeKey"],
  },
  list: { actions: ["cloudformation:ListResources", "ecs:DescribeClusters", "ecs:ListClusters"] },
  nameOf: (identifier) => identifier,
  properties: new Map([
    ["ClusterName", exact()],
    ["ClusterSettings", keyed("Name")],
    ["ClusterSettings/*/Name", exact()],
    ["ClusterSettings/*/Value", exact()],
    ["CapacityProviders", set()],
    ["DefaultCapacityProviderStrategy", keyed("CapacityProvider")],
    ["DefaultCapacityProviderStrategy/*/CapacityProvider", exact()],
    ["DefaultCapacityProviderStrategy/*/Base", number({ absentIs: 0 })],
    ["DefaultCapacityProviderStrategy/*/Weight", number({ absentIs: 0 })],
    ["Configuration", object()],
    [COMMANDS, object()],
    [`${COMMANDS}/KmsKeyId`, kmsKey({ absentIs: "" })],
    [`${COMMANDS}/Logging`, exact({ absentIs: "DEFAULT" })],
    [`${COMMANDS}/LogConfiguration`, object()],
    [`${COMMANDS}/LogConfiguration/CloudWatchEncryptionEnabled`, boolean({ absentIs: false })],
    [`${COMMANDS}/LogConfiguration/CloudWatchLogGroupName`, exact({ absentIs: "" })],
    [`${COMMANDS}/LogConfiguration/S3BucketName`, exact({ absentIs: "" })],
    [`${COMMANDS}/LogConfiguration/S3EncryptionEnabled`, boolean({ absentIs: false })],
    [`${COMMANDS}/LogConfiguration/S3KeyPrefix`, exact({ absentIs: "" })],
    [STORAGE, object()],
    [`${STORAGE}/FargateEphemeralStorageKmsKeyId`, kmsKey({ absentIs: "" })],
    [`${STORAGE}/KmsKeyId`, kmsKey({ absentIs: "" })],
    ["ServiceConnectDefaults", neverRead()],
    ["Tags", tags()],
  ]),
};

function clusterArn(place: Place, name: string): string {
  return arnIn(place, "ecs", `cluster/${name}`);
}
