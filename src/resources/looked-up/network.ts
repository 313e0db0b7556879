import type { ReadableType } from "../type.ts";
import { lookedUp, readByService } from "./looked-up.ts";

/** Networks and what is in front of them. Ids say nothing of what is close to them, so none of these is listed. */
export const networkTypes: readonly ReadableType[] = [
  lookedUp({
    type: "AWS::EC2::VPNGateway",
    noun: "VPN gateway",
    arn: ["ec2", "vpn-gateway/"],
    reads: ["ec2:DescribeVpnGateways"],
  }),
  // EC2 knows these and Cloud Control does not (https://docs.aws.amazon.com/AWSEC2/latest/APIReference/).
  readByService("ec2:AvailabilityZone", "availability zone", "ec2:DescribeAvailabilityZones"),
  readByService("ec2:Image", "AMI", "ec2:DescribeImages"),
  readByService("ec2:VpcEndpointService", "endpoint service", "ec2:DescribeVpcEndpointServices"),
];
