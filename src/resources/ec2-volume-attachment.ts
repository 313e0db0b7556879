import type { MapValue } from "../model/value.ts";
import { exact, ifReturned, number } from "./comparison/rules.ts";
import { calledBy, sameId } from "./ec2/identity.ts";
import { fromState, naturalKey } from "./identity.ts";
import { toProperties } from "./terraform/arguments.ts";
import type { Fields } from "./terraform/arguments.ts";
import { at } from "./terraform/fields.ts";
import type { ResourceType } from "./type.ts";

const FIELDS: Fields = {
  volume_id: at("VolumeId"),
  instance_id: at("InstanceId"),
  device_name: at("Device"),
  force_detach: null,
  skip_destroy: null,
  stop_instance_before_detaching: null,
};

/** What a volume is attached to. The identifier is the volume's id and the instance's. */
export const ec2VolumeAttachment: ResourceType = {
  type: "AWS::EC2::VolumeAttachment",
  noun: "volume attachment",
  terraform: {
    type: "aws_volume_attachment",
    identity: (args) => attachmentBy(toProperties(args, FIELDS)),
    fromState: fromState("volume_id", "instance_id"),
    lookup: null,
    properties: (args) => toProperties(args, FIELDS),
    attribute: () => undefined,
  },
  // A stack may have a name of its own for an attachment.
  cloudformation: { identity: attachmentBy, attribute: () => undefined },
  fromArn: () => undefined,
  composed: (key) => `${key["VolumeId"] ?? ""}|${key["InstanceId"] ?? ""}`,
  read: { api: "cloudcontrol:GetResource", actions: ["cloudformation:GetResource", "ec2:DescribeVolumes"] },
  nameOf: sameId,
  properties: new Map([
    ["VolumeId", exact()],
    ["InstanceId", exact()],
    ["Device", exact()],
    ["EbsCardIndex", number(ifReturned())],
  ]),
};

function attachmentBy({ entries }: MapValue) {
  const volume = entries.get("VolumeId");
  return naturalKey({ VolumeId: volume, InstanceId: entries.get("InstanceId") }, calledBy(volume));
}
