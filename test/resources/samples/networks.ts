import { foreignTags, tagList, tagMap } from "./sample.ts";
import type { Sample } from "./sample.ts";

const vpcProperties = {
  CidrBlock: "10.0.0.0/16",
  InstanceTenancy: "default",
  EnableDnsSupport: true,
  EnableDnsHostnames: true,
  Tags: tagList,
};

export const vpc: Sample = {
  type: "AWS::EC2::VPC",
  terraform: {
    cidr_block: "10.0.0.0/16",
    instance_tenancy: "default",
    enable_dns_support: true,
    enable_dns_hostnames: true,
    enable_network_address_usage_metrics: false,
    tags: tagMap,
  },
  cloudformation: { ...vpcProperties, EnableDnsSupport: "true" },
  live: { ...vpcProperties, VpcId: "vpc-1", DefaultSecurityGroup: "sg-0" },
  unchecked: { terraform: ["enable_network_address_usage_metrics"], cloudformation: [] },
  attributes: {
    CidrBlock: "cidr_block",
    InstanceTenancy: "instance_tenancy",
    EnableDnsSupport: "enable_dns_support",
    EnableDnsHostnames: "enable_dns_hostnames",
    Tags: "tags",
  },
  equivalents: [{ Tags: foreignTags }],
  alsoDeclared: [
    { format: "terraform", arguments: { cidr_block: "10.0.0.0/16" } },
    { format: "cloudformation", arguments: { CidrBlock: "10.0.3.4/16" } },
  ],
};

const subnetProperties = {
  VpcId: "vpc-1",
  CidrBlock: "10.0.1.0/24",
  AvailabilityZone: "eu-west-1a",
  MapPublicIpOnLaunch: true,
  AssignIpv6AddressOnCreation: true,
  Ipv6CidrBlock: "2001:db8:0:1::/64",
  EnableDns64: true,
  Ipv6Native: false,
  PrivateDnsNameOptionsOnLaunch: {
    EnableResourceNameDnsARecord: true,
    EnableResourceNameDnsAAAARecord: false,
    HostnameType: "ip-name",
  },
  Tags: tagList,
};

export const subnet: Sample = {
  type: "AWS::EC2::Subnet",
  terraform: {
    vpc_id: "vpc-1",
    cidr_block: "10.0.1.0/24",
    ipv6_cidr_block: "2001:DB8:0:1::/64",
    availability_zone: "eu-west-1a",
    map_public_ip_on_launch: true,
    assign_ipv6_address_on_creation: true,
    enable_dns64: true,
    ipv6_native: false,
    enable_resource_name_dns_a_record_on_launch: true,
    enable_resource_name_dns_aaaa_record_on_launch: false,
    private_dns_hostname_type_on_launch: "ip-name",
    tags: tagMap,
  },
  cloudformation: { ...subnetProperties, CidrBlock: "10.0.1.7/24" },
  live: { ...subnetProperties, SubnetId: "subnet-1", AvailabilityZoneId: "euw1-az1" },
  unchecked: { terraform: [], cloudformation: [] },
  attributes: {
    VpcId: "vpc_id",
    CidrBlock: "cidr_block",
    Ipv6CidrBlock: "ipv6_cidr_block",
    AvailabilityZone: "availability_zone",
    MapPublicIpOnLaunch: "map_public_ip_on_launch",
    AssignIpv6AddressOnCreation: "assign_ipv6_address_on_creation",
    EnableDns64: "enable_dns64",
    Ipv6Native: "ipv6_native",
    "PrivateDnsNameOptionsOnLaunch/EnableResourceNameDnsARecord": "enable_resource_name_dns_a_record_on_launch",
    "PrivateDnsNameOptionsOnLaunch/EnableResourceNameDnsAAAARecord": "enable_resource_name_dns_aaaa_record_on_launch",
    "PrivateDnsNameOptionsOnLaunch/HostnameType": "private_dns_hostname_type_on_launch",
    Tags: "tags",
  },
  equivalents: [{ Tags: foreignTags }, { Ipv6CidrBlock: "2001:db8:0:1:0::/64" }],
  alsoDeclared: [{ format: "terraform", arguments: { vpc_id: "vpc-1", cidr_block: "10.0.1.0/24" } }],
};

/** Only a look-up: nothing declares several subnets. */
export const lookedUpSubnets: Sample = {
  type: "AWS::EC2::Subnet",
  resource: "aws_subnets",
  terraform: null,
  cloudformation: null,
  live: {},
  unchecked: { terraform: [], cloudformation: [] },
  attributes: {},
  equivalents: [],
  alsoDeclared: [],
};
