import { handler, regional, swallowed } from "./handler.ts";
import type { Handler, HandlerPlace } from "./handler.ts";

function withArn(service: string, property: string, resource: (name: string) => string) {
  const arn = regional(service, resource);
  return { arn, derived: (name: string, place: HandlerPlace) => ({ [property]: arn(name, place) }) };
}

/** What keeps, moves and orders data. */
export const DATA_HANDLERS: readonly (readonly [type: string, handler: Handler])[] = [
  [
    "AWS::StepFunctions::StateMachine",
    handler({
      identifier: ["Arn"],
      read: "states:DescribeStateMachine",
      subreads: [swallowed("states:ListTagsForResource", "Tags")],
      list: ["states:ListStateMachines"],
      readOnly: ["Arn", "Name", "StateMachineRevisionId"],
      writeOnly: ["Definition", "DefinitionS3Location", "DefinitionSubstitutions"],
      service: "Sfn",
      arn: (arn) => arn,
      derived: (arn) => {
        const name = arn.split(":").at(-1) ?? "";
        return { Name: name, StateMachineName: name };
      },
    }),
  ],
  [
    "AWS::Kinesis::Stream",
    handler({
      identifier: ["Name"],
      read: "kinesis:DescribeStreamSummary",
      subreads: [swallowed("kinesis:ListTagsForStream", "Tags"), swallowed("kinesis:ListTagsForResource", "Tags")],
      list: ["kinesis:ListStreams"],
      readOnly: ["Arn", "WarmThroughputObject"],
      writeOnly: ["WarmThroughputMiBps"],
      ...withArn("kinesis", "Arn", (name) => `stream/${name}`),
    }),
  ],
  [
    "AWS::Scheduler::Schedule",
    handler({
      identifier: ["Name"],
      read: "scheduler:GetSchedule",
      list: ["scheduler:ListSchedules"],
      readOnly: ["Arn"],
      ...withArn("scheduler", "Arn", (name) => `schedule/default/${name}`),
    }),
  ],
  [
    "AWS::RDS::DBCluster",
    handler({
      identifier: ["DBClusterIdentifier"],
      read: "rds:DescribeDBClusters",
      readOnly: ["DBClusterArn", "DBClusterResourceId", "Endpoint", "ReadEndpoint"],
      writeOnly: ["MasterUserPassword", "SnapshotIdentifier"],
      ...withArn("rds", "DBClusterArn", (name) => `cluster:${name}`),
    }),
  ],
  [
    "AWS::RDS::DBSubnetGroup",
    handler({
      identifier: ["DBSubnetGroupName"],
      read: "rds:DescribeDBSubnetGroups",
      subreads: [swallowed("rds:ListTagsForResource", "Tags")],
      readOnly: ["DBSubnetGroupArn"],
      ...withArn("rds", "DBSubnetGroupArn", (name) => `subgrp:${name}`),
    }),
  ],
  [
    "AWS::RDS::DBParameterGroup",
    handler({
      identifier: ["DBParameterGroupName"],
      read: "rds:DescribeDBParameterGroups",
      subreads: [swallowed("rds:DescribeDBParameters", "Parameters"), swallowed("rds:ListTagsForResource", "Tags")],
      arn: regional("rds", (name) => `pg:${name}`),
    }),
  ],
  [
    "AWS::ElastiCache::ReplicationGroup",
    handler({
      identifier: ["ReplicationGroupId"],
      read: "elasticache:DescribeReplicationGroups",
      subreads: [swallowed("elasticache:ListTagsForResource", "Tags")],
      writeOnly: ["AuthToken", "EngineVersion", "CacheSubnetGroupName", "SecurityGroupIds", "CacheParameterGroupName"],
      service: "ElastiCache",
      arn: regional("elasticache", (name) => `replicationgroup:${name}`),
    }),
  ],
  [
    "AWS::ElastiCache::SubnetGroup",
    handler({
      identifier: ["CacheSubnetGroupName"],
      read: "elasticache:DescribeCacheSubnetGroups",
      subreads: [swallowed("elasticache:ListTagsForResource", "Tags")],
      service: "ElastiCache",
      arn: regional("elasticache", (name) => `subnetgroup:${name}`),
    }),
  ],
  [
    "AWS::EFS::MountTarget",
    handler({
      identifier: ["Id"],
      read: "elasticfilesystem:DescribeMountTargets",
      subreads: [swallowed("elasticfilesystem:DescribeMountTargetSecurityGroups", "SecurityGroups")],
      model: ["FileSystemId"],
      readOnly: ["Id"],
      writeOnly: ["IpAddressType"],
    }),
  ],
  [
    "AWS::Athena::NamedQuery",
    handler({
      identifier: ["NamedQueryId"],
      read: "athena:GetNamedQuery",
      list: ["athena:ListNamedQueries"],
      readOnly: ["NamedQueryId"],
    }),
  ],
  [
    "AWS::Pipes::Pipe",
    handler({
      identifier: ["Name"],
      read: "pipes:DescribePipe",
      list: ["pipes:ListPipes"],
      readOnly: ["Arn", "CurrentState"],
      writeOnly: ["TargetParameters", "SourceParameters"],
      arn: regional("pipes", (name) => `pipe/${name}`),
    }),
  ],
];
