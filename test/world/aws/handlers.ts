import { fails, handler, lastOf, parameterResource, regional, secretNameOf, swallowed } from "./handler.ts";
import type { Handler } from "./handler.ts";
import { API_HANDLERS } from "./api-handlers.ts";
import { DATA_HANDLERS } from "./data-handlers.ts";
import { DELIVERY_HANDLERS } from "./delivery-handlers.ts";
import { NETWORK_HANDLERS } from "./network-handlers.ts";
import { PART_HANDLERS } from "./part-handlers.ts";

/** What only a service's own API knows, by the names that a world file has for it. */
export const SERVICE_ONLY_TYPES: ReadonlySet<string> = new Set([
  "AWS::EC2::AvailabilityZone",
  "AWS::EC2::Image",
  "AWS::EC2::EndpointService",
  "AWS::Route53::RecordSet",
]);

/** The handlers that the emulated Cloud Control has by itself; a world file adds others under `types`. */
export const HANDLERS: ReadonlyMap<string, Handler> = new Map([
  ...API_HANDLERS,
  ...NETWORK_HANDLERS,
  ...DELIVERY_HANDLERS,
  ...DATA_HANDLERS,
  ...PART_HANDLERS,
  [
    "AWS::SQS::Queue",
    handler({
      identifier: ["QueueUrl"],
      read: "sqs:GetQueueAttributes",
      subreads: [swallowed("sqs:ListQueueTags", "Tags")],
      list: ["sqs:ListQueues"],
      readOnly: ["QueueUrl", "Arn"],
      arn: regional("sqs", (url) => lastOf(url, "/")),
      derived: (url, place) => ({
        QueueName: lastOf(url, "/"),
        Arn: regional("sqs", (id) => lastOf(id, "/"))(url, place),
      }),
    }),
  ],
  [
    "AWS::SNS::Topic",
    handler({
      identifier: ["TopicArn"],
      read: "sns:GetTopicAttributes",
      subreads: [
        swallowed("sns:ListTagsForResource", "Tags"),
        swallowed("sns:ListSubscriptionsByTopic", "Subscription"),
        swallowed("sns:GetDataProtectionPolicy", "DataProtectionPolicy"),
      ],
      list: ["sns:ListTopics"],
      readOnly: ["TopicArn"],
      arn: (arn) => arn,
      derived: (arn) => ({ TopicName: lastOf(arn, ":") }),
    }),
  ],
  [
    "AWS::Lambda::Function",
    handler({
      identifier: ["FunctionName"],
      read: "lambda:GetFunction",
      subreads: [
        swallowed("lambda:GetFunctionCodeSigningConfig", "CodeSigningConfigArn"),
        swallowed("lambda:GetFunctionRecursionConfig", "RecursiveLoop"),
        swallowed("lambda:GetRuntimeManagementConfig", "RuntimeManagementConfig"),
        swallowed("lambda:GetFunctionScalingConfig", "FunctionScalingConfig"),
        // GetFunction gives tags only to those who may list them: https://docs.aws.amazon.com/lambda/latest/api/API_GetFunction.html
        swallowed("lambda:ListTags", "Tags"),
      ],
      list: ["lambda:ListFunctions"],
      readOnly: ["SnapStartResponse", "Arn"],
      writeOnly: [
        "SnapStart",
        "Code/ImageUri",
        "Code/S3Bucket",
        "Code/S3Key",
        "Code/S3ObjectVersion",
        "Code/ZipFile",
        "Code/SourceKMSKeyArn",
        "Code/S3ObjectStorageMode",
        "PublishToLatestPublished",
      ],
      arn: regional("lambda", (name) => `function:${name}`),
      derived: (name, place) => ({ Arn: regional("lambda", () => `function:${name}`)(name, place) }),
    }),
  ],
  [
    "AWS::DynamoDB::Table",
    handler({
      identifier: ["TableName"],
      read: "dynamodb:DescribeTable",
      subreads: [
        swallowed("dynamodb:DescribeContinuousBackups", "PointInTimeRecoverySpecification"),
        swallowed("dynamodb:DescribeContributorInsights", "ContributorInsightsSpecification"),
        swallowed("dynamodb:DescribeKinesisStreamingDestination", "KinesisStreamSpecification"),
        swallowed("dynamodb:ListTagsOfResource", "Tags"),
        swallowed("dynamodb:GetResourcePolicy", "ResourcePolicy"),
        swallowed("dynamodb:DescribeTimeToLive", "TimeToLiveSpecification"),
      ],
      list: ["dynamodb:ListTables"],
      readOnly: ["Arn", "StreamArn"],
      writeOnly: ["ImportSourceSpecification"],
      service: "DynamoDb",
      arn: regional("dynamodb", (name) => `table/${name}`),
      derived: (name, place) => ({ Arn: regional("dynamodb", () => `table/${name}`)(name, place) }),
    }),
  ],
  [
    "AWS::S3::Bucket",
    handler({
      identifier: ["BucketName"],
      global: true,
      read: "s3:ListBucket",
      subreads: [
        swallowed("s3:GetAccelerateConfiguration", "AccelerateConfiguration"),
        swallowed("s3:GetLifecycleConfiguration", "LifecycleConfiguration"),
        swallowed("s3:GetBucketPublicAccessBlock", "PublicAccessBlockConfiguration"),
        swallowed("s3:GetAnalyticsConfiguration", "AnalyticsConfigurations"),
        swallowed("s3:GetBucketCORS", "CorsConfiguration"),
        swallowed("s3:GetEncryptionConfiguration", "BucketEncryption"),
        swallowed("s3:GetInventoryConfiguration", "InventoryConfigurations"),
        swallowed("s3:GetBucketLogging", "LoggingConfiguration"),
        swallowed("s3:GetMetricsConfiguration", "MetricsConfigurations"),
        swallowed("s3:GetBucketNotification", "NotificationConfiguration"),
        swallowed("s3:GetBucketVersioning", "VersioningConfiguration"),
        swallowed("s3:GetReplicationConfiguration", "ReplicationConfiguration"),
        swallowed("s3:GetBucketWebsite", "WebsiteConfiguration"),
        swallowed("s3:GetBucketObjectLockConfiguration", "ObjectLockConfiguration", "ObjectLockEnabled"),
        swallowed("s3:GetBucketTagging", "Tags"),
        swallowed("s3:ListTagsForResource", "Tags"),
        swallowed("s3:GetBucketAbac", "AbacStatus"),
        swallowed("s3:GetBucketOwnershipControls", "OwnershipControls"),
        swallowed("s3:GetIntelligentTieringConfiguration", "IntelligentTieringConfigurations"),
        swallowed("s3:GetBucketMetadataTableConfiguration", "MetadataTableConfiguration", "MetadataConfiguration"),
      ],
      list: ["s3:ListAllMyBuckets"],
      readOnly: ["Arn", "DomainName", "DualStackDomainName", "RegionalDomainName", "WebsiteURL"],
      writeOnly: [
        "AccessControl",
        "BucketNamePrefix",
        "BucketNamespace",
        "MetadataConfiguration/JournalTableConfiguration/EncryptionConfiguration",
        "MetadataConfiguration/InventoryTableConfiguration/EncryptionConfiguration",
        "MetadataConfiguration/AnnotationTableConfiguration/EncryptionConfiguration",
        "LifecycleConfiguration/Rules/*/NoncurrentVersionExpirationInDays",
        "LifecycleConfiguration/Rules/*/NoncurrentVersionTransition",
        "LifecycleConfiguration/Rules/*/Transition",
        "LifecycleConfiguration/Rules/*/ExpiredObjectDeleteMarker",
        "ReplicationConfiguration/Rules/*/Prefix",
      ],
      arn: (name, { partition }) => `arn:${partition}:s3:::${name}`,
      derived: (name, { partition, region }) => ({
        Arn: `arn:${partition}:s3:::${name}`,
        DomainName: `${name}.s3.amazonaws.com`,
        DualStackDomainName: `${name}.s3.dualstack.${region}.amazonaws.com`,
        RegionalDomainName: `${name}.s3.${region}.amazonaws.com`,
        WebsiteURL: `http://${name}.s3-website-${region}.amazonaws.com`,
      }),
    }),
  ],
  [
    "AWS::IAM::Role",
    handler({
      identifier: ["RoleName"],
      global: true,
      read: "iam:GetRole",
      subreads: [
        fails("iam:ListAttachedRolePolicies", "ManagedPolicyArns"),
        fails("iam:ListRolePolicies", "Policies"),
        swallowed("iam:GetRolePolicy", "Policies"),
      ],
      list: ["iam:ListRoles"],
      readOnly: ["Arn", "RoleId"],
      deniedAs: "AccessDeniedException",
      arn: (name, { partition, account }) => `arn:${partition}:iam::${account}:role/${name}`,
      derived: (name, { partition, account }, { Path }) => ({
        Arn: `arn:${partition}:iam::${account}:role${typeof Path === "string" ? Path : "/"}${name}`,
        RoleId: `AROA${"0".repeat(17)}`,
      }),
    }),
  ],
  [
    "AWS::Logs::LogGroup",
    handler({
      identifier: ["LogGroupName"],
      read: "logs:DescribeLogGroups",
      subreads: [
        swallowed("logs:ListTagsForResource", "Tags"),
        swallowed("logs:GetDataProtectionPolicy", "DataProtectionPolicy"),
        swallowed("logs:DescribeIndexPolicies", "FieldIndexPolicies"),
        swallowed("logs:DescribeResourcePolicies", "ResourcePolicyDocument"),
      ],
      list: ["logs:DescribeLogGroups", "logs:ListTagsForResource"],
      listed: ["Arn", "RetentionInDays", "KmsKeyId", "LogGroupClass"],
      readOnly: ["Arn"],
      service: "CloudWatchLogs",
      arn: regional("logs", (name) => `log-group:${name}`),
      derived: (name, place) => ({ Arn: regional("logs", () => `log-group:${name}:*`)(name, place) }),
    }),
  ],
  [
    "AWS::CloudWatch::Alarm",
    handler({
      identifier: ["AlarmName"],
      read: "cloudwatch:DescribeAlarms",
      subreads: [swallowed("cloudwatch:ListTagsForResource", "Tags")],
      list: ["cloudwatch:DescribeAlarms"],
      readOnly: ["Arn"],
      service: "CloudWatch",
      arn: regional("cloudwatch", (name) => `alarm:${name}`),
      derived: (name, place) => ({ Arn: regional("cloudwatch", () => `alarm:${name}`)(name, place) }),
    }),
  ],
  [
    "AWS::SSM::Parameter",
    handler({
      identifier: ["Name"],
      read: "ssm:GetParameters",
      subreads: [swallowed("ssm:ListTagsForResource", "Tags")],
      list: ["ssm:DescribeParameters"],
      readOnly: ["Arn"],
      writeOnly: ["Description", "Tier", "AllowedPattern", "Policies"],
      arn: regional("ssm", parameterResource),
      derived: (name, place) => ({ Arn: regional("ssm", parameterResource)(name, place) }),
    }),
  ],
  [
    "AWS::SecretsManager::Secret",
    handler({
      identifier: ["Id"],
      read: "secretsmanager:DescribeSecret",
      subreads: [swallowed("secretsmanager:GetSecretValue")],
      list: ["secretsmanager:ListSecrets"],
      listed: ["Name", "Description", "KmsKeyId", "Tags"],
      readOnly: ["Id"],
      writeOnly: ["SecretString", "GenerateSecretString"],
      service: "SecretsManager",
      arn: (arn) => arn,
      derived: (arn) => ({ Name: secretNameOf(arn) }),
    }),
  ],
  [
    "AWS::KMS::Alias",
    handler({
      identifier: ["AliasName"],
      read: "kms:ListAliases",
      listed: ["TargetKeyId"],
      deniedAs: "AccessDeniedException",
    }),
  ],
  [
    "AWS::ECS::Service",
    handler({
      identifier: ["ServiceArn", "Cluster"],
      read: "ecs:DescribeServices",
      list: ["ecs:DescribeServices", "ecs:ListClusters", "ecs:ListServices"],
      readOnly: ["ServiceArn", "Name"],
      writeOnly: ["ServiceConnectConfiguration", "VolumeConfigurations", "ForceNewDeployment", "Monitoring"],
      arn: (identifier) => identifier.split("|")[0] ?? identifier,
      derived: (identifier) => {
        const name = lastOf(identifier.split("|")[0] ?? identifier, "/");
        return { Name: name, ServiceName: name };
      },
    }),
  ],
]);

/** Types that exist in CloudFormation and that Cloud Control cannot read. */
export const UNREADABLE_TYPES: ReadonlySet<string> = new Set([
  "AWS::IAM::Policy",
  "AWS::SQS::QueuePolicy",
  "AWS::SNS::TopicPolicy",
  "AWS::Route53::RecordSet",
  "AWS::CodeBuild::Project",
]);
