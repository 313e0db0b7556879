import type { Place } from "../model/target.ts";
import { boolean, exact, ifReturned, inAnyCase, neverRead, number, readWith, set, tags } from "./comparison/rules.ts";
import { replicationGroupFields } from "./elasticache/fields.ts";
import { arnIn, byLowerCaseName, computed, lookedUp, named } from "./identity.ts";
import { toProperties } from "./terraform/arguments.ts";
import type { ResourceType } from "./type.ts";

/**
 * ElastiCache replication groups. Much of what makes one is kept with its nodes, and no read of the group returns it.
 * Defaults: https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateReplicationGroup.html
 */
export const elasticacheReplicationGroup: ResourceType = {
  type: "AWS::ElastiCache::ReplicationGroup",
  noun: "replication group",
  terraform: {
    type: "aws_elasticache_replication_group",
    identity: (args) => named(args.entries.get("replication_group_id"), byLowerCaseName),
    lookup: (args) => lookedUp(args, "replication_group_id", byLowerCaseName),
    properties: (args) => toProperties(args, replicationGroupFields),
    attribute: computed({
      id: ({ name }) => name,
      replication_group_id: ({ name }) => name,
      arn: ({ name }, place) => groupArn(place, name),
    }),
  },
  cloudformation: {
    identity: (properties) => named(properties.entries.get("ReplicationGroupId"), byLowerCaseName),
    attribute: computed({ Ref: ({ name }) => name }),
  },
  fromArn: (arn) => {
    const name = arn.service === "elasticache" ? /^replicationgroup:([^:]+)$/.exec(arn.resource)?.[1] : undefined;
    return name === undefined ? undefined : byLowerCaseName(name);
  },
  read: {
    api: "cloudcontrol:GetResource",
    actions: ["cloudformation:GetResource", "elasticache:DescribeReplicationGroups", "elasticache:ListTagsForResource"],
  },
  list: { actions: ["cloudformation:ListResources", "elasticache:DescribeReplicationGroups"] },
  nameOf: (identifier) => identifier,
  properties: new Map([
    ["ReplicationGroupId", inAnyCase()],
    ["ReplicationGroupDescription", exact()],
    ["Engine", inAnyCase(ifReturned())],
    ["CacheNodeType", exact()],
    ["AutomaticFailoverEnabled", boolean({ absentIs: false })],
    ["MultiAZEnabled", boolean({ absentIs: false })],
    ["AtRestEncryptionEnabled", boolean({ absentIs: false })],
    ["TransitEncryptionEnabled", boolean({ absentIs: false })],
    ["TransitEncryptionMode", exact(ifReturned())],
    ["SnapshotRetentionLimit", number({ absentIs: 0 })],
    ["SnapshotWindow", exact(ifReturned())],
    ["ClusterMode", inAnyCase(ifReturned())],
    ["DataTieringEnabled", boolean(ifReturned())],
    ["AutoMinorVersionUpgrade", boolean(ifReturned())],
    ["GlobalReplicationGroupId", exact(ifReturned())],
    ["IpDiscovery", exact(ifReturned())],
    ["NetworkType", exact(ifReturned())],
    ["NumCacheClusters", number(ifReturned())],
    ["ReplicasPerNodeGroup", number(ifReturned())],
    ["Port", number(ifReturned())],
    ["UserGroupIds", set(ifReturned())],
    ["AuthToken", neverRead("a password is never read")],
    ...[
      "CacheParameterGroupName",
      "CacheSecurityGroupNames",
      "CacheSubnetGroupName",
      "EngineVersion",
      "KmsKeyId",
      "NodeGroupConfiguration",
      "NotificationTopicArn",
      "NumNodeGroups",
      "PreferredCacheClusterAZs",
      "PreferredMaintenanceWindow",
      "PrimaryClusterId",
      "SecurityGroupIds",
      "SnapshotArns",
      "SnapshotName",
    ].map((path) => [path, neverRead()] as const),
    ["Tags", tags(readWith("elasticache:ListTagsForResource"))],
  ]),
};

function groupArn(place: Place, name: string): string {
  return arnIn(place, "elasticache", `replicationgroup:${name}`);
}
