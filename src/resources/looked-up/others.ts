import type { ReadableType } from "../type.ts";
import { lookedUp, readByService } from "./looked-up.ts";

/** Types of other services that code often refers to by name or ARN. */
export const otherTypes: readonly ReadableType[] = [
  // Its Cloud Control handler would read the template and the parameters too.
  readByService("AWS::CloudFormation::Stack", "stack", "cloudformation:DescribeStacks"),
  lookedUp({
    type: "AWS::KMS::Key",
    noun: "key",
    arn: ["kms", "key/"],
    reads: ["kms:DescribeKey", "kms:GetKeyPolicy", "kms:GetKeyRotationStatus", "kms:ListResourceTags"],
  }),
  lookedUp({
    type: "AWS::CertificateManager::Certificate",
    noun: "certificate",
    arn: ["acm", "certificate/"],
    isArn: true,
    reads: ["acm:DescribeCertificate", "acm:ListTagsForCertificate"],
  }),
  lookedUp({
    type: "AWS::Cognito::UserPool",
    noun: "user pool",
    arn: ["cognito-idp", "userpool/"],
    reads: ["cognito-idp:DescribeUserPool", "cognito-idp:GetUserPoolMfaConfig", "kms:DescribeKey"],
  }),
  lookedUp({
    type: "AWS::Kinesis::Stream",
    noun: "stream",
    arn: ["kinesis", "stream/"],
    reads: ["kinesis:DescribeStreamSummary", "kinesis:ListTagsForResource", "kinesis:ListTagsForStream"],
    lists: ["kinesis:ListStreams"],
  }),
  lookedUp({
    type: "AWS::RDS::DBCluster",
    noun: "database cluster",
    arn: ["rds", "cluster:"],
    reads: ["rds:DescribeDBClusters"],
    lists: ["rds:DescribeDBClusters"],
  }),
  lookedUp({
    type: "AWS::RDS::DBInstance",
    noun: "database instance",
    arn: ["rds", "db:"],
    reads: [
      "ec2:DescribeAccountAttributes",
      "ec2:DescribeAvailabilityZones",
      "ec2:DescribeInternetGateways",
      "ec2:DescribeSecurityGroups",
      "ec2:DescribeSubnets",
      "ec2:DescribeVpcAttribute",
      "ec2:DescribeVpcs",
      "rds:DescribeDBInstances",
    ],
    lists: ["rds:DescribeDBInstances"],
  }),
  lookedUp({
    type: "AWS::StepFunctions::StateMachine",
    noun: "state machine",
    arn: ["states", "stateMachine:"],
    isArn: true,
    reads: ["states:DescribeStateMachine", "states:ListTagsForResource"],
    lists: ["states:ListStateMachines"],
  }),
];
