/**
 * Properties that CloudFormation cannot change in place, names aside: a change of one makes another resource. They are
 * the `createOnlyProperties` of each type's schema
 * (https://docs.aws.amazon.com/cloudformation-cli/latest/userguide/resource-type-schema.html#schema-properties-createonly);
 * that a table's key is one of them its reference page says.
 */
const CREATE_ONLY: ReadonlyMap<string, readonly string[]> = new Map([
  ["AWS::DynamoDB::Table", ["ImportSourceSpecification", "KeySchema"]],
  ["AWS::ECR::Repository", ["EncryptionConfiguration"]],
  ["AWS::ECS::Service", ["Cluster", "Role", "SchedulingStrategy"]],
  [
    "AWS::ElastiCache::ReplicationGroup",
    [
      "AtRestEncryptionEnabled",
      "CacheSubnetGroupName",
      "DataTieringEnabled",
      "GlobalReplicationGroupId",
      "KmsKeyId",
      "NetworkType",
      "Port",
      "PreferredCacheClusterAZs",
      "SnapshotArns",
      "SnapshotName",
    ],
  ],
  ["AWS::IAM::InstanceProfile", ["Path"]],
  ["AWS::IAM::ManagedPolicy", ["Description", "Path"]],
  ["AWS::IAM::Role", ["Path"]],
  ["AWS::Lambda::Function", ["PackageType", "TenancyConfig"]],
  ["AWS::Logs::MetricFilter", ["LogGroupName"]],
  ["AWS::Logs::SubscriptionFilter", ["LogGroupName"]],
  [
    "AWS::RDS::DBCluster",
    [
      "AvailabilityZones",
      "ClusterScalabilityType",
      "DBSubnetGroupName",
      "DBSystemId",
      "DatabaseName",
      "EngineMode",
      "KmsKeyId",
      "PubliclyAccessible",
      "RestoreToTime",
      "RestoreType",
      "SnapshotIdentifier",
      "SourceDBClusterIdentifier",
      "SourceDbClusterResourceId",
      "SourceRegion",
      "StorageEncrypted",
      "UseLatestRestorableTime",
    ],
  ],
  [
    "AWS::RDS::DBInstance",
    [
      "BackupTarget",
      "CharacterSetName",
      "CustomIAMInstanceProfile",
      "DBClusterIdentifier",
      "DBName",
      "DBSubnetGroupName",
      "DBSystemId",
      "KmsKeyId",
      "MasterUsername",
      "NcharCharacterSetName",
      "SourceRegion",
      "StorageEncrypted",
      "Timezone",
    ],
  ],
  ["AWS::RDS::DBParameterGroup", ["Description", "Family"]],
  ["AWS::S3::Bucket", ["BucketNamePrefix", "BucketNamespace"]],
  ["AWS::SNS::Topic", ["FifoTopic"]],
  ["AWS::SQS::Queue", ["FifoQueue"]],
  ["AWS::StepFunctions::StateMachine", ["StateMachineType"]],
]);

/** Top-level properties of a CloudFormation type, names aside, whose change replaces the resource; none where that is not known. */
export function createOnlyProperties(type: string): readonly string[] {
  return CREATE_ONLY.get(type) ?? [];
}
