import { foreignTags, tagList, tagMap } from "./sample.ts";
import type { Sample } from "./sample.ts";

const nothing = { unchecked: { terraform: [], cloudformation: [] }, equivalents: [], alsoDeclared: [] } as const;

const addressProperties = { Domain: "vpc", InstanceId: "i-1", PublicIpv4Pool: "amazon", Tags: tagList };

export const elasticIp: Sample = {
  ...nothing,
  type: "AWS::EC2::EIP",
  terraform: { domain: "vpc", instance: "i-1", public_ipv4_pool: "amazon", address: "203.0.113.7", tags: tagMap },
  cloudformation: { ...addressProperties, Address: "203.0.113.7" },
  live: { ...addressProperties, PublicIp: "203.0.113.7", AllocationId: "eipalloc-1", NetworkBorderGroup: "eu-west-1" },
  unchecked: { terraform: ["Address"], cloudformation: ["Address"] },
  attributes: { Domain: "domain", InstanceId: "instance", PublicIpv4Pool: "public_ipv4_pool", Tags: "tags" },
  equivalents: [{ Tags: foreignTags }],
  alsoDeclared: [
    { format: "terraform", arguments: { vpc: true, instance: "i-1" } },
    { format: "cloudformation", arguments: { InstanceId: "i-1" } },
  ],
};

const policy = {
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: "*", Action: ["s3:GetObject", "s3:ListBucket"], Resource: "*" }],
};
const samePolicy = {
  Version: "2012-10-17",
  Statement: { Effect: "Allow", Principal: "*", Action: ["s3:ListBucket", "s3:GetObject"], Resource: ["*"] },
};
const endpointProperties = {
  VpcId: "vpc-1",
  ServiceName: "com.amazonaws.eu-west-1.s3",
  VpcEndpointType: "Interface",
  PolicyDocument: policy,
  PrivateDnsEnabled: true,
  IpAddressType: "ipv4",
  SubnetIds: ["subnet-1", "subnet-2"],
  SecurityGroupIds: ["sg-1", "sg-2"],
  RouteTableIds: ["rtb-1", "rtb-2"],
  DnsOptions: { DnsRecordIpType: "ipv4", PrivateDnsOnlyForInboundResolverEndpoint: "AllResolvers" },
  Tags: tagList,
};

export const vpcEndpoint: Sample = {
  ...nothing,
  type: "AWS::EC2::VPCEndpoint",
  terraform: {
    vpc_id: "vpc-1",
    service_name: "com.amazonaws.eu-west-1.s3",
    vpc_endpoint_type: "Interface",
    policy: JSON.stringify(samePolicy),
    private_dns_enabled: true,
    ip_address_type: "ipv4",
    subnet_ids: ["subnet-2", "subnet-1"],
    security_group_ids: ["sg-2", "sg-1"],
    route_table_ids: ["rtb-2", "rtb-1"],
    dns_options: [{ dns_record_ip_type: "ipv4" }],
    auto_accept: true,
    tags: tagMap,
  },
  cloudformation: { ...endpointProperties, SubnetIds: ["subnet-2", "subnet-1"], PrivateDnsEnabled: "true" },
  live: { ...endpointProperties, Id: "vpce-1", NetworkInterfaceIds: ["eni-1"] },
  attributes: {
    VpcId: "vpc_id",
    ServiceName: "service_name",
    VpcEndpointType: "vpc_endpoint_type",
    PolicyDocument: "policy",
    PrivateDnsEnabled: "private_dns_enabled",
    IpAddressType: "ip_address_type",
    SubnetIds: "subnet_ids",
    SecurityGroupIds: "security_group_ids",
    RouteTableIds: "route_table_ids",
    "DnsOptions/DnsRecordIpType": "dns_options.dns_record_ip_type",
    Tags: "tags",
  },
  equivalents: [
    { Tags: foreignTags, IpAddressType: "IPV4" },
    { PolicyDocument: samePolicy, SubnetIds: ["subnet-2", "subnet-1"] },
    { PolicyDocument: JSON.stringify(policy, null, 2), RouteTableIds: ["rtb-2", "rtb-1"] },
  ],
  alsoDeclared: [
    {
      format: "terraform",
      arguments: { vpc_id: "vpc-1", service_name: "com.amazonaws.eu-west-1.s3", vpc_endpoint_type: "Interface" },
    },
  ],
};

const associated = { SubnetId: "subnet-1", RouteTableId: "rtb-1" };

export const subnetAssociation: Sample = {
  ...nothing,
  type: "AWS::EC2::SubnetRouteTableAssociation",
  terraform: { subnet_id: "subnet-1", route_table_id: "rtb-1" },
  cloudformation: associated,
  live: { ...associated, Id: "rtbassoc-1" },
  attributes: { SubnetId: "subnet_id", RouteTableId: "route_table_id" },
};
