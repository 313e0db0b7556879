import { known } from "../model/value.ts";
import type { MapValue } from "../model/value.ts";
import { boolean, exact, ifReturned, members, number, object, readWith, settings, tags } from "./comparison/rules.ts";
import { afterKind, byElbArn } from "./elb/arn.ts";
import { setting } from "./elb/attributes.ts";
import { computed, lookedUp, named, naturalKey } from "./identity.ts";
import { toProperties } from "./terraform/arguments.ts";
import type { Field, Fields } from "./terraform/arguments.ts";
import { argument, at, originOf, tagsAt } from "./terraform/fields.ts";
import type { ResourceType, TerraformNames } from "./type.ts";

const ATTRIBUTES = "TargetGroupAttributes";

/** A block whose arguments go where each says, not into one object. */
function spread(fields: Fields): Field {
  return (value, attribute, put) => {
    const block = value.kind === "list" ? value.items[0] : value;
    if (block?.kind !== "map") return;
    const where = { ...originOf(value), ...originOf(block) };
    for (const [name, own] of block.entries) {
      if (!(own.kind === "known" && own.value === null))
        fields[name]?.({ ...where, ...own }, `${attribute}.${name}`, put);
    }
  };
}

function healthCheck(matcher: string): Field {
  return spread({
    enabled: at("HealthCheckEnabled"),
    path: at("HealthCheckPath"),
    port: at("HealthCheckPort"),
    protocol: at("HealthCheckProtocol"),
    interval: at("HealthCheckIntervalSeconds"),
    timeout: at("HealthCheckTimeoutSeconds"),
    healthy_threshold: at("HealthyThresholdCount"),
    unhealthy_threshold: at("UnhealthyThresholdCount"),
    matcher: at(matcher),
  });
}

const FIELDS: Fields = {
  name: at("Name"),
  name_prefix: null,
  port: at("Port"),
  protocol: at("Protocol"),
  protocol_version: at("ProtocolVersion"),
  vpc_id: at("VpcId"),
  target_type: at("TargetType"),
  ip_address_type: at("IpAddressType"),
  deregistration_delay: setting(ATTRIBUTES, "deregistration_delay.timeout_seconds"),
  connection_termination: setting(ATTRIBUTES, "deregistration_delay.connection_termination.enabled"),
  slow_start: setting(ATTRIBUTES, "slow_start.duration_seconds"),
  load_balancing_algorithm_type: setting(ATTRIBUTES, "load_balancing.algorithm.type"),
  load_balancing_anomaly_mitigation: setting(ATTRIBUTES, "load_balancing.algorithm.anomaly_mitigation"),
  load_balancing_cross_zone_enabled: setting(ATTRIBUTES, "load_balancing.cross_zone.enabled"),
  preserve_client_ip: setting(ATTRIBUTES, "preserve_client_ip.enabled"),
  proxy_protocol_v2: setting(ATTRIBUTES, "proxy_protocol_v2.enabled"),
  lambda_multi_value_headers_enabled: setting(ATTRIBUTES, "lambda.multi_value_headers.enabled"),
  tags: tagsAt("Tags"),
};

function fieldsFor(args: MapValue): Fields {
  const version = argument(args, "protocol_version");
  const isGrpc = version?.kind === "known" && String(version.value).toUpperCase() === "GRPC";
  const stickiness = (type: string | undefined) =>
    spread({
      enabled: setting(ATTRIBUTES, "stickiness.enabled"),
      type: setting(ATTRIBUTES, "stickiness.type"),
      cookie_name: setting(ATTRIBUTES, "stickiness.app_cookie.cookie_name"),
      // Where it is kept hangs on the kind of cookie.
      cookie_duration: type === undefined ? null : setting(ATTRIBUTES, `stickiness.${type}.duration_seconds`),
    });
  return {
    ...FIELDS,
    health_check: healthCheck(isGrpc ? "Matcher/GrpcCode" : "Matcher/HttpCode"),
    stickiness: stickiness(stickinessType(args)),
  };
}

