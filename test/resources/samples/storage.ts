import { arn, foreignTags, tagList, tagMap } from "./sample.ts";
import type { Sample } from "./sample.ts";

const key = arn("kms:@:key/1234abcd-12ab-34cd-56ef-1234567890ab");
const byEmail = {
  IndexName: "by_email",
  KeySchema: [
    { AttributeName: "email", KeyType: "HASH" },
    { AttributeName: "created", KeyType: "RANGE" },
  ],
  Projection: { ProjectionType: "INCLUDE", NonKeyAttributes: ["name", "plan"] },
  ProvisionedThroughput: { ReadCapacityUnits: 5, WriteCapacityUnits: 2 },
};
const byPlan = {
  IndexName: "by_plan",
  KeySchema: [{ AttributeName: "plan", KeyType: "HASH" }],
  Projection: { ProjectionType: "ALL" },
  ProvisionedThroughput: { ReadCapacityUnits: 5, WriteCapacityUnits: 2 },
};
const byCreated = {
  IndexName: "by_created",
  KeySchema: [
    { AttributeName: "id", KeyType: "HASH" },
    { AttributeName: "created", KeyType: "RANGE" },
  ],
  Projection: { ProjectionType: "KEYS_ONLY" },
};
const attributeDefinitions = [
  { AttributeName: "created", AttributeType: "N" },
  { AttributeName: "email", AttributeType: "S" },
  { AttributeName: "id", AttributeType: "S" },
  { AttributeName: "plan", AttributeType: "S" },
  { AttributeName: "version", AttributeType: "N" },
];

export const table: Sample = {
  type: "AWS::DynamoDB::Table",
  terraform: {
    name: "accounts",
    billing_mode: "PROVISIONED",
    hash_key: "id",
    range_key: "version",
    read_capacity: 10,
    write_capacity: 4,
    attribute: [
      { name: "id", type: "S" },
      { name: "version", type: "N" },
      { name: "email", type: "S" },
      { name: "created", type: "N" },
      { name: "plan", type: "S" },
    ],
    global_secondary_index: [
      { name: "by_plan", hash_key: "plan", projection_type: "ALL", read_capacity: 5, write_capacity: 2 },
      {
        name: "by_email",
        hash_key: "email",
        range_key: "created",
        projection_type: "INCLUDE",
        non_key_attributes: ["plan", "name"],
        read_capacity: 5,
        write_capacity: 2,
      },
    ],
    local_secondary_index: [{ name: "by_created", range_key: "created", projection_type: "KEYS_ONLY" }],
    stream_enabled: true,
    stream_view_type: "NEW_IMAGE",
    ttl: [{ enabled: true, attribute_name: "expires" }],
    point_in_time_recovery: [{ enabled: true }],
    server_side_encryption: [{ enabled: true, kms_key_arn: key }],
    deletion_protection_enabled: true,
    table_class: "STANDARD",
    replica: [{ region_name: "eu-central-1" }],
    tags: tagMap,
  },
  cloudformation: {
    TableName: "accounts",
    BillingMode: "PROVISIONED",
    KeySchema: [
      { AttributeName: "version", KeyType: "RANGE" },
      { AttributeName: "id", KeyType: "HASH" },
    ],
    ProvisionedThroughput: { ReadCapacityUnits: 10, WriteCapacityUnits: "4" },
    AttributeDefinitions: attributeDefinitions.toReversed(),
    GlobalSecondaryIndexes: [byPlan, byEmail],
    LocalSecondaryIndexes: [byCreated],
    StreamSpecification: { StreamViewType: "NEW_IMAGE" },
    TimeToLiveSpecification: { Enabled: true, AttributeName: "expires" },
    PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
    SSESpecification: { SSEEnabled: true, SSEType: "KMS", KMSMasterKeyId: "1234abcd-12ab-34cd-56ef-1234567890ab" },
    DeletionProtectionEnabled: true,
    TableClass: "STANDARD",
    Tags: tagList,
  },
  live: {
    TableName: "accounts",
    Arn: arn("dynamodb:@:table/accounts"),
    BillingMode: "PROVISIONED",
    KeySchema: [
      { AttributeName: "id", KeyType: "HASH" },
      { AttributeName: "version", KeyType: "RANGE" },
    ],
    ProvisionedThroughput: { ReadCapacityUnits: 10, WriteCapacityUnits: 4 },
    AttributeDefinitions: attributeDefinitions,
    GlobalSecondaryIndexes: [byEmail, byPlan],
    LocalSecondaryIndexes: [byCreated],
    StreamSpecification: { StreamViewType: "NEW_IMAGE" },
    TimeToLiveSpecification: { Enabled: true, AttributeName: "expires" },
    PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true, RecoveryPeriodInDays: 35 },
    SSESpecification: { SSEEnabled: true, SSEType: "KMS", KMSMasterKeyId: key },
    DeletionProtectionEnabled: true,
    TableClass: "STANDARD",
    Tags: tagList,
  },
  unchecked: { terraform: ["replica"], cloudformation: [] },
  attributes: {
    TableName: "name",
    BillingMode: "billing_mode",
    KeySchema: "hash_key",
    "ProvisionedThroughput/ReadCapacityUnits": "read_capacity",
    "ProvisionedThroughput/WriteCapacityUnits": "write_capacity",
    AttributeDefinitions: "attribute",
    GlobalSecondaryIndexes: "global_secondary_index",
    LocalSecondaryIndexes: "local_secondary_index",
    "StreamSpecification/StreamViewType": "stream_view_type",
    "TimeToLiveSpecification/Enabled": "ttl.enabled",
    "TimeToLiveSpecification/AttributeName": "ttl.attribute_name",
    "PointInTimeRecoverySpecification/PointInTimeRecoveryEnabled": "point_in_time_recovery.enabled",
    "SSESpecification/SSEEnabled": "server_side_encryption.enabled",
    "SSESpecification/KMSMasterKeyId": "server_side_encryption.kms_key_arn",
    DeletionProtectionEnabled: "deletion_protection_enabled",
    TableClass: "table_class",
    Tags: "tags",
  },
  equivalents: [
    { GlobalSecondaryIndexes: [byPlan, { ...byEmail, IndexStatus: "ACTIVE" }], Tags: foreignTags },
    {
      SSESpecification: { SSEEnabled: "true", SSEType: "KMS", KMSMasterKeyId: "1234abcd-12ab-34cd-56ef-1234567890ab" },
    },
    { AttributeDefinitions: attributeDefinitions.toReversed() },
  ],
  alsoDeclared: [
    {
      format: "terraform",
      arguments: { name: "accounts", hash_key: "id", range_key: "version", billing_mode: "PROVISIONED" },
    },
    {
      format: "terraform",
      arguments: {
        name: "accounts",
        global_secondary_index: [
          {
            name: "by_email",
            key_schema: [
              { attribute_name: "email", key_type: "HASH" },
              { attribute_name: "created", key_type: "RANGE" },
            ],
            projection_type: "INCLUDE",
          },
          { name: "by_plan", hash_key: "plan", projection_type: "ALL" },
        ],
      },
    },
  ],
};

