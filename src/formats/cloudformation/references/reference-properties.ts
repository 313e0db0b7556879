import type { ReferenceTarget } from "../../../resources/named-by-text.ts";

/**
 * Properties that name a live resource of one type by name or URL, with certainty: CloudFormation refuses the deployment,
 * or the resource cannot work, when it is not there. Names of what AWS makes on first use (a flow log's group, a
 * function's own) and of what may lie in another account (a trail's bucket, a function's code) are left out. ARNs need
 * no table. Facts from each type's page under
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html.
 */
export type ReferenceProperty = {
  /** Path in the type that holds it; `*` is every item of a list. */
  readonly path: string;
  /** The type that it names. */
  readonly target: ReferenceTarget;
};

/** Which properties of a type name something live. */
export function referencePropertiesOf(type: string): readonly ReferenceProperty[] {
  return TABLE.get(type) ?? [];
}

const TABLE: ReadonlyMap<string, readonly ReferenceProperty[]> = new Map(
  Object.entries({
    "AWS::ApplicationAutoScaling::ScalableTarget": [at("ResourceId", "scalable")],
    "AWS::ApplicationAutoScaling::ScalingPolicy": [at("ResourceId", "scalable")],
    "AWS::DynamoDB::Table": [at("SSESpecification/KMSMasterKeyId", "AWS::KMS::Alias")],
    "AWS::ECS::Service": [at("Role", "AWS::IAM::Role")],
    "AWS::ECS::TaskDefinition": [
      at("TaskRoleArn", "AWS::IAM::Role"),
      at("ExecutionRoleArn", "AWS::IAM::Role"),
      at("ContainerDefinitions/*/Secrets/*/ValueFrom", "AWS::SSM::Parameter"),
    ],
    "AWS::IAM::InstanceProfile": [at("Roles/*", "AWS::IAM::Role")],
    "AWS::IAM::ManagedPolicy": [at("Roles/*", "AWS::IAM::Role")],
    "AWS::IAM::Policy": [at("Roles/*", "AWS::IAM::Role")],
    "AWS::IAM::RolePolicy": [at("RoleName", "AWS::IAM::Role")],
    "AWS::Lambda::Alias": [at("FunctionName", "AWS::Lambda::Function")],
    "AWS::Lambda::EventInvokeConfig": [at("FunctionName", "AWS::Lambda::Function")],
    "AWS::Lambda::EventSourceMapping": [at("FunctionName", "AWS::Lambda::Function")],
    "AWS::Lambda::Permission": [at("FunctionName", "AWS::Lambda::Function")],
    "AWS::Lambda::Url": [at("TargetFunctionArn", "AWS::Lambda::Function")],
    "AWS::Lambda::Version": [at("FunctionName", "AWS::Lambda::Function")],
    "AWS::Logs::LogStream": [at("LogGroupName", "AWS::Logs::LogGroup")],
    "AWS::Logs::MetricFilter": [at("LogGroupName", "AWS::Logs::LogGroup")],
    "AWS::Logs::SubscriptionFilter": [at("LogGroupName", "AWS::Logs::LogGroup")],
    "AWS::S3::Bucket": [at("LoggingConfiguration/DestinationBucketName", "AWS::S3::Bucket")],
    "AWS::S3::BucketPolicy": [at("Bucket", "AWS::S3::Bucket")],
    "AWS::SNS::Topic": [at("KmsMasterKeyId", "AWS::KMS::Alias")],
    "AWS::SQS::Queue": [at("KmsMasterKeyId", "AWS::KMS::Alias")],
    "AWS::SQS::QueueInlinePolicy": [at("Queue", "AWS::SQS::Queue")],
    "AWS::SQS::QueuePolicy": [at("Queues/*", "AWS::SQS::Queue")],
    "AWS::SecretsManager::ResourcePolicy": [at("SecretId", "AWS::SecretsManager::Secret")],
    "AWS::SecretsManager::RotationSchedule": [at("SecretId", "AWS::SecretsManager::Secret")],
    "AWS::SecretsManager::Secret": [at("KmsKeyId", "AWS::KMS::Alias")],
    "AWS::SecretsManager::SecretTargetAttachment": [at("SecretId", "AWS::SecretsManager::Secret")],
  } satisfies Record<string, readonly ReferenceProperty[]>),
);

function at(path: string, target: ReferenceTarget): ReferenceProperty {
  return { path, target };
}
