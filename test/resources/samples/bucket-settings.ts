import { arn } from "./sample.ts";
import type { JsonObject, Sample } from "./sample.ts";

const key = arn("kms:@:key/1234abcd-12ab-34cd-56ef-1234567890ab");
const document = {
  Version: "2012-10-17",
  Statement: [{ Effect: "Deny", Principal: "*", Action: "s3:*", Resource: "arn:aws:s3:::shop-orders/*" }],
};
const sameDocument = {
  Statement: { Resource: ["arn:aws:s3:::shop-orders/*"], Action: ["s3:*"], Principal: { AWS: "*" }, Effect: "Deny" },
  Version: "2012-10-17",
};

function settings(kind: string, terraform: JsonObject, live: JsonObject, more: Partial<Sample>): Sample {
  return {
    type: "AWS::S3::Bucket",
    resource: `aws_s3_bucket_${kind}`,
    terraform: { bucket: "shop-orders", ...terraform },
    cloudformation: null,
    live: { BucketName: "shop-orders", ...live },
    unchecked: { terraform: [], cloudformation: [] },
    attributes: {},
    equivalents: [],
    alsoDeclared: [],
    ...more,
  };
}

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

const replica = {
  Id: "all",
  Priority: 1,
  Status: "Enabled",
  Filter: { Prefix: "" },
  DeleteMarkerReplication: { Status: "Enabled" },
  SourceSelectionCriteria: { SseKmsEncryptedObjects: { Status: "Enabled" } },
  Destination: {
    Bucket: "arn:aws:s3:::shop-orders-copy",
    StorageClass: "STANDARD_IA",
    EncryptionConfiguration: { ReplicaKmsKeyID: key },
  },
};
const REPLICATION = "ReplicationConfiguration";
const WEBSITE = "WebsiteConfiguration";

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
  settings(
    "cors_configuration",
    {
      cors_rule: [
        {
          id: "site",
          allowed_headers: ["*"],
          allowed_methods: ["PUT", "POST"],
          allowed_origins: ["https://shop.example"],
          expose_headers: ["ETag"],
          max_age_seconds: 3000,
        },
      ],
    },
    {
      CorsConfiguration: {
        CorsRules: [
          {
            Id: "site",
            AllowedHeaders: ["*"],
            AllowedMethods: ["PUT", "POST"],
            AllowedOrigins: ["https://shop.example"],
            ExposedHeaders: ["ETag"],
            MaxAge: 3000,
          },
        ],
      },
    },
    {
      attributes: { "CorsConfiguration/CorsRules": "cors_rule" },
      equivalents: [
        {
          CorsConfiguration: {
            CorsRules: [
              {
                Id: "site",
                AllowedHeaders: ["*"],
                AllowedMethods: ["POST", "PUT"],
                AllowedOrigins: ["https://shop.example"],
                ExposedHeaders: ["ETag"],
                MaxAge: "3000",
              },
            ],
          },
        },
      ],
    },
  ),
  settings(
    "website_configuration",
    {
      index_document: [{ suffix: "index.html" }],
      error_document: [{ key: "404.html" }],
      routing_rule: [
        { condition: [{ key_prefix_equals: "docs/" }], redirect: [{ replace_key_prefix_with: "documents/" }] },
      ],
      routing_rules: "[]",
    },
    {
      WebsiteConfiguration: {
        IndexDocument: "index.html",
        ErrorDocument: "404.html",
        RoutingRules: [
          {
            RoutingRuleCondition: { KeyPrefixEquals: "docs/" },
            RedirectRule: { ReplaceKeyPrefixWith: "documents/" },
          },
        ],
      },
    },
    {
      unchecked: { terraform: ["routing_rules"], cloudformation: [] },
      attributes: {
        [`${WEBSITE}/IndexDocument`]: "index_document.suffix",
        [`${WEBSITE}/ErrorDocument`]: "error_document.key",
        [`${WEBSITE}/RoutingRules`]: "routing_rule",
      },
    },
  ),
  settings(
    "replication_configuration",
    {
      role: arn("iam::111122223333:role/copy"),
      rule: [
        {
          id: "all",
          priority: 1,
          status: "Enabled",
          filter: [{ prefix: "" }],
          delete_marker_replication: [{ status: "Enabled" }],
          source_selection_criteria: [{ sse_kms_encrypted_objects: [{ status: "Enabled" }] }],
          destination: [
            {
              bucket: "arn:aws:s3:::shop-orders-copy",
              storage_class: "STANDARD_IA",
              encryption_configuration: [{ replica_kms_key_id: key }],
            },
          ],
        },
      ],
    },
    { ReplicationConfiguration: { Role: arn("iam::111122223333:role/copy"), Rules: [replica] } },
    {
      attributes: { [`${REPLICATION}/Role`]: "role", [`${REPLICATION}/Rules`]: "rule" },
      equivalents: [
        {
          ReplicationConfiguration: {
            Role: arn("iam::111122223333:role/copy"),
            Rules: [{ ...replica, Priority: "1", Filter: {} }],
          },
        },
      ],
    },
  ),
  settings(
    "accelerate_configuration",
    { status: "Enabled" },
    { AccelerateConfiguration: { AccelerationStatus: "Enabled" } },
    { attributes: { "AccelerateConfiguration/AccelerationStatus": "status" } },
  ),
  settings(
    "object_lock_configuration",
    { object_lock_enabled: "Enabled", rule: [{ default_retention: [{ mode: "GOVERNANCE", days: 5, years: 0 }] }] },
    {
      ObjectLockConfiguration: {
        ObjectLockEnabled: "Enabled",
        Rule: { DefaultRetention: { Mode: "GOVERNANCE", Days: 5 } },
      },
    },
    {
      attributes: {
        "ObjectLockConfiguration/ObjectLockEnabled": "object_lock_enabled",
        "ObjectLockConfiguration/Rule/DefaultRetention/Mode": "rule.default_retention.mode",
        "ObjectLockConfiguration/Rule/DefaultRetention/Days": "rule.default_retention.days",
      },
    },
  ),
];

/** Parts of a bucket that no read shows. */
export const unseenBucketSettings: readonly Sample[] = [
  settings(
    "acl",
    { acl: "private" },
    {},
    { isUnseen: true, unchecked: { terraform: ["AccessControl"], cloudformation: [] } },
  ),
  settings(
    "request_payment_configuration",
    { payer: "Requester" },
    {},
    { isUnseen: true, unchecked: { terraform: ["payer"], cloudformation: [] } },
  ),
];

export const bucketPolicy: Sample = {
  type: "AWS::S3::BucketPolicy",
  terraform: { bucket: "shop-orders", policy: JSON.stringify(document) },
  cloudformation: { Bucket: "shop-orders", PolicyDocument: document },
  live: { Bucket: "shop-orders", PolicyDocument: document },
  unchecked: { terraform: [], cloudformation: [] },
  attributes: { Bucket: "bucket", PolicyDocument: "policy" },
  equivalents: [{ PolicyDocument: sameDocument }, { PolicyDocument: JSON.stringify(document, null, 2) }],
  alsoDeclared: [{ format: "terraform", arguments: { bucket: "shop-orders", policy: JSON.stringify(sameDocument) } }],
};
