import { arn } from "./sample.ts";
import type { Sample } from "./sample.ts";
import { settings } from "./bucket-setting.ts";
import { moreBucketSettings } from "./more-bucket-settings.ts";

const key = arn("kms:@:key/1234abcd-12ab-34cd-56ef-1234567890ab");

const lifecycle = {
  Id: "old",
  Status: "Enabled",
  Prefix: "logs/",
  TagFilters: [
    { Key: "keep", Value: "no" },
    { Key: "kind", Value: "log" },
  ],
  ObjectSizeGreaterThan: "500",
  ExpirationInDays: 90,
  NoncurrentVersionExpiration: { NoncurrentDays: 30, NewerNoncurrentVersions: 2 },
  NoncurrentVersionTransitions: [{ StorageClass: "GLACIER", TransitionInDays: 10 }],
  Transitions: [
    { StorageClass: "STANDARD_IA", TransitionInDays: 30 },
    { StorageClass: "GLACIER", TransitionInDays: 60 },
  ],
  AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 },
};
const once = { Id: "once", Status: "Disabled", ExpirationDate: "2027-01-01T00:00:00Z" };

const created = "s3:ObjectCreated:*";
const removed = "s3:ObjectRemoved:*";
const filter = {
  S3Key: {
    Rules: [
      { Name: "prefix", Value: "in/" },
      { Name: "suffix", Value: ".csv" },
    ],
  },
};
const sameFilter = {
  S3Key: {
    Rules: [
      { Name: "Suffix", Value: ".csv" },
      { Name: "Prefix", Value: "in/" },
    ],
  },
};
const queue = arn("sqs:@:orders");
const handler = arn("lambda:@:function:orders");
const topic = arn("sns:@:orders");

