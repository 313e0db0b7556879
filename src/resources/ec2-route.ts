import { asString } from "../model/value.ts";
import type { MapValue } from "../model/value.ts";
import { exact, ifReturned } from "./comparison/rules.ts";
import { canonicalCidr } from "./ec2/cidr.ts";
import { sameId } from "./ec2/identity.ts";
import { cidr } from "./ec2/rules.ts";
import { fromState, isGiven, naturalKey } from "./identity.ts";
import { toProperties } from "./terraform/arguments.ts";
import type { Fields } from "./terraform/arguments.ts";
import { at } from "./terraform/fields.ts";
import type { ResourceType } from "./type.ts";

const DESTINATIONS = ["DestinationCidrBlock", "DestinationIpv6CidrBlock", "DestinationPrefixListId"] as const;

const FIELDS: Fields = {
  route_table_id: at("RouteTableId"),
  destination_cidr_block: at("DestinationCidrBlock"),
  destination_ipv6_cidr_block: at("DestinationIpv6CidrBlock"),
  destination_prefix_list_id: at("DestinationPrefixListId"),
  gateway_id: at("GatewayId"),
  nat_gateway_id: at("NatGatewayId"),
  transit_gateway_id: at("TransitGatewayId"),
  vpc_peering_connection_id: at("VpcPeeringConnectionId"),
  egress_only_gateway_id: at("EgressOnlyInternetGatewayId"),
  network_interface_id: at("NetworkInterfaceId"),
  vpc_endpoint_id: at("VpcEndpointId"),
  carrier_gateway_id: at("CarrierGatewayId"),
  local_gateway_id: at("LocalGatewayId"),
  core_network_arn: at("CoreNetworkArn"),
};

/** Routes. The identifier is the table's id and the destination, which a table has once. */
export const ec2Route: ResourceType = {
  type: "AWS::EC2::Route",
  noun: "route",
  terraform: {
    type: "aws_route",
    identity: (args) => routeBy(toProperties(args, FIELDS)),
    fromState: {
      attributes: [
        "route_table_id",
        "destination_cidr_block",
        "destination_ipv6_cidr_block",
        "destination_prefix_list_id",
      ],
      identity: (values, place) => {
        const destination = FIELD_NAMES.find((name) => values[name]);
        return destination === undefined ? undefined : fromState("route_table_id", destination).identity(values, place);
      },
    },
    lookup: null,
    properties: (args) => toProperties(args, FIELDS),
    attribute: () => undefined,
  },
  // A stack has a name of its own for a route.
  cloudformation: { identity: routeBy, attribute: () => undefined },
  fromArn: () => undefined,
  composed: (key) => `${key["RouteTableId"] ?? ""}|${key["Destination"] ?? ""}`,
  read: { api: "cloudcontrol:GetResource", actions: ["cloudformation:GetResource", "ec2:DescribeRouteTables"] },
  nameOf: sameId,
  properties: new Map([
    ["RouteTableId", exact()],
    ["DestinationCidrBlock", cidr()],
    ["DestinationIpv6CidrBlock", cidr()],
    ["DestinationPrefixListId", exact()],
    ["GatewayId", exact()],
    ["NatGatewayId", exact()],
    ["TransitGatewayId", exact()],
    ["VpcPeeringConnectionId", exact()],
    ["EgressOnlyInternetGatewayId", exact()],
    // EC2 shows an endpoint as a gateway, and an instance as its network interface.
    ["VpcEndpointId", exact(ifReturned())],
    ["NetworkInterfaceId", exact(ifReturned())],
    ["InstanceId", exact(ifReturned())],
    ["CarrierGatewayId", exact(ifReturned())],
    ["LocalGatewayId", exact(ifReturned())],
    ["CoreNetworkArn", exact(ifReturned())],
  ]),
};

const FIELD_NAMES = ["destination_cidr_block", "destination_ipv6_cidr_block", "destination_prefix_list_id"];

function routeBy({ entries }: MapValue) {
  const table = entries.get("RouteTableId");
  const destination = DESTINATIONS.map((name) => entries.get(name)).find(isGiven);
  const text = asString(destination);
  const kept = destination && text !== undefined ? { ...destination, value: canonicalCidr(text) } : destination;
  return naturalKey({ RouteTableId: table, Destination: kept }, text ?? "");
}
