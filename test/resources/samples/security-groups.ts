import { foreignTags, tagList, tagMap } from "./sample.ts";
import type { Sample } from "./sample.ts";

const group = { GroupName: "web", GroupDescription: "Web", VpcId: "vpc-1" };

/** As a read returns them: every source apart, a protocol by its name, no ports where there are none. */
const ingress = [
  { IpProtocol: "tcp", FromPort: 443, ToPort: 443, CidrIp: "10.0.0.0/8", Description: "https" },
  { IpProtocol: "tcp", FromPort: 443, ToPort: 443, CidrIp: "192.168.0.0/16", Description: "https" },
  { IpProtocol: "tcp", FromPort: 443, ToPort: 443, CidrIpv6: "2001:db8::/32", Description: "https" },
  { IpProtocol: "udp", FromPort: 8000, ToPort: 8100, SourceSecurityGroupId: "sg-2" },
  // What a read has the group's own id for: an equivalent below.
  { IpProtocol: "-1", FromPort: -1, ToPort: -1, SourceSecurityGroupId: "self" },
  { IpProtocol: "icmp", FromPort: 8, ToPort: -1, SourcePrefixListId: "pl-1" },
];
const egress = [{ IpProtocol: "-1", CidrIp: "0.0.0.0/0" }];
const https = { protocol: "tcp", from_port: 443, to_port: 443, description: "https" };

export const securityGroup: Sample = {
  type: "AWS::EC2::SecurityGroup",
  terraform: {
    name: "web",
    description: "Web",
    vpc_id: "vpc-1",
    ingress: [
      { ...https, cidr_blocks: ["10.0.0.0/8", "192.168.0.0/16"], ipv6_cidr_blocks: ["2001:DB8::/32"] },
      { protocol: "17", from_port: 8000, to_port: 8100, security_groups: ["111122223333/sg-2"] },
      { protocol: "all", from_port: 0, to_port: 0, self: true },
      { protocol: "icmp", from_port: 8, to_port: -1, prefix_list_ids: ["pl-1"], cidr_blocks: null },
    ],
    egress: [{ protocol: "-1", from_port: 0, to_port: 0, cidr_blocks: ["0.0.0.0/0"], self: false }],
    revoke_rules_on_delete: true,
    tags: tagMap,
  },
  cloudformation: {
    ...group,
    SecurityGroupIngress: [
      { IpProtocol: "tcp", FromPort: "443", ToPort: "443", CidrIp: "10.1.2.3/8", Description: "https" },
      { IpProtocol: 6, FromPort: 443, ToPort: 443, CidrIp: "192.168.0.0/16", Description: "https" },
      { IpProtocol: "TCP", FromPort: 443, ToPort: 443, CidrIpv6: "2001:db8:0::/32", Description: "https" },
      {
        IpProtocol: "udp",
        FromPort: 8000,
        ToPort: 8100,
        SourceSecurityGroupId: "sg-2",
        SourceSecurityGroupOwnerId: "111122223333",
      },
      { IpProtocol: -1, FromPort: 0, ToPort: 65_535, SourceSecurityGroupId: "self" },
      { IpProtocol: "icmp", FromPort: 8, ToPort: -1, SourcePrefixListId: "pl-1" },
    ],
    SecurityGroupEgress: [{ IpProtocol: "-1", CidrIp: "0.0.0.0/0" }],
    Tags: tagList,
  },
  live: {
    ...group,
    Id: "sg-1",
    GroupId: "sg-1",
    SecurityGroupIngress: ingress,
    SecurityGroupEgress: egress,
    Tags: tagList,
  },
  unchecked: { terraform: [], cloudformation: [] },
  attributes: {
    GroupName: "name",
    GroupDescription: "description",
    VpcId: "vpc_id",
    SecurityGroupIngress: "ingress",
    SecurityGroupEgress: "egress",
    Tags: "tags",
  },
  equivalents: [
    { SecurityGroupIngress: ingress.toReversed(), Tags: foreignTags },
    {
      SecurityGroupIngress: ingress.map((rule) =>
        rule.SourceSecurityGroupId === "self" ? { ...rule, SourceSecurityGroupId: "sg-1" } : rule,
      ),
    },
    { SecurityGroupEgress: [{ IpProtocol: "-1", FromPort: -1, ToPort: -1, CidrIp: "0.0.0.0/0", Description: "" }] },
  ],
  alsoDeclared: [
    { format: "terraform", arguments: { name: "web", description: "Web", vpc_id: "vpc-1" } },
    { format: "cloudformation", arguments: group },
  ],
};

