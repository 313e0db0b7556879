import { foreignTags, tagList, tagMap } from "./sample.ts";
import type { Sample } from "./sample.ts";

export const hostedZone: Sample = {
  type: "AWS::Route53::HostedZone",
  terraform: {
    name: "Example.com",
    comment: "orders",
    vpc: [{ vpc_id: "vpc-1", vpc_region: "eu-west-1" }],
    tags: tagMap,
  },
  cloudformation: {
    Name: "example.com.",
    HostedZoneConfig: { Comment: "orders" },
    VPCs: [{ VPCId: "vpc-1", VPCRegion: "eu-west-1" }],
    HostedZoneTags: tagList,
  },
  live: {
    Name: "example.com.",
    HostedZoneConfig: { Comment: "orders" },
    VPCs: [{ VPCId: "vpc-1", VPCRegion: "eu-west-1" }],
    HostedZoneTags: tagList,
  },
  unchecked: { terraform: [], cloudformation: [] },
  attributes: { Name: "name", "HostedZoneConfig/Comment": "comment", VPCs: "vpc", HostedZoneTags: "tags" },
  equivalents: [
    { Name: "example.com", HostedZoneTags: foreignTags },
    {
      VPCs: [
        { VPCId: "vpc-2", VPCRegion: "eu-west-1" },
        { VPCId: "vpc-1", VPCRegion: "eu-west-1" },
      ],
    },
  ],
  alsoDeclared: [],
};

export const recordSet: Sample = {
  type: "AWS::Route53::RecordSet",
  terraform: {
    zone_id: "Z1",
    name: "orders.example.com",
    type: "CNAME",
    ttl: 300,
    records: ["Front.example.com", "back.example.com."],
    set_identifier: "blue",
    health_check_id: "hc-1",
    weighted_routing_policy: [{ weight: 10 }],
  },
  cloudformation: {
    HostedZoneId: "Z1",
    Name: "orders.example.com.",
    Type: "CNAME",
    TTL: "300",
    ResourceRecords: ["back.example.com.", "Front.example.com"],
    SetIdentifier: "blue",
    HealthCheckId: "hc-1",
    Weight: 10,
  },
  live: {
    HostedZoneId: "Z1",
    Name: "orders.example.com",
    Type: "CNAME",
    TTL: "300",
    ResourceRecords: ["Front.example.com", "back.example.com."],
    SetIdentifier: "blue",
    HealthCheckId: "hc-1",
    Weight: 10,
  },
  unchecked: { terraform: [], cloudformation: [] },
  attributes: {
    HostedZoneId: "zone_id",
    Name: "name",
    Type: "type",
    TTL: "ttl",
    ResourceRecords: "records",
    SetIdentifier: "set_identifier",
    HealthCheckId: "health_check_id",
    Weight: "weighted_routing_policy.weight",
  },
  equivalents: [{ Name: "ORDERS.example.com.", ResourceRecords: ["back.example.com.", "Front.example.com"], TTL: 300 }],
  alsoDeclared: [],
};
