import { known } from "../model/value.ts";
import type { MapValue } from "../model/value.ts";
import { exact } from "./comparison/rules.ts";
import { calledBy, sameId } from "./ec2/identity.ts";
import { isGiven, naturalKey } from "./identity.ts";
import { toProperties } from "./terraform/arguments.ts";
import { at } from "./terraform/fields.ts";
import type { Fields } from "./terraform/arguments.ts";
import type { ResourceType } from "./type.ts";

const FIELDS: Fields = { vpc_id: at("VpcId"), internet_gateway_id: at("InternetGatewayId") };

/** What a VPC's internet or VPN gateway is: a VPC has one of each. The identifier is `IGW` or `VGW`, then the VPC. */
export const ec2VpcGatewayAttachment: ResourceType = {
  type: "AWS::EC2::VPCGatewayAttachment",
  noun: "gateway attachment",
  terraform: {
    type: "aws_internet_gateway_attachment",
    identity: (args) => attachmentBy(toProperties(args, FIELDS)),
    fromState: {
      attributes: ["vpc_id"],
      identity: ({ vpc_id: vpc }) => (vpc ? { kind: "identifier", identifier: `IGW|${vpc}`, name: vpc } : undefined),
    },
    lookup: null,
    properties: (args) => toProperties(args, FIELDS),
    attribute: () => undefined,
  },
  // A stack may have a name of its own for an attachment.
  cloudformation: { identity: attachmentBy, attribute: () => undefined },
  fromArn: () => undefined,
  composed: (key) => `${key["AttachmentType"] ?? ""}|${key["VpcId"] ?? ""}`,
  read: {
    api: "cloudcontrol:GetResource",
    actions: ["cloudformation:GetResource", "ec2:DescribeInternetGateways", "ec2:DescribeVpnGateways"],
  },
  nameOf: sameId,
  properties: new Map([
    ["VpcId", exact()],
    ["InternetGatewayId", exact()],
    ["VpnGatewayId", exact()],
  ]),
};

function attachmentBy({ entries }: MapValue) {
  const type = known(isGiven(entries.get("VpnGatewayId")) ? "VGW" : "IGW");
  const vpc = entries.get("VpcId");
  return naturalKey({ AttachmentType: type, VpcId: vpc }, calledBy(vpc));
}
