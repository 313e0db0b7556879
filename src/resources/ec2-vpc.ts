import { boolean, exact, neverRead, readWith, tags } from "./comparison/rules.ts";
import { cidr } from "./ec2/rules.ts";
import { lookedUpByFilters } from "./ec2/filters.ts";
import { attributesOfId, byArnOf, refById, sameId } from "./ec2/identity.ts";
import { toProperties } from "./terraform/arguments.ts";
import type { Fields } from "./terraform/arguments.ts";
import { at, tagsAt } from "./terraform/fields.ts";
import type { ResourceType } from "./type.ts";

// IPv6 blocks are AWS::EC2::VPCCidrBlock; the address usage metrics no CloudFormation type has.
const FIELDS: Fields = {
  cidr_block: at("CidrBlock"),
  instance_tenancy: at("InstanceTenancy"),
  enable_dns_support: at("EnableDnsSupport"),
  enable_dns_hostnames: at("EnableDnsHostnames"),
  ipv4_ipam_pool_id: at("Ipv4IpamPoolId"),
  ipv4_netmask_length: at("Ipv4NetmaskLength"),
  tags: tagsAt("Tags"),
};

const ATTRIBUTES = readWith("ec2:DescribeVpcAttribute");

/**
 * VPCs. Only AWS knows the id: two may have the same addresses. A look-up finds what its filters match.
 * Defaults: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-ec2-vpc.html
 */
export const ec2Vpc: ResourceType = {
  type: "AWS::EC2::VPC",
  noun: "VPC",
  terraform: {
    type: "aws_vpc",
    identity: () => ({ kind: "generated" }),
    // The provider takes `default = false` for nothing to filter by.
    lookup: (args) =>
      lookedUpByFilters(args, {
        id: ["id", "vpc-id"],
        filters: { cidr_block: "cidr", dhcp_options_id: "dhcp-options-id", state: "state" },
        switches: { default: "isDefault" },
      }),
    properties: (args) => toProperties(args, FIELDS),
    attribute: attributesOfId("vpc"),
  },
  cloudformation: { identity: () => ({ kind: "generated" }), attribute: refById("VpcId") },
  fromArn: byArnOf("vpc"),
  read: {
    api: "cloudcontrol:GetResource",
    actions: [
      "cloudformation:GetResource",
      "ec2:DescribeNetworkAcls",
      "ec2:DescribeSecurityGroups",
      "ec2:DescribeVpcAttribute",
      "ec2:DescribeVpcEncryptionControls",
      "ec2:DescribeVpcs",
    ],
  },
  finder: { api: "ec2:DescribeVpcs", actions: ["ec2:DescribeVpcs"], isUnique: false },
  nameOf: sameId,
  properties: new Map([
    ["CidrBlock", cidr()],
    ["InstanceTenancy", exact({ absentIs: "default" })],
    ["EnableDnsSupport", boolean({ absentIs: true, ...ATTRIBUTES })],
    ["EnableDnsHostnames", boolean({ absentIs: false, ...ATTRIBUTES })],
    ["Ipv4IpamPoolId", neverRead()],
    ["Ipv4NetmaskLength", neverRead()],
    ["Tags", tags()],
  ]),
};
