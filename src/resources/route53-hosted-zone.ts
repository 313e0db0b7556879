import type { Identity } from "../model/declared.ts";
import type { MapValue, Value } from "../model/value.ts";
import { known } from "../model/value.ts";
import { parseArn } from "./arn.ts";
import { exact, members, object, readWith, tags, whole } from "./comparison/rules.ts";
import { dnsName, sameDnsName } from "./comparison/same-dns.ts";
import { computed, naturalKey, unidentified } from "./identity.ts";
import { toProperties } from "./terraform/arguments.ts";
import type { Fields } from "./terraform/arguments.ts";
import { argument, at, blocksAt, tagsAt } from "./terraform/fields.ts";
import type { ResourceType } from "./type.ts";

const FIELDS: Fields = {
  name: at("Name"),
  comment: at("HostedZoneConfig/Comment"),
  vpc: blocksAt("VPCs", { vpc_id: at("VPCId"), vpc_region: at("VPCRegion") }),
  force_destroy: null,
  tags: tagsAt("HostedZoneTags"),
};

/** Names are not unique: a private zone may have a public one's name, and an account several of one name. */
function byZoneName(args: MapValue, isPrivate: boolean, decidedBy: Value | undefined): Identity {
  if (decidedBy?.kind === "unresolved") return { kind: "unresolved", value: decidedBy };
  const name = argument(args, "name");
  const plain = name?.kind === "known" ? { ...name, value: dnsName(String(name.value)) } : name;
  const shown = plain?.kind === "known" ? plain.value : "";
  return naturalKey({ Name: plain, Private: known(String(isPrivate)) }, shown);
}

function isTrue(args: MapValue, name: string): boolean {
  const value = argument(args, name);
  return value?.kind === "known" && String(value.value) === "true";
}

/** Hosted zones. The identifier is the zone's id. */
export const route53HostedZone: ResourceType = {
  type: "AWS::Route53::HostedZone",
  noun: "hosted zone",
  terraform: {
    type: "aws_route53_zone",
    identity: (args) => byZoneName(args, argument(args, "vpc") !== undefined, argument(args, "vpc")),
    lookup: (args) => {
      const id = argument(args, "zone_id");
      if (id?.kind === "known") return byId(String(id.value));
      if (id)
        return {
          kind: "unresolved",
          value: id.kind === "unresolved" ? id : { kind: "unresolved", reason: "`zone_id` is not text" },
        };
      if (argument(args, "vpc_id") ?? argument(args, "tags"))
        return unidentified("which zone a VPC or tags choose is not looked up yet");
      const name = argument(args, "name");
      if (name?.kind === "known" && parseArn(String(name.value))) return unidentified("an ARN is no name of a zone");
      const identity = byZoneName(args, isTrue(args, "private_zone"), argument(args, "private_zone"));
      return identity.kind === "generated" ? unidentified("the look-up has no `name`") : identity;
    },
    properties: (args) => toProperties(args, FIELDS),
    attribute: computed({
      id: ({ identifier }) => identifier,
      zone_id: ({ identifier }) => identifier,
      arn: ({ identifier }, { partition }) => `arn:${partition}:route53:::hostedzone/${identifier}`,
    }),
    reads: { zone_id: "Id" },
  },
  cloudformation: {
    identity: () => ({ kind: "generated" }),
    attribute: computed({ Ref: ({ identifier }) => identifier, Id: ({ identifier }) => identifier }),
  },
  fromArn: (arn) => {
    const id = /^hostedzone\/([^/:]+)$/.exec(arn.resource)?.[1];
    return arn.service === "route53" && id !== undefined ? byId(id) : undefined;
  },
  read: {
    api: "cloudcontrol:GetResource",
    actions: [
      "cloudformation:GetResource",
      "route53:GetHostedZone",
      "route53:ListQueryLoggingConfigs",
      "route53:ListTagsForResource",
    ],
  },
  finder: {
    api: "cloudcontrol:ListResources",
    actions: [
      "cloudformation:ListResources",
      "route53:GetHostedZone",
      "route53:ListHostedZones",
      "route53:ListQueryLoggingConfigs",
      "route53:ListTagsForResource",
    ],
    isUnique: false,
    keyOf: (_, { Name, VPCs }) => {
      if (typeof Name !== "string") return {};
      return { Name: dnsName(Name), Private: String(Array.isArray(VPCs) && VPCs.length > 0) };
    },
  },
  nameOf: (identifier) => identifier,
  properties: new Map([
    ["Name", whole(sameDnsName)],
    ["HostedZoneConfig", object()],
    [
      "HostedZoneConfig/Comment",
      exact({ default: { terraform: "Managed by Terraform", cloudformation: "", live: "" } }),
    ],
    // Others may associate VPCs, too.
    ["VPCs", members()],
    ["QueryLoggingConfig", object(readWith("route53:ListQueryLoggingConfigs"))],
    ["HostedZoneTags", tags(readWith("route53:ListTagsForResource"))],
  ]),
};

function byId(id: string) {
  const plain = id.replace(/^\/hostedzone\//, "");
  return { kind: "identifier", identifier: plain, name: plain } as const;
}
