import { arn, foreignTags, tagList, tagMap } from "./sample.ts";
import type { Sample } from "./sample.ts";

const trust = {
  Version: "2012-10-17",
  Statement: [
    {
      Effect: "Allow",
      Principal: { Service: ["lambda.amazonaws.com"], AWS: "111122223333" },
      Action: "sts:AssumeRole",
    },
    {
      Effect: "Allow",
      Principal: { Federated: arn("iam::111122223333:oidc-provider/x") },
      Action: ["sts:AssumeRoleWithWebIdentity", "sts:TagSession"],
      Condition: { StringEquals: { "token:aud": ["a", "b"] } },
    },
  ],
};
const sameTrust = {
  Statement: [
    {
      Effect: "Allow",
      Principal: { Federated: [arn("iam::111122223333:oidc-provider/x")] },
      Action: ["sts:tagsession", "sts:AssumeRoleWithWebIdentity"],
      Condition: { StringEquals: { "Token:Aud": ["b", "a"] } },
    },
    {
      Sid: "",
      Effect: "Allow",
      Principal: { AWS: [arn("iam::111122223333:root")], Service: "lambda.amazonaws.com" },
      Action: ["sts:AssumeRole"],
    },
  ],
  Version: "2012-10-17",
};
const inline = { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: ["sqs:SendMessage"], Resource: "*" }] };
const managed = ["arn:aws:iam::aws:policy/ReadOnlyAccess", arn("iam::111122223333:policy/orders")];

export const role: Sample = {
  type: "AWS::IAM::Role",
  terraform: {
    name: "orders",
    path: "/app/",
    assume_role_policy: JSON.stringify(trust),
    description: "Orders",
    max_session_duration: 7200,
    permissions_boundary: arn("iam::111122223333:policy/boundary"),
    managed_policy_arns: managed,
    inline_policy: [{ name: "send", policy: JSON.stringify(inline) }],
    force_detach_policies: true,
    tags: tagMap,
  },
  cloudformation: {
    RoleName: "orders",
    Path: "/app/",
    AssumeRolePolicyDocument: trust,
    Description: "Orders",
    MaxSessionDuration: 7200,
    PermissionsBoundary: arn("iam::111122223333:policy/boundary"),
    ManagedPolicyArns: managed.toReversed(),
    Policies: [{ PolicyName: "send", PolicyDocument: inline }],
    Tags: tagList,
  },
  live: {
    RoleName: "orders",
    Arn: arn("iam::111122223333:role/app/orders"),
    RoleId: "AROAEXAMPLE",
    Path: "/app/",
    AssumeRolePolicyDocument: trust,
    Description: "Orders",
    MaxSessionDuration: 7200,
    PermissionsBoundary: arn("iam::111122223333:policy/boundary"),
    ManagedPolicyArns: managed,
    Policies: [{ PolicyName: "send", PolicyDocument: inline }],
    Tags: tagList,
  },
  unchecked: { terraform: [], cloudformation: [] },
  attributes: {
    RoleName: "name",
    Path: "path",
    AssumeRolePolicyDocument: "assume_role_policy",
    Description: "description",
    MaxSessionDuration: "max_session_duration",
    PermissionsBoundary: "permissions_boundary",
    ManagedPolicyArns: "managed_policy_arns",
    Policies: "inline_policy",
    Tags: "tags",
  },
  equivalents: [
    { AssumeRolePolicyDocument: sameTrust, Tags: foreignTags },
    { AssumeRolePolicyDocument: JSON.stringify(sameTrust), ManagedPolicyArns: managed.toReversed() },
    { Policies: [{ PolicyName: "send", PolicyDocument: JSON.stringify(inline) }], MaxSessionDuration: "7200" },
  ],
  alsoDeclared: [
    {
      format: "terraform",
      arguments: { name: "orders", path: "/app/", assume_role_policy: JSON.stringify(sameTrust) },
    },
    { format: "cloudformation", arguments: { RoleName: "orders", AssumeRolePolicyDocument: sameTrust } },
  ],
};

export const alias: Sample = {
  type: "AWS::KMS::Alias",
  terraform: { name: "alias/orders", target_key_id: arn("kms:@:key/1234abcd-12ab-34cd-56ef-1234567890ab") },
  cloudformation: { AliasName: "alias/orders", TargetKeyId: "1234abcd-12ab-34cd-56ef-1234567890ab" },
  live: { AliasName: "alias/orders", TargetKeyId: "1234abcd-12ab-34cd-56ef-1234567890ab" },
  unchecked: { terraform: [], cloudformation: [] },
  attributes: { AliasName: "name", TargetKeyId: "target_key_id" },
  equivalents: [{ TargetKeyId: arn("kms:@:key/1234abcd-12ab-34cd-56ef-1234567890ab") }],
  alsoDeclared: [],
};

export const secret: Sample = {
  type: "AWS::SecretsManager::Secret",
  terraform: {
    name: "orders/db",
    description: "Database",
    kms_key_id: arn("kms:@:key/1234abcd-12ab-34cd-56ef-1234567890ab"),
    replica: [{ region: "eu-central-1", kms_key_id: "alias/aws/secretsmanager" }],
    recovery_window_in_days: 0,
    policy: "{}",
    tags: tagMap,
  },
  cloudformation: {
    Name: "orders/db",
    Description: "Database",
    KmsKeyId: "1234abcd-12ab-34cd-56ef-1234567890ab",
    ReplicaRegions: [{ Region: "eu-central-1" }],
    SecretString: { sensitive: "hush" },
    Tags: tagList,
  },
  live: {
    Name: "orders/db",
    Description: "Database",
    KmsKeyId: arn("kms:@:key/1234abcd-12ab-34cd-56ef-1234567890ab"),
    ReplicaRegions: [{ Region: "eu-central-1" }],
    Tags: tagList,
  },
  unchecked: { terraform: ["policy"], cloudformation: ["SecretString"] },
  attributes: {
    Name: "name",
    Description: "description",
    KmsKeyId: "kms_key_id",
    ReplicaRegions: "replica",
    Tags: "tags",
  },
  equivalents: [{ KmsKeyId: "1234abcd-12ab-34cd-56ef-1234567890ab", Tags: foreignTags }],
  alsoDeclared: [{ format: "terraform", arguments: { name: "orders/db" } }],
};

export const parameter: Sample = {
  type: "AWS::SSM::Parameter",
  terraform: {
    name: "/orders/url",
    type: "String",
    value: "https://orders.example",
    description: "Where orders go",
    tier: "Standard",
    allowed_pattern: "^https://",
    data_type: "text",
    overwrite: true,
    key_id: "alias/aws/ssm",
    tags: tagMap,
  },
  cloudformation: {
    Name: "/orders/url",
    Type: "String",
    Value: "https://orders.example",
    Description: "Where orders go",
    Tier: "Standard",
    AllowedPattern: "^https://",
    DataType: "text",
    Tags: tagMap,
  },
  live: {
    Name: "/orders/url",
    Type: "String",
    Description: "Where orders go",
    Tier: "Standard",
    AllowedPattern: "^https://",
    DataType: "text",
    Tags: tagMap,
  },
  unchecked: { terraform: ["Value", "key_id"], cloudformation: ["Value"] },
  attributes: {
    Name: "name",
    Type: "type",
    Description: "description",
    Tier: "tier",
    AllowedPattern: "allowed_pattern",
    DataType: "data_type",
    Tags: "tags",
  },
  equivalents: [{ Tags: foreignTags }],
  alsoDeclared: [
    { format: "terraform", arguments: { name: "/orders/url", type: "String", tier: "Intelligent-Tiering" } },
  ],
};
