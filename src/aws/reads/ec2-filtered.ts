import type * as Ec2 from "@aws-sdk/client-ec2";
import type { Json } from "../../model/json.ts";
import type { ListedItem, ReadRequest } from "../../model/observation.ts";
import { malformed, readingOf } from "../reading.ts";
import type { ReadContext, Reader, Reading } from "../reading.ts";

type Sdk = typeof Ec2;
type Query = { readonly Filters: Ec2.Filter[]; readonly NextToken?: string };
type Fields = { readonly [name: string]: Json | undefined };

/** One page of what EC2 lists, each with its id and the properties that matter, in CloudFormation's vocabulary. */
type Page = {
  readonly items: readonly { readonly id: string | undefined; readonly properties?: Fields }[] | undefined;
  readonly next: string | undefined;
  readonly requestId: string | undefined;
};

type Lister = (sdk: Sdk, client: Ec2.EC2Client, query: Query, abortSignal: AbortSignal) => Promise<Page>;

/** EC2's listings that take filters. A new one is an entry here. */
const LISTERS = {
  // The one listing that has no pages.
  "ec2:DescribeAddresses": async (sdk, client, { Filters }, abortSignal) => {
    const { Addresses: addresses, $metadata } = await client.send(new sdk.DescribeAddressesCommand({ Filters }), {
      abortSignal,
    });
    const items = addresses?.map(({ PublicIp: ip, AllocationId: id }) => ({ id: ip && id && `${ip}|${id}` }));
    return { items, next: undefined, requestId: $metadata.requestId };
  },
  "ec2:DescribeInternetGateways": async (sdk, client, query, abortSignal) => {
    const command = new sdk.DescribeInternetGatewaysCommand(query);
    const { InternetGateways: gateways, NextToken: next, $metadata } = await client.send(command, { abortSignal });
    return { items: gateways?.map(({ InternetGatewayId: id }) => ({ id })), next, requestId: $metadata.requestId };
  },
  "ec2:DescribeRouteTables": async (sdk, client, query, abortSignal) => {
    const command = new sdk.DescribeRouteTablesCommand(query);
    const { RouteTables: tables, NextToken: next, $metadata } = await client.send(command, { abortSignal });
    const items = tables?.map(({ RouteTableId: id, Associations: all = [] }) => ({
      id,
      properties: { Associations: all.map(associationOf) },
    }));
    return { items, next, requestId: $metadata.requestId };
  },
  "ec2:DescribeSecurityGroupRules": async (sdk, client, query, abortSignal) => {
    const command = new sdk.DescribeSecurityGroupRulesCommand(query);
    const { SecurityGroupRules: rules, NextToken: next, $metadata } = await client.send(command, { abortSignal });
    const items = rules?.map((rule) => ({
      id: rule.SecurityGroupRuleId,
      properties: {
        GroupId: rule.GroupId,
        IsEgress: rule.IsEgress,
        IpProtocol: rule.IpProtocol,
        FromPort: rule.FromPort,
        ToPort: rule.ToPort,
        CidrIp: rule.CidrIpv4,
        CidrIpv6: rule.CidrIpv6,
        [`${peerOf(rule)}PrefixListId`]: rule.PrefixListId,
        [`${peerOf(rule)}SecurityGroupId`]: rule.ReferencedGroupInfo?.GroupId,
        Description: rule.Description,
      },
    }));
    return { items, next, requestId: $metadata.requestId };
  },
  "ec2:DescribeSecurityGroups": async (sdk, client, query, abortSignal) => {
    const command = new sdk.DescribeSecurityGroupsCommand(query);
    const { SecurityGroups: groups, NextToken: next, $metadata } = await client.send(command, { abortSignal });
    return { items: groups?.map(({ GroupId: id }) => ({ id })), next, requestId: $metadata.requestId };
  },
  "ec2:DescribeSubnets": async (sdk, client, query, abortSignal) => {
    const command = new sdk.DescribeSubnetsCommand(query);
    const { Subnets: subnets, NextToken: next, $metadata } = await client.send(command, { abortSignal });
    return { items: subnets?.map(({ SubnetId: id }) => ({ id })), next, requestId: $metadata.requestId };
  },
  "ec2:DescribeVpcEndpoints": async (sdk, client, query, abortSignal) => {
    const command = new sdk.DescribeVpcEndpointsCommand(query);
    const { VpcEndpoints: endpoints, NextToken: next, $metadata } = await client.send(command, { abortSignal });
    return { items: endpoints?.map(({ VpcEndpointId: id }) => ({ id })), next, requestId: $metadata.requestId };
  },
  "ec2:DescribeVpcs": async (sdk, client, query, abortSignal) => {
    const command = new sdk.DescribeVpcsCommand(query);
    const { Vpcs: vpcs, NextToken: next, $metadata } = await client.send(command, { abortSignal });
    return { items: vpcs?.map(({ VpcId: id }) => ({ id })), next, requestId: $metadata.requestId };
  },
} satisfies { readonly [api: string]: Lister };

/**
 * Lists what matches a natural key, whose names are EC2's own filters: what it lists has the key, since EC2 says so.
 * https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/Using_Filtering.html
 */
export function filteredReader(api: keyof typeof LISTERS): Reader {
  const lister: Lister = LISTERS[api];
  return (context, request) => list(lister, context, request);
}

async function list(lister: Lister, context: ReadContext, request: ReadRequest): Promise<Reading> {
  const sdk = await import("@aws-sdk/client-ec2");
  const client = await context.clients.ec2();
  const { key = {} } = request;
  const items: ListedItem[] = [];
  const filters = Object.entries(key).map(([Name, value]) => ({ Name, Values: valuesOf(value) }));
  let token: string | undefined;
  for (;;) {
    const query = { Filters: filters, ...(token === undefined ? {} : { NextToken: token }) };
    const answer = await context.call("ec2", (signal) => lister(sdk, client, query, signal));
    if ("failure" in answer) {
      // No filter names a resource that would have to be there.
      const { failure } = answer;
      return readingOf(failure.kind === "not-found" ? { ...failure, kind: "refused" } : failure, request);
    }
    const { items: page, next, requestId = null } = answer.output;
    if (!page) return readingOf(malformed("the listing is missing", requestId), request);
    for (const { id, properties } of page) {
      if (id === undefined) return readingOf(malformed("a listed resource has no id", requestId), request);
      items.push({ identifier: id, properties: { ...key, ...present(properties) } });
    }
    if (!next) {
      return { outcome: "present", identifier: request.identifier, properties: {}, items, complete: true, requestId };
    }
    if (next === token) return readingOf(malformed("the listing does not advance", requestId), request);
    token = next;
  }
}

/** A value that stands for several is a JSON list. */
function valuesOf(value: string): string[] {
  return value.startsWith("[") ? (JSON.parse(value) as string[]) : [value];
}

function present(fields: Fields = {}): { readonly [name: string]: Json } {
  return Object.fromEntries(Object.entries(fields).filter((entry): entry is [string, Json] => entry[1] !== undefined));
}

function associationOf(association: Ec2.RouteTableAssociation): { readonly [name: string]: Json } {
  const { RouteTableAssociationId, RouteTableId, SubnetId, AssociationState } = association;
  return present({ Id: RouteTableAssociationId, RouteTableId, SubnetId, State: AssociationState?.State });
}

function peerOf({ IsEgress }: { readonly IsEgress?: boolean | undefined }): "Source" | "Destination" {
  return IsEgress ? "Destination" : "Source";
}
