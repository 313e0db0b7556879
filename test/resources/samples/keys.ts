import { arn, foreignTags, tagList, tagMap } from "./sample.ts";
import type { Sample } from "./sample.ts";

const id = "1234abcd-12ab-34cd-56ef-1234567890ab";
const written = {
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: { AWS: arn("iam::111122223333:root") }, Action: "kms:*", Resource: "*" }],
};
const same = {
  Version: "2012-10-17",
  Statement: { Sid: "", Effect: "Allow", Principal: { AWS: "111122223333" }, Action: ["kms:*"], Resource: ["*"] },
};

export const key: Sample = {
  type: "AWS::KMS::Key",
  terraform: {
    description: "Orders",
    policy: JSON.stringify(written),
    enable_key_rotation: true,
    rotation_period_in_days: 180,
    is_enabled: true,
    key_usage: "ENCRYPT_DECRYPT",
    customer_master_key_spec: "SYMMETRIC_DEFAULT",
    multi_region: false,
    deletion_window_in_days: 7,
    custom_key_store_id: "cks-1",
    tags: tagMap,
  },
  cloudformation: {
    Description: "Orders",
    KeyPolicy: written,
    EnableKeyRotation: true,
    Enabled: true,
    KeyUsage: "ENCRYPT_DECRYPT",
    KeySpec: "SYMMETRIC_DEFAULT",
    MultiRegion: false,
    Origin: "AWS_KMS",
    PendingWindowInDays: 7,
    Tags: tagList,
  },
  live: {
    KeyId: id,
    Arn: arn(`kms:@:key/${id}`),
    Description: "Orders",
    KeyPolicy: written,
    EnableKeyRotation: true,
    Enabled: true,
    KeyUsage: "ENCRYPT_DECRYPT",
    KeySpec: "SYMMETRIC_DEFAULT",
    MultiRegion: false,
    Origin: "AWS_KMS",
    Tags: tagList,
  },
  unchecked: {
    terraform: ["PendingWindowInDays", "RotationPeriodInDays", "custom_key_store_id"],
    cloudformation: ["PendingWindowInDays"],
  },
  attributes: {
    Description: "description",
    KeyPolicy: "policy",
    EnableKeyRotation: "enable_key_rotation",
    Enabled: "is_enabled",
    KeyUsage: "key_usage",
    KeySpec: "customer_master_key_spec",
    MultiRegion: "multi_region",
    Tags: "tags",
  },
  equivalents: [
    { KeyPolicy: same, Tags: foreignTags },
    { KeyPolicy: JSON.stringify(same), EnableKeyRotation: "true" },
  ],
  alsoDeclared: [
    { format: "terraform", arguments: { policy: JSON.stringify(same) } },
    { format: "cloudformation", arguments: { KeyPolicy: same } },
  ],
};

export const keyPolicy: Sample = {
  type: "AWS::KMS::Key",
  resource: "aws_kms_key_policy",
  terraform: { key_id: id, policy: JSON.stringify(written) },
  cloudformation: null,
  live: { KeyId: id, KeyPolicy: written },
  unchecked: { terraform: [], cloudformation: [] },
  attributes: { KeyPolicy: "policy" },
  equivalents: [{ KeyPolicy: same }],
  alsoDeclared: [],
};

export const secretVersion: Sample = {
  type: "AWS::SecretsManager::Secret",
  resource: "aws_secretsmanager_secret_version",
  terraform: {
    secret_id: "orders/cache",
    version_stages: ["AWSCURRENT", "blue"],
    secret_string: { sensitive: "hush" },
  },
  cloudformation: null,
  live: { Id: arn("secretsmanager:@:secret:orders/cache-AbCdEf"), VersionStages: ["AWSCURRENT", "blue"] },
  unchecked: { terraform: ["SecretString"], cloudformation: [] },
  attributes: { VersionStages: "version_stages" },
  equivalents: [{ VersionStages: ["AWSPREVIOUS", "blue", "AWSCURRENT"] }],
  alsoDeclared: [
    { format: "terraform", arguments: { secret_id: "orders/cache", secret_string: { sensitive: "hush" } } },
  ],
};
