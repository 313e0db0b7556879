import { arn } from "./sample.ts";
import type { Sample } from "./sample.ts";
import { settings } from "./bucket-setting.ts";

const key = arn("kms:@:key/1234abcd-12ab-34cd-56ef-1234567890ab");
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

/** Further parts of a bucket, in the order in which the type has them. */
export const moreBucketSettings: readonly Sample[] = [
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
