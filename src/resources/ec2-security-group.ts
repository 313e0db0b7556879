import type { Part } from "../model/declared.ts";
import { asString, known, map } from "../model/value.ts";
import type { MapValue, Value } from "../model/value.ts";
import { exact, tags } from "./comparison/rules.ts";
import { byFilters, lookedUpByFilters } from "./ec2/filters.ts";
import { attributesOfId, byArnOf, refById, sameId } from "./ec2/identity.ts";
import { inlineRulesAt, rulesOf, SELF } from "./ec2/rule-fields.ts";
import type { RulesPath } from "./ec2/rule-fields.ts";
import { inlineRules } from "./ec2/rules.ts";
import { isSameId } from "./ec2/same-id.ts";
import { byName, fromState, named, naturalKey, unidentified } from "./identity.ts";
import { toProperties } from "./terraform/arguments.ts";
import type { Fields } from "./terraform/arguments.ts";
import { at, originOf, tagsAt } from "./terraform/fields.ts";
import type { ResourceType, TerraformNames } from "./type.ts";

const FIELDS: Fields = {
  name: at("GroupName"),
  name_prefix: null,
  description: at("GroupDescription"),
  vpc_id: at("VpcId"),
  ingress: inlineRulesAt("SecurityGroupIngress"),
  egress: inlineRulesAt("SecurityGroupEgress"),
  revoke_rules_on_delete: null,
  tags: tagsAt("Tags"),
};

/** The older form of a rule, which stands for one per source. The provider takes it for gone when any of these is. */
const rule: TerraformNames = {
  type: "aws_security_group_rule",
  part: (args) => partOf(pathOf(args)),
  identity: (args) => {
    const type = args.entries.get("type");
    if (type?.kind === "unresolved") return { kind: "unresolved", value: type };
    const group = args.entries.get("security_group_id");
    if (group?.kind === "unresolved") return naturalKey({ "group-id": group }, group.derivedFrom ?? "");
    const identity = named(group, byName);
    return identity.kind === "generated" ? unidentified("`security_group_id` is missing") : identity;
  },
  fromState: fromState("security_group_id"),
  lookup: null,
  properties: (args) => {
    const path = pathOf(args);
    const { kind: _, entries: __, ...origin } = args;
    const rules = rulesOf(args, path, "", originOf(args)).map((item) => ofGroup(item, args));
    return map(new Map([[path, { kind: "list" as const, items: rules }]]), origin);
  },
  attribute: () => undefined,
};

/**
 * Security groups. AWS adds an egress rule that lets everything out, and Terraform takes it away again; neither declares
 * any unless rules are written inline. Name and VPC tell a group apart and never change
 * (https://docs.aws.amazon.com/vpc/latest/userguide/security-groups.html).
 */
export const ec2SecurityGroup: ResourceType = {
  type: "AWS::EC2::SecurityGroup",
  noun: "security group",
  terraform: {
    type: "aws_security_group",
    identity: ({ entries }) => groupBy(entries.get("name"), entries.get("vpc_id")),
    lookup: (args) =>
      lookedUpByFilters(args, { id: ["id", "group-id"], filters: { name: "group-name", vpc_id: "vpc-id" } }),
    properties: (args) => toProperties(args, FIELDS),
    attribute: attributesOfId("security-group"),
  },
  alsoTerraform: [rule],
  cloudformation: {
    // Of a VPC that the template makes, only the stack knows the id, as it does of the group.
    identity: ({ entries }) => {
      const identity = groupBy(entries.get("GroupName"), entries.get("VpcId"));
      return identity.kind === "unresolved" ? { kind: "generated" } : identity;
    },
    attribute: refById("GroupId", "Id"),
  },
  fromArn: byArnOf("security-group"),
  // Of a group that no VPC was declared for, `Ref` gives the name.
  ofPhysicalId: (physicalId) =>
    physicalId.startsWith("sg-")
      ? byName(physicalId)
      : unidentified(`the stack calls the security group \`${physicalId}\`, which is no id`),
  read: {
    api: "cloudcontrol:GetResource",
    actions: ["cloudformation:GetResource", "ec2:DescribeSecurityGroups"],
  },
  finder: { api: "ec2:DescribeSecurityGroups", actions: ["ec2:DescribeSecurityGroups"], isUnique: true },
  nameOf: sameId,
  normalized: ({ entries, ...group }, live) => {
    const id = asString(live.entries.get("GroupId"));
    return id === undefined ? { ...group, entries } : { ...group, entries: withSelf(entries, id) };
  },
  properties: new Map([
    ["GroupName", exact()],
    ["GroupDescription", exact({ default: { terraform: "Managed by Terraform" } })],
    ["VpcId", exact()],
    ...inlineRules("SecurityGroupIngress"),
    ...inlineRules("SecurityGroupEgress"),
    ["Tags", tags()],
  ]),
};

function groupBy(name: Value | undefined, vpc: Value | undefined) {
  const groupName = asString(name) ?? "";
  // Without a VPC it is in the default one, and code does not say which that is.
  return byFilters(groupName, { "group-name": name, "vpc-id": vpc });
}

function pathOf({ entries }: MapValue): RulesPath {
  return asString(entries.get("type")) === "egress" ? "SecurityGroupEgress" : "SecurityGroupIngress";
}

function partOf(path: RulesPath): Part {
  return { path, holds: "items", noun: path === "SecurityGroupEgress" ? "egress rule" : "ingress rule" };
}

const PEERS = { SecurityGroupIngress: "SourceSecurityGroupId", SecurityGroupEgress: "DestinationSecurityGroupId" };

/** The group's own id in its rules is what code has no name for. */
function withSelf(entries: MapValue["entries"], id: string): MapValue["entries"] {
  const changed = Object.entries(PEERS).flatMap(([path, peer]): [string, Value][] => {
    const rules = entries.get(path);
    if (rules?.kind !== "list") return [];
    return [[path, { ...rules, items: rules.items.map((item) => selfIn(item, peer, id)) }]];
  });
  return new Map([...entries, ...changed]);
}

function selfIn(item: Value, peer: string, id: string): Value {
  if (item.kind !== "map" || asString(item.entries.get(peer)) !== id) return item;
  return { ...item, entries: new Map([...item.entries, [peer, known(SELF)]]) };
}

/** A rule that names the group that it is in by its id says the same as one with `self`. */
function ofGroup(item: Value, args: MapValue): Value {
  const group = args.entries.get("security_group_id");
  if (item.kind !== "map" || !group) return item;
  const peers = Object.values(PEERS).filter((peer) => isSameId(item.entries.get(peer), group));
  return { ...item, entries: new Map([...item.entries, ...peers.map((peer) => [peer, known(SELF)] as const)]) };
}
