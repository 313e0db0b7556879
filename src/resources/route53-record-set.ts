import type { Identity } from "../model/declared.ts";
import type { MapValue, Value } from "../model/value.ts";
import { known } from "../model/value.ts";
import { boolean, exact, neverRead, number, object, whole } from "./comparison/rules.ts";
import { dnsName, sameAliasName, sameDnsName, sameRecords } from "./comparison/same-dns.ts";
import { computed, naturalKey, unidentified } from "./identity.ts";
import { toProperties } from "./terraform/arguments.ts";
import type { Fields } from "./terraform/arguments.ts";
import { argument, at, blockAt } from "./terraform/fields.ts";
import type { ResourceType } from "./type.ts";

const FIELDS: Fields = {
  zone_id: at("HostedZoneId"),
  name: at("Name"),
  type: at("Type"),
  ttl: at("TTL"),
  records: at("ResourceRecords"),
  set_identifier: at("SetIdentifier"),
  health_check_id: at("HealthCheckId"),
  multivalue_answer_routing_policy: at("MultiValueAnswer"),
  allow_overwrite: null,
  alias: blockAt("AliasTarget", {
    name: at("DNSName"),
    zone_id: at("HostedZoneId"),
    evaluate_target_health: at("EvaluateTargetHealth"),
  }),
  weighted_routing_policy: blockAt("Weighted", { weight: at("Weight") }),
  latency_routing_policy: blockAt("Latency", { region: at("Region") }),
  failover_routing_policy: blockAt("FailoverPolicy", { type: at("Failover") }),
  geolocation_routing_policy: blockAt("GeoLocation", {
    continent: at("ContinentCode"),
    country: at("CountryCode"),
    subdivision: at("SubdivisionCode"),
  }),
};

/** Blocks of the provider whose one argument is a property of the record itself. */
function flattened(properties: MapValue): MapValue {
  const entries = new Map(properties.entries);
  for (const block of ["Weighted", "Latency", "FailoverPolicy"]) {
    const value = entries.get(block);
    entries.delete(block);
    if (value?.kind === "map") for (const [name, own] of value.entries) entries.set(name, { ...value, ...own });
    else if (value) entries.set(block, value);
  }
  return { ...properties, entries };
}

/** Properties that make a record's identifier, in order; https://docs.aws.amazon.com/Route53/latest/APIReference/API_ResourceRecordSet.html */
function byKey(
  zone: Value | undefined,
  name: Value | undefined,
  type: Value | undefined,
  set: Value | undefined,
): Identity {
  const plain = name?.kind === "known" ? { ...name, value: dnsName(String(name.value)) } : name;
  const parts = { HostedZoneId: zone, Name: plain, Type: type, SetIdentifier: set };
  return naturalKey(
    set ? parts : { HostedZoneId: zone, Name: plain, Type: type },
    plain?.kind === "known" ? plain.value : "",
  );
}

/** Records. Cloud Control does not read them; the identifier is the project's own: `zone|name|type`, and `|identifier` of a set. */
export const route53RecordSet: ResourceType = {
  type: "AWS::Route53::RecordSet",
  noun: "record",
  terraform: {
    type: "aws_route53_record",
    identity: (args) => {
      const [zone, name, type, set] = ["zone_id", "name", "type", "set_identifier"].map((each) => argument(args, each));
      return byKey(zone, name, type, set);
    },
    lookup: null,
    properties: (args) => flattened(toProperties(args, FIELDS)),
    attribute: (name, identity) =>
      name === "fqdn" && identity.kind === "natural-key" ? known(identity.name) : undefined,
  },
  cloudformation: {
    identity: (properties) => {
      if (!properties.entries.has("HostedZoneId"))
        return unidentified("its zone is named, and which zone that is is not looked up");
      const [zone, name, type, set] = ["HostedZoneId", "Name", "Type", "SetIdentifier"].map((each) =>
        properties.entries.get(each),
      );
      return byKey(zone, name, type, set);
    },
    attribute: computed({ Ref: ({ name }) => name }),
  },
  fromArn: () => undefined,
  composed: ({ HostedZoneId = "", Name = "", Type = "", SetIdentifier }) =>
    [
      HostedZoneId.replace(/^\/hostedzone\//, ""),
      Name,
      Type,
      ...(SetIdentifier === undefined ? [] : [SetIdentifier]),
    ].join("|"),
  read: { api: "route53:ListResourceRecordSets", actions: ["route53:ListResourceRecordSets"] },
  nameOf: (identifier) => identifier.split("|")[1] ?? identifier,
  properties: new Map([
    ["HostedZoneId", exact()],
    ["HostedZoneName", neverRead("it is found by its zone's id")],
    ["Name", whole(sameDnsName)],
    ["Type", exact()],
    ["TTL", number({ absentIs: "" })],
    ["ResourceRecords", whole(sameRecords, { absentIs: [] })],
    ["SetIdentifier", exact({ absentIs: "" })],
    ["HealthCheckId", exact({ absentIs: "" })],
    ["MultiValueAnswer", boolean({ absentIs: false })],
    ["Weight", number()],
    ["Region", exact()],
    ["Failover", exact()],
    ["Comment", neverRead()],
    ["AliasTarget", object()],
    ["AliasTarget/DNSName", whole(sameAliasName)],
    ["AliasTarget/HostedZoneId", exact()],
    ["AliasTarget/EvaluateTargetHealth", boolean({ absentIs: false })],
    ["GeoLocation", object()],
    ["GeoLocation/ContinentCode", exact()],
    ["GeoLocation/CountryCode", exact()],
    ["GeoLocation/SubdivisionCode", exact()],
  ]),
};
