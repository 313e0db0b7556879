import { z } from "zod";
import type { TrailEvent } from "../../world.ts";
import type { Reply } from "../answers.ts";
import { denial, failed, operation, pageOf, refused } from "../call.ts";
import type { Call, Service } from "../call.ts";

const HOUR = 3_600_000;
/** What the event history holds. In hours. */
const KEPT = 90 * 24;

const lookupInput = {
  LookupAttributes: z
    .array(
      z.strictObject({
        AttributeKey: z.enum(["ResourceName", "EventName", "EventSource", "ReadOnly"]),
        AttributeValue: z.string().min(1).max(2000),
      }),
    )
    .max(1)
    .optional(),
  MaxResults: z.int().min(1).max(50).optional(),
  NextToken: z.string().optional(),
};
type LookupInput = z.output<z.ZodObject<typeof lookupInput>>;
type Attribute = NonNullable<LookupInput["LookupAttributes"]>[number];

/** AWS CloudTrail's event history (https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_LookupEvents.html). */
export const cloudtrail: Service = {
  name: "cloudtrail",
  signingName: "cloudtrail",
  protocol: "json-1.1",
  namespace: "CloudTrail_20131101",
  rateLimit: { perSecond: 2, burst: 4 },
  operations: new Map([
    [
      "LookupEvents",
      operation({
        action: "cloudtrail:LookupEvents",
        input: lookupInput,
        about: (input) => ({ identifier: input.LookupAttributes?.[0]?.AttributeValue }),
        run: lookupEvents,
      }),
    ],
  ]),
};

function lookupEvents(call: Call, input: LookupInput): Reply {
  const denied = denial(call, "cloudtrail:LookupEvents", "*");
  if (denied !== undefined) return failed(call, "denied", denied);
  const found = call.state
    .events(call.place)
    .filter(({ hoursAgo }) => hoursAgo <= KEPT)
    .filter((event) => (input.LookupAttributes ?? []).every((attribute) => matches(attribute, event)))
    .toSorted((left, right) => left.hoursAgo - right.hoursAgo);
  const page = pageOf(found, input.NextToken, Math.min(call.pageSize, input.MaxResults ?? 50));
  if (!page) return refused("InvalidNextTokenException", "The token is not valid.");
  const events = page.items.map((event) => present(call, event, found.indexOf(event)));
  return { kind: "output", output: { Events: events, NextToken: page.nextToken } };
}

function matches({ AttributeKey: key, AttributeValue: value }: Attribute, event: TrailEvent): boolean {
  if (key === "ResourceName") return event.resources.includes(value);
  if (key === "EventName") return event.name === value;
  return key === "EventSource" ? event.source === value : String(event.readOnly) === value;
}

function present(call: Call, { name, source, hoursAgo, resources, readOnly, record }: TrailEvent, index: number) {
  const at = new Date(call.now - hoursAgo * HOUR);
  const id = `00000000-0000-4000-8000-${String(index).padStart(12, "0")}`;
  const whole = {
    eventVersion: "1.11",
    eventTime: `${at.toISOString().slice(0, 19)}Z`,
    eventSource: source,
    eventName: name,
    awsRegion: call.place.region,
    readOnly,
    eventID: id,
    eventType: "AwsApiCall",
    managementEvent: true,
    recipientAccountId: call.place.account,
    ...record,
  };
  return {
    EventId: id,
    EventName: name,
    ReadOnly: String(readOnly),
    EventTime: at,
    EventSource: source,
    Resources: resources.map((resource) => ({ ResourceName: resource })),
    CloudTrailEvent: JSON.stringify(whole),
  };
}
