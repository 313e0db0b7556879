/**
 * What CDK's methods refer to, by module, class and method. Facts from the API reference of aws-cdk-lib 2.276
 * (https://docs.aws.amazon.com/cdk/api/v2/docs/aws-construct-library.html). Methods that take an ARN need no line here:
 * it says what it is.
 */
export type Method = {
  readonly type: string;
  /** The argument that names the resource, as TypeScript and, in camel case, Python spell it. */
  readonly argument: string;
  /** Its place among positional arguments; null where only an object or a keyword carries it. */
  readonly position: number | null;
  /** The CloudFormation property that the argument is; null where it is the Cloud Control identifier. */
  readonly property: string | null;
};

/** What a method refers to, in the order in which its arguments are tried; undefined where the project does not know it. */
export function methodsOf(module: string, className: string, method: string): readonly Method[] | undefined {
  return TABLE.get(`${module}.${className}.${method}`);
}

const SCOPE_ID_NAME = 2;
const SCOPE_NAME = 1;

function byName(type: string, argument: string, property: string | null = null): Method {
  return { type, argument, position: SCOPE_ID_NAME, property };
}

function inOptions(type: string, argument: string, property: string | null = null): Method {
  return { type, argument, position: null, property };
}

function parameter(position: number | null, argument = "parameterName"): readonly Method[] {
  return [{ type: "AWS::SSM::Parameter", argument, position, property: "Name" }];
}

const HOSTED_ZONE = "AWS::Route53::HostedZone";
const LISTENER = "AWS::ElasticLoadBalancingV2::Listener";
const LOAD_BALANCER = "AWS::ElasticLoadBalancingV2::LoadBalancer";
const SECRET = "AWS::SecretsManager::Secret";
const SECURITY_GROUP = "AWS::EC2::SecurityGroup";

