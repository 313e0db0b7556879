import type { ReadApi } from "../model/observation.ts";
import { dnsSuffixOf } from "../model/target.ts";
import {
  boolean,
  exact,
  ifReturned,
  keyed,
  neverRead,
  number,
  object,
  readWith,
  tags,
  whole,
} from "./comparison/rules.ts";
import { sameCors } from "./comparison/same-cors.ts";
import { sameEncryption } from "./comparison/same-encryption.ts";
import { sameStructure } from "./comparison/same-value.ts";
import { byName, computed, lookedUp, named } from "./identity.ts";
import { toProperties } from "./terraform/arguments.ts";
import type { Fields } from "./terraform/arguments.ts";
import { at, tagsAt } from "./terraform/fields.ts";
import { lifecycleRules } from "./s3/lifecycle.ts";
import { notificationRules } from "./s3/notifications.ts";
import { replicationRules } from "./s3/replication.ts";
import { bucketSettings } from "./s3/settings.ts";
import { websiteRules } from "./s3/website.ts";
import type { ResourceType } from "./type.ts";

// The provider keeps versioning, encryption, policies and the like in resources of their own; the blocks of that name
// here are deprecated and stay uncompared.
const FIELDS: Fields = {
  bucket: at("BucketName"),
  bucket_prefix: null,
  object_lock_enabled: at("ObjectLockEnabled"),
  force_destroy: null,
  tags: tagsAt("Tags"),
};

const headBucket: { readonly api: ReadApi; readonly actions: readonly string[] } = {
  api: "s3:HeadBucket",
  actions: ["s3:ListBucket"],
};

/**
 * S3 buckets. Names are unique worldwide, and Cloud Control finds a bucket in its own region only: HeadBucket tells
 * one that is elsewhere, or someone else's, from one that is not there.
 */
