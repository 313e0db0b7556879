import { known, unresolved } from "../../model/value.ts";
import type { MapValue, UnresolvedValue, Value } from "../../model/value.ts";
import { isNothing } from "../comparison/same-value.ts";
import { canonicalCidr } from "./cidr.ts";

/** Protocols by number (https://www.iana.org/assignments/protocol-numbers): EC2 keeps these by name and all others by number. */
const NAMES: ReadonlyMap<string, string> = new Map([
  ["-1", "all"],
  ["1", "icmp"],
  ["6", "tcp"],
  ["17", "udp"],
  ["58", "icmpv6"],
]);

/** All protocols together, and those that EC2 keeps by number, have neither ports nor a type and a code. */
const WITHOUT_PORTS = /^(?:all|\d+)$/;

/** What a rule is for or from, in the order in which EC2 would look at them. */
const SOURCES = [
  "CidrIp",
  "CidrIpv6",
  "SourcePrefixListId",
  "DestinationPrefixListId",
  "SourceSecurityGroupId",
  "DestinationSecurityGroupId",
  "SourceSecurityGroupName",
] as const;

/** A protocol as EC2 keeps it, `all` for every one. */
export function protocolName(text: string): string {
  const name = text.toLowerCase();
  return NAMES.get(name) ?? name;
}

export function hasPorts(protocol: string): boolean {
  return !WITHOUT_PORTS.test(protocolName(protocol));
}

/**
 * What tells a rule apart from all others of its security group and direction: protocol, ports, source or destination,
 * as `tcp 443 10.0.0.0/8`. EC2 has no two that are the same in these.
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AuthorizeSecurityGroupIngress.html
 */
export function ruleText({ entries }: MapValue): Value | undefined {
  const given = (name: string) => (isNothing(entries.get(name)) ? undefined : entries.get(name));
  const protocol = given("IpProtocol") ?? known("-1");
  const source = SOURCES.map(given).find((value) => value !== undefined && textOf(value) !== "");
  if (protocol.kind === "unresolved") return protocol;
  if (!source || (source.kind === "unresolved" && !source.awaits)) return source;
  if (source === given("SourceSecurityGroupName")) return notById(textOf(source), source);
  const name = protocolName(textOf(protocol));
  if (!hasPorts(name)) return withSource(name, source);
  const [from, to] = [given("FromPort") ?? known(-1), given("ToPort") ?? known(-1)];
  const open = [from, to].find(({ kind }) => kind === "unresolved");
  if (open) return open;
  const [first, last] = [textOf(from), textOf(to)];
  return withSource(`${name} ${first === last ? first : `${first}-${last}`}`, source);
}

/** An id that only AWS knows is put in once it is known. */
function withSource(what: string, source: Value): Value {
  if (source.kind === "unresolved") return { ...source, awaits: [`${what} `, ...(source.awaits ?? [])] };
  return known(`${what} ${canonicalCidr(textOf(source))}`);
}

/** A group by its name is one of the default VPC, and reads only show ids. */
export function notById(group: string, { source, sensitive }: Value): UnresolvedValue {
  const origin = { ...(source && { source }), ...(sensitive && { sensitive }) };
  return unresolved(`which group \`${group}\` is, only AWS knows: name it by its id`, origin);
}

function textOf(value: Value): string {
  return value.kind === "known" ? String(value.value) : "";
}