/** Parts of a bucket, in the order in which the type has them. */
export const bucketSettings: readonly Sample[] = [
  settings(
    "versioning",
    { versioning_configuration: [{ status: "Enabled" }] },
    { VersioningConfiguration: { Status: "Enabled" } },
    { attributes: { "VersioningConfiguration/Status": "versioning_configuration.status" } },
  ),
  settings(
    "public_access_block",
    {
      block_public_acls: true,
      block_public_policy: true,
      ignore_public_acls: true,
      restrict_public_buckets: false,
    },
    {
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: false,
      },
    },
    {
      attributes: {
        "PublicAccessBlockConfiguration/BlockPublicAcls": "block_public_acls",
        "PublicAccessBlockConfiguration/BlockPublicPolicy": "block_public_policy",
        "PublicAccessBlockConfiguration/IgnorePublicAcls": "ignore_public_acls",
        "PublicAccessBlockConfiguration/RestrictPublicBuckets": "restrict_public_buckets",
      },
      equivalents: [
        {
          PublicAccessBlockConfiguration: {
            BlockPublicAcls: "true",
            BlockPublicPolicy: true,
            IgnorePublicAcls: true,
          },
        },
      ],
    },
  ),
  settings(
    "server_side_encryption_configuration",
    {
      rule: [
        {
          apply_server_side_encryption_by_default: [{ sse_algorithm: "aws:kms", kms_master_key_id: key }],
          bucket_key_enabled: false,
        },
      ],
    },
    {
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [
          {
            ServerSideEncryptionByDefault: { SSEAlgorithm: "aws:kms", KMSMasterKeyID: key },
            BucketKeyEnabled: false,
          },
        ],
      },
    },
    {
      attributes: { "BucketEncryption/ServerSideEncryptionConfiguration": "rule" },
      equivalents: [
        {
          BucketEncryption: {
            ServerSideEncryptionConfiguration: [
              {
                ServerSideEncryptionByDefault: {
                  SSEAlgorithm: "aws:kms",
                  KMSMasterKeyID: "1234abcd-12ab-34cd-56ef-1234567890ab",
                },
                BlockedEncryptionTypes: { EncryptionType: ["SSE-C"] },
              },
            ],
          },
        },
      ],
      alsoDeclared: [
        {
          format: "terraform",
          arguments: {
            bucket: "shop-orders",
            rule: [{ apply_server_side_encryption_by_default: [{ sse_algorithm: "aws:kms", kms_master_key_id: "" }] }],
          },
        },
      ],
    },
  ),
  settings(
    "lifecycle_configuration",
    {
      rule: [
        {
          id: "old",
          status: "Enabled",
          filter: [{ and: [{ prefix: "logs/", tags: { kind: "log", keep: "no" }, object_size_greater_than: 500 }] }],
          expiration: [{ days: 90, expired_object_delete_marker: null }],
          noncurrent_version_expiration: [{ noncurrent_days: 30, newer_noncurrent_versions: 2 }],
          noncurrent_version_transition: [{ noncurrent_days: 10, storage_class: "GLACIER" }],
          transition: [
            { days: 60, storage_class: "GLACIER" },
            { days: "30", storage_class: "STANDARD_IA" },
          ],
          abort_incomplete_multipart_upload: [{ days_after_initiation: 7 }],
        },
        { id: "once", status: "Disabled", filter: [{ prefix: "" }], expiration: [{ date: "2027-01-01T00:00:00Z" }] },
      ],
      transition_default_minimum_object_size: "varies_by_storage_class",
    },
    {
      LifecycleConfiguration: {
        Rules: [once, lifecycle],
        TransitionDefaultMinimumObjectSize: "varies_by_storage_class",
      },
    },
    {
      attributes: {
        "LifecycleConfiguration/Rules": "rule",
        "LifecycleConfiguration/TransitionDefaultMinimumObjectSize": "transition_default_minimum_object_size",
      },
      equivalents: [
        {
          LifecycleConfiguration: {
            Rules: [
              { ...lifecycle, ObjectSizeGreaterThan: 500, Transitions: lifecycle.Transitions.toReversed() },
              { ...once, Prefix: "", ExpirationDate: "2027-01-01T00:00:00.000Z" },
            ],
            TransitionDefaultMinimumObjectSize: "varies_by_storage_class",
          },
        },
      ],
      alsoDeclared: [
        {
          format: "terraform",
          arguments: {
            rule: [
              { id: "once", status: "Disabled", prefix: "", expiration: [{ date: "2027-01-01" }] },
              {
                id: "old",
                status: "Enabled",
                filter: [{ and: [{ prefix: "logs/" }] }],
                expiration: [{ days: 90 }],
              },
            ],
          },
        },
      ],
    },
  ),
  settings(
    "notification",
    {
      eventbridge: true,
      queue: [{ id: "q", queue_arn: queue, events: [created, removed], filter_prefix: "in/", filter_suffix: ".csv" }],
      lambda_function: [{ lambda_function_arn: handler, events: [removed], filter_prefix: "" }],
      topic: [{ topic_arn: topic, events: [created] }],
    },
    {
      NotificationConfiguration: {
        EventBridgeConfiguration: { EventBridgeEnabled: true },
        QueueConfigurations: [
          { Queue: queue, Event: created, Filter: filter },
          { Queue: queue, Event: removed, Filter: filter },
        ],
        LambdaConfigurations: [{ Function: handler, Event: removed }],
        TopicConfigurations: [{ Topic: topic, Event: created }],
      },
    },
    {
      attributes: {
        "NotificationConfiguration/EventBridgeConfiguration/EventBridgeEnabled": "eventbridge",
        "NotificationConfiguration/QueueConfigurations": "queue",
        "NotificationConfiguration/LambdaConfigurations": "lambda_function",
        "NotificationConfiguration/TopicConfigurations": "topic",
      },
      equivalents: [
        {
          NotificationConfiguration: {
            EventBridgeConfiguration: { EventBridgeEnabled: "true" },
            QueueConfigurations: [{ Queue: queue, Events: [removed, created], Filter: sameFilter }],
            LambdaConfigurations: [{ Function: handler, Event: removed, Filter: { S3Key: { Rules: [] } } }],
            TopicConfigurations: [{ Topic: topic, Event: created }],
          },
        },
      ],
    },
  ),
  settings(
    "ownership_controls",
    { rule: [{ object_ownership: "BucketOwnerEnforced" }] },
    { OwnershipControls: { Rules: [{ ObjectOwnership: "BucketOwnerEnforced" }] } },
    { attributes: { "OwnershipControls/Rules": "rule" } },
  ),
  settings(
    "logging",
    { target_bucket: "shop-logs", target_prefix: "orders/", target_grant: [{ permission: "READ" }] },
    { LoggingConfiguration: { DestinationBucketName: "shop-logs", LogFilePrefix: "orders/" } },
    {
      unchecked: { terraform: ["target_grant"], cloudformation: [] },
      attributes: {
        "LoggingConfiguration/DestinationBucketName": "target_bucket",
        "LoggingConfiguration/LogFilePrefix": "target_prefix",
      },
    },
  ),
  ...moreBucketSettings,
];
