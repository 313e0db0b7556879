import { securityGroupRule } from "./ec2/security-group-rule.ts";
import type { ResourceType } from "./type.ts";

/** What a security group lets in, one rule. The identifier is the rule's id. */
export const ec2SecurityGroupIngress: ResourceType = securityGroupRule({
  type: "AWS::EC2::SecurityGroupIngress",
  noun: "ingress rule",
  terraform: "aws_vpc_security_group_ingress_rule",
  peer: "Source",
  path: "SecurityGroupIngress",
  reads: ["ec2:DescribeSecurityGroups", "ec2:DescribeSecurityGroupRules"],
});
