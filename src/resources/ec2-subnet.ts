import { boolean, exact, neverRead, object, tags } from "./comparison/rules.ts";
import { byFilters, lookedUpByFilters } from "./ec2/filters.ts";
import { attributesOfId, byArnOf, refById, sameId } from "./ec2/identity.ts";
import { canonicalCidr } from "./ec2/cidr.ts";
import { cidr } from "./ec2/rules.ts";
import { toProperties } from "./terraform/arguments.ts";
import type { Fields } from "./terraform/arguments.ts";
import { at, tagsAt } from "./terraform/fields.ts";
import type { MapValue } from "../model/value.ts";
import { asString } from "../model/value.ts";
import type { ResourceType, TerraformNames } from "./type.ts";

const FIELDS: Fields = {
  vpc_id: at("VpcId"),
  cidr_block: at("CidrBlock"),
  ipv6_cidr_block: at("Ipv6CidrBlock"),
  availability_zone: at("AvailabilityZone"),
  availability_zone_id: at("AvailabilityZoneId"),
  map_public_ip_on_launch: at("MapPublicIpOnLaunch"),
  assign_ipv6_address_on_creation: at("AssignIpv6AddressOnCreation"),
  enable_dns64: at("EnableDns64"),
  ipv6_native: at("Ipv6Native"),
  outpost_arn: at("OutpostArn"),
  enable_resource_name_dns_a_record_on_launch: at("PrivateDnsNameOptionsOnLaunch/EnableResourceNameDnsARecord"),
  enable_resource_name_dns_aaaa_record_on_launch: at("PrivateDnsNameOptionsOnLaunch/EnableResourceNameDnsAAAARecord"),
  private_dns_hostname_type_on_launch: at("PrivateDnsNameOptionsOnLaunch/HostnameType"),
  tags: tagsAt("Tags"),
};

/** A look-up of any number of subnets. */
const subnets: TerraformNames = {
  type: "aws_subnets",
  identity: () => ({ kind: "generated" }),
  lookup: (args) => lookedUpByFilters(args, { several: true }),
  properties: () => ({ kind: "map", entries: new Map() }),
  attribute: () => undefined,
};

/**
 * Subnets. No two of one VPC overlap, and neither their addresses nor their VPC ever change
 * (https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html).
 */
export const ec2Subnet: ResourceType = {
  type: "AWS::EC2::Subnet",
  noun: "subnet",
  terraform: {
    type: "aws_subnet",
    identity: (args) => subnetBy(toProperties(args, FIELDS)),
    // The provider takes `default_for_az = false` for nothing to filter by.
    lookup: (args) =>
      lookedUpByFilters(args, {
        id: ["id", "subnet-id"],
        filters: {
          availability_zone: "availabilityZone",
          availability_zone_id: "availabilityZoneId",
          cidr_block: "cidr-block",
          ipv6_cidr_block: "ipv6-cidr-block-association.ipv6-cidr-block",
          state: "state",
          vpc_id: "vpc-id",
        },
        switches: { default_for_az: "defaultForAz" },
      }),
    properties: (args) => toProperties(args, FIELDS),
    attribute: attributesOfId("subnet"),
  },
  alsoTerraform: [subnets],
  cloudformation: {
    // Of a VPC that the template makes, only the stack knows the id, as it does of the subnet.
    identity: (properties) => {
      const identity = subnetBy(properties);
      return identity.kind === "unresolved" ? { kind: "generated" } : identity;
    },
    attribute: refById("SubnetId"),
  },
  fromArn: byArnOf("subnet"),
  read: {
    api: "cloudcontrol:GetResource",
    actions: ["cloudformation:GetResource", "ec2:DescribeNetworkAcls", "ec2:DescribeSubnets"],
  },
  finder: { api: "ec2:DescribeSubnets", actions: ["ec2:DescribeSubnets"], isUnique: true },
  nameOf: sameId,
  properties: new Map([
    ["VpcId", exact()],
    ["CidrBlock", cidr()],
    ["Ipv6CidrBlock", cidr()],
    ["AvailabilityZone", exact()],
    ["AvailabilityZoneId", exact()],
    ["MapPublicIpOnLaunch", boolean({ absentIs: false })],
    ["AssignIpv6AddressOnCreation", boolean({ absentIs: false })],
    ["EnableDns64", boolean({ absentIs: false })],
    ["Ipv6Native", boolean({ absentIs: false })],
    ["OutpostArn", exact()],
    ["PrivateDnsNameOptionsOnLaunch", object()],
    ["PrivateDnsNameOptionsOnLaunch/EnableResourceNameDnsARecord", boolean({ absentIs: false })],
    ["PrivateDnsNameOptionsOnLaunch/EnableResourceNameDnsAAAARecord", boolean({ absentIs: false })],
    // What new subnets have hangs on the account and on whether there is IPv4.
    ["PrivateDnsNameOptionsOnLaunch/HostnameType", exact()],
    ["EnableLniAtDeviceIndex", neverRead()],
    ["Ipv4IpamPoolId", neverRead()],
    ["Ipv4NetmaskLength", neverRead()],
    ["Ipv6IpamPoolId", neverRead()],
    ["Ipv6NetmaskLength", neverRead()],
    ["Tags", tags()],
  ]),
};

function subnetBy({ entries }: MapValue) {
  const [vpc, block] = [entries.get("VpcId"), entries.get("CidrBlock")];
  const text = asString(block);
  const kept = block && text !== undefined ? { ...block, value: canonicalCidr(text) } : block;
  return byFilters(text ?? "", { "vpc-id": vpc, "cidr-block": kept });
}
