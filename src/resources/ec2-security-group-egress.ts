import { securityGroupRule } from "./ec2/security-group-rule.ts";
import type { ResourceType } from "./type.ts";

/** What a security group lets out, one rule. The identifier is the rule's id. */
export const ec2SecurityGroupEgress: ResourceType = securityGroupRule({
  type: "AWS::EC2::SecurityGroupEgress",
  noun: "egress rule",
  terraform: "aws_vpc_security_group_egress_rule",
  peer: "Destination",
  path: "SecurityGroupEgress",
  reads: ["ec2:DescribeSecurityGroupRules"],
});
