import type { Identity } from "../model/declared.ts";
import type { Json } from "../model/json.ts";
import type { ListedItem } from "../model/observation.ts";
import { known } from "../model/value.ts";
import type { MapValue } from "../model/value.ts";
import { exact } from "./comparison/rules.ts";
import { byFilters } from "./ec2/filters.ts";
import { calledBy, refById, sameId } from "./ec2/identity.ts";
import { computed, isGiven, unidentified } from "./identity.ts";
import { toProperties } from "./terraform/arguments.ts";
import type { Fields } from "./terraform/arguments.ts";
import { at } from "./terraform/fields.ts";
import type { ResourceType } from "./type.ts";

const FIELDS: Fields = { subnet_id: at("SubnetId"), route_table_id: at("RouteTableId") };
const SUBNET = "association.subnet-id";

/**
 * Which route table a subnet has. It has at most one of its own, so that the subnet tells which association it is: another
 * table gives the association another id (https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ReplaceRouteTableAssociation.html).
 */
export const ec2SubnetRouteTableAssociation: ResourceType = {
  type: "AWS::EC2::SubnetRouteTableAssociation",
  noun: "route table association",
  terraform: {
    type: "aws_route_table_association",
    identity: (args) => {
      if (isGiven(args.entries.get("gateway_id"))) return unidentified("the route table of a gateway is not looked at");
      return associationBy(toProperties(args, FIELDS));
    },
    fromState: {
      attributes: ["subnet_id"],
      identity: ({ subnet_id: subnet = "" }) =>
        subnet === "" ? undefined : byFilters(subnet, { [SUBNET]: known(subnet) }),
    },
    lookup: null,
    properties: (args) => toProperties(args, FIELDS),
    attribute: computed({ id: ({ identifier }) => identifier }),
  },
  cloudformation: {
    // Of a subnet that the template makes, only the stack knows the id, as it does of the association.
    identity: (properties) => {
      const identity = associationBy(properties);
      return identity.kind === "unresolved" ? { kind: "generated" } : identity;
    },
    attribute: refById("Id"),
  },
  fromArn: () => undefined,
  read: { api: "cloudcontrol:GetResource", actions: ["cloudformation:GetResource", "ec2:DescribeRouteTables"] },
  finder: {
    api: "ec2:DescribeRouteTables",
    actions: ["ec2:DescribeRouteTables"],
    isUnique: true,
    partsOf: associationsOf,
    showsAll: true,
  },
  nameOf: sameId,
  properties: new Map([
    ["SubnetId", exact()],
    ["RouteTableId", exact()],
  ]),
};

function associationBy({ entries }: MapValue): Identity {
  const subnet = entries.get("SubnetId");
  return byFilters(calledBy(subnet), { [SUBNET]: subnet });
}

/** A table has those of other subnets too, and its VPC's main one, which has no subnet. */
function associationsOf({ properties: { Associations: all } }: ListedItem): readonly ListedItem[] {
  const associations = Array.isArray(all) ? (all as readonly { readonly [name: string]: Json }[]) : [];
  return associations.flatMap(({ Id: id, SubnetId: subnet, RouteTableId: table, State: state }) => {
    if (typeof id !== "string" || typeof subnet !== "string" || state === "disassociated") return [];
    return [
      { identifier: id, properties: { [SUBNET]: subnet, SubnetId: subnet, ...(table && { RouteTableId: table }) } },
    ];
  });
}
