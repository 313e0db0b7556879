import { isNull, spelled } from "../terraform/arguments.ts";
import type { Field } from "../terraform/arguments.ts";
import { originOf } from "../terraform/fields.ts";
import { notById } from "./rule-text.ts";
import { asString, known, list, map } from "../../model/value.ts";
import type { MapValue, Value } from "../../model/value.ts";

/** The collection of a security group that a direction's rules are in. */
export type RulesPath = "SecurityGroupIngress" | "SecurityGroupEgress";

/** What a security group refers to itself by: code cannot name its own id within it. */
export const SELF = "self";

/**
 * Inline rules of a security group. One block stands for a rule per source that it names; EC2 keeps them apart.
 * Without a block the provider leaves the rules alone, with an empty list it takes them all away
 * (https://developer.hashicorp.com/terraform/language/attr-as-blocks).
 */
export function inlineRulesAt(path: RulesPath): Field {
  return (value, attribute, put) => {
    if (value.kind === "unresolved" || value.kind === "known") return put(path, spelled(value, attribute));
    const blocks = value.kind === "list" ? value.items : [value];
    const rules = blocks.flatMap((block) => {
      if (block.kind === "map")
        return rulesOf(block, path, `${attribute}.`, { ...originOf(value), ...originOf(block) });
      return block.kind === "unresolved" ? [spelled(block, attribute)] : [];
    });
    put(path, list(rules, { ...originOf(value), attribute }));
  };
}

/** The rules that one block declares, each at the argument that names its source. */
export function rulesOf(
  { entries }: MapValue,
  path: RulesPath,
  outer: string,
  origin: ReturnType<typeof originOf>,
): readonly Value[] {
  const argument = (name: string): Value | undefined => {
    const value = entries.get(name);
    return value && !isNull(value) ? spelled(value, `${outer}${name}`) : undefined;
  };
  const common = [
    ["IpProtocol", argument("protocol")],
    ["FromPort", argument("from_port")],
    ["ToPort", argument("to_port")],
    ["Description", argument("description")],
  ] as const;
  const shared = common.flatMap(([name, value]) => (value ? [[name, value] as const] : []));
  return sourcesOf(argument, path === "SecurityGroupIngress" ? "Source" : "Destination").map(({ name, value }) => {
    if (name === null) return spelled(value, value.attribute ?? "");
    return map(new Map<string, Value>([...shared, [name, value]]), {
      ...origin,
      ...originOf(value),
      attribute: value.attribute ?? "",
    });
  });
}

/** Which property of a rule each argument is; null where not even the number of sources is known. */
type Source = { readonly name: string | null; readonly value: Value };

function sourcesOf(argument: (name: string) => Value | undefined, peer: "Source" | "Destination"): readonly Source[] {
  const each = (
    name: string,
    property: string,
    item: (value: Value) => Value = (value) => value,
  ): readonly Source[] => {
    const value = argument(name);
    if (!value || value.kind === "map") return [];
    if (value.kind === "unresolved") return [{ name: null, value }];
    const attribute = value.attribute ?? name;
    const items = value.kind === "list" ? value.items : [value];
    return items.map((one) => ({ name: property, value: { ...originOf(value), ...item(one), attribute } }));
  };
  return [
    ...each("cidr_blocks", "CidrIp"),
    ...each("ipv6_cidr_blocks", "CidrIpv6"),
    ...each("prefix_list_ids", `${peer}PrefixListId`),
    ...each("security_groups", `${peer}SecurityGroupId`, byId),
    ...each("source_security_group_id", `${peer}SecurityGroupId`, byId),
    ...selfOf(argument("self"), `${peer}SecurityGroupId`),
  ];
}

function selfOf(value: Value | undefined, name: string): readonly Source[] {
  if (!value) return [];
  if (value.kind === "unresolved") return [{ name: null, value }];
  const isSet = value.kind === "known" && String(value.value) === "true";
  return isSet ? [{ name, value: { ...value, value: SELF } }] : [];
}

/** The provider takes names, too, of groups in the default VPC, and ids of other accounts' as `111122223333/sg-1`. */
function byId(group: Value): Value {
  const text = asString(group);
  if (text === undefined) return group;
  const [, id] = /^(?:\d{12}\/)?(sg-.+)$/.exec(text) ?? [];
  return id === undefined ? notById(text, group) : known(id, originOf(group));
}
