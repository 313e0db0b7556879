import type { Identity } from "../../model/declared.ts";
import type { Json } from "../../model/json.ts";
import { asString, known, unresolved } from "../../model/value.ts";
import type { MapValue, Value } from "../../model/value.ts";
import { exact, ifReturned, neverRead, number } from "../comparison/rules.ts";
import { byName, computed, naturalKey, unidentified } from "../identity.ts";
import { valueOfJson } from "../json-value.ts";
import { toProperties } from "../terraform/arguments.ts";
import type { Fields } from "../terraform/arguments.ts";
import { at } from "../terraform/fields.ts";
import type { ResourceType } from "../type.ts";
import { refById, sameId } from "./identity.ts";
import { hasPorts, ruleText } from "./rule-text.ts";
import { isSameId } from "./same-id.ts";
import { SELF } from "./rule-fields.ts";
import type { RulesPath } from "./rule-fields.ts";
import { cidr, protocol } from "./rules.ts";

type Direction = {
  readonly type: string;
  readonly noun: string;
  readonly terraform: string;
  /** What is at the other end, as its properties begin. */
  readonly peer: "Source" | "Destination";
  /** The group's own collection that the rule is in. */
  readonly path: RulesPath;
  /** The handler's own actions. */
  readonly reads: readonly string[];
};

/**
 * A rule of a security group as a resource of its own. It is found by what it lets through in its group, which EC2 has once:
 * where that is gone, what code declares is not in effect, whatever became of the rule.
 */
export function securityGroupRule({ type, noun, terraform, peer, path, reads }: Direction): ResourceType {
  // `tags` have no counterpart: CloudFormation's rules have none.
  const fields: Fields = {
    security_group_id: at("GroupId"),
    ip_protocol: at("IpProtocol"),
    from_port: at("FromPort"),
    to_port: at("ToPort"),
    cidr_ipv4: at("CidrIp"),
    cidr_ipv6: at("CidrIpv6"),
    prefix_list_id: at(`${peer}PrefixListId`),
    referenced_security_group_id: at(`${peer}SecurityGroupId`),
    description: at("Description"),
  };
  const isEgress = path === "SecurityGroupEgress";
  return {
    type,
    noun,
    terraform: {
      type: terraform,
      identity: (args) => ruleBy(toProperties(args, fields), isEgress),
      lookup: null,
      properties: (args) => toProperties(args, fields),
      attribute: computed({
        id: ({ identifier }) => identifier,
        security_group_rule_id: ({ identifier }) => identifier,
      }),
    },
    cloudformation: {
      identity: () => ({ kind: "generated" }),
      attribute: refById("Id"),
    },
    fromArn: () => undefined,
    // Old stacks have a name of their own for it: rules had no ids before 2021.
    ofPhysicalId: (physicalId) =>
      physicalId.startsWith("sgr-")
        ? byName(physicalId)
        : unidentified(`the stack calls the rule \`${physicalId}\`, which is no id of a rule`),
    read: { api: "cloudcontrol:GetResource", actions: ["cloudformation:GetResource", ...reads] },
    finder: {
      api: "ec2:DescribeSecurityGroupRules",
      actions: ["ec2:DescribeSecurityGroupRules"],
      isUnique: true,
      model: ["group-id"],
      keyOf: (_, properties) => keyOf(properties),
      showsAll: true,
    },
    nameOf: sameId,
    contributes: (properties) => {
      const key = ruleText(withSelf(properties, peer));
      if (!key) return [];
      return [{ type: "AWS::EC2::SecurityGroup", to: properties.entries.get("GroupId") ?? noGroup(), path, key }];
    },
    normalized: withoutPorts,
    properties: new Map([
      ["GroupId", exact()],
      ["GroupName", neverRead("reads show the id of a rule's group, not its name")],
      ["IpProtocol", protocol()],
      ["FromPort", number({ absentIs: -1 })],
      ["ToPort", number({ absentIs: -1 })],
      ["CidrIp", cidr()],
      ["CidrIpv6", cidr()],
      [`${peer}PrefixListId`, exact()],
      [`${peer}SecurityGroupId`, exact()],
      ["SourceSecurityGroupName", neverRead("reads show the id of a rule's source, not its name")],
      ["SourceSecurityGroupOwnerId", exact(ifReturned())],
      ["Description", exact({ absentIs: "" })],
    ]),
  };
}

function ruleBy(properties: MapValue, isEgress: boolean): Identity {
  const group = properties.entries.get("GroupId");
  const text = ruleText(properties);
  const identity = naturalKey({ "group-id": group, rule: text && directed(text, isEgress) }, ruleName(text));
  return identity.kind === "generated" ? unidentified("the rule has no group or no source") : identity;
}

/** What people call it: what it lets through, as far as code says. */
function ruleName(text: Value | undefined): string {
  if (text?.kind !== "unresolved") return asString(text) ?? "";
  return (text.awaits ?? []).map((piece) => (typeof piece === "string" ? piece : piece.address)).join("");
}

/** The rule with its direction, as a key tells both apart. */
function directed(rule: Value, isEgress: boolean): Value {
  const prefix = `${isEgress ? "egress" : "ingress"} `;
  if (rule.kind === "known") return { ...rule, value: `${prefix}${String(rule.value)}` };
  return rule.kind === "unresolved" && rule.awaits ? { ...rule, awaits: [prefix, ...rule.awaits] } : rule;
}

/** What a listed rule is found by. */
function keyOf(properties: { readonly [name: string]: Json }): { readonly [property: string]: string } {
  const shown = valueOfJson(properties);
  const text = shown.kind === "map" ? ruleText(shown) : undefined;
  return { rule: (text && asString(directed(text, properties["IsEgress"] === true))) ?? "" };
}

/** A protocol without ports has none, whatever is written: EC2 keeps -1. */
function withoutPorts(properties: MapValue): MapValue {
  const { entries } = properties;
  const name = entries.get("IpProtocol");
  if (name?.kind !== "known" || hasPorts(String(name.value))) return properties;
  return { ...properties, entries: new Map([...entries].filter(([key]) => key !== "FromPort" && key !== "ToPort")) };
}

/** In its group's collection, a rule between members of that group is one with itself. */
function withSelf(properties: MapValue, peer: Direction["peer"]): MapValue {
  const { entries } = properties;
  const [own, other] = [entries.get("GroupId"), entries.get(`${peer}SecurityGroupId`)];
  if (!isSameId(own, other)) return properties;
  return { ...properties, entries: new Map([...entries, [`${peer}SecurityGroupId`, known(SELF)]]) };
}

function noGroup(): Value {
  return unresolved("the rule does not say its group by id");
}
