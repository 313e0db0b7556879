import type { ResourceRecordSet, RRType } from "@aws-sdk/client-route-53";
import type { Json } from "../../model/json.ts";
import type { ReadRequest } from "../../model/observation.ts";
import { malformed, readingOf } from "../reading.ts";
import type { ReadContext, Reading } from "../reading.ts";

/** Loaded with the first record that is read. */
const load = () => import("@aws-sdk/client-route-53");

/**
 * Reads one record set, by `zone|name|type` and, where the policy has several of one name and type, `|identifier`: the
 * listing starts at what is asked for, so that its first entry is that or another, and then it is not there.
 * https://docs.aws.amazon.com/Route53/latest/APIReference/API_ListResourceRecordSets.html
 * Properties are those of AWS::Route53::RecordSet.
 */
export async function listRecordSets(context: ReadContext, request: ReadRequest): Promise<Reading> {
  const [zone = "", name = "", type = "", setIdentifier = ""] = request.identifier.split("|");
  const { ListResourceRecordSetsCommand } = await load();
  const client = await context.clients.route53();
  const command = new ListResourceRecordSetsCommand({
    HostedZoneId: zone,
    StartRecordName: name,
    StartRecordType: type as RRType,
    ...(setIdentifier === "" ? {} : { StartRecordIdentifier: setIdentifier }),
    MaxItems: 1,
  });
  const answer = await context.call("route53", (abortSignal) => client.send(command, { abortSignal }));
  if ("failure" in answer) {
    // Zones of other accounts are not told from those that are not there.
    const { failure } = answer;
    return readingOf(failure.name === "NoSuchHostedZone" ? { ...failure, kind: "refused" } : failure, request);
  }
  const requestId = answer.output.$metadata.requestId ?? null;
  const { ResourceRecordSets: records } = answer.output;
  if (!records) return readingOf(malformed("the records are missing", requestId), request);
  const found = records.find((record) => isAsked(record, name, type, setIdentifier));
  if (!found) return { outcome: "absent", message: `the zone ${zone} has no ${type} record ${name}`, requestId };
  return { outcome: "present", identifier: request.identifier, properties: propertiesOf(found, zone), requestId };
}

function isAsked(record: ResourceRecordSet, name: string, type: string, setIdentifier: string): boolean {
  if (record.Type !== type || dnsName(record.Name ?? "") !== dnsName(name)) return false;
  return (record.SetIdentifier ?? "") === setIdentifier;
}

/** Route 53 writes what DNS does not have in names as octal: `\052` is the star of a wildcard. */
function dnsName(text: string): string {
  const plain = text.replace(/\\(\d{3})/g, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)));
  return plain.toLowerCase().replace(/\.$/, "");
}

function propertiesOf(record: ResourceRecordSet, zone: string): { readonly [name: string]: Json } {
  const { ResourceRecords: records, AliasTarget: alias, TTL, ...rest } = record;
  const properties: { [name: string]: Json } = { HostedZoneId: zone };
  for (const [name, value] of Object.entries(rest)) {
    if (value !== undefined) properties[name] = value as Json;
  }
  properties["Name"] = dnsName(record.Name ?? "");
  if (TTL !== undefined) properties["TTL"] = TTL;
  if (records) properties["ResourceRecords"] = records.map(({ Value }) => Value ?? "");
  if (alias) {
    const { HostedZoneId = "", DNSName = "", EvaluateTargetHealth = false } = alias;
    properties["AliasTarget"] = { HostedZoneId, DNSName, EvaluateTargetHealth };
  }
  return properties;
}
