import { tags } from "./comparison/rules.ts";
import { lookedUpByFilters } from "./ec2/filters.ts";
import { attributesOfId, byArnOf, refById, sameId } from "./ec2/identity.ts";
import { toProperties } from "./terraform/arguments.ts";
import { tagsAt } from "./terraform/fields.ts";
import type { ResourceType } from "./type.ts";

/** Internet gateways. What one is attached to is AWS::EC2::VPCGatewayAttachment: `vpc_id` is not compared. */
export const ec2InternetGateway: ResourceType = {
  type: "AWS::EC2::InternetGateway",
  noun: "internet gateway",
  terraform: {
    type: "aws_internet_gateway",
    identity: () => ({ kind: "generated" }),
    lookup: (args) => lookedUpByFilters(args, { id: ["internet_gateway_id", "internet-gateway-id"] }),
    properties: (args) => toProperties(args, { tags: tagsAt("Tags") }),
    attribute: attributesOfId("internet-gateway"),
  },
  cloudformation: { identity: () => ({ kind: "generated" }), attribute: refById("InternetGatewayId") },
  fromArn: byArnOf("internet-gateway"),
  read: { api: "cloudcontrol:GetResource", actions: ["cloudformation:GetResource", "ec2:DescribeInternetGateways"] },
  finder: { api: "ec2:DescribeInternetGateways", actions: ["ec2:DescribeInternetGateways"], isUnique: false },
  nameOf: sameId,
  properties: new Map([["Tags", tags()]]),
};
