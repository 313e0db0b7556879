import { arn, foreignTags, tagList, tagMap } from "./sample.ts";
import type { Sample } from "./sample.ts";

const key = arn("kms:@:key/1234abcd-12ab-34cd-56ef-1234567890ab");
const lifecycle = { rules: [{ rulePriority: 1, action: { type: "expire" } }] };
const access = { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "ecr:BatchGetImage", Principal: "*" }] };

export const repository: Sample = {
  type: "AWS::ECR::Repository",
  terraform: {
    name: "shop/orders",
    image_tag_mutability: "IMMUTABLE_WITH_EXCLUSION",
    image_tag_mutability_exclusion_filter: [{ filter: "latest*", filter_type: "WILDCARD" }],
    image_scanning_configuration: [{ scan_on_push: true }],
    encryption_configuration: [{ encryption_type: "KMS", kms_key: key }],
    force_delete: true,
    tags: tagMap,
  },
  cloudformation: {
    RepositoryName: "shop/orders",
    ImageTagMutability: "IMMUTABLE_WITH_EXCLUSION",
    ImageTagMutabilityExclusionFilters: [
      { ImageTagMutabilityExclusionFilterType: "WILDCARD", ImageTagMutabilityExclusionFilterValue: "latest*" },
    ],
    ImageScanningConfiguration: { ScanOnPush: "true" },
    EncryptionConfiguration: { EncryptionType: "KMS", KmsKey: key },
    LifecyclePolicy: { LifecyclePolicyText: JSON.stringify(lifecycle) },
    RepositoryPolicyText: access,
    EmptyOnDelete: true,
    Tags: tagList,
  },
  live: {
    RepositoryName: "shop/orders",
    Arn: arn("ecr:@:repository/shop/orders"),
    RepositoryUri: "111122223333.dkr.ecr.eu-west-1.amazonaws.com/shop/orders",
    ImageTagMutability: "IMMUTABLE_WITH_EXCLUSION",
    ImageTagMutabilityExclusionFilters: [
      { ImageTagMutabilityExclusionFilterType: "WILDCARD", ImageTagMutabilityExclusionFilterValue: "latest*" },
    ],
    ImageScanningConfiguration: { ScanOnPush: true },
    EncryptionConfiguration: { EncryptionType: "KMS", KmsKey: key },
    LifecyclePolicy: { LifecyclePolicyText: JSON.stringify(lifecycle), RegistryId: "111122223333" },
    RepositoryPolicyText: access,
    Tags: tagList,
  },
  unchecked: { terraform: [], cloudformation: ["EmptyOnDelete"] },
  attributes: {
    RepositoryName: "name",
    ImageTagMutability: "image_tag_mutability",
    ImageTagMutabilityExclusionFilters: "image_tag_mutability_exclusion_filter",
    ImageScanningConfiguration: "image_scanning_configuration",
    "ImageScanningConfiguration/ScanOnPush": "image_scanning_configuration.scan_on_push",
    EncryptionConfiguration: "encryption_configuration",
    "EncryptionConfiguration/EncryptionType": "encryption_configuration.encryption_type",
    "EncryptionConfiguration/KmsKey": "encryption_configuration.kms_key",
    Tags: "tags",
  },
  equivalents: [
    { Tags: foreignTags, ImageScanningConfiguration: { ScanOnPush: "True" } },
    { LifecyclePolicy: { LifecyclePolicyText: JSON.stringify(lifecycle, null, 2) } },
    {
      EncryptionConfiguration: { EncryptionType: "KMS", KmsKey: "1234abcd-12ab-34cd-56ef-1234567890ab" },
      RepositoryPolicyText: JSON.stringify(access),
    },
  ],
  alsoDeclared: [{ format: "terraform", arguments: { name: "shop/orders", tags: tagMap } }],
};

const commands = {
  KmsKeyId: key,
  Logging: "OVERRIDE",
  LogConfiguration: {
    CloudWatchEncryptionEnabled: true,
    CloudWatchLogGroupName: "/exec",
    S3BucketName: "exec",
    S3EncryptionEnabled: true,
    S3KeyPrefix: "x",
  },
};

export const cluster: Sample = {
  type: "AWS::ECS::Cluster",
  terraform: {
    name: "shop",
    setting: [{ name: "containerInsights", value: "enabled" }],
    configuration: [
      {
        execute_command_configuration: [
          {
            kms_key_id: key,
            logging: "OVERRIDE",
            log_configuration: [
              {
                cloud_watch_encryption_enabled: true,
                cloud_watch_log_group_name: "/exec",
                s3_bucket_name: "exec",
                s3_bucket_encryption_enabled: true,
                s3_key_prefix: "x",
              },
            ],
          },
        ],
        managed_storage_configuration: [{ fargate_ephemeral_storage_kms_key_id: key, kms_key_id: key }],
      },
    ],
    service_connect_defaults: [{ namespace: arn("servicediscovery:@:namespace/ns-1") }],
    tags: tagMap,
  },
  cloudformation: {
    ClusterName: "shop",
    ClusterSettings: [{ Name: "containerInsights", Value: "enabled" }],
    CapacityProviders: ["FARGATE", "FARGATE_SPOT"],
    DefaultCapacityProviderStrategy: [
      { CapacityProvider: "FARGATE_SPOT", Weight: 3 },
      { CapacityProvider: "FARGATE", Base: 1, Weight: 1 },
    ],
    Configuration: {
      ExecuteCommandConfiguration: commands,
      ManagedStorageConfiguration: { FargateEphemeralStorageKmsKeyId: key, KmsKeyId: key },
    },
    ServiceConnectDefaults: { Namespace: "shop" },
    Tags: tagList,
  },
  live: {
    ClusterName: "shop",
    Arn: arn("ecs:@:cluster/shop"),
    ClusterSettings: [{ Name: "containerInsights", Value: "enabled" }],
    CapacityProviders: ["FARGATE", "FARGATE_SPOT"],
    DefaultCapacityProviderStrategy: [
      { CapacityProvider: "FARGATE", Base: 1, Weight: 1 },
      { CapacityProvider: "FARGATE_SPOT", Base: 0, Weight: 3 },
    ],
    Configuration: {
      ExecuteCommandConfiguration: commands,
      ManagedStorageConfiguration: { FargateEphemeralStorageKmsKeyId: key, KmsKeyId: key },
    },
    Tags: tagList,
  },
  unchecked: { terraform: ["ServiceConnectDefaults"], cloudformation: ["ServiceConnectDefaults"] },
  attributes: {
    ClusterName: "name",
    ClusterSettings: "setting",
    "ClusterSettings/containerInsights/Value": "setting.value",
    Configuration: "configuration",
    Tags: "tags",
  },
  equivalents: [
    {
      Tags: foreignTags,
      CapacityProviders: ["FARGATE_SPOT", "FARGATE"],
      Configuration: {
        ExecuteCommandConfiguration: { ...commands, KmsKeyId: "1234abcd-12ab-34cd-56ef-1234567890ab" },
        ManagedStorageConfiguration: {
          FargateEphemeralStorageKmsKeyId: "1234abcd-12ab-34cd-56ef-1234567890ab",
          KmsKeyId: "1234abcd-12ab-34cd-56ef-1234567890ab",
        },
      },
    },
  ],
  alsoDeclared: [{ format: "terraform", arguments: { name: "shop", tags: tagMap } }],
};
