import type { Identity } from "../model/declared.ts";
import { apiGatewayDeployment } from "./apigateway-deployment.ts";
import { apiGatewayMethod } from "./apigateway-method.ts";
import { apiGatewayResource } from "./apigateway-resource.ts";
import { apiGatewayRestApi } from "./apigateway-rest-api.ts";
import { apiGatewayStage } from "./apigateway-stage.ts";
import { apiGatewayV2Api } from "./apigatewayv2-api.ts";
import { apiGatewayV2Integration } from "./apigatewayv2-integration.ts";
import { apiGatewayV2Route } from "./apigatewayv2-route.ts";
import { apiGatewayV2Stage } from "./apigatewayv2-stage.ts";
import { athenaNamedQuery } from "./athena-named-query.ts";
import { autoscalingGroup } from "./autoscaling-group.ts";
import { autoscalingScalableTarget } from "./autoscaling-scalable-target.ts";
import { autoscalingScalingPolicy } from "./autoscaling-scaling-policy.ts";
import { certificateManagerCertificate } from "./certificatemanager-certificate.ts";
import { cloudwatchAlarm } from "./cloudwatch-alarm.ts";
import { cloudwatchDashboard } from "./cloudwatch-dashboard.ts";
import { dynamodbTable } from "./dynamodb-table.ts";
import { ec2SecurityGroup } from "./ec2-security-group.ts";
import { ec2SecurityGroupEgress } from "./ec2-security-group-egress.ts";
import { ec2SecurityGroupIngress } from "./ec2-security-group-ingress.ts";
import { ec2Subnet } from "./ec2-subnet.ts";
import { ec2RouteTable } from "./ec2-route-table.ts";
import { ec2Route } from "./ec2-route.ts";
import { ec2InternetGateway } from "./ec2-internet-gateway.ts";
import { ec2VpcGatewayAttachment } from "./ec2-vpc-gateway-attachment.ts";
import { ec2NatGateway } from "./ec2-nat-gateway.ts";
import { ec2Volume } from "./ec2-volume.ts";
import { ec2VolumeAttachment } from "./ec2-volume-attachment.ts";
import { ec2Instance } from "./ec2-instance.ts";
import { ec2SubnetRouteTableAssociation } from "./ec2-subnet-route-table-association.ts";
import { ec2Eip } from "./ec2-eip.ts";
import { ec2VpcEndpoint } from "./ec2-vpc-endpoint.ts";
import { ec2Vpc } from "./ec2-vpc.ts";
import { ecrRepository } from "./ecr-repository.ts";
import { ecsCluster } from "./ecs-cluster.ts";
import { ecsService } from "./ecs-service.ts";
import { ecsTaskDefinition } from "./ecs-task-definition.ts";
import { efsMountTarget } from "./efs-mount-target.ts";
import { elasticacheReplicationGroup } from "./elasticache-replication-group.ts";
import { elasticacheSubnetGroup } from "./elasticache-subnet-group.ts";
import { elbListener } from "./elb-listener.ts";
import { elbListenerRule } from "./elb-listener-rule.ts";
import { elbLoadBalancer } from "./elb-load-balancer.ts";
import { elbTargetGroup } from "./elb-target-group.ts";
import { eventsEventBus } from "./events-event-bus.ts";
import { eventsRule } from "./events-rule.ts";
import { iamGroup } from "./iam-group.ts";
import { iamGroupPolicy, iamRolePolicy, iamUserPolicy } from "./iam-inline-policies.ts";
import { iamInstanceProfile } from "./iam-instance-profile.ts";
import { iamOidcProvider } from "./iam-oidc-provider.ts";
import { iamPolicy } from "./iam-policy.ts";
import { iamRole } from "./iam-role.ts";
import { iamUser } from "./iam-user.ts";
import { kinesisStream } from "./kinesis-stream.ts";
import { kmsAlias } from "./kms-alias.ts";
import { kmsKey } from "./kms-key.ts";
import { lambdaAlias } from "./lambda-alias.ts";
import { lambdaEventSourceMapping } from "./lambda-event-source-mapping.ts";
import { lambdaFunction } from "./lambda-function.ts";
import { lambdaPermission } from "./lambda-permission.ts";
import { logsLogGroup } from "./logs-log-group.ts";
import { logsMetricFilter } from "./logs-metric-filter.ts";
import { logsQueryDefinition } from "./logs-query-definition.ts";
import { logsResourcePolicy } from "./logs-resource-policy.ts";
import { logsSubscriptionFilter } from "./logs-subscription-filter.ts";
import { pipesPipe } from "./pipes-pipe.ts";
import { rdsDbCluster } from "./rds-db-cluster.ts";
import { rdsDbInstance } from "./rds-db-instance.ts";
import { rdsDbParameterGroup } from "./rds-db-parameter-group.ts";
import { rdsDbSubnetGroup } from "./rds-db-subnet-group.ts";
import { route53HostedZone } from "./route53-hosted-zone.ts";
import { route53RecordSet } from "./route53-record-set.ts";
import { s3Bucket } from "./s3-bucket.ts";
import { s3BucketPolicy } from "./s3-bucket-policy.ts";
import { schedulerSchedule } from "./scheduler-schedule.ts";
import { secretsManagerResourcePolicy } from "./secretsmanager-resource-policy.ts";
import { secretsManagerSecret } from "./secretsmanager-secret.ts";
import { snsSubscription } from "./sns-subscription.ts";
import { snsTopicPolicy } from "./sns-topic-policy.ts";
import { snsTopic } from "./sns-topic.ts";
import { sqsQueuePolicy } from "./sqs-queue-policy.ts";
import { sqsQueue } from "./sqs-queue.ts";
import { ssmParameter } from "./ssm-parameter.ts";
import { stepFunctionsStateMachine } from "./step-functions-state-machine.ts";
import { awsccNames } from "./terraform/awscc.ts";
import { lookedUpTypes } from "./looked-up/index.ts";
import type { Arn, ReadableType, ResourceType, TerraformNames } from "./type.ts";

