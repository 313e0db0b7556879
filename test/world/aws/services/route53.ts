import { z } from "zod";
import type { Json } from "../../../../src/model/json.ts";
import type { Reply } from "../answers.ts";
import { denial, failed, operation, refused } from "../call.ts";
import type { Call, Service } from "../call.ts";
import type { XmlValue } from "../xml.ts";

const input = {
  HostedZoneId: z.string(),
  name: z.string().optional(),
  type: z.string().optional(),
  identifier: z.string().optional(),
  maxitems: z.string().optional(),
};
type Input = z.output<z.ZodObject<typeof input>>;

type Properties = { readonly [name: string]: Json };

/** Amazon Route 53, as far as one page of a zone's records goes: a zone's are in the order of their names from the right. */
export const route53: Service = {
  name: "route53",
  signingName: "route53",
  protocol: "rest-xml",
  namespace: "https://route53.amazonaws.com/doc/2013-04-01/",
  operations: new Map([
    [
      "ListResourceRecordSets",
      operation({
        action: "route53:ListResourceRecordSets",
        input,
        about: ({ HostedZoneId, name, type }) => ({
          type: "AWS::Route53::RecordSet",
          identifier: [HostedZoneId, name, type].join("|"),
        }),
        run: listRecords,
      }),
    ],
  ]),
};

function listRecords(
  call: Call,
  { HostedZoneId: zone, name = "", type = "", identifier = "", maxitems = "300" }: Input,
): Reply {
  const denied = denial(
    call,
    "route53:ListResourceRecordSets",
    `arn:${call.place.partition}:route53:::hostedzone/${zone}`,
  );
  if (denied !== undefined) return failed(call, "denied", denied);
  if (!call.state.resource(call.place, "AWS::Route53::HostedZone", zone))
    return refused("NoSuchHostedZone", `No hosted zone found with ID: ${zone}`, 404);
  const start = orderOf(name, type, identifier);
  const records = call.state
    .resources(call.place, "AWS::Route53::RecordSet")
    .map(({ resource }) => resource.properties)
    .filter(({ HostedZoneId }) => HostedZoneId === zone)
    .toSorted((left, right) => orderOfRecord(left).localeCompare(orderOfRecord(right)))
    .filter((record) => name === "" || orderOfRecord(record) >= start);
  const [first] = records.slice(0, Number(maxitems));
  return {
    kind: "output",
    output: {
      ResourceRecordSets: first ? { ResourceRecordSet: asXml(first) } : {},
      IsTruncated: String(records.length > 1),
      MaxItems: "1",
    },
  };
}

function orderOfRecord({ Name, Type, SetIdentifier = "" }: Properties): string {
  return orderOf(textOf(Name), textOf(Type), textOf(SetIdentifier));
}

function textOf(value: Json | undefined): string {
  return typeof value === "string" ? value : JSON.stringify(value ?? "");
}

function orderOf(name: string, type: string, identifier: string): string {
  const labels = name.toLowerCase().replace(/\.$/, "").replace("*", "\\052").split(".");
  return [labels.toReversed().join("."), type, identifier].join("\n");
}

/** A record as Route 53 writes it: with a final dot, and a wildcard's star as octal. */
function asXml({ ResourceRecords: records, Name, ...rest }: Properties): { readonly [name: string]: XmlValue } {
  const values = Array.isArray(records) ? (records as readonly string[]).map((Value) => ({ Value })) : undefined;
  const name = textOf(Name).replace("*", "\\052").replace(/\.$/, "");
  const others = Object.entries(rest).filter(([property]) => property !== "HostedZoneId");
  return {
    Name: `${name}.`,
    ...(Object.fromEntries(others) as { readonly [name: string]: XmlValue }),
    ...(values ? { ResourceRecords: values } : {}),
  };
}