export const bucket: Sample = {
  type: "AWS::S3::Bucket",
  terraform: {
    bucket: "shop-orders",
    object_lock_enabled: true,
    force_destroy: true,
    server_side_encryption_configuration: [{ rule: [] }],
    tags: tagMap,
  },
  cloudformation: {
    BucketName: "shop-orders",
    ObjectLockEnabled: true,
    AccelerateConfiguration: { AccelerationStatus: "Enabled" },
    BucketEncryption: {
      ServerSideEncryptionConfiguration: [
        { BucketKeyEnabled: true, ServerSideEncryptionByDefault: { SSEAlgorithm: "aws:kms", KMSMasterKeyID: key } },
      ],
    },
    PublicAccessBlockConfiguration: { BlockPublicAcls: true, BlockPublicPolicy: true },
    VersioningConfiguration: { Status: "Enabled" },
    OwnershipControls: { Rules: [{ ObjectOwnership: "BucketOwnerEnforced" }] },
    LifecycleConfiguration: { Rules: [{ Id: "old", Status: "Enabled", ExpirationInDays: 30 }] },
    AccessControl: "Private",
    Tags: tagList,
  },
  live: {
    BucketName: "shop-orders",
    Arn: "arn:aws:s3:::shop-orders",
    ObjectLockEnabled: true,
    AccelerateConfiguration: { AccelerationStatus: "Enabled" },
    BucketEncryption: {
      ServerSideEncryptionConfiguration: [
        { BucketKeyEnabled: true, ServerSideEncryptionByDefault: { SSEAlgorithm: "aws:kms", KMSMasterKeyID: key } },
      ],
    },
    PublicAccessBlockConfiguration: {
      BlockPublicAcls: true,
      BlockPublicPolicy: true,
      IgnorePublicAcls: false,
      RestrictPublicBuckets: false,
    },
    VersioningConfiguration: { Status: "Enabled" },
    OwnershipControls: { Rules: [{ ObjectOwnership: "BucketOwnerEnforced" }] },
    LifecycleConfiguration: { Rules: [{ Id: "old", Status: "Enabled", ExpirationInDays: 30 }] },
    Tags: tagList,
  },
  unchecked: { terraform: ["server_side_encryption_configuration"], cloudformation: ["AccessControl"] },
  attributes: { BucketName: "bucket", ObjectLockEnabled: "object_lock_enabled", Tags: "tags" },
  equivalents: [
    {
      Tags: foreignTags,
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [
          {
            BucketKeyEnabled: true,
            ServerSideEncryptionByDefault: {
              SSEAlgorithm: "aws:kms",
              KMSMasterKeyID: "1234abcd-12ab-34cd-56ef-1234567890ab",
            },
          },
        ],
      },
    },
  ],
  alsoDeclared: [
    {
      format: "cloudformation",
      arguments: { BucketName: "shop-orders", VersioningConfiguration: { Status: "Enabled" } },
    },
  ],
};
