import { arn, foreignTags, tagList, tagMap } from "./sample.ts";
import type { JsonObject, Sample } from "./sample.ts";

const balancerArn = arn("elasticloadbalancing:@:loadbalancer/app/orders/50dc6c495c0c9188");
const groupArn = arn("elasticloadbalancing:@:targetgroup/orders/73e2d6bc24d8a067");
const otherGroupArn = arn("elasticloadbalancing:@:targetgroup/orders-green/73e2d6bc24d8a068");
const listenerArn = arn("elasticloadbalancing:@:listener/app/orders/50dc6c495c0c9188/f2f7dc8efc522ab2");
const certificateArn = arn("acm:@:certificate/1234");

const balancerAttributes = [
  { Key: "access_logs.s3.bucket", Value: "logs" },
  { Key: "access_logs.s3.enabled", Value: "true" },
  { Key: "access_logs.s3.prefix", Value: "alb" },
  { Key: "deletion_protection.enabled", Value: "true" },
  { Key: "idle_timeout.timeout_seconds", Value: "120" },
  { Key: "routing.http2.enabled", Value: "false" },
];

const balancerTerraform: JsonObject = {
  name: "orders",
  internal: true,
  load_balancer_type: "application",
  subnets: ["subnet-1", "subnet-2"],
  security_groups: ["sg-2", "sg-1"],
  ip_address_type: "dualstack",
  idle_timeout: 120,
  enable_deletion_protection: true,
  enable_http2: false,
  access_logs: [{ bucket: "logs", prefix: "alb", enabled: true }],
  tags: tagMap,
};

export const loadBalancer: Sample = {
  type: "AWS::ElasticLoadBalancingV2::LoadBalancer",
  terraform: balancerTerraform,
  cloudformation: {
    Name: "orders",
    Scheme: "internal",
    Type: "application",
    Subnets: ["subnet-2", "subnet-1"],
    SecurityGroups: ["sg-1", "sg-2"],
    IpAddressType: "dualstack",
    LoadBalancerAttributes: balancerAttributes,
    Tags: tagList,
  },
  live: {
    Name: "orders",
    Scheme: "internal",
    Type: "application",
    Subnets: ["subnet-1", "subnet-2"],
    SecurityGroups: ["sg-1", "sg-2"],
    IpAddressType: "dualstack",
    LoadBalancerAttributes: balancerAttributes,
    Tags: tagList,
  },
  unchecked: { terraform: [], cloudformation: [] },
  attributes: {
    Name: "name",
    Scheme: "internal",
    Type: "load_balancer_type",
    Subnets: "subnets",
    SecurityGroups: "security_groups",
    IpAddressType: "ip_address_type",
    "LoadBalancerAttributes/access_logs.s3.bucket": "access_logs.bucket",
    "LoadBalancerAttributes/access_logs.s3.enabled": "access_logs.enabled",
    "LoadBalancerAttributes/access_logs.s3.prefix": "access_logs.prefix",
    "LoadBalancerAttributes/deletion_protection.enabled": "enable_deletion_protection",
    "LoadBalancerAttributes/idle_timeout.timeout_seconds": "idle_timeout",
    "LoadBalancerAttributes/routing.http2.enabled": "enable_http2",
    Tags: "tags",
  },
  equivalents: [
    {
      LoadBalancerAttributes: [...balancerAttributes.toReversed(), { Key: "waf.fail_open.enabled", Value: "false" }],
      Subnets: ["subnet-2", "subnet-1"],
    },
    { Tags: foreignTags, SubnetMappings: [{ SubnetId: "subnet-1" }, { SubnetId: "subnet-2" }] },
  ],
  alsoDeclared: [
    {
      format: "terraform",
      arguments: { ...balancerTerraform, access_logs: [{ bucket: "logs", prefix: "alb", enabled: "true" }] },
    },
  ],
};

export const classicLoadBalancer: Sample = { ...loadBalancer, resource: "aws_alb", cloudformation: null };

const groupAttributes = [
  { Key: "deregistration_delay.timeout_seconds", Value: "30" },
  { Key: "stickiness.enabled", Value: "true" },
  { Key: "stickiness.lb_cookie.duration_seconds", Value: "3600" },
  { Key: "stickiness.type", Value: "lb_cookie" },
];