function stickinessType(args: MapValue): string | undefined {
  const blocks = argument(args, "stickiness");
  const block = blocks?.kind === "list" ? blocks.items[0] : blocks;
  const type = block?.kind === "map" ? argument(block, "type") : undefined;
  if (type?.kind === "unresolved") return undefined;
  return type?.kind === "known" ? String(type.value) : "lb_cookie";
}

/** The provider has the same resource under two names. */
function spelling(type: string): TerraformNames {
  return {
    type,
    identity: (args) => named(args.entries.get("name"), byNaturalName),
    lookup: (args) => lookedUp(args, "name", byNaturalName),
    lookupArns: { arguments: ["arn"] },
    properties: (args) => toProperties(args, fieldsFor(args)),
    attribute: computed({ id: ({ identifier }) => identifier, arn: ({ identifier }) => identifier }),
    reads: { arn_suffix: "TargetGroupFullName" },
  };
}

function nameIn(rest: string): string {
  return rest.split("/")[0] ?? rest;
}

function byNaturalName(name: string) {
  return naturalKey({ Name: known(name) }, name);
}

/** Target groups. The identifier is the ARN, which ends in characters that AWS makes up. */
export const elbTargetGroup: ResourceType = {
  type: "AWS::ElasticLoadBalancingV2::TargetGroup",
  noun: "target group",
  terraform: spelling("aws_lb_target_group"),
  alsoTerraform: [spelling("aws_alb_target_group")],
  cloudformation: {
    identity: () => ({ kind: "generated" }),
    attribute: computed({
      Ref: ({ identifier }) => identifier,
      TargetGroupArn: ({ identifier }) => identifier,
      TargetGroupFullName: ({ identifier }) => `targetgroup/${afterKind(identifier, "targetgroup")}`,
      TargetGroupName: ({ identifier }) => nameIn(afterKind(identifier, "targetgroup")),
    }),
  },
  fromArn: (arn) => byElbArn(arn, "targetgroup", /^[^/]+\/[^/]+$/, nameIn),
  read: {
    api: "cloudcontrol:GetResource",
    actions: [
      "cloudformation:GetResource",
      "elasticloadbalancing:DescribeTags",
      "elasticloadbalancing:DescribeTargetGroupAttributes",
      "elasticloadbalancing:DescribeTargetGroups",
      "elasticloadbalancing:DescribeTargetHealth",
    ],
  },
  list: { actions: ["cloudformation:ListResources", "elasticloadbalancing:DescribeTargetGroups"] },
  // Names are unique in a region of an account, and cannot be changed.
  finder: {
    api: "cloudcontrol:ListResources",
    actions: ["cloudformation:ListResources", "elasticloadbalancing:DescribeTargetGroups"],
    isUnique: true,
    keyOf: (identifier) => ({ Name: nameIn(afterKind(identifier, "targetgroup")) }),
  },
  nameOf: (identifier) => nameIn(afterKind(identifier, "targetgroup")),
  properties: new Map([
    ["Name", exact()],
    ["Port", number()],
    ["Protocol", exact()],
    // Only HTTP and HTTPS have a version.
    ["ProtocolVersion", exact({ absentIs: "HTTP1" })],
    ["VpcId", exact()],
    ["TargetType", exact({ absentIs: "instance" })],
    ["IpAddressType", exact({ absentIs: "ipv4" })],
    ["HealthCheckEnabled", boolean()],
    ["HealthCheckPath", exact()],
    ["HealthCheckPort", exact()],
    ["HealthCheckProtocol", exact()],
    ["HealthCheckIntervalSeconds", number()],
    ["HealthCheckTimeoutSeconds", number()],
    ["HealthyThresholdCount", number()],
    ["UnhealthyThresholdCount", number()],
    ["Matcher", object()],
    ["Matcher/HttpCode", exact({ absentIs: "" })],
    ["Matcher/GrpcCode", exact({ absentIs: "" })],
    // Services register targets of their own beside those that code names.
    ["Targets", members(ifReturned())],
    [ATTRIBUTES, settings(readWith("elasticloadbalancing:DescribeTargetGroupAttributes"))],
    ["Tags", tags(readWith("elasticloadbalancing:DescribeTags"))],
  ]),
};
