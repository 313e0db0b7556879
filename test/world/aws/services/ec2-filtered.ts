import { z } from "zod";
import type { Json } from "../../../../src/model/json.ts";
import type { Resource } from "../../world.ts";
import type { Reply } from "../answers.ts";
import { denial, failed, operation, pageOf, refused } from "../call.ts";
import type { Call, Operation } from "../call.ts";
import type { XmlValue } from "../xml.ts";

type Properties = { readonly [name: string]: Json };

/** A listing of EC2 that takes filters: over the resources of which types, by which of their properties, how they are shown. */
type Listing = {
  readonly types: readonly string[];
  readonly set: string;
  /** A filter's values, by its name. Tags need no entry. */
  readonly filters: { readonly [name: string]: (resource: Resource) => readonly (Json | undefined)[] };
  show(resource: Resource): { readonly [member: string]: XmlValue };
};

const property =
  (name: string, otherwise?: Json) =>
  ({ properties }: Resource) => [properties[name] ?? otherwise];
const id = ({ identifier }: Resource) => [identifier];

const isAssociation = ({ type }: Resource) => type === "AWS::EC2::SubnetRouteTableAssociation";

const LISTINGS: { readonly [operation: string]: Listing } = {
  DescribeSecurityGroups: {
    types: ["AWS::EC2::SecurityGroup"],
    set: "securityGroupInfo",
    filters: {
      "group-id": id,
      "group-name": property("GroupName"),
      "vpc-id": property("VpcId"),
      description: property("GroupDescription"),
    },
    show: ({ identifier, properties }) => shown({ groupId: identifier, groupName: properties["GroupName"] }),
  },
  DescribeSecurityGroupRules: {
    types: ["AWS::EC2::SecurityGroupIngress", "AWS::EC2::SecurityGroupEgress"],
    set: "securityGroupRuleSet",
    filters: { "group-id": property("GroupId"), "security-group-rule-id": id },
    show: ({ type, identifier, properties }) => {
      const isEgress = type === "AWS::EC2::SecurityGroupEgress";
      const peer = isEgress ? "Destination" : "Source";
      const group = properties[`${peer}SecurityGroupId`];
      return {
        ...shown({
          securityGroupRuleId: identifier,
          groupId: properties["GroupId"],
          isEgress,
          ipProtocol: properties["IpProtocol"],
          fromPort: properties["FromPort"] ?? -1,
          toPort: properties["ToPort"] ?? -1,
          cidrIpv4: properties["CidrIp"],
          cidrIpv6: properties["CidrIpv6"],
          prefixListId: properties[`${peer}PrefixListId`],
          description: properties["Description"],
        }),
        ...(typeof group === "string" && { referencedGroupInfo: { groupId: group } }),
      };
    },
  },
  DescribeAddresses: {
    types: ["AWS::EC2::EIP"],
    set: "addressesSet",
    filters: {
      "allocation-id": ({ identifier }) => [identifier.split("|")[1]],
      "public-ip": ({ identifier }) => [identifier.split("|")[0]],
      "instance-id": property("InstanceId"),
    },
    show: ({ identifier }) => {
      const [publicIp, allocationId] = identifier.split("|");
      return shown({ publicIp, allocationId });
    },
  },
  DescribeInternetGateways: {
    types: ["AWS::EC2::InternetGateway"],
    set: "internetGatewaySet",
    filters: { "internet-gateway-id": id },
    show: ({ identifier }) => ({ internetGatewayId: identifier }),
  },
  DescribeRouteTables: {
    // A table as what is associated with it sees it.
    types: ["AWS::EC2::RouteTable", "AWS::EC2::SubnetRouteTableAssociation"],
    set: "routeTableSet",
    filters: {
      "route-table-id": (resource) => (isAssociation(resource) ? [] : [resource.identifier]),
      "vpc-id": property("VpcId"),
      "association.subnet-id": property("SubnetId"),
    },
    show: (resource) => (isAssociation(resource) ? associated(resource) : { routeTableId: resource.identifier }),
  },
  DescribeSubnets: {
    types: ["AWS::EC2::Subnet"],
    set: "subnetSet",
    filters: {
      "subnet-id": id,
      "vpc-id": property("VpcId"),
      "cidr-block": property("CidrBlock"),
      availabilityZone: property("AvailabilityZone"),
      availabilityZoneId: property("AvailabilityZoneId"),
      defaultForAz: property("DefaultForAz", false),
      state: property("State", "available"),
    },
    show: ({ identifier, properties }) => shown({ subnetId: identifier, vpcId: properties["VpcId"] }),
  },
  DescribeVpcEndpoints: {
    types: ["AWS::EC2::VPCEndpoint"],
    set: "vpcEndpointSet",
    filters: {
      "vpc-endpoint-id": id,
      "vpc-id": property("VpcId"),
      "service-name": property("ServiceName"),
      "vpc-endpoint-state": property("State", "available"),
    },
    show: ({ identifier }) => ({ vpcEndpointId: identifier }),
  },
  DescribeVpcs: {
    types: ["AWS::EC2::VPC"],
    set: "vpcSet",
    filters: {
      "vpc-id": id,
      cidr: property("CidrBlock"),
      isDefault: property("IsDefault", false),
      state: property("State", "available"),
      "dhcp-options-id": property("DhcpOptionsId"),
    },
    show: ({ identifier }) => ({ vpcId: identifier }),
  },
};