const TABLE: ReadonlyMap<string, readonly Method[]> = new Map(
  Object.entries({
    ".SecretValue.secretsManager": [{ type: SECRET, argument: "secretId", position: 0, property: "Name" }],
    ".SecretValue.ssmSecure": parameter(0),
    "aws-cloudwatch.Alarm.fromAlarmName": [byName("AWS::CloudWatch::Alarm", "alarmName", "AlarmName")],
    "aws-cognito.UserPool.fromUserPoolId": [byName("AWS::Cognito::UserPool", "userPoolId")],
    "aws-dynamodb.Table.fromTableName": [byName("AWS::DynamoDB::Table", "tableName", "TableName")],
    "aws-dynamodb.Table.fromTableAttributes": [inOptions("AWS::DynamoDB::Table", "tableName", "TableName")],
    "aws-dynamodb.TableV2.fromTableName": [byName("AWS::DynamoDB::Table", "tableName", "TableName")],
    "aws-dynamodb.TableV2.fromTableAttributes": [inOptions("AWS::DynamoDB::Table", "tableName", "TableName")],
    "aws-ec2.SecurityGroup.fromLookupById": [byName(SECURITY_GROUP, "securityGroupId")],
    "aws-ec2.SecurityGroup.fromSecurityGroupId": [byName(SECURITY_GROUP, "securityGroupId")],
    "aws-ec2.Subnet.fromSubnetAttributes": [inOptions("AWS::EC2::Subnet", "subnetId")],
    "aws-ec2.Subnet.fromSubnetId": [byName("AWS::EC2::Subnet", "subnetId")],
    "aws-ec2.Vpc.fromLookup": [inOptions("AWS::EC2::VPC", "vpcId")],
    "aws-ec2.Vpc.fromVpcAttributes": [inOptions("AWS::EC2::VPC", "vpcId")],
    "aws-ecr.Repository.fromRepositoryName": [byName("AWS::ECR::Repository", "repositoryName")],
    "aws-ecr.Repository.fromRepositoryAttributes": [inOptions("AWS::ECR::Repository", "repositoryName")],
    "aws-ecs.Cluster.fromClusterAttributes": [inOptions("AWS::ECS::Cluster", "clusterName")],
    "aws-elasticloadbalancingv2.ApplicationListener.fromApplicationListenerAttributes": [
      inOptions(LISTENER, "listenerArn"),
    ],
    "aws-elasticloadbalancingv2.ApplicationListener.fromLookup": [inOptions(LISTENER, "listenerArn")],
    "aws-elasticloadbalancingv2.ApplicationLoadBalancer.fromLookup": [inOptions(LOAD_BALANCER, "loadBalancerArn")],
    "aws-elasticloadbalancingv2.NetworkListener.fromLookup": [inOptions(LISTENER, "listenerArn")],
    "aws-elasticloadbalancingv2.NetworkLoadBalancer.fromLookup": [inOptions(LOAD_BALANCER, "loadBalancerArn")],
    "aws-events.EventBus.fromEventBusName": [byName("AWS::Events::EventBus", "eventBusName")],
    "aws-events.EventBus.fromEventBusAttributes": [inOptions("AWS::Events::EventBus", "eventBusName")],
    "aws-iam.Role.fromLookup": [inOptions("AWS::IAM::Role", "roleName", "RoleName")],
    "aws-iam.Role.fromRoleName": [byName("AWS::IAM::Role", "roleName", "RoleName")],
    "aws-kms.Alias.fromAliasName": [byName("AWS::KMS::Alias", "aliasName", "AliasName")],
    "aws-kms.Alias.fromAliasAttributes": [inOptions("AWS::KMS::Alias", "aliasName", "AliasName")],
    "aws-kms.Key.fromLookup": [inOptions("AWS::KMS::Alias", "aliasName", "AliasName")],
    "aws-lambda.Function.fromFunctionName": [byName("AWS::Lambda::Function", "functionName", "FunctionName")],
    "aws-logs.LogGroup.fromLogGroupName": [byName("AWS::Logs::LogGroup", "logGroupName", "LogGroupName")],
    "aws-rds.DatabaseCluster.fromDatabaseClusterAttributes": [inOptions("AWS::RDS::DBCluster", "clusterIdentifier")],
    "aws-rds.DatabaseInstance.fromDatabaseInstanceAttributes": [
      inOptions("AWS::RDS::DBInstance", "instanceIdentifier"),
    ],
    "aws-rds.DatabaseInstance.fromLookup": [inOptions("AWS::RDS::DBInstance", "instanceIdentifier")],
    "aws-route53.HostedZone.fromHostedZoneAttributes": [inOptions(HOSTED_ZONE, "hostedZoneId")],
    "aws-route53.HostedZone.fromHostedZoneId": [byName(HOSTED_ZONE, "hostedZoneId")],
    "aws-route53.PrivateHostedZone.fromPrivateHostedZoneId": [byName(HOSTED_ZONE, "privateHostedZoneId")],
    "aws-route53.PublicHostedZone.fromPublicHostedZoneAttributes": [inOptions(HOSTED_ZONE, "hostedZoneId")],
    "aws-route53.PublicHostedZone.fromPublicHostedZoneId": [byName(HOSTED_ZONE, "publicHostedZoneId")],
    "aws-s3.Bucket.fromBucketAttributes": [inOptions("AWS::S3::Bucket", "bucketName", "BucketName")],
    "aws-s3.Bucket.fromBucketName": [byName("AWS::S3::Bucket", "bucketName", "BucketName")],
    "aws-secretsmanager.Secret.fromSecretName": [byName(SECRET, "secretName", "Name")],
    "aws-secretsmanager.Secret.fromSecretNameV2": [byName(SECRET, "secretName", "Name")],
    "aws-ssm.StringListParameter.fromStringListParameterName": parameter(SCOPE_ID_NAME, "stringListParameterName"),
    "aws-ssm.StringListParameter.valueForTypedListParameter": parameter(SCOPE_NAME),
    "aws-ssm.StringParameter.fromSecureStringParameterAttributes": parameter(null),
    "aws-ssm.StringParameter.fromStringParameterAttributes": parameter(null),
    "aws-ssm.StringParameter.fromStringParameterName": parameter(SCOPE_ID_NAME, "stringParameterName"),
    "aws-ssm.StringParameter.valueForSecureStringParameter": parameter(SCOPE_NAME),
    "aws-ssm.StringParameter.valueForStringParameter": parameter(SCOPE_NAME),
    "aws-ssm.StringParameter.valueForTypedStringParameter": parameter(SCOPE_NAME),
    "aws-ssm.StringParameter.valueForTypedStringParameterV2": parameter(SCOPE_NAME),
    "aws-ssm.StringParameter.valueFromLookup": parameter(SCOPE_NAME),
  } satisfies Record<string, readonly Method[]>),
);

/** What is looked up by what it is like: which one it was, only the kept context says. By provider of that context. */
export const LOOKUP_PROVIDERS: ReadonlyMap<string, string> = new Map([
  ["aws-ec2.MachineImage", "ami"],
  ["aws-ec2.SecurityGroup", "security-group"],
  ["aws-ec2.Vpc", "vpc-provider"],
  ["aws-elasticloadbalancingv2.ApplicationListener", "load-balancer-listener"],
  ["aws-elasticloadbalancingv2.ApplicationLoadBalancer", "load-balancer"],
  ["aws-elasticloadbalancingv2.NetworkListener", "load-balancer-listener"],
  ["aws-elasticloadbalancingv2.NetworkLoadBalancer", "load-balancer"],
  ["aws-route53.HostedZone", "hosted-zone"],
]);
