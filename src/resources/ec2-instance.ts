import {
  boolean,
  exact,
  ifReturned,
  nameOrArn,
  neverRead,
  number,
  object,
  set,
  tags,
  whole,
} from "./comparison/rules.ts";
import type { PropertyRule } from "./comparison/rules.ts";
import { attributesOfId, byArnOf, refById, sameId } from "./ec2/identity.ts";
import { sameImage, sameUserData } from "./ec2/user-data.ts";
import { byName, lookedUp } from "./identity.ts";
import { toProperties } from "./terraform/arguments.ts";
import type { Fields } from "./terraform/arguments.ts";
import { at, atUnlessEmpty, blockAt, tagsAt } from "./terraform/fields.ts";
import type { ResourceType } from "./type.ts";

// Block devices are volumes, and network interfaces their own: arguments for them have no path.
const FIELDS: Fields = {
  instance_type: at("InstanceType"),
  ami: at("ImageId"),
  subnet_id: at("SubnetId"),
  availability_zone: at("AvailabilityZone"),
  private_ip: at("PrivateIpAddress"),
  key_name: at("KeyName"),
  vpc_security_group_ids: at("SecurityGroupIds"),
  security_groups: at("SecurityGroups"),
  iam_instance_profile: atUnlessEmpty("IamInstanceProfile"),
  ebs_optimized: at("EbsOptimized"),
  monitoring: at("Monitoring"),
  source_dest_check: at("SourceDestCheck"),
  disable_api_termination: at("DisableApiTermination"),
  instance_initiated_shutdown_behavior: at("InstanceInitiatedShutdownBehavior"),
  tenancy: at("Tenancy"),
  placement_group: atUnlessEmpty("PlacementGroupName"),
  host_id: atUnlessEmpty("HostId"),
  host_resource_group_arn: at("HostResourceGroupArn"),
  hibernation: at("HibernationOptions/Configured"),
  enclave_options: blockAt("EnclaveOptions", { enabled: at("Enabled") }),
  credit_specification: blockAt("CreditSpecification", { cpu_credits: at("CPUCredits") }),
  metadata_options: blockAt("MetadataOptions", {
    http_endpoint: at("HttpEndpoint"),
    http_protocol_ipv6: at("HttpProtocolIpv6"),
    http_put_response_hop_limit: at("HttpPutResponseHopLimit"),
    http_tokens: at("HttpTokens"),
    instance_metadata_tags: at("InstanceMetadataTags"),
  }),
  user_data: at("UserData"),
  user_data_base64: at("UserData"),
  tags: tagsAt("Tags"),
  // For Terraform alone.
  user_data_replace_on_change: null,
  get_password_data: null,
  force_destroy: null,
};

const LAUNCH = "reads do not show what it was launched with";

/**
 * EC2 instances. State, addresses and health that AWS gives and takes are never compared, nor what is made of block devices
 * and network interfaces. https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-ec2-instance.html
 */
export const ec2Instance: ResourceType = {
  type: "AWS::EC2::Instance",
  noun: "instance",
  terraform: {
    type: "aws_instance",
    identity: () => ({ kind: "generated" }),
    lookup: (args) => lookedUp(args, "instance_id", byName),
    properties: (args) => toProperties(args, FIELDS),
    attribute: attributesOfId("instance"),
  },
  cloudformation: { identity: () => ({ kind: "generated" }), attribute: refById("InstanceId") },
  fromArn: byArnOf("instance"),
  read: {
    api: "cloudcontrol:GetResource",
    actions: [
      "cloudformation:GetResource",
      "ec2:DescribeInstanceAttribute",
      "ec2:DescribeInstanceCreditSpecifications",
      "ec2:DescribeInstances",
      "ec2:DescribeLaunchTemplates",
      "ec2:DescribeNetworkInterfaces",
      "ec2:DescribeVolumes",
      "ssm:DescribeAssociation",
      "ssm:ListAssociations",
    ],
  },
  nameOf: sameId,
  properties: new Map<string, PropertyRule>([
    ["InstanceType", exact()],
    ["ImageId", whole(sameImage, { unobservable: "a parameter names the image, and may name another since" })],
    ["SubnetId", exact()],
    ["AvailabilityZone", exact()],
    ["PrivateIpAddress", exact(ifReturned())],
    ["KeyName", exact()],
    ["SecurityGroupIds", set()],
    ["IamInstanceProfile", nameOrArn()],
    ["EbsOptimized", boolean()],
    ["Monitoring", boolean({ absentIs: false })],
    ["SourceDestCheck", boolean(ifReturned())],
    // EC2 gives these with sub-calls of their own.
    ["DisableApiTermination", boolean(ifReturned())],
    ["InstanceInitiatedShutdownBehavior", exact(ifReturned())],
    ["UserData", whole(sameUserData, { sensitive: true, ...ifReturned() })],
    ["CreditSpecification", object(ifReturned())],
    ["CreditSpecification/CPUCredits", exact(ifReturned())],
    ["Tenancy", exact(ifReturned())],
    ["PlacementGroupName", exact(ifReturned())],
    ["HostId", exact(ifReturned())],
    ["HibernationOptions", object(ifReturned())],
    ["HibernationOptions/Configured", boolean(ifReturned())],
    ["EnclaveOptions", object(ifReturned())],
    ["EnclaveOptions/Enabled", boolean(ifReturned())],
    ["MetadataOptions", object(ifReturned())],
    ["MetadataOptions/HttpEndpoint", exact(ifReturned())],
    ["MetadataOptions/HttpProtocolIpv6", exact(ifReturned())],
    ["MetadataOptions/HttpPutResponseHopLimit", number(ifReturned())],
    ["MetadataOptions/HttpTokens", exact(ifReturned())],
    ["MetadataOptions/InstanceMetadataTags", exact(ifReturned())],
    ["SecurityGroups", neverRead("reads show the ids of its security groups, not their names")],
    ["BlockDeviceMappings", neverRead("what becomes of its block devices is not looked at")],
    ["Volumes", neverRead("what becomes of its volumes is not looked at")],
    ["NetworkInterfaces", neverRead("its network interfaces are not looked at")],
    ["SsmAssociations", neverRead("its associations of Systems Manager are not looked at")],
    ...[
      "AdditionalInfo",
      "CpuOptions",
      "ElasticGpuSpecifications",
      "ElasticInferenceAccelerators",
      "HostResourceGroupArn",
      "Ipv6AddressCount",
      "Ipv6Addresses",
      "KernelId",
      "LaunchTemplate",
      "LicenseSpecifications",
      "PrivateDnsNameOptions",
      "PropagateTagsToVolumeOnCreation",
      "RamdiskId",
      "Affinity",
    ].map((name): [string, PropertyRule] => [name, neverRead(LAUNCH)]),
    ["Tags", tags()],
  ]),
};
