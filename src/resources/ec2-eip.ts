import type { Identity } from "../model/declared.ts";
import { known } from "../model/value.ts";
import { exact, ifReturned, neverRead, tags } from "./comparison/rules.ts";
import { byFilters, lookedUpByFilters } from "./ec2/filters.ts";
import { sameId } from "./ec2/identity.ts";
import { arnIn, computed, fromState } from "./identity.ts";
import { toProperties } from "./terraform/arguments.ts";
import type { Fields } from "./terraform/arguments.ts";
import { at, tagsAt } from "./terraform/fields.ts";
import type { ResourceType } from "./type.ts";

const FIELDS: Fields = {
  domain: at("Domain"),
  // The provider's older spelling of the only domain that there is.
  vpc: null,
  instance: at("InstanceId"),
  network_border_group: at("NetworkBorderGroup"),
  public_ipv4_pool: at("PublicIpv4Pool"),
  ipam_pool_id: at("IpamPoolId"),
  address: at("Address"),
  tags: tagsAt("Tags"),
};

/**
 * Elastic IP addresses. The identifier is the address and the id of its allocation; a stack knows the address alone.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-ec2-eip.html
 */
export const ec2Eip: ResourceType = {
  type: "AWS::EC2::EIP",
  noun: "elastic IP address",
  terraform: {
    type: "aws_eip",
    identity: () => ({ kind: "generated" }),
    fromState: fromState("public_ip", "allocation_id"),
    lookup: (args) => lookedUpByFilters(args, { filters: { id: "allocation-id", public_ip: "public-ip" } }),
    properties: (args) => toProperties(args, FIELDS),
    attribute: computed({
      id: ({ identifier }) => allocationOf(identifier),
      allocation_id: ({ identifier }) => allocationOf(identifier),
      public_ip: ({ identifier }) => addressOf(identifier),
      arn: ({ identifier }, place) => arnIn(place, "ec2", `elastic-ip/${allocationOf(identifier)}`),
    }),
  },
  cloudformation: {
    identity: () => ({ kind: "generated" }),
    attribute: computed({
      Ref: ({ identifier }) => addressOf(identifier),
      PublicIp: ({ identifier }) => addressOf(identifier),
      AllocationId: ({ identifier }) => allocationOf(identifier),
    }),
  },
  fromArn: ({ service, resource }) => {
    const id = /^elastic-ip\/(eipalloc-[^/]+)$/.exec(resource)?.[1];
    return service === "ec2" && id !== undefined ? foundBy("allocation-id", id) : undefined;
  },
  ofPhysicalId: (physicalId) => foundBy("public-ip", physicalId),
  read: { api: "cloudcontrol:GetResource", actions: ["cloudformation:GetResource", "ec2:DescribeAddresses"] },
  // An address that is released is nobody's, or another's.
  finder: { api: "ec2:DescribeAddresses", actions: ["ec2:DescribeAddresses"], isUnique: true },
  nameOf: sameId,
  properties: new Map([
    ["Domain", exact({ absentIs: "vpc" })],
    ["InstanceId", exact(ifReturned())],
    ["NetworkBorderGroup", exact(ifReturned())],
    ["PublicIpv4Pool", exact(ifReturned())],
    ["Address", neverRead()],
    ["IpamPoolId", neverRead()],
    ["TransferAddress", neverRead()],
    ["Tags", tags()],
  ]),
};

function foundBy(filter: string, text: string): Identity {
  return byFilters(text, { [filter]: known(text) });
}

function addressOf(identifier: string): string {
  return identifier.split("|")[0] ?? identifier;
}

function allocationOf(identifier: string): string {
  return identifier.split("|")[1] ?? identifier;
}
