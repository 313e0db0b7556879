import type { Place } from "../model/target.ts";
import { exact, inAnyCase, readWith, set, tags } from "./comparison/rules.ts";
import { arnIn, byLowerCaseName, computed, lookedUp, named } from "./identity.ts";
import { toProperties } from "./terraform/arguments.ts";
import type { Fields } from "./terraform/arguments.ts";
import { at, tagsAt } from "./terraform/fields.ts";
import type { ResourceType } from "./type.ts";

const FIELDS: Fields = {
  name: at("CacheSubnetGroupName"),
  description: at("Description"),
  subnet_ids: at("SubnetIds"),
  tags: tagsAt("Tags"),
};

/** Groups of subnets for ElastiCache. Names are kept in lower case. */
export const elasticacheSubnetGroup: ResourceType = {
  type: "AWS::ElastiCache::SubnetGroup",
  noun: "cache subnet group",
  terraform: {
    type: "aws_elasticache_subnet_group",
    identity: (args) => named(args.entries.get("name"), byLowerCaseName),
    lookup: (args) => lookedUp(args, "name", byLowerCaseName),
    properties: (args) => toProperties(args, FIELDS),
    attribute: computed({
      id: ({ name }) => name,
      name: ({ name }) => name,
      arn: ({ name }, place) => groupArn(place, name),
    }),
  },
  cloudformation: {
    identity: (properties) => named(properties.entries.get("CacheSubnetGroupName"), byLowerCaseName),
    attribute: computed({ Ref: ({ name }) => name }),
  },
  fromArn: (arn) => {
    const name = arn.service === "elasticache" ? /^subnetgroup:([^:]+)$/.exec(arn.resource)?.[1] : undefined;
    return name === undefined ? undefined : byLowerCaseName(name);
  },
  read: {
    api: "cloudcontrol:GetResource",
    actions: ["cloudformation:GetResource", "elasticache:DescribeCacheSubnetGroups", "elasticache:ListTagsForResource"],
  },
  list: { actions: ["cloudformation:ListResources", "elasticache:DescribeCacheSubnetGroups"] },
  nameOf: (identifier) => identifier,
  properties: new Map([
    ["CacheSubnetGroupName", inAnyCase()],
    // https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/elasticache_subnet_group#description
    ["Description", exact({ default: { terraform: "Managed by Terraform" } })],
    ["SubnetIds", set()],
    ["Tags", tags(readWith("elasticache:ListTagsForResource"))],
  ]),
};

function groupArn(place: Place, name: string): string {
  return arnIn(place, "elasticache", `subnetgroup:${name}`);
}
