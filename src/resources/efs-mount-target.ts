import { exact, ifReturned, neverRead, readWith, set } from "./comparison/rules.ts";
import { byName, computed, lookedUp, naturalKey } from "./identity.ts";
import { asString } from "../model/value.ts";
import { toProperties } from "./terraform/arguments.ts";
import type { Fields } from "./terraform/arguments.ts";
import { at } from "./terraform/fields.ts";
import type { ResourceType } from "./type.ts";

const FIELDS: Fields = {
  file_system_id: at("FileSystemId"),
  subnet_id: at("SubnetId"),
  security_groups: at("SecurityGroups"),
  ip_address: at("IpAddress"),
  ipv6_address: at("Ipv6Address"),
  ip_address_type: at("IpAddressType"),
};

/** Where a file system of EFS is reached from a subnet. The identifier is the id that AWS makes up. */
export const efsMountTarget: ResourceType = {
  type: "AWS::EFS::MountTarget",
  noun: "mount target",
  terraform: {
    type: "aws_efs_mount_target",
    identity: ({ entries }) => {
      const subnet = entries.get("subnet_id");
      return naturalKey({ FileSystemId: entries.get("file_system_id"), SubnetId: subnet }, asString(subnet) ?? "");
    },
    lookup: (args) => lookedUp(args, "mount_target_id", byName),
    properties: (args) => toProperties(args, FIELDS),
    attribute: computed({ id: ({ identifier }) => identifier }),
    reads: { ip_address: "IpAddress" },
  },
  cloudformation: {
    identity: () => ({ kind: "generated" }),
    attribute: computed({ Ref: ({ identifier }) => identifier, Id: ({ identifier }) => identifier }),
  },
  fromArn: () => undefined,
  read: {
    api: "cloudcontrol:GetResource",
    actions: [
      "cloudformation:GetResource",
      "elasticfilesystem:DescribeMountTargetSecurityGroups",
      "elasticfilesystem:DescribeMountTargets",
    ],
  },
  // A file system has one in each availability zone at most, and none moves to another subnet:
  // https://docs.aws.amazon.com/efs/latest/ug/API_CreateMountTarget.html
  finder: {
    api: "cloudcontrol:ListResources",
    actions: [
      "cloudformation:ListResources",
      "elasticfilesystem:DescribeMountTargetSecurityGroups",
      "elasticfilesystem:DescribeMountTargets",
    ],
    isUnique: true,
    model: ["FileSystemId"],
  },
  nameOf: (identifier) => identifier,
  properties: new Map([
    ["FileSystemId", exact()],
    ["SubnetId", exact()],
    ["SecurityGroups", set(readWith("elasticfilesystem:DescribeMountTargetSecurityGroups"))],
    ["IpAddress", exact(ifReturned())],
    ["Ipv6Address", exact(ifReturned())],
    ["IpAddressType", neverRead()],
  ]),
};
