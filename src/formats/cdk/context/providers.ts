import { entryOf, textOf } from "../json.ts";
import type { JsonNode } from "../json.ts";
import { readCloudControl } from "./cloud-control.ts";
import type { LookupKey, Provider } from "./key.ts";
import { asked, keptMember, resource, textsIn } from "./kept.ts";
import type { Holder, KeptResource, Read } from "./kept.ts";

const HOSTED_ZONE = "AWS::Route53::HostedZone";
const KEY_ALIAS = "AWS::KMS::Alias";
const LISTENER = "AWS::ElasticLoadBalancingV2::Listener";
const LOAD_BALANCER = "AWS::ElasticLoadBalancingV2::LoadBalancer";
const SECURITY_GROUP = "AWS::EC2::SecurityGroup";
const SUBNET = "AWS::EC2::Subnet";

/** What each kind of look-up keeps. The shapes are those that aws-cdk's toolkit-lib writes (its context-providers). */
const READERS: { readonly [provider in Provider]: (key: LookupKey, holder: Holder) => Read } = {
  ami: (_key, holder) => sole(holder, (text, at) => resource("ec2:Image", text, at, { values: available(holder) })),
  "availability-zones": (_key, holder) => {
    const zones = textsIn(holder.entry.value);
    if (!zones) return malformed(holder);
    return read(zones.map(({ text, at }) => resource("ec2:AvailabilityZone", text, at, { label: text })));
  },
  "cc-api-provider": readCloudControl,
  "endpoint-service-availability-zones": ({ query }, holder) => {
    const zones = textsIn(holder.entry.value);
    const service = query.get("serviceName");
    if (!zones || service === undefined) return malformed(holder);
    return read(
      zones.map(({ text, at }) => {
        const values = asked(text, text, "AvailabilityZones", holder, "among");
        return resource("ec2:VpcEndpointService", service, at, { label: text, values });
      }),
    );
  },
  "hosted-zone": (_key, holder) => {
    const { value } = holder.entry;
    const id = entryOf(value, "Id");
    const zone = textOf(id?.value)?.replace(/^\/hostedzone\//, "");
    if (!id || zone === undefined) return malformed(holder);
    const name = textOf(entryOf(value, "Name")?.value)?.replace(/\.$/, "");
    const values = keptMember(value, "Name", "Name", holder, "same-name");
    return read([resource(HOSTED_ZONE, zone, id.at, { values, ...(name !== undefined && { name }) })]);
  },
  "key-provider": ({ query }, holder) => {
    const { value } = holder.entry;
    const id = entryOf(value, "keyId");
    const key = textOf(id?.value);
    const alias = query.get("aliasName");
    if (!id || key === undefined) return malformed(holder);
    const values = keptMember(value, "keyId", "TargetKeyId", holder);
    const named = alias === undefined ? [] : [resource(KEY_ALIAS, alias, id.at, { values })];
    return read([...named, resource("AWS::KMS::Key", key, id.at, { label: key })]);
  },
  "load-balancer": (_key, holder) => {
    const { value } = holder.entry;
    const arn = entryOf(value, "loadBalancerArn");
    const identifier = textOf(arn?.value);
    if (!arn || identifier === undefined) return malformed(holder);
    const values = [
      ...keptMember(value, "loadBalancerCanonicalHostedZoneId", "CanonicalHostedZoneID", holder),
      ...keptMember(value, "loadBalancerDnsName", "DNSName", holder, "same-name"),
      ...keptMember(value, "vpcId", "VpcId", holder),
      ...keptMember(value, "securityGroupIds", "SecurityGroups", holder, "same-items"),
      ...keptMember(value, "ipAddressType", "IpAddressType", holder),
    ];
    return read([resource(LOAD_BALANCER, identifier, arn.at, { values }), ...securityGroupsIn(value)]);
  },
  "load-balancer-listener": (_key, holder) => {
    const { value } = holder.entry;
    const arn = entryOf(value, "listenerArn");
    const identifier = textOf(arn?.value);
    if (!arn || identifier === undefined) return malformed(holder);
    const values = keptMember(value, "listenerPort", "Port", holder);
    return read([resource(LISTENER, identifier, arn.at, { values }), ...securityGroupsIn(value)]);
  },
  "security-group": ({ query }, holder) => {
    const id = entryOf(holder.entry.value, "securityGroupId");
    const group = textOf(id?.value);
    if (!id || group === undefined) return malformed(holder);
    const values = [
      ...asked(query.get("securityGroupName"), "securityGroupName", "GroupName", holder),
      ...asked(query.get("vpcId"), "vpcId", "VpcId", holder),
    ];
    return read([resource(SECURITY_GROUP, group, id.at, { values })]);
  },
  ssm: ({ query }, holder) => {
    const name = query.get("parameterName");
    if (name === undefined || textOf(holder.entry.value) === undefined) return malformed(holder);
    const values = asked("", name, "Value", holder, "never");
    return read([resource("AWS::SSM::Parameter", name, holder.entry.at, { values })]);
  },
  "vpc-provider": (_key, holder) => {
    const { value } = holder.entry;
    const id = entryOf(value, "vpcId");
    const vpc = textOf(id?.value);
    if (!id || vpc === undefined) return malformed(holder);
    const values = keptMember(value, "vpcCidrBlock", "CidrBlock", holder);
    const gateway = entryOf(value, "vpnGatewayId");
    const gatewayId = textOf(gateway?.value);
    return read([
      resource("AWS::EC2::VPC", vpc, id.at, { values }),
      ...subnetsIn(value, vpc, holder),
      ...(gateway && gatewayId ? [resource("AWS::EC2::VPNGateway", gatewayId, gateway.at, { label: gatewayId })] : []),
    ]);
  },
};

/** The live resources that a kept look-up names. */
export function resourcesIn(key: LookupKey, holder: Holder): Read {
  return READERS[key.provider](key, holder);
}

function read(resources: readonly KeptResource[]): Read {
  return { resources, malformed: [] };
}

function malformed({ entry }: Holder): Read {
  return { resources: [], malformed: [entry.at] };
}

/** A look-up that keeps nothing but an id. */
function sole({ entry }: Holder, made: (text: string, at: Holder["entry"]["at"]) => KeptResource): Read {
  const text = textOf(entry.value);
  return text === undefined ? malformed({ entry, path: "", key: "" }) : read([made(text, entry.at)]);
}

/** Nothing can be started from an image that is pending, disabled or failed. */
function available(holder: Holder): KeptResource["values"] {
  return asked("available", "State", "State", holder);
}

function securityGroupsIn(value: JsonNode): readonly KeptResource[] {
  const groups = textsIn(entryOf(value, "securityGroupIds")?.value) ?? [];
  return groups.map(({ text, at }) => resource(SECURITY_GROUP, text, at, { label: text }));
}

function subnetsIn(value: JsonNode, vpc: string, holder: Holder): readonly KeptResource[] {
  const groups = entryOf(value, "subnetGroups")?.value;
  const subnets = itemsOf(groups).flatMap((group) => itemsOf(entryOf(group, "subnets")?.value));
  return subnets.flatMap((subnet) => subnetIn(subnet, vpc, holder));
}

function subnetIn(subnet: JsonNode, vpc: string, holder: Holder): readonly KeptResource[] {
  const id = textOf(entryOf(subnet, "subnetId")?.value);
  if (id === undefined) return [];
  const values = [
    ...asked(vpc, "vpcId", "VpcId", holder),
    ...keptMember(subnet, "cidr", "CidrBlock", holder),
    ...keptMember(subnet, "availabilityZone", "AvailabilityZone", holder),
  ];
  const found = [resource(SUBNET, id, subnet.at, { label: id, values })];
  const table = entryOf(subnet, "routeTableId");
  const tableId = textOf(table?.value);
  if (table && tableId !== undefined) {
    found.push(resource("AWS::EC2::RouteTable", tableId, table.at, { label: tableId }));
  }
  return found;
}

function itemsOf(node: JsonNode | undefined): readonly JsonNode[] {
  return node?.kind === "list" ? node.items : [];
}
