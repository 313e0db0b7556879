import type { Place } from "../model/target.ts";
import { arnIn, byLowerCaseName, computed, lookedUp, named } from "./identity.ts";
import { clusterFields } from "./rds/fields.ts";
import { clusterRules } from "./rds/rules.ts";
import { toProperties } from "./terraform/arguments.ts";
import type { ResourceType } from "./type.ts";

/** Aurora and Multi-AZ clusters of RDS. */
export const rdsDbCluster: ResourceType = {
  type: "AWS::RDS::DBCluster",
  noun: "database cluster",
  terraform: {
    type: "aws_rds_cluster",
    identity: (args) => named(args.entries.get("cluster_identifier"), byLowerCaseName),
    lookup: (args) => lookedUp(args, "cluster_identifier", byLowerCaseName),
    lookupArns: { arguments: ["cluster_identifier"] },
    properties: (args) => toProperties(args, clusterFields),
    attribute: computed({
      id: ({ name }) => name,
      cluster_identifier: ({ name }) => name,
      arn: ({ name }, place) => clusterArn(place, name),
    }),
  },
  cloudformation: {
    identity: (properties) => named(properties.entries.get("DBClusterIdentifier"), byLowerCaseName),
    attribute: computed({ Ref: ({ name }) => name, DBClusterArn: ({ name }, place) => clusterArn(place, name) }),
  },
  fromArn: (arn) => {
    const name = arn.service === "rds" ? /^cluster:([^:]+)$/.exec(arn.resource)?.[1] : undefined;
    return name === undefined ? undefined : byLowerCaseName(name);
  },
  read: { api: "cloudcontrol:GetResource", actions: ["cloudformation:GetResource", "rds:DescribeDBClusters"] },
  list: { actions: ["cloudformation:ListResources", "rds:DescribeDBClusters"] },
  nameOf: (identifier) => identifier,
  properties: clusterRules,
};

function clusterArn(place: Place, name: string): string {
  return arnIn(place, "rds", `cluster:${name}`);
}