const groupProperties: JsonObject = {
  Name: "orders",
  Port: 8080,
  Protocol: "HTTP",
  ProtocolVersion: "HTTP2",
  VpcId: "vpc-1",
  TargetType: "ip",
  IpAddressType: "ipv6",
  HealthCheckEnabled: true,
  HealthCheckPath: "/healthz",
  HealthCheckPort: "traffic-port",
  HealthCheckProtocol: "HTTP",
  HealthCheckIntervalSeconds: 15,
  HealthCheckTimeoutSeconds: 5,
  HealthyThresholdCount: 2,
  UnhealthyThresholdCount: 4,
  Matcher: { HttpCode: "200-299" },
  TargetGroupAttributes: groupAttributes,
  Tags: tagList,
};

export const targetGroup: Sample = {
  type: "AWS::ElasticLoadBalancingV2::TargetGroup",
  terraform: {
    name: "orders",
    port: 8080,
    protocol: "HTTP",
    protocol_version: "HTTP2",
    vpc_id: "vpc-1",
    target_type: "ip",
    ip_address_type: "ipv6",
    deregistration_delay: "30",
    // Network load balancers have it, and AWS returns nothing of it for others.
    proxy_protocol_v2: false,
    health_check: [
      {
        enabled: true,
        path: "/healthz",
        port: "traffic-port",
        protocol: "HTTP",
        interval: 15,
        timeout: 5,
        healthy_threshold: 2,
        unhealthy_threshold: 4,
        matcher: "200-299",
      },
    ],
    stickiness: [{ enabled: true, type: "lb_cookie", cookie_duration: 3600 }],
    tags: tagMap,
  },
  cloudformation: { ...groupProperties, Port: "8080" },
  live: groupProperties,
  unchecked: { terraform: ["TargetGroupAttributes/proxy_protocol_v2.enabled"], cloudformation: [] },
  attributes: {
    Name: "name",
    Port: "port",
    Protocol: "protocol",
    ProtocolVersion: "protocol_version",
    VpcId: "vpc_id",
    TargetType: "target_type",
    IpAddressType: "ip_address_type",
    HealthCheckEnabled: "health_check.enabled",
    HealthCheckPath: "health_check.path",
    HealthCheckPort: "health_check.port",
    HealthCheckProtocol: "health_check.protocol",
    HealthCheckIntervalSeconds: "health_check.interval",
    HealthCheckTimeoutSeconds: "health_check.timeout",
    HealthyThresholdCount: "health_check.healthy_threshold",
    UnhealthyThresholdCount: "health_check.unhealthy_threshold",
    Matcher: "health_check.matcher",
    "TargetGroupAttributes/deregistration_delay.timeout_seconds": "deregistration_delay",
    "TargetGroupAttributes/stickiness.enabled": "stickiness.enabled",
    "TargetGroupAttributes/stickiness.lb_cookie.duration_seconds": "stickiness.cookie_duration",
    "TargetGroupAttributes/stickiness.type": "stickiness.type",
    Tags: "tags",
  },
  equivalents: [
    { Targets: [{ Id: "10.0.0.1", Port: 8080 }], Port: "8080", Matcher: { HttpCode: "200-299", GrpcCode: "" } },
    {
      TargetGroupAttributes: [...groupAttributes, { Key: "slow_start.duration_seconds", Value: "0" }],
      Tags: foreignTags,
    },
  ],
  alsoDeclared: [],
};

export const classicTargetGroup: Sample = { ...targetGroup, resource: "aws_alb_target_group", cloudformation: null };

const forwardLive = {
  Type: "forward",
  Order: 1,
  TargetGroupArn: groupArn,
  ForwardConfig: {
    TargetGroups: [{ TargetGroupArn: groupArn, Weight: 1 }],
    TargetGroupStickinessConfig: { Enabled: false },
  },
};

const listenerTerraform: JsonObject = {
  load_balancer_arn: balancerArn,
  port: 443,
  protocol: "HTTPS",
  ssl_policy: "ELBSecurityPolicy-TLS13-1-2-2021-06",
  certificate_arn: certificateArn,
  default_action: [{ type: "forward", target_group_arn: groupArn }],
  tags: tagMap,
};