export const securityGroupRule: Sample = {
  type: "AWS::EC2::SecurityGroup",
  resource: "aws_security_group_rule",
  terraform: {
    security_group_id: "sg-1",
    type: "ingress",
    protocol: "tcp",
    from_port: 443,
    to_port: 443,
    cidr_blocks: ["10.0.0.0/8", "192.168.0.0/16"],
    description: "https",
  },
  cloudformation: null,
  live: { ...group, Id: "sg-1", GroupId: "sg-1", SecurityGroupIngress: ingress.slice(0, 2) },
  unchecked: { terraform: [], cloudformation: [] },
  attributes: {
    SecurityGroupIngress: "cidr_blocks",
    "SecurityGroupIngress/tcp 443 10.0.0.0/8/Description": "description",
    "SecurityGroupIngress/tcp 443 192.168.0.0/16/Description": "description",
  },
  equivalents: [{ SecurityGroupIngress: ingress }, { SecurityGroupEgress: egress }],
  alsoDeclared: [
    {
      format: "terraform",
      arguments: {
        security_group_id: "sg-1",
        type: "ingress",
        protocol: "6",
        from_port: 443,
        to_port: 443,
        cidr_blocks: ["10.9.9.9/8"],
        description: "https",
      },
    },
  ],
};

export const ingressRule: Sample = {
  type: "AWS::EC2::SecurityGroupIngress",
  terraform: {
    security_group_id: "sg-1",
    ip_protocol: "tcp",
    from_port: 443,
    to_port: 443,
    cidr_ipv4: "10.0.0.0/8",
    description: "https",
    tags: tagMap,
  },
  cloudformation: {
    GroupId: "sg-1",
    IpProtocol: 6,
    FromPort: "443",
    ToPort: 443,
    CidrIp: "10.2.0.0/8",
    Description: "https",
  },
  live: { Id: "sgr-1", GroupId: "sg-1", ...ingress[0] },
  unchecked: { terraform: ["tags"], cloudformation: [] },
  attributes: {
    GroupId: "security_group_id",
    IpProtocol: "ip_protocol",
    FromPort: "from_port",
    ToPort: "to_port",
    CidrIp: "cidr_ipv4",
    Description: "description",
  },
  equivalents: [{ FromPort: "443" }],
  alsoDeclared: [
    { format: "terraform", arguments: { security_group_id: "sg-1", ip_protocol: "6", cidr_ipv4: "10.0.0.0/8" } },
    { format: "cloudformation", arguments: { GroupId: "sg-1", IpProtocol: "tcp", CidrIp: "10.0.0.0/8" } },
  ],
};

export const egressRule: Sample = {
  type: "AWS::EC2::SecurityGroupEgress",
  terraform: { security_group_id: "sg-1", ip_protocol: "-1", referenced_security_group_id: "sg-2" },
  cloudformation: { GroupId: "sg-1", IpProtocol: "-1", DestinationSecurityGroupId: "sg-2" },
  live: {
    Id: "sgr-2",
    GroupId: "sg-1",
    IpProtocol: "-1",
    FromPort: -1,
    ToPort: -1,
    DestinationSecurityGroupId: "sg-2",
  },
  unchecked: { terraform: [], cloudformation: [] },
  attributes: {
    GroupId: "security_group_id",
    IpProtocol: "ip_protocol",
    DestinationSecurityGroupId: "referenced_security_group_id",
  },
  equivalents: [{ FromPort: 0, ToPort: 0 }],
  alsoDeclared: [
    {
      format: "cloudformation",
      arguments: { GroupId: "sg-1", IpProtocol: -1, FromPort: 0, ToPort: 65_535, DestinationSecurityGroupId: "sg-2" },
    },
  ],
};
