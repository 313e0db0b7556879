import type { Data, Dict, Text } from "../data/data.ts";
import type { Made } from "../data/made.ts";
import type { SamContext } from "../context.ts";
import { SamError } from "../error.ts";
import { dict, get, has, is, isDict, isTruthy, set } from "../data/data.ts";
import { getAtt } from "../data/intrinsics.ts";
import { idHash } from "../data/python.ts";
import { listAt, make } from "../data/made.ts";

/** The hosted zone of all of CloudFront's distributions. */
const CLOUDFRONT_ZONE = "Z2FDTNDATAQYW2";

/** The records in Route 53 that lead to an API's domain; APIs of one zone share their group. */
export function recordSetGroup(domain: Dict, target: Data, attributes: Dict, context: SamContext): readonly Made[] {
  const route = get(domain, "Route53");
  if (route === null) return [];
  if (!isDict(route)) throw new SamError("`Domain.Route53` must be a map");
  const id = get(route, "HostedZoneId");
  const name = get(route, "HostedZoneName");
  if (id === null && name === null) throw new SamError("`Domain.Route53` needs `HostedZoneId` or `HostedZoneName`");
  const zone = isTruthy(id) ? id : name;
  const isSeparate = isTruthy(get(route, "SeparateRecordSetGroup"));
  const logicalId = `RecordSetGroup${isSeparate ? idHash([zone, get(domain, "DomainName")]) : idHash(zone)}`;
  const held = isSeparate ? undefined : context.recordSetGroups.get(logicalId);
  const group = held ?? newGroup(logicalId, route, attributes, isSeparate);
  if (!isSeparate) context.recordSetGroups.set(logicalId, group);
  listAt(group.properties, "RecordSets")?.push(...recordsFor(domain, target, route));
  return [group];
}

function newGroup(logicalId: string, route: Dict, attributes: Dict, isSeparate: boolean): Made {
  const zoneOf = (name: string): Data => {
    const value = get(route, name);
    return isSeparate && !isTruthy(value) ? null : value;
  };
  const zones = { HostedZoneId: zoneOf("HostedZoneId"), HostedZoneName: zoneOf("HostedZoneName") };
  return make("AWS::Route53::RecordSetGroup", logicalId, zones, attributes);
}

/** A record for each protocol. */
function recordsFor(domain: Dict, target: Data, route: Dict): readonly Dict[] {
  const alias = aliasTarget(domain, target, route);
  const types = get(route, "IpV6") === true ? ["A", "AAAA"] : ["A"];
  return types.map((type) =>
    dict({
      Name: get(domain, "DomainName"),
      Type: type,
      AliasTarget: alias,
      Region: get(route, "Region") ?? undefined,
      SetIdentifier: get(route, "SetIdentifier") ?? undefined,
    }),
  );
}

function aliasTarget(domain: Dict, target: Data, route: Dict): Dict {
  const alias = dict();
  const health = get(route, "EvaluateTargetHealth");
  if (health !== null) set(alias, "EvaluateTargetHealth", health);
  const put = (zone: Data, name: Data): Dict => {
    set(alias, "HostedZoneId", zone);
    set(alias, "DNSName", name);
    return alias;
  };
  const endpoint = get(domain, "EndpointConfiguration");
  const logicalId = target as Text;
  if (is(endpoint, "REGIONAL")) {
    return put(getAtt(logicalId, "RegionalHostedZoneId"), getAtt(logicalId, "RegionalDomainName"));
  }
  if (is(endpoint, "EDGE")) {
    if (!has(route, "DistributionDomainName")) {
      set(route, "DistributionDomainName", getAtt(logicalId, "DistributionDomainName"));
    }
    return put(CLOUDFRONT_ZONE, get(route, "DistributionDomainName"));
  }
  return put(get(route, "VpcEndpointHostedZoneId"), get(route, "VpcEndpointDomainName"));
}
