import type { Part } from "../../model/declared.ts";
import { byName, fromState, named } from "../identity.ts";
import { toProperties } from "../terraform/arguments.ts";
import type { Fields } from "../terraform/arguments.ts";
import { at, atUnlessEmpty, blockAt, blocksAt, inPlace } from "../terraform/fields.ts";
import type { TerraformNames } from "../type.ts";
import { LIFECYCLE } from "./lifecycle.ts";
import { declaredNotifications } from "./notifications.ts";
import { REPLICATION } from "./replication.ts";
import { WEBSITE } from "./website.ts";

const BLOCK = "PublicAccessBlockConfiguration";
const LOGGING = "LoggingConfiguration";

/** What the aws provider keeps of a bucket in resources of their own. */
export const bucketSettings: readonly TerraformNames[] = [
  settings("versioning", "VersioningConfiguration", "versioning", {
    versioning_configuration: blockAt("VersioningConfiguration", { status: at("Status"), mfa_delete: null }),
    mfa: null,
  }),
  settings("public_access_block", BLOCK, "public access block", {
    block_public_acls: at(`${BLOCK}/BlockPublicAcls`),
    block_public_policy: at(`${BLOCK}/BlockPublicPolicy`),
    ignore_public_acls: at(`${BLOCK}/IgnorePublicAcls`),
    restrict_public_buckets: at(`${BLOCK}/RestrictPublicBuckets`),
    skip_destroy: null,
  }),
  settings("server_side_encryption_configuration", "BucketEncryption", "encryption", {
    rule: blocksAt("BucketEncryption/ServerSideEncryptionConfiguration", {
      apply_server_side_encryption_by_default: blockAt("ServerSideEncryptionByDefault", {
        sse_algorithm: at("SSEAlgorithm"),
        kms_master_key_id: atUnlessEmpty("KMSMasterKeyID"),
      }),
      bucket_key_enabled: at("BucketKeyEnabled"),
      blocked_encryption_types: at("BlockedEncryptionTypes/EncryptionType"),
    }),
  }),
  settings("lifecycle_configuration", "LifecycleConfiguration", "lifecycle", LIFECYCLE),
  {
    ...settings("notification", "NotificationConfiguration", "notification configuration", {}),
    properties: declaredNotifications,
  },
  settings("ownership_controls", "OwnershipControls", "object ownership", {
    rule: blocksAt("OwnershipControls/Rules", { object_ownership: at("ObjectOwnership") }),
  }),
  settings("logging", LOGGING, "access logging", {
    target_bucket: at(`${LOGGING}/DestinationBucketName`),
    target_prefix: at(`${LOGGING}/LogFilePrefix`),
    target_object_key_format: blockAt(`${LOGGING}/TargetObjectKeyFormat`, {
      partitioned_prefix: blockAt("PartitionedPrefix", { partition_date_source: at("PartitionDateSource") }),
      simple_prefix: blockAt("SimplePrefix", {}),
    }),
  }),
  settings("cors_configuration", "CorsConfiguration", "CORS configuration", {
    cors_rule: blocksAt("CorsConfiguration/CorsRules", {
      id: atUnlessEmpty("Id"),
      allowed_headers: at("AllowedHeaders"),
      allowed_methods: at("AllowedMethods"),
      allowed_origins: at("AllowedOrigins"),
      expose_headers: at("ExposedHeaders"),
      max_age_seconds: atUnlessEmpty("MaxAge"),
    }),
  }),
  settings("website_configuration", "WebsiteConfiguration", "website", WEBSITE),
  settings("replication_configuration", "ReplicationConfiguration", "replication", REPLICATION),
  settings("accelerate_configuration", "AccelerateConfiguration", "acceleration", {
    status: at("AccelerateConfiguration/AccelerationStatus"),
  }),
  settings("object_lock_configuration", "ObjectLockConfiguration", "object lock", {
    object_lock_enabled: at("ObjectLockConfiguration/ObjectLockEnabled"),
    rule: inPlace({
      default_retention: blockAt("ObjectLockConfiguration/Rule/DefaultRetention", {
        mode: at("Mode"),
        days: atUnlessEmpty("Days"),
        years: atUnlessEmpty("Years"),
      }),
    }),
    token: null,
  }),
  // No read returns them. What pays for requests has no property in CloudFormation.
  settings("acl", "AccessControl", "access control list", { acl: at("AccessControl") }),
  settings("request_payment_configuration", "payer", "request payment", {}),
];

function settings(kind: string, path: string, noun: string, fields: Fields): TerraformNames {
  const part: Part = { path, holds: "settings", noun };
  return {
    type: `aws_s3_bucket_${kind}`,
    part,
    identity: (args) => named(args.entries.get("bucket"), byName),
    fromState: fromState("bucket"),
    lookup: null,
    properties: (args) => toProperties(args, { bucket: null, expected_bucket_owner: null, ...fields }),
    attribute: () => undefined,
  };
}
