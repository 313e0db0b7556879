import { fails, handler, lastOf, regional, swallowed } from "./handler.ts";
import type { Handler } from "./handler.ts";

/** The handlers of networks, of what is in front of them, and of what code looks up besides. */
export const NETWORK_HANDLERS: readonly (readonly [type: string, handler: Handler])[] = [
  [
    "AWS::EC2::VPC",
    handler({
      identifier: ["VpcId"],
      read: "ec2:DescribeVpcs",
      subreads: [
        swallowed("ec2:DescribeVpcAttribute", "EnableDnsSupport", "EnableDnsHostnames"),
        fails("ec2:DescribeNetworkAcls", "DefaultNetworkAcl"),
        fails("ec2:DescribeSecurityGroups", "DefaultSecurityGroup"),
        fails("ec2:DescribeVpcEncryptionControls", "VpcEncryptionControl"),
      ],
      readOnly: ["VpcId"],
      arn: regional("ec2", (id) => `vpc/${id}`),
    }),
  ],
  [
    "AWS::EC2::Subnet",
    handler({
      identifier: ["SubnetId"],
      read: "ec2:DescribeSubnets",
      subreads: [swallowed("ec2:DescribeNetworkAcls", "NetworkAclAssociationId")],
      readOnly: ["SubnetId"],
      arn: regional("ec2", (id) => `subnet/${id}`),
    }),
  ],
  [
    "AWS::EC2::SecurityGroup",
    handler({
      identifier: ["Id"],
      read: "ec2:DescribeSecurityGroups",
      readOnly: ["Id", "GroupId"],
      arn: regional("ec2", (id) => `security-group/${id}`),
      derived: (id) => ({ GroupId: id }),
    }),
  ],
  [
    "AWS::EC2::SecurityGroupIngress",
    handler({
      identifier: ["Id"],
      read: "ec2:DescribeSecurityGroupRules",
      subreads: [fails("ec2:DescribeSecurityGroups")],
      readOnly: ["Id"],
      writeOnly: ["SourceSecurityGroupName"],
    }),
  ],
  [
    "AWS::EC2::SecurityGroupEgress",
    handler({ identifier: ["Id"], read: "ec2:DescribeSecurityGroupRules", readOnly: ["Id"] }),
  ],
  [
    "AWS::EC2::RouteTable",
    handler({
      identifier: ["RouteTableId"],
      read: "ec2:DescribeRouteTables",
      readOnly: ["RouteTableId"],
      arn: regional("ec2", (id) => `route-table/${id}`),
    }),
  ],
  [
    "AWS::EC2::Route",
    handler({
      identifier: ["RouteTableId", "CidrBlock"],
      read: "ec2:DescribeRouteTables",
      readOnly: ["CidrBlock"],
      arn: () => "*",
    }),
  ],
  ["AWS::EC2::InternetGateway", handler({ identifier: ["InternetGatewayId"], read: "ec2:DescribeInternetGateways" })],
  [
    "AWS::EC2::VPCGatewayAttachment",
    handler({
      identifier: ["AttachmentType", "VpcId"],
      read: "ec2:DescribeInternetGateways",
      subreads: [fails("ec2:DescribeVpnGateways")],
    }),
  ],
  ["AWS::EC2::NatGateway", handler({ identifier: ["NatGatewayId"], read: "ec2:DescribeNatGateways" })],
  [
    "AWS::EC2::Volume",
    handler({
      identifier: ["VolumeId"],
      read: "ec2:DescribeVolumes",
      subreads: [swallowed("ec2:DescribeVolumeAttribute", "AutoEnableIO"), swallowed("ec2:DescribeTags", "Tags")],
    }),
  ],
  ["AWS::EC2::VolumeAttachment", handler({ identifier: ["VolumeId", "InstanceId"], read: "ec2:DescribeVolumes" })],
  [
    "AWS::EC2::SubnetRouteTableAssociation",
    handler({ identifier: ["Id"], read: "ec2:DescribeRouteTables", readOnly: ["Id"] }),
  ],
  [
    "AWS::EC2::EIP",
    handler({
      identifier: ["PublicIp", "AllocationId"],
      read: "ec2:DescribeAddresses",
      readOnly: ["PublicIp", "AllocationId"],
      writeOnly: ["TransferAddress", "IpamPoolId", "Address"],
    }),
  ],
  [
    "AWS::EC2::VPCEndpoint",
    handler({
      identifier: ["Id"],
      read: "ec2:DescribeVpcEndpoints",
      subreads: [fails("ec2:DescribeSubnets"), fails("ec2:DescribeSecurityGroups"), fails("ec2:DescribeVpcs")],
      readOnly: ["Id", "NetworkInterfaceIds", "DnsEntries", "CreationTimestamp"],
    }),
  ],
  [
    "AWS::EC2::Instance",
    handler({
      identifier: ["InstanceId"],
      read: "ec2:DescribeInstances",
      subreads: [
        fails("ec2:DescribeInstanceAttribute", "UserData", "DisableApiTermination"),
        fails("ec2:DescribeInstanceCreditSpecifications", "CreditSpecification"),
        fails("ec2:DescribeLaunchTemplates"),
        fails("ec2:DescribeNetworkInterfaces"),
        fails("ec2:DescribeVolumes"),
        fails("ssm:DescribeAssociation"),
        fails("ssm:ListAssociations"),
      ],
      readOnly: ["InstanceId", "PrivateIp", "PublicIp", "PrivateDnsName", "PublicDnsName", "VpcId", "State"],
      writeOnly: ["LaunchTemplate", "AdditionalInfo", "Ipv6AddressCount", "Ipv6Addresses"],
    }),
  ],
  [
    "AWS::EC2::VPNGateway",
    handler({
      identifier: ["VPNGatewayId"],
      read: "ec2:DescribeVpnGateways",
      readOnly: ["VPNGatewayId"],
      arn: regional("ec2", (id) => `vpn-gateway/${id}`),
    }),
  ],
  [
    "AWS::ElasticLoadBalancingV2::LoadBalancer",
    handler({
      identifier: ["LoadBalancerArn"],
      read: "elasticloadbalancing:DescribeLoadBalancers",
      subreads: [
        fails("elasticloadbalancing:DescribeLoadBalancerAttributes", "LoadBalancerAttributes"),
        swallowed("elasticloadbalancing:DescribeCapacityReservation", "MinimumLoadBalancerCapacity"),
        swallowed("elasticloadbalancing:DescribeTags", "Tags"),
      ],
      readOnly: ["LoadBalancerArn", "DNSName", "CanonicalHostedZoneID"],
      service: "ElasticLoadBalancingV2",
      arn: (arn) => arn,
    }),
  ],
  [
    "AWS::ElasticLoadBalancingV2::Listener",
    handler({
      identifier: ["ListenerArn"],
      read: "elasticloadbalancing:DescribeListeners",
      subreads: [
        swallowed("elasticloadbalancing:DescribeListenerAttributes", "ListenerAttributes"),
        swallowed("elasticloadbalancing:DescribeTags", "Tags"),
      ],
      model: ["LoadBalancerArn"],
      readOnly: ["ListenerArn"],
      service: "ElasticLoadBalancingV2",
      arn: (arn) => arn,
    }),
  ],
  [
    "AWS::ElasticLoadBalancingV2::ListenerRule",
    handler({
      identifier: ["RuleArn"],
      read: "elasticloadbalancing:DescribeRules",
      subreads: [swallowed("elasticloadbalancing:DescribeTags", "Tags")],
      model: ["ListenerArn"],
      readOnly: ["RuleArn", "IsDefault"],
      writeOnly: ["ListenerArn"],
      service: "ElasticLoadBalancingV2",
      arn: (arn) => arn,
    }),
  ],
  [
    "AWS::ElasticLoadBalancingV2::TargetGroup",
    handler({
      identifier: ["TargetGroupArn"],
      read: "elasticloadbalancing:DescribeTargetGroups",
      subreads: [
        swallowed("elasticloadbalancing:DescribeTargetGroupAttributes", "TargetGroupAttributes"),
        swallowed("elasticloadbalancing:DescribeTargetHealth", "Targets"),
        swallowed("elasticloadbalancing:DescribeTags", "Tags"),
      ],
      readOnly: ["TargetGroupArn", "TargetGroupName", "TargetGroupFullName", "LoadBalancerArns"],
      service: "ElasticLoadBalancingV2",
      arn: (arn) => arn,
    }),
  ],
  [
    "AWS::ApplicationAutoScaling::ScalableTarget",
    handler({
      identifier: ["ResourceId", "ScalableDimension", "ServiceNamespace"],
      read: "application-autoscaling:DescribeScalableTargets",
      subreads: [swallowed("application-autoscaling:DescribeScheduledActions", "ScheduledActions")],
      writeOnly: ["RoleARN"],
    }),
  ],
  [
    "AWS::ApplicationAutoScaling::ScalingPolicy",
    handler({
      identifier: ["Arn", "ScalableDimension"],
      read: "application-autoscaling:DescribeScalingPolicies",
      model: ["ServiceNamespace"],
      readOnly: ["Arn"],
      writeOnly: [
        "TargetTrackingScalingPolicyConfiguration/PredefinedMetricSpecification/ResourceLabel",
        "ScalingTargetId",
      ],
    }),
  ],
  [
    "AWS::AutoScaling::AutoScalingGroup",
    handler({
      identifier: ["AutoScalingGroupName"],
      read: "autoscaling:DescribeAutoScalingGroups",
      subreads: [
        swallowed("autoscaling:DescribeLifecycleHooks", "LifecycleHookSpecificationList"),
        swallowed("autoscaling:DescribeLoadBalancerTargetGroups", "TargetGroupARNs"),
        swallowed("autoscaling:DescribeNotificationConfigurations", "NotificationConfigurations"),
        swallowed("autoscaling:DescribeTags", "Tags"),
        swallowed("autoscaling:DescribeTrafficSources", "TrafficSources"),
      ],
      readOnly: ["AutoScalingGroupARN"],
      writeOnly: ["InstanceId", "SkipZonalShiftValidation"],
      arn: regional("autoscaling", (name) => `autoScalingGroup:*:autoScalingGroupName/${name}`),
    }),
  ],
  [
    "AWS::CertificateManager::Certificate",
    handler({
      identifier: ["CertificateArn"],
      read: "acm:DescribeCertificate",
      subreads: [swallowed("acm:ListTagsForCertificate", "Tags")],
      readOnly: ["CertificateArn"],
      writeOnly: ["DomainValidationOptions/*/HostedZoneId", "ValidationMethod"],
      arn: (arn) => arn,
    }),
  ],
  [
    "AWS::Route53::HostedZone",
    handler({
      identifier: ["Id"],
      global: true,
      read: "route53:GetHostedZone",
      subreads: [
        swallowed("route53:ListTagsForResource", "HostedZoneTags"),
        swallowed("route53:ListQueryLoggingConfigs", "QueryLoggingConfig"),
      ],
      readOnly: ["Id", "NameServers"],
      arn: (id, { partition }) => `arn:${partition}:route53:::hostedzone/${id}`,
    }),
  ],
  [
    "AWS::KMS::Key",
    handler({
      identifier: ["KeyId"],
      read: "kms:DescribeKey",
      subreads: [
        fails("kms:GetKeyPolicy", "KeyPolicy"),
        swallowed("kms:GetKeyRotationStatus", "EnableKeyRotation"),
        swallowed("kms:ListResourceTags", "Tags"),
      ],
      readOnly: ["KeyId", "Arn"],
      arn: regional("kms", (id) => `key/${id}`),
      derived: (id, place) => ({ Arn: regional("kms", () => `key/${id}`)(id, place) }),
    }),
  ],
  [
    "AWS::RDS::DBInstance",
    handler({
      identifier: ["DBInstanceIdentifier"],
      read: "rds:DescribeDBInstances",
      // The type's schema asks for these too.
      subreads: [
        "ec2:DescribeAccountAttributes",
        "ec2:DescribeAvailabilityZones",
        "ec2:DescribeInternetGateways",
        "ec2:DescribeSecurityGroups",
        "ec2:DescribeSubnets",
        "ec2:DescribeVpcAttribute",
        "ec2:DescribeVpcs",
      ].map((action) => fails(action)),
      readOnly: ["DBInstanceArn", "Endpoint", "DbiResourceId"],
      writeOnly: ["MasterUserPassword"],
      arn: regional("rds", (id) => `db:${lastOf(id, ":")}`),
      derived: (id, place) => ({ DBInstanceArn: regional("rds", () => `db:${id}`)(id, place) }),
    }),
  ],
];
