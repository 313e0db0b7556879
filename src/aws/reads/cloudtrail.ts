import type { ChangeEvent } from "../../model/change-event.ts";
import type { ReadRequest } from "../../model/observation.ts";
import { malformed, readingOf } from "../reading.ts";
import type { ReadContext, Reading } from "../reading.ts";
import { changeOf } from "./trail-record.ts";

/** Loaded with the first read that needs it: only targets with `changed_by` do. */
const load = () => import("@aws-sdk/client-cloudtrail");

/** Of at most 50 events each, at two calls per second. */
const MAX_PAGES = 4;
/** More are not looked at: the newest ones tell. */
const ENOUGH = 25;

/**
 * The calls of the last 90 days that changed what CloudTrail knows under one name, the newest first; `complete` where
 * these are all. Values that were sent are never kept.
 */
export async function lookUpEvents(context: ReadContext, request: ReadRequest): Promise<Reading> {
  const { LookupEventsCommand } = await load();
  const client = await context.clients.cloudtrail();
  const events: ChangeEvent[] = [];
  let token: string | undefined;
  for (let pages = 1; ; pages++) {
    const command = new LookupEventsCommand({
      LookupAttributes: [{ AttributeKey: "ResourceName", AttributeValue: request.identifier }],
      ...(token === undefined ? {} : { NextToken: token }),
    });
    const answer = await context.call("cloudtrail", (abortSignal) => client.send(command, { abortSignal }));
    if ("failure" in answer) return readingOf(asRefused(answer.failure), request);
    const requestId = answer.output.$metadata.requestId ?? null;
    const { Events: page, NextToken: next } = answer.output;
    if (!page) return readingOf(malformed("the events are missing", requestId), request);
    for (const { CloudTrailEvent: text } of page) {
      const change = changeOf(text);
      if (change === undefined) return readingOf(malformed("a record cannot be read", requestId), request);
      if (change) events.push(change);
    }
    if (next !== undefined && next === token)
      return readingOf(malformed("the listing does not advance", requestId), request);
    if (!next || pages === MAX_PAGES || events.length >= ENOUGH)
      return { outcome: "present", identifier: request.identifier, properties: {}, events, complete: !next, requestId };
    token = next;
  }
}

/** A look-up that finds nothing is an empty answer. */
function asRefused<Failed extends { readonly kind: string }>(failure: Failed): Failed {
  return failure.kind === "not-found" ? { ...failure, kind: "refused" } : failure;
}