export const s3Bucket: ResourceType = {
  type: "AWS::S3::Bucket",
  noun: "bucket",
  terraform: {
    type: "aws_s3_bucket",
    identity: (args) => named(args.entries.get("bucket"), byName),
    lookup: (args) => lookedUp(args, "bucket", byName),
    properties: (args) => toProperties(args, FIELDS),
    attribute: computed({
      id: ({ name }) => name,
      bucket: ({ name }) => name,
      arn: ({ name }, { partition }) => `arn:${partition}:s3:::${name}`,
      bucket_domain_name: ({ name }, { partition }) => `${name}.s3.${dnsSuffixOf(partition)}`,
    }),
  },
  alsoTerraform: bucketSettings,
  cloudformation: {
    identity: (properties) => named(properties.entries.get("BucketName"), byName),
    attribute: computed({
      Ref: ({ name }) => name,
      Arn: ({ name }, { partition }) => `arn:${partition}:s3:::${name}`,
      DomainName: ({ name }, { partition }) => `${name}.s3.${dnsSuffixOf(partition)}`,
      RegionalDomainName: ({ name }, { partition, region }) => `${name}.s3.${region}.${dnsSuffixOf(partition)}`,
    }),
  },
  fromArn: (arn) => {
    // A bucket's ARN names no account; access points and the like do.
    const name = arn.service === "s3" && arn.region === "" && arn.account === "" ? arn.resource.split("/")[0] : "";
    return name === undefined || name === "" ? undefined : byName(name);
  },
  read: {
    api: "cloudcontrol:GetResource",
    actions: [
      "cloudformation:GetResource",
      "s3:GetAccelerateConfiguration",
      "s3:GetLifecycleConfiguration",
      "s3:GetBucketPublicAccessBlock",
      "s3:GetAnalyticsConfiguration",
      "s3:GetBucketCORS",
      "s3:GetEncryptionConfiguration",
      "s3:GetInventoryConfiguration",
      "s3:GetBucketLogging",
      "s3:GetMetricsConfiguration",
      "s3:GetBucketNotification",
      "s3:GetBucketVersioning",
      "s3:GetReplicationConfiguration",
      "s3:GetBucketWebsite",
      "s3:GetBucketObjectLockConfiguration",
      "s3:GetBucketTagging",
      "s3:ListTagsForResource",
      "s3:GetBucketAbac",
      "s3:GetBucketOwnershipControls",
      "s3:GetIntelligentTieringConfiguration",
      "s3:GetBucketMetadataTableConfiguration",
      "s3:ListBucket",
    ],
  },
  list: { actions: ["cloudformation:ListResources", "s3:ListAllMyBuckets"] },
  nameOf: (identifier) => identifier,
  witness: headBucket,
  nameIsGlobal: headBucket,
  properties: new Map([
    ["BucketName", exact()],
    ["ObjectLockEnabled", boolean({ absentIs: false, ...readWith("s3:GetBucketObjectLockConfiguration") })],
    ["ObjectLockConfiguration", object(readWith("s3:GetBucketObjectLockConfiguration"))],
    ["ObjectLockConfiguration/ObjectLockEnabled", exact()],
    ["ObjectLockConfiguration/Rule", object()],
    ["ObjectLockConfiguration/Rule/DefaultRetention", object()],
    ["ObjectLockConfiguration/Rule/DefaultRetention/Mode", exact()],
    ["ObjectLockConfiguration/Rule/DefaultRetention/Days", number()],
    ["ObjectLockConfiguration/Rule/DefaultRetention/Years", number()],
    ["AccelerateConfiguration", object(readWith("s3:GetAccelerateConfiguration"))],
    ["AccelerateConfiguration/AccelerationStatus", exact({ absentIs: "Suspended" })],
    ["BucketEncryption", object(readWith("s3:GetEncryptionConfiguration"))],
    ["BucketEncryption/ServerSideEncryptionConfiguration", whole(sameEncryption)],
    ["PublicAccessBlockConfiguration", object(readWith("s3:GetBucketPublicAccessBlock"))],
    ["PublicAccessBlockConfiguration/BlockPublicAcls", boolean({ absentIs: false })],
    ["PublicAccessBlockConfiguration/BlockPublicPolicy", boolean({ absentIs: false })],
    ["PublicAccessBlockConfiguration/IgnorePublicAcls", boolean({ absentIs: false })],
    ["PublicAccessBlockConfiguration/RestrictPublicBuckets", boolean({ absentIs: false })],
    // A bucket that never had versioning leaves it out; one that had it is `Suspended`, which keeps no versions either.
    ["VersioningConfiguration", object(readWith("s3:GetBucketVersioning"))],
    ["VersioningConfiguration/Status", exact({ absentIs: "Suspended" })],
    ["OwnershipControls", object(readWith("s3:GetBucketOwnershipControls"))],
    ["OwnershipControls/Rules", whole(sameStructure)],
    ["CorsConfiguration", object(readWith("s3:GetBucketCORS"))],
    ["CorsConfiguration/CorsRules", whole(sameCors)],
    ...lifecycleRules,
    ["LoggingConfiguration", object(readWith("s3:GetBucketLogging"))],
    ["LoggingConfiguration/DestinationBucketName", exact({ absentIs: "" })],
    ["LoggingConfiguration/LogFilePrefix", exact({ absentIs: "" })],
    ["LoggingConfiguration/TargetObjectKeyFormat", whole(sameStructure, ifReturned())],
    ...notificationRules,
    ...replicationRules,
    ...websiteRules,
    ["AnalyticsConfigurations", keyed("Id", readWith("s3:GetAnalyticsConfiguration"))],
    ["IntelligentTieringConfigurations", keyed("Id", readWith("s3:GetIntelligentTieringConfiguration"))],
    ["InventoryConfigurations", keyed("Id", readWith("s3:GetInventoryConfiguration"))],
    ["MetricsConfigurations", keyed("Id", readWith("s3:GetMetricsConfiguration"))],
    ["AccessControl", neverRead()],
    ["BucketNamePrefix", neverRead()],
    ["BucketNamespace", neverRead()],
    ["Tags", tags(readWith("s3:GetBucketTagging", "s3:ListTagsForResource"))],
  ]),
};
