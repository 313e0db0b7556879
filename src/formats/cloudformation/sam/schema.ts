import type { Data, Dict } from "./data/data.ts";
import { SamError } from "./error.ts";
import { entriesOf, get, isDict, textOf } from "./data/data.ts";

/** What a SAM resource or event takes; names that end in `!` are required. */
type Properties = Readonly<Record<string, string>>;

/**
 * The properties of SAM's resource types, without `AWS::Serverless::`
 * (https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-resources-and-properties.html).
 */
export const RESOURCES: Properties = {
  Function: `FunctionName Handler Runtime CodeUri ImageUri PackageType InlineCode DeadLetterQueue Description MemorySize
    Timeout VpcConfig Role AssumeRolePolicyDocument Policies RolePath PermissionsBoundary Environment Events Tags
    PropagateTags Tracing KmsKeyArn DeploymentPreference ReservedConcurrentExecutions Layers EventInvokeConfig
    EphemeralStorage AutoPublishAlias AutoPublishCodeSha256 AutoPublishAliasAllProperties VersionDescription
    ProvisionedConcurrencyConfig FileSystemConfigs ImageConfig CodeSigningConfigArn Architectures SnapStart
    FunctionUrlConfig RuntimeManagementConfig LoggingConfig RecursiveLoop SourceKMSKeyArn CapacityProviderConfig
    FunctionScalingConfig VersionDeletionPolicy PublishToLatestPublished TenancyConfig DurableConfig`,
  Api: `__MANAGE_SWAGGER Name StageName! Tags PropagateTags DefinitionBody DefinitionUri MergeDefinitions
    CacheClusterEnabled CacheClusterSize Variables EndpointConfiguration MethodSettings BinaryMediaTypes
    MinimumCompressionSize Cors Auth GatewayResponses AccessLogSetting CanarySetting TracingEnabled OpenApiVersion
    Models Domain FailOnWarnings Description Mode DisableExecuteApiEndpoint ApiKeySourceType AlwaysDeploy Policy
    SecurityPolicy EndpointAccessMode`,
  HttpApi: `__MANAGE_SWAGGER Name StageName Tags PropagateTags DefinitionBody DefinitionUri StageVariables
    CorsConfiguration AccessLogSettings DefaultRouteSettings Auth RouteSettings Domain FailOnWarnings Description
    DisableExecuteApiEndpoint`,
  WebSocketApi: `ApiKeySelectionExpression AccessLogSettings Auth DefaultRouteSettings Description
    DisableExecuteApiEndpoint Domain DisableSchemaValidation FailOnWarnings IpAddressType Name PropagateTags Routes!
    RouteSettings RouteSelectionExpression! StageName StageVariables Tags`,
  SimpleTable: "PointInTimeRecoverySpecification PrimaryKey ProvisionedThroughput TableName Tags SSESpecification",
  Application: "Location! TemplateUrl Parameters NotificationARNs Tags TimeoutInMinutes",
  LayerVersion: `LayerName Description PublishLambdaVersion ContentUri! CompatibleArchitectures CompatibleRuntimes
    LicenseInfo RetentionPolicy`,
  StateMachine: `Definition DefinitionUri Logging Role RolePath DefinitionSubstitutions Events Name Type Tags
    PropagateTags Policies Tracing PermissionsBoundary AutoPublishAlias DeploymentPreference UseAliasAsEventTarget`,
  Connector: "Source! Destination! Permissions!",
  GraphQLApi: `Name Tags XrayEnabled Auth! SchemaInline SchemaUri Logging DataSources Functions Resolvers ApiKeys
    DomainName Cache Visibility OwnerContact IntrospectionConfig QueryDepthLimit ResolverCountLimit`,
  CapacityProvider: `CapacityProviderName VpcConfig! OperatorRole Tags PropagateTags InstanceRequirements ScalingConfig
    KmsKeyArn`,
};

