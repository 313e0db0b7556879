import { boolean, exact, ifReturned, inAnyCase, object, policy, set, tags } from "./comparison/rules.ts";
import { lookedUpByFilters } from "./ec2/filters.ts";
import { attributesOfId, byArnOf, refById, sameId } from "./ec2/identity.ts";
import { toProperties } from "./terraform/arguments.ts";
import type { Fields } from "./terraform/arguments.ts";
import { at, blockAt, jsonAt, tagsAt } from "./terraform/fields.ts";
import type { ResourceType } from "./type.ts";

// `subnet_configuration` has no CloudFormation property.
const FIELDS: Fields = {
  vpc_id: at("VpcId"),
  service_name: at("ServiceName"),
  service_network_arn: at("ServiceNetworkArn"),
  resource_configuration_arn: at("ResourceConfigurationArn"),
  service_region: at("ServiceRegion"),
  vpc_endpoint_type: at("VpcEndpointType"),
  policy: jsonAt("PolicyDocument"),
  private_dns_enabled: at("PrivateDnsEnabled"),
  ip_address_type: at("IpAddressType"),
  route_table_ids: at("RouteTableIds"),
  subnet_ids: at("SubnetIds"),
  security_group_ids: at("SecurityGroupIds"),
  dns_options: blockAt("DnsOptions", {
    dns_record_ip_type: at("DnsRecordIpType"),
    private_dns_preference: at("PrivateDnsPreference"),
    private_dns_specified_domains: at("PrivateDnsSpecifiedDomains"),
  }),
  // How it is accepted, not what it is.
  auto_accept: null,
  tags: tagsAt("Tags"),
};

/**
 * Endpoints of a VPC. A VPC may have several of one service, so that only AWS knows the id.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-ec2-vpcendpoint.html
 */
export const ec2VpcEndpoint: ResourceType = {
  type: "AWS::EC2::VPCEndpoint",
  noun: "VPC endpoint",
  terraform: {
    type: "aws_vpc_endpoint",
    identity: () => ({ kind: "generated" }),
    lookup: (args) =>
      lookedUpByFilters(args, {
        id: ["id", "vpc-endpoint-id"],
        filters: { vpc_id: "vpc-id", service_name: "service-name", state: "vpc-endpoint-state" },
      }),
    properties: (args) => toProperties(args, FIELDS),
    attribute: attributesOfId("vpc-endpoint"),
  },
  cloudformation: { identity: () => ({ kind: "generated" }), attribute: refById("Id") },
  fromArn: byArnOf("vpc-endpoint"),
  read: {
    api: "cloudcontrol:GetResource",
    actions: [
      "cloudformation:GetResource",
      "ec2:DescribeSecurityGroups",
      "ec2:DescribeSubnets",
      "ec2:DescribeVpcEndpoints",
      "ec2:DescribeVpcs",
    ],
  },
  finder: { api: "ec2:DescribeVpcEndpoints", actions: ["ec2:DescribeVpcEndpoints"], isUnique: false },
  nameOf: sameId,
  properties: new Map([
    ["VpcId", exact()],
    ["ServiceName", exact()],
    ["ServiceNetworkArn", exact(ifReturned())],
    ["ResourceConfigurationArn", exact(ifReturned())],
    ["ServiceRegion", exact(ifReturned())],
    ["VpcEndpointType", exact({ default: { terraform: "Gateway", cloudformation: "Gateway" } })],
    // Not every service takes a policy.
    ["PolicyDocument", policy(ifReturned())],
    ["PrivateDnsEnabled", boolean()],
    ["IpAddressType", inAnyCase(ifReturned())],
    ["RouteTableIds", set()],
    ["SubnetIds", set()],
    ["SecurityGroupIds", set()],
    ["DnsOptions", object(ifReturned())],
    ["DnsOptions/DnsRecordIpType", inAnyCase(ifReturned())],
    ["DnsOptions/PrivateDnsPreference", exact(ifReturned())],
    ["DnsOptions/PrivateDnsSpecifiedDomains", set(ifReturned())],
    ["DnsOptions/PrivateDnsOnlyForInboundResolverEndpoint", exact(ifReturned())],
    ["Tags", tags()],
  ]),
};