/** Every resource type that the project knows. A new type is one file and one line here. */
export const resourceTypes: readonly ResourceType[] = [
  sqsQueue,
  sqsQueuePolicy,
  snsTopic,
  snsTopicPolicy,
  snsSubscription,
  lambdaFunction,
  lambdaPermission,
  lambdaAlias,
  lambdaEventSourceMapping,
  dynamodbTable,
  s3Bucket,
  s3BucketPolicy,
  iamRole,
  logsLogGroup,
  cloudwatchAlarm,
  cloudwatchDashboard,
  logsResourcePolicy,
  logsQueryDefinition,
  ssmParameter,
  secretsManagerSecret,
  secretsManagerResourcePolicy,
  kmsAlias,
  kmsKey,
  ecsService,
  ecsTaskDefinition,
  iamPolicy,
  iamInstanceProfile,
  iamUser,
  iamGroup,
  iamRolePolicy,
  iamUserPolicy,
  iamGroupPolicy,
  iamOidcProvider,
  eventsRule,
  eventsEventBus,
  logsMetricFilter,
  logsSubscriptionFilter,
  ecrRepository,
  ecsCluster,
  stepFunctionsStateMachine,
  kinesisStream,
  schedulerSchedule,
  rdsDbInstance,
  rdsDbCluster,
  rdsDbSubnetGroup,
  rdsDbParameterGroup,
  elasticacheReplicationGroup,
  elasticacheSubnetGroup,
  elbLoadBalancer,
  elbTargetGroup,
  elbListener,
  elbListenerRule,
  route53HostedZone,
  route53RecordSet,
  apiGatewayRestApi,
  apiGatewayResource,
  apiGatewayMethod,
  apiGatewayStage,
  apiGatewayDeployment,
  apiGatewayV2Api,
  apiGatewayV2Route,
  apiGatewayV2Integration,
  apiGatewayV2Stage,
  certificateManagerCertificate,
  efsMountTarget,
  athenaNamedQuery,
  pipesPipe,
  ec2SecurityGroup,
  ec2SecurityGroupIngress,
  ec2SecurityGroupEgress,
  ec2Vpc,
  ec2Subnet,
  autoscalingScalableTarget,
  autoscalingScalingPolicy,
  autoscalingGroup,
  ec2RouteTable,
  ec2Route,
  ec2InternetGateway,
  ec2VpcGatewayAttachment,
  ec2NatGateway,
  ec2Volume,
  ec2VolumeAttachment,
  ec2Eip,
  ec2VpcEndpoint,
  ec2Instance,
  ec2SubnetRouteTableAssociation,
];

/** Every type whose resources can be looked at: those above, and those that code only refers to so far. */
export const readableTypes: readonly ReadableType[] = [...resourceTypes, ...lookedUpTypes];

const byReadableType = new Map(readableTypes.map((type) => [type.type, type]));
const byType = new Map(resourceTypes.map((type) => [type.type, type]));
const byTerraformType = new Map(
  resourceTypes.flatMap((type) => {
    const spellings = [...(type.terraform ? [type.terraform] : []), ...(type.alsoTerraform ?? []), awsccNames(type)];
    return spellings.map((names) => [names.type, { type, names }] as const);
  }),
);

/** What is kept of each resource in a Terraform state; nothing else of it is. */
export const stateAttributes: readonly string[] = [
  ...new Set([
    "id",
    "arn",
    "name",
    ...[...byTerraformType.values()].flatMap(({ names }) => names.fromState?.attributes ?? []),
  ]),
].toSorted();

/** The type of a CloudFormation name (`AWS::SQS::Queue`); undefined where the project does not know it. */
export function find(type: string): ResourceType | undefined {
  return byType.get(type);
}

/** As `find`, and the types that are only looked up. */
export function findReadable(type: string): ReadableType | undefined {
  return byReadableType.get(type);
}

/** The type that a Terraform resource declares (`aws_sqs_queue`), or a part of; undefined where the project does not know it. */
export function findByTerraformType(
  terraformType: string,
): { readonly type: ResourceType; readonly names: TerraformNames } | undefined {
  return byTerraformType.get(terraformType);
}

/** The live resource that an ARN names; undefined where the project does not know its type. */
export function findByArn(arn: Arn): { readonly type: ResourceType; readonly identity: Identity } | undefined {
  for (const type of resourceTypes) {
    const identity = type.fromArn(arn);
    if (identity) return { type, identity };
  }
  return undefined;
}

/** As `findByArn`, and the types that are only looked up. */
export function findReadableByArn(arn: Arn): { readonly type: ReadableType; readonly identity: Identity } | undefined {
  for (const type of readableTypes) {
    const identity = type.fromArn(arn);
    if (identity) return { type, identity };
  }
  return undefined;
}