const input = {
  Filter: z.array(z.strictObject({ Name: z.string(), Value: z.array(z.string()).min(1).max(200) })).default([]),
  NextToken: z.string().optional(),
};
type Input = z.output<z.ZodObject<typeof input>>;

/** The operations of EC2 that list what filters match. */
export const filteredOperations: readonly (readonly [name: string, operation: Operation])[] = Object.entries(
  LISTINGS,
).map(([name, listing]) => [
  name,
  operation({
    action: `ec2:${name}`,
    input,
    about: ({ Filter: filters }) => ({ type: listing.types[0], identifier: JSON.stringify(filters) }),
    run: (call, given) => describe(call, name, listing, given),
  }),
]);

function describe(call: Call, name: string, listing: Listing, { Filter: filters, NextToken: token }: Input): Reply {
  const denied = denial(call, `ec2:${name}`, "*");
  if (denied !== undefined) return failed(call, "denied", denied);
  const unknown = filters.find(({ Name }) => !listing.filters[Name] && !Name.startsWith("tag:"));
  if (unknown) return refused("InvalidParameterValue", `The filter '${unknown.Name}' is invalid`);
  const all = listing.types.flatMap((type) => call.state.resources(call.place, type));
  const matching = all.filter(({ resource }) => filters.every((filter) => matches(resource, listing, filter)));
  const page = pageOf(matching, token, call.pageSize);
  if (!page) return refused("InvalidPaginationToken", "The token is not valid.");
  const items = page.items.map(({ resource }) => listing.show(resource));
  return { kind: "output", output: { [listing.set]: items, ...shown({ nextToken: page.nextToken }) } };
}

function matches(
  resource: Resource,
  listing: Listing,
  { Name, Value }: { readonly Name: string; readonly Value: readonly string[] },
): boolean {
  const own = listing.filters[Name]?.(resource) ?? [tagOf(resource.properties, Name.slice("tag:".length))];
  const patterns = Value.map(patternOf);
  return own.some((value) => patterns.some((pattern) => isScalar(value) && pattern.test(String(value))));
}

function isScalar(value: Json | undefined): value is string | number | boolean {
  return ["string", "number", "boolean"].includes(typeof value);
}

function tagOf({ Tags: tags }: Properties, key: string): Json | undefined {
  if (!Array.isArray(tags)) return undefined;
  const found = (tags as readonly { readonly Key?: Json; readonly Value?: Json }[]).find((tag) => tag.Key === key);
  return found?.Value;
}

/** `*` is any characters and `?` any one, unless a backslash is before it: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/Using_Filtering.html */
function patternOf(value: string): RegExp {
  const pattern = value.replaceAll(/\\[\\*?]|[\\^$.*+?()[\]{}|]/g, (found) => {
    if (found.length > 1) return found;
    return found === "*" ? ".*" : found === "?" ? "." : `\\${found}`;
  });
  return new RegExp(`^${pattern}$`, "s");
}

function shown(members: { readonly [member: string]: Json | undefined }): { readonly [member: string]: XmlValue } {
  const scalars = Object.entries(members).filter(([, value]) => ["string", "number", "boolean"].includes(typeof value));
  return Object.fromEntries(scalars) as { readonly [member: string]: XmlValue };
}

/** Beside the association itself, the table has another subnet's. */
function associated({ identifier, properties: { RouteTableId: routeTableId, SubnetId: subnetId } }: Resource) {
  const own = shown({ routeTableAssociationId: identifier, routeTableId, subnetId });
  const other = shown({ routeTableAssociationId: `${identifier}-2`, routeTableId, subnetId: "subnet-of-another" });
  return { ...shown({ routeTableId }), associationSet: [own, other] };
}
