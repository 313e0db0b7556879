import { exact, tags } from "./comparison/rules.ts";
import { lookedUpByFilters } from "./ec2/filters.ts";
import { attributesOfId, byArnOf, refById, sameId } from "./ec2/identity.ts";
import { toProperties } from "./terraform/arguments.ts";
import { at, tagsAt } from "./terraform/fields.ts";
import type { ResourceType } from "./type.ts";

/** Route tables. Routes are AWS::EC2::Route: those that a block holds inline are not compared. */
export const ec2RouteTable: ResourceType = {
  type: "AWS::EC2::RouteTable",
  noun: "route table",
  terraform: {
    type: "aws_route_table",
    identity: () => ({ kind: "generated" }),
    lookup: (args) =>
      lookedUpByFilters(args, {
        id: ["route_table_id", "route-table-id"],
        filters: { vpc_id: "vpc-id", subnet_id: "association.subnet-id", gateway_id: "association.gateway-id" },
      }),
    properties: (args) => toProperties(args, { vpc_id: at("VpcId"), tags: tagsAt("Tags") }),
    attribute: attributesOfId("route-table"),
  },
  cloudformation: { identity: () => ({ kind: "generated" }), attribute: refById("RouteTableId") },
  fromArn: byArnOf("route-table"),
  read: { api: "cloudcontrol:GetResource", actions: ["cloudformation:GetResource", "ec2:DescribeRouteTables"] },
  finder: { api: "ec2:DescribeRouteTables", actions: ["ec2:DescribeRouteTables"], isUnique: false },
  nameOf: sameId,
  properties: new Map([
    ["VpcId", exact()],
    ["Tags", tags()],
  ]),
};
