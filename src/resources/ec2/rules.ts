import { asString } from "../../model/value.ts";
import type { Value } from "../../model/value.ts";
import { exact, inKey, keyed, neverRead, whole } from "../comparison/rules.ts";
import type { PropertyRule, RuleOptions } from "../comparison/rules.ts";
import { sameText } from "../comparison/same-value.ts";
import type { Sameness } from "../comparison/sameness.ts";
import { canonicalCidr } from "./cidr.ts";
import { protocolName, ruleText } from "./rule-text.ts";

/** A CIDR block, whichever address of it is written. */
export function cidr(options: RuleOptions = {}): PropertyRule {
  return whole(sameCidr, options);
}

/** An IP protocol by name or number. */
export function protocol(options: RuleOptions = {}): PropertyRule {
  return whole(sameProtocol, options);
}

/** How the inline rules of a security group in one direction are compared: each by what it lets through, then what is said of it. */
export function inlineRules(path: "SecurityGroupIngress" | "SecurityGroupEgress"): readonly [string, PropertyRule][] {
  const peer = path === "SecurityGroupIngress" ? "Source" : "Destination";
  const parts = ["IpProtocol", "FromPort", "ToPort", "CidrIp", "CidrIpv6"];
  const peers = [`${peer}PrefixListId`, `${peer}SecurityGroupId`, `${peer}SecurityGroupOwnerId`];
  return [
    [path, keyed(ruleText)],
    ...[...parts, ...peers].map((part): [string, PropertyRule] => [`${path}/*/${part}`, inKey()]),
    [`${path}/*/${peer}SecurityGroupName`, neverRead("reads show the id of a rule's source, not its name")],
    [`${path}/*/Description`, exact({ absentIs: "" })],
  ];
}

function sameCidr(left: Value, right: Value): Sameness {
  const [one, other] = [asString(left), asString(right)];
  if (one === undefined || other === undefined) return sameText(left, right);
  return canonicalCidr(one) === canonicalCidr(other) ? "same" : "different";
}

function sameProtocol(left: Value, right: Value): Sameness {
  if (left.kind !== "known" || right.kind !== "known") return sameText(left, right);
  return protocolName(String(left.value)) === protocolName(String(right.value)) ? "same" : "different";
}
