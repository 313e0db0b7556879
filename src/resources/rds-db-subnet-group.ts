import type { Place } from "../model/target.ts";
import { exact, inAnyCase, readWith, set, tags } from "./comparison/rules.ts";
import { arnIn, byLowerCaseName, computed, lookedUp, named } from "./identity.ts";
import { toProperties } from "./terraform/arguments.ts";
import type { Fields } from "./terraform/arguments.ts";
import { at, tagsAt } from "./terraform/fields.ts";
import type { ResourceType } from "./type.ts";

const FIELDS: Fields = {
  name: at("DBSubnetGroupName"),
  name_prefix: null,
  description: at("DBSubnetGroupDescription"),
  subnet_ids: at("SubnetIds"),
  tags: tagsAt("Tags"),
};

/** Groups of subnets for RDS. Names are kept in lower case. */
export const rdsDbSubnetGroup: ResourceType = {
  type: "AWS::RDS::DBSubnetGroup",
  noun: "database subnet group",
  terraform: {
    type: "aws_db_subnet_group",
    identity: (args) => named(args.entries.get("name"), byLowerCaseName),
    lookup: (args) => lookedUp(args, "name", byLowerCaseName),
    properties: (args) => toProperties(args, FIELDS),
    attribute: computed({
      id: ({ name }) => name,
      name: ({ name }) => name,
      arn: ({ name }, place) => groupArn(place, name),
    }),
  },
  cloudformation: {
    identity: (properties) => named(properties.entries.get("DBSubnetGroupName"), byLowerCaseName),
    attribute: computed({ Ref: ({ name }) => name }),
  },
  fromArn: (arn) => {
    const name = arn.service === "rds" ? /^subgrp:([^:]+)$/.exec(arn.resource)?.[1] : undefined;
    return name === undefined ? undefined : byLowerCaseName(name);
  },
  read: {
    api: "cloudcontrol:GetResource",
    actions: ["cloudformation:GetResource", "rds:DescribeDBSubnetGroups", "rds:ListTagsForResource"],
  },
  list: { actions: ["cloudformation:ListResources", "rds:DescribeDBSubnetGroups"] },
  nameOf: (identifier) => identifier,
  properties: new Map([
    ["DBSubnetGroupName", inAnyCase()],
    // https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/db_subnet_group#description
    ["DBSubnetGroupDescription", exact({ default: { terraform: "Managed by Terraform" } })],
    ["SubnetIds", set()],
    ["Tags", tags(readWith("rds:ListTagsForResource"))],
  ]),
};

function groupArn(place: Place, name: string): string {
  return arnIn(place, "rds", `subgrp:${name}`);
}
