import { known } from "../model/value.ts";
import { exact, keyed, readWith, set, settings, tags, ifReturned } from "./comparison/rules.ts";
import { afterKind, byElbArn } from "./elb/arn.ts";
import { setting, switched } from "./elb/attributes.ts";
import { computed, lookedUp, named, naturalKey } from "./identity.ts";
import { spelled, toProperties } from "./terraform/arguments.ts";
import type { Field, Fields } from "./terraform/arguments.ts";
import { at, blocksAt, tagsAt } from "./terraform/fields.ts";
import type { ResourceType, TerraformNames } from "./type.ts";

const ATTRIBUTES = "LoadBalancerAttributes";

/** `internal = true` is a scheme; https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateLoadBalancer.html */
const scheme: Field = (value, attribute, put) => {
  const isKnown = value.kind === "known";
  const text = isKnown && String(value.value) === "true" ? "internal" : "internet-facing";
  put("Scheme", spelled(isKnown ? { ...value, ...known(text) } : value, attribute));
};

const FIELDS: Fields = {
  name: at("Name"),
  name_prefix: null,
  internal: scheme,
  load_balancer_type: at("Type"),
  subnets: at("Subnets"),
  subnet_mapping: blocksAt("SubnetMappings", {
    subnet_id: at("SubnetId"),
    allocation_id: at("AllocationId"),
    private_ipv4_address: at("PrivateIPv4Address"),
    ipv6_address: at("IPv6Address"),
  }),
  security_groups: at("SecurityGroups"),
  ip_address_type: at("IpAddressType"),
  idle_timeout: setting(ATTRIBUTES, "idle_timeout.timeout_seconds"),
  client_keep_alive: setting(ATTRIBUTES, "client_keep_alive.seconds"),
  enable_deletion_protection: setting(ATTRIBUTES, "deletion_protection.enabled"),
  enable_cross_zone_load_balancing: setting(ATTRIBUTES, "load_balancing.cross_zone.enabled"),
  enable_http2: setting(ATTRIBUTES, "routing.http2.enabled"),
  enable_tls_version_and_cipher_suite_headers: setting(
    ATTRIBUTES,
    "routing.http.x_amzn_tls_version_and_cipher_suite.enabled",
  ),
  enable_waf_fail_open: setting(ATTRIBUTES, "waf.fail_open.enabled"),
  enable_xff_client_port: setting(ATTRIBUTES, "routing.http.xff_client_port.enabled"),
  enable_zonal_shift: setting(ATTRIBUTES, "zonal_shift.config.enabled"),
  xff_header_processing_mode: setting(ATTRIBUTES, "routing.http.xff_header_processing.mode"),
  preserve_host_header: setting(ATTRIBUTES, "routing.http.preserve_host_header.enabled"),
  drop_invalid_header_fields: setting(ATTRIBUTES, "routing.http.drop_invalid_header_fields.enabled"),
  desync_mitigation_mode: setting(ATTRIBUTES, "routing.http.desync_mitigation_mode"),
  dns_record_client_routing_policy: setting(ATTRIBUTES, "dns_record.client_routing_policy"),
  access_logs: switched(ATTRIBUTES, "access_logs.s3.enabled", {
    bucket: "access_logs.s3.bucket",
    prefix: "access_logs.s3.prefix",
  }),
  connection_logs: switched(ATTRIBUTES, "connection_logs.s3.enabled", {
    bucket: "connection_logs.s3.bucket",
    prefix: "connection_logs.s3.prefix",
  }),
  tags: tagsAt("Tags"),
};

/** The provider has the same resource under two names. */
function spelling(type: string): TerraformNames {
  return {
    type,
    identity: (args) => named(args.entries.get("name"), byNaturalName),
    lookup: (args) => lookedUp(args, "name", byNaturalName),
    lookupArns: { arguments: ["arn"] },
    properties: (args) => toProperties(args, FIELDS),
    attribute: computed({ id: ({ identifier }) => identifier, arn: ({ identifier }) => identifier }),
    reads: { dns_name: "DNSName", zone_id: "CanonicalHostedZoneID", arn_suffix: "LoadBalancerFullName" },
  };
}

function nameIn(rest: string): string {
  return rest.split("/")[1] ?? rest;
}

function byNaturalName(name: string) {
  return naturalKey({ Name: known(name) }, name);
}

/** Application, network and gateway load balancers. The identifier is the ARN, which ends in characters that AWS makes up. */
export const elbLoadBalancer: ResourceType = {
  type: "AWS::ElasticLoadBalancingV2::LoadBalancer",
  noun: "load balancer",
  terraform: spelling("aws_lb"),
  alsoTerraform: [spelling("aws_alb")],
  cloudformation: {
    identity: () => ({ kind: "generated" }),
    attribute: computed({
      Ref: ({ identifier }) => identifier,
      LoadBalancerArn: ({ identifier }) => identifier,
      LoadBalancerFullName: ({ identifier }) => afterKind(identifier, "loadbalancer"),
    }),
  },
  fromArn: (arn) => byElbArn(arn, "loadbalancer", /^(?:app|net|gwy)\/[^/]+\/[^/]+$/, nameIn),
  read: {
    api: "cloudcontrol:GetResource",
    actions: [
      "cloudformation:GetResource",
      "elasticloadbalancing:DescribeCapacityReservation",
      "elasticloadbalancing:DescribeLoadBalancerAttributes",
      "elasticloadbalancing:DescribeLoadBalancers",
      "elasticloadbalancing:DescribeTags",
    ],
  },
  list: { actions: ["cloudformation:ListResources", "elasticloadbalancing:DescribeLoadBalancers"] },
  // Names are unique in a region of an account, and cannot be changed.
  finder: {
    api: "cloudcontrol:ListResources",
    actions: ["cloudformation:ListResources", "elasticloadbalancing:DescribeLoadBalancers"],
    isUnique: true,
    keyOf: (identifier) => ({ Name: nameIn(afterKind(identifier, "loadbalancer")) }),
  },
  nameOf: (identifier) => nameIn(afterKind(identifier, "loadbalancer")),
  properties: new Map([
    ["Name", exact()],
    ["Scheme", exact({ absentIs: "internet-facing" })],
    ["Type", exact({ absentIs: "application" })],
    ["IpAddressType", exact({ absentIs: "ipv4" })],
    ["Subnets", set(ifReturned())],
    ["SubnetMappings", keyed("SubnetId", ifReturned())],
    ["SubnetMappings/*/SubnetId", exact()],
    ["SubnetMappings/*/AllocationId", exact(ifReturned())],
    ["SubnetMappings/*/PrivateIPv4Address", exact(ifReturned())],
    ["SubnetMappings/*/IPv6Address", exact(ifReturned())],
    ["SecurityGroups", set()],
    [ATTRIBUTES, settings(readWith("elasticloadbalancing:DescribeLoadBalancerAttributes"))],
    ["Tags", tags(readWith("elasticloadbalancing:DescribeTags"))],
  ]),
};
