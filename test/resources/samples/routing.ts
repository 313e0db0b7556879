import { arn, foreignTags, tagList, tagMap } from "./sample.ts";
import type { Sample } from "./sample.ts";

const nothing = { unchecked: { terraform: [], cloudformation: [] }, equivalents: [], alsoDeclared: [] } as const;

export const routeTable: Sample = {
  ...nothing,
  type: "AWS::EC2::RouteTable",
  terraform: { vpc_id: "vpc-1", tags: tagMap },
  cloudformation: { VpcId: "vpc-1", Tags: tagList },
  live: { RouteTableId: "rtb-1", VpcId: "vpc-1", Tags: tagList },
  attributes: { VpcId: "vpc_id", Tags: "tags" },
  equivalents: [{ Tags: foreignTags }],
};

const routeProperties = { RouteTableId: "rtb-1", DestinationCidrBlock: "10.9.0.0/16", GatewayId: "igw-1" };

export const route: Sample = {
  ...nothing,
  type: "AWS::EC2::Route",
  terraform: { route_table_id: "rtb-1", destination_cidr_block: "10.9.0.0/16", gateway_id: "igw-1" },
  cloudformation: { ...routeProperties, DestinationCidrBlock: "10.9.1.0/16" },
  live: { ...routeProperties, CidrBlock: "10.9.0.0/16" },
  attributes: {
    RouteTableId: "route_table_id",
    DestinationCidrBlock: "destination_cidr_block",
    GatewayId: "gateway_id",
  },
};

export const internetGateway: Sample = {
  ...nothing,
  type: "AWS::EC2::InternetGateway",
  terraform: { vpc_id: "vpc-1", tags: tagMap },
  cloudformation: { Tags: tagList },
  live: { InternetGatewayId: "igw-1", Tags: tagList },
  unchecked: { terraform: ["vpc_id"], cloudformation: [] },
  attributes: { Tags: "tags" },
  equivalents: [{ Tags: foreignTags }],
};

const attachmentProperties = { VpcId: "vpc-1", InternetGatewayId: "igw-1" };

export const vpcGatewayAttachment: Sample = {
  ...nothing,
  type: "AWS::EC2::VPCGatewayAttachment",
  terraform: { vpc_id: "vpc-1", internet_gateway_id: "igw-1" },
  cloudformation: attachmentProperties,
  live: { ...attachmentProperties, AttachmentType: "IGW" },
  attributes: { VpcId: "vpc_id", InternetGatewayId: "internet_gateway_id" },
};

const natProperties = {
  SubnetId: "subnet-1",
  AllocationId: "eipalloc-1",
  ConnectivityType: "public",
  PrivateIpAddress: "10.0.1.9",
  SecondaryAllocationIds: ["eipalloc-2"],
  Tags: tagList,
};

export const natGateway: Sample = {
  ...nothing,
  type: "AWS::EC2::NatGateway",
  terraform: {
    subnet_id: "subnet-1",
    allocation_id: "eipalloc-1",
    connectivity_type: "public",
    private_ip: "10.0.1.9",
    secondary_allocation_ids: ["eipalloc-2"],
    tags: tagMap,
  },
  cloudformation: { ...natProperties, MaxDrainDurationSeconds: 300 },
  live: { ...natProperties, NatGatewayId: "nat-1", VpcId: "vpc-1" },
  unchecked: { terraform: [], cloudformation: ["MaxDrainDurationSeconds"] },
  attributes: {
    SubnetId: "subnet_id",
    AllocationId: "allocation_id",
    ConnectivityType: "connectivity_type",
    PrivateIpAddress: "private_ip",
    SecondaryAllocationIds: "secondary_allocation_ids",
    Tags: "tags",
  },
  equivalents: [{ Tags: foreignTags }],
  alsoDeclared: [{ format: "terraform", arguments: { subnet_id: "subnet-1", allocation_id: "eipalloc-1" } }],
};

const key = arn("kms:@:key/1234abcd-12ab-34cd-56ef-1234567890ab");
const volumeProperties = {
  AvailabilityZone: "eu-west-1a",
  Size: 100,
  VolumeType: "gp3",
  Iops: 3000,
  Throughput: 125,
  Encrypted: true,
  KmsKeyId: key,
  Tags: tagList,
};

export const volume: Sample = {
  ...nothing,
  type: "AWS::EC2::Volume",
  terraform: {
    availability_zone: "eu-west-1a",
    size: 100,
    type: "gp3",
    iops: 3000,
    throughput: 125,
    encrypted: true,
    kms_key_id: key,
    final_snapshot: true,
    tags: tagMap,
  },
  cloudformation: { ...volumeProperties, Size: "100", AutoEnableIO: true },
  live: { ...volumeProperties, VolumeId: "vol-1", AutoEnableIO: true },
  attributes: {
    AvailabilityZone: "availability_zone",
    Size: "size",
    VolumeType: "type",
    Iops: "iops",
    Throughput: "throughput",
    Encrypted: "encrypted",
    KmsKeyId: "kms_key_id",
    Tags: "tags",
  },
  equivalents: [{ Tags: foreignTags, KmsKeyId: "1234abcd-12ab-34cd-56ef-1234567890ab" }],
};

const attachedProperties = { VolumeId: "vol-1", InstanceId: "i-1", Device: "/dev/sdf" };

export const volumeAttachment: Sample = {
  ...nothing,
  type: "AWS::EC2::VolumeAttachment",
  terraform: { volume_id: "vol-1", instance_id: "i-1", device_name: "/dev/sdf", force_detach: true },
  cloudformation: attachedProperties,
  live: attachedProperties,
  attributes: { VolumeId: "volume_id", InstanceId: "instance_id", Device: "device_name" },
};