/** What every event that is polled takes. */
const POLLED = `BatchSize StartingPosition StartingPositionTimestamp Enabled MaximumBatchingWindowInSeconds
  MaximumRetryAttempts BisectBatchOnFunctionError MaximumRecordAgeInSeconds DestinationConfig ParallelizationFactor
  Topics Queues SourceAccessConfigurations SecretsManagerKmsKeyId TumblingWindowInSeconds FunctionResponseTypes
  KafkaBootstrapServers FilterCriteria KmsKeyArn ConsumerGroupId ScalingConfig ProvisionedPollerConfig
  SchemaRegistryConfig MetricsConfig LoggingConfig`;

const SCHEDULE_V2 = `PermissionsBoundary ScheduleExpression! FlexibleTimeWindow Name State Description StartDate EndDate
  ScheduleExpressionTimezone GroupName KmsKeyArn Input RoleArn DeadLetterConfig RetryPolicy OmitName`;

const FUNCTION_RULE = `EventBusName RuleName Pattern DeadLetterConfig RetryPolicy Input InputPath Target Enabled State
  InputTransformer`;

const MACHINE_RULE = `EventBusName RuleName Pattern Input InputPath DeadLetterConfig RetryPolicy State Target
  InputTransformer`;

/** The properties of a function's events. */
export const FUNCTION_EVENTS: Properties = {
  AlexaSkill: "SkillId",
  Api: `Path! Method! RestApiId! Stage Auth RequestModel RequestParameters TimeoutInMillis ResponseTransferMode`,
  CloudWatchEvent: FUNCTION_RULE,
  CloudWatchLogs: "LogGroupName! FilterPattern!",
  Cognito: "UserPool! Trigger!",
  DocumentDB: `${POLLED} Cluster! DatabaseName! CollectionName FullDocument`,
  DynamoDB: `${POLLED} Stream! StartingPosition!`,
  EventBridgeRule: FUNCTION_RULE,
  HttpApi: "Path Method ApiId Stage Auth TimeoutInMillis RouteSettings PayloadFormatVersion",
  IoTRule: "Sql! AwsIotSqlVersion",
  Kinesis: `${POLLED} Stream! StartingPosition!`,
  MQ: `${POLLED} Broker! DynamicPolicyName`,
  MSK: `${POLLED} Stream! StartingPosition!`,
  S3: "Bucket! Events! Filter",
  SNS: "Topic! Region FilterPolicy FilterPolicyScope SqsSubscription RedrivePolicy",
  SQS: `${POLLED} Queue!`,
  Schedule: "Schedule! RuleName Input Enabled State Name Description DeadLetterConfig RetryPolicy",
  ScheduleV2: SCHEDULE_V2,
  SelfManagedKafka: POLLED,
};

/** The properties of a state machine's events. */
export const MACHINE_EVENTS: Properties = {
  Api: "Path! Method! RestApiId! Stage Auth UnescapeMappingTemplate",
  CloudWatchEvent: MACHINE_RULE,
  EventBridgeRule: MACHINE_RULE,
  Schedule: "Schedule! Input Enabled State Name Description DeadLetterConfig RetryPolicy Target RoleArn",
  ScheduleV2: SCHEDULE_V2,
};

/**
 * Checks that nothing is there that the transform does not know, and nothing missing that it needs.
 * @throws SamError otherwise
 */
export function checkProperties(type: string, properties: Dict, schema: Properties): void {
  const names = schema[type]?.split(/\s+/);
  if (!names) throw new SamError(`SAM has no \`${type}\``);
  const known = new Set(names.map((name) => name.replace("!", "")));
  const other = entriesOf(properties).find(([name]) => !known.has(textOf(name) ?? ""));
  if (other) throw new SamError(`\`${type}\` has no property \`${textOf(other[0]) ?? ""}\``);
  const missing = names.find((name) => name.endsWith("!") && get(properties, name.slice(0, -1)) === null);
  if (missing !== undefined) throw new SamError(`\`${type}\` needs the property \`${missing.slice(0, -1)}\``);
}

/**
 * A property's map.
 * @throws SamError where it is something else
 */
export function mapOf(value: Data, what: string): Dict {
  if (!isDict(value)) throw new SamError(`\`${what}\` must be a map`);
  return value;
}
