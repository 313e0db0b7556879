import { boolean, exact, ifReturned, kmsKey, number, readWith, tags } from "./comparison/rules.ts";
import { attributesOfId, byArnOf, refById, sameId } from "./ec2/identity.ts";
import { toProperties } from "./terraform/arguments.ts";
import type { Fields } from "./terraform/arguments.ts";
import { at, tagsAt } from "./terraform/fields.ts";
import type { ResourceType } from "./type.ts";

const FIELDS: Fields = {
  availability_zone: at("AvailabilityZone"),
  size: at("Size"),
  type: at("VolumeType"),
  iops: at("Iops"),
  throughput: at("Throughput"),
  encrypted: at("Encrypted"),
  kms_key_id: at("KmsKeyId"),
  snapshot_id: at("SnapshotId"),
  multi_attach_enabled: at("MultiAttachEnabled"),
  outpost_arn: at("OutpostArn"),
  volume_initialization_rate: at("VolumeInitializationRate"),
  final_snapshot: null,
  tags: tagsAt("Tags"),
};

/** EBS volumes. https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateVolume.html */
export const ec2Volume: ResourceType = {
  type: "AWS::EC2::Volume",
  noun: "volume",
  terraform: {
    type: "aws_ebs_volume",
    identity: () => ({ kind: "generated" }),
    lookup: null,
    properties: (args) => toProperties(args, FIELDS),
    attribute: attributesOfId("volume"),
  },
  cloudformation: { identity: () => ({ kind: "generated" }), attribute: refById("VolumeId") },
  fromArn: byArnOf("volume"),
  read: {
    api: "cloudcontrol:GetResource",
    actions: ["cloudformation:GetResource", "ec2:DescribeTags", "ec2:DescribeVolumeAttribute", "ec2:DescribeVolumes"],
  },
  nameOf: sameId,
  properties: new Map([
    ["AvailabilityZone", exact()],
    ["AvailabilityZoneId", exact(ifReturned())],
    ["Size", number()],
    ["VolumeType", exact({ absentIs: "gp2" })],
    ["Iops", number(ifReturned())],
    ["Throughput", number(ifReturned())],
    ["Encrypted", boolean({ absentIs: false })],
    ["KmsKeyId", kmsKey({ absentIs: "" })],
    ["SnapshotId", exact({ absentIs: "" })],
    ["MultiAttachEnabled", boolean({ absentIs: false })],
    ["OutpostArn", exact({ absentIs: "" })],
    ["VolumeInitializationRate", number(ifReturned())],
    ["AutoEnableIO", boolean({ absentIs: false, ...readWith("ec2:DescribeVolumeAttribute") })],
    ["Tags", tags(readWith("ec2:DescribeTags"))],
  ]),
};
