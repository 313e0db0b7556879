import { exact, ifReturned, neverRead, number, set, tags } from "./comparison/rules.ts";
import { attributesOfId, byArnOf, refById, sameId } from "./ec2/identity.ts";
import { byName, lookedUp } from "./identity.ts";
import { toProperties } from "./terraform/arguments.ts";
import type { Fields } from "./terraform/arguments.ts";
import { at, tagsAt } from "./terraform/fields.ts";
import type { ResourceType } from "./type.ts";

const FIELDS: Fields = {
  subnet_id: at("SubnetId"),
  allocation_id: at("AllocationId"),
  connectivity_type: at("ConnectivityType"),
  private_ip: at("PrivateIpAddress"),
  secondary_allocation_ids: at("SecondaryAllocationIds"),
  secondary_private_ip_addresses: at("SecondaryPrivateIpAddresses"),
  secondary_private_ip_address_count: at("SecondaryPrivateIpAddressCount"),
  tags: tagsAt("Tags"),
};

/** NAT gateways. https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-ec2-natgateway.html */
export const ec2NatGateway: ResourceType = {
  type: "AWS::EC2::NatGateway",
  noun: "NAT gateway",
  terraform: {
    type: "aws_nat_gateway",
    identity: () => ({ kind: "generated" }),
    lookup: (args) => lookedUp(args, "id", byName),
    properties: (args) => toProperties(args, FIELDS),
    attribute: attributesOfId("natgateway"),
  },
  cloudformation: { identity: () => ({ kind: "generated" }), attribute: refById("NatGatewayId") },
  fromArn: byArnOf("natgateway"),
  read: { api: "cloudcontrol:GetResource", actions: ["cloudformation:GetResource", "ec2:DescribeNatGateways"] },
  nameOf: sameId,
  properties: new Map([
    ["SubnetId", exact()],
    ["AllocationId", exact()],
    ["ConnectivityType", exact({ absentIs: "public" })],
    ["PrivateIpAddress", exact(ifReturned())],
    ["SecondaryAllocationIds", set()],
    ["SecondaryPrivateIpAddresses", set(ifReturned())],
    ["SecondaryPrivateIpAddressCount", number(ifReturned())],
    ["MaxDrainDurationSeconds", neverRead()],
    ["VpcId", exact(ifReturned())],
    ["Tags", tags()],
  ]),
};
