import type { HandlerDefinition } from "../world.ts";

/** Where a resource lives, as its ARN spells it. */
export type HandlerPlace = { readonly partition: string; readonly account: string; readonly region: string };

/** A sub-call of a read handler: the properties that it fills, and what happens when it is denied. */
export type Subread = HandlerDefinition["subreads"][number];

/**
 * What Cloud Control's handlers of one type do. `read` is the call that a read cannot do without; `listed` are the properties that a
 * listing returns besides the identifier. Actions, identifiers, read-only and write-only properties are those of the types' public
 * schemas; which sub-calls are swallowed is not published, so each of the two ways is given to some types here.
 */
export type Handler = HandlerDefinition & {
  /** How AWS's SDK for Java, which handlers use, names the service in messages. */
  readonly service: string;
  /** The code under which Cloud Control passes on the handler's AccessDenied: both have been seen. */
  readonly deniedAs: "GeneralServiceException" | "AccessDeniedException";
  arn(identifier: string, place: HandlerPlace): string;
  /** Properties that follow from the identifier, as a read returns them. */
  derived(identifier: string, place: HandlerPlace): { readonly [property: string]: string };
};

type Definition = Partial<HandlerDefinition> &
  Pick<HandlerDefinition, "identifier" | "read"> &
  Partial<Omit<Handler, keyof HandlerDefinition>>;

/** Fills in what a definition leaves out. */
export function handler(definition: Definition): Handler {
  const names = definition.identifier;
  const arn = definition.arn ?? (() => "*");
  return {
    subreads: [],
    list: [definition.read],
    listed: [],
    readOnly: [],
    writeOnly: [],
    global: false,
    service: serviceOf(definition.read),
    deniedAs: "GeneralServiceException",
    ...definition,
    arn,
    derived(identifier, place) {
      const parts = identifier.split("|");
      const primary = Object.fromEntries(names.map((name, index) => [name, parts[index] ?? ""]));
      return { ...primary, ...definition.derived?.(identifier, place) };
    },
  };
}

function serviceOf(action: string): string {
  const [prefix = ""] = action.split(":");
  return prefix.charAt(0).toUpperCase() + prefix.slice(1);
}

function swallowed(action: string, ...properties: string[]): Subread {
  return { action, properties, denied: "swallowed" };
}

function fails(action: string, ...properties: string[]): Subread {
  return { action, properties, denied: "fails" };
}

function regional(service: string, resource: (identifier: string) => string): Handler["arn"] {
  return (identifier, { partition, account, region }) =>
    `arn:${partition}:${service}:${region}:${account}:${resource(identifier)}`;
}

function lastOf(text: string, separator: string): string {
  return text.slice(text.lastIndexOf(separator) + 1);
}

/** The handlers that the emulated Cloud Control has by itself; a world file adds others under `types`. */
export const HANDLERS: ReadonlyMap<string, Handler> = new Map([
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
      writeOnly: ["AccessControl", "BucketNamePrefix", "BucketNamespace"],
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
      derived: (name, { partition, account }) => ({
        Arn: `arn:${partition}:iam::${account}:role/${name}`,
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
      list: ["logs:DescribeLogGroups"],
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
      writeOnly: ["Description", "Tier", "AllowedPattern", "Policies"],
      arn: regional("ssm", parameterResource),
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

/** A parameter's part of its ARN: a leading slash of the name is not doubled. */
export function parameterResource(name: string): string {
  return `parameter${name.startsWith("/") ? "" : "/"}${name}`;
}

/** A secret's name, from an ARN that ends in a hyphen and six random characters. */
export function secretNameOf(arn: string): string {
  return lastOf(arn, ":").replace(/-[A-Za-z0-9]{6}$/, "");
}