export const listener: Sample = {
  type: "AWS::ElasticLoadBalancingV2::Listener",
  terraform: listenerTerraform,
  cloudformation: {
    LoadBalancerArn: balancerArn,
    Port: 443,
    Protocol: "HTTPS",
    SslPolicy: "ELBSecurityPolicy-TLS13-1-2-2021-06",
    Certificates: [{ CertificateArn: certificateArn }],
    DefaultActions: [{ Type: "forward", TargetGroupArn: groupArn }],
    Tags: tagList,
  },
  live: {
    LoadBalancerArn: balancerArn,
    Port: 443,
    Protocol: "HTTPS",
    SslPolicy: "ELBSecurityPolicy-TLS13-1-2-2021-06",
    Certificates: [{ CertificateArn: certificateArn }],
    DefaultActions: [forwardLive],
    Tags: tagList,
  },
  unchecked: { terraform: [], cloudformation: [] },
  attributes: {
    LoadBalancerArn: "load_balancer_arn",
    Port: "port",
    Protocol: "protocol",
    SslPolicy: "ssl_policy",
    Certificates: "certificate_arn",
    DefaultActions: "default_action",
    Tags: "tags",
  },
  equivalents: [
    { DefaultActions: [{ Type: "forward", TargetGroupArn: groupArn }] },
    {
      DefaultActions: [
        { Type: "forward", ForwardConfig: { TargetGroups: [{ TargetGroupArn: groupArn, Weight: 100 }] } },
      ],
      MutualAuthentication: { Mode: "off" },
      Tags: foreignTags,
    },
  ],
  alsoDeclared: [
    {
      format: "terraform",
      arguments: {
        ...listenerTerraform,
        default_action: [{ type: "forward", order: 1, forward: [{ target_group: [{ arn: groupArn }] }] }],
      },
    },
  ],
};

export const classicListener: Sample = { ...listener, resource: "aws_alb_listener", cloudformation: null };

const weighted = [
  { TargetGroupArn: groupArn, Weight: 90 },
  { TargetGroupArn: otherGroupArn, Weight: 10 },
];

export const listenerRule: Sample = {
  type: "AWS::ElasticLoadBalancingV2::ListenerRule",
  terraform: {
    listener_arn: listenerArn,
    priority: 10,
    action: [
      {
        type: "forward",
        forward: [
          {
            target_group: [
              { arn: groupArn, weight: 90 },
              { arn: otherGroupArn, weight: 10 },
            ],
            stickiness: [{ enabled: true, duration: 600 }],
          },
        ],
      },
    ],
    condition: [
      { path_pattern: [{ values: ["/orders/*", "/carts/*"] }] },
      { http_header: [{ http_header_name: "X-Team", values: ["orders"] }] },
    ],
    tags: tagMap,
  },
  cloudformation: {
    ListenerArn: listenerArn,
    Priority: "10",
    Actions: [
      {
        Type: "forward",
        ForwardConfig: {
          TargetGroups: weighted,
          TargetGroupStickinessConfig: { Enabled: true, DurationSeconds: 600 },
        },
      },
    ],
    Conditions: [
      { Field: "path-pattern", Values: ["/orders/*", "/carts/*"] },
      { Field: "http-header", HttpHeaderConfig: { HttpHeaderName: "X-Team", Values: ["orders"] } },
    ],
    Tags: tagList,
  },
  live: {
    Priority: 10,
    Actions: [
      {
        Type: "forward",
        Order: 1,
        ForwardConfig: {
          TargetGroups: weighted,
          TargetGroupStickinessConfig: { Enabled: true, DurationSeconds: 600 },
        },
      },
    ],
    Conditions: [
      {
        Field: "path-pattern",
        PathPatternConfig: { Values: ["/orders/*", "/carts/*"] },
        Values: ["/orders/*", "/carts/*"],
      },
      { Field: "http-header", HttpHeaderConfig: { HttpHeaderName: "X-Team", Values: ["orders"] } },
    ],
    Tags: tagList,
  },
  unchecked: { terraform: ["ListenerArn"], cloudformation: ["ListenerArn"] },
  attributes: { Priority: "priority", Actions: "action", Conditions: "condition", Tags: "tags" },
  equivalents: [
    {
      Conditions: [
        { Field: "http-header", HttpHeaderConfig: { HttpHeaderName: "X-Team", Values: ["orders"] } },
        { Field: "path-pattern", PathPatternConfig: { Values: ["/carts/*", "/orders/*"] } },
      ],
      Actions: [
        {
          Type: "forward",
          ForwardConfig: {
            TargetGroups: weighted.toReversed(),
            TargetGroupStickinessConfig: { Enabled: true, DurationSeconds: 600 },
          },
        },
      ],
    },
    { Tags: foreignTags },
  ],
  alsoDeclared: [],
};

export const classicListenerRule: Sample = { ...listenerRule, resource: "aws_alb_listener_rule", cloudformation: null };
