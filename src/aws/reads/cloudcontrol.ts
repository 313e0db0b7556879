import { GetResourceCommand, ListResourcesCommand } from "@aws-sdk/client-cloudcontrol";
import type { ResourceDescription } from "@aws-sdk/client-cloudcontrol";
import type { Json } from "../../model/json.ts";
import type { ListedItem, ReadRequest } from "../../model/observation.ts";
import type { Failure } from "../failure.ts";
import { malformed, readingOf } from "../reading.ts";
import type { ReadContext, Reading } from "../reading.ts";

/** Reads one resource of any type that Cloud Control supports. */
export async function getResource(context: ReadContext, request: ReadRequest): Promise<Reading> {
  const command = new GetResourceCommand({ TypeName: request.type ?? "", Identifier: request.identifier });
  const answer = await context.call("cloudcontrol", (abortSignal) =>
    context.clients.cloudcontrol.send(command, { abortSignal }),
  );
  if ("failure" in answer) {
    return isElsewhere(answer.failure, request)
      ? elsewhere(answer.failure, request)
      : readingOf(answer.failure, request);
  }
  const requestId = answer.output.$metadata.requestId ?? null;
  const item = itemOf(answer.output.ResourceDescription, request.identifier);
  if (!item) return readingOf(malformed("the resource's properties are not JSON", requestId), request);
  return { outcome: "present", ...item, requestId };
}

/** Types whose handlers ask S3 for a bucket. */
const BUCKETS: ReadonlySet<string> = new Set(["AWS::S3::Bucket", "AWS::S3::BucketPolicy"]);

/** S3 redirects to a bucket's own region (https://docs.aws.amazon.com/AmazonS3/latest/userguide/Redirects.html), where its handler does not follow. */
function isElsewhere({ kind, message }: Failure, { type }: ReadRequest): boolean {
  return type !== null && BUCKETS.has(type) && kind === "refused" && /\bstatus code: 301\b/i.test(message);
}

function elsewhere({ requestId }: Failure, { identifier, region }: ReadRequest): Reading {
  const message = `the bucket ${identifier} is in another region than ${region}`;
  return { outcome: "ambiguous", message, requestId };
}

/**
 * Lists the resources of a type, those within the request's key where it has one. MaxResults is never sent, as some handlers refuse it; a page may be empty and still
 * have a successor. A listing that AWS answers with "not found" is a failure: a type without resources is an empty listing.
 */
export async function listResources(context: ReadContext, request: ReadRequest): Promise<Reading> {
  const items: ListedItem[] = [];
  const hasModel = Object.keys(request.key ?? {}).length > 0;
  let token: string | undefined;
  for (;;) {
    const command = new ListResourcesCommand({
      TypeName: request.type ?? "",
      ...(hasModel ? { ResourceModel: JSON.stringify(request.key) } : {}),
      ...(token === undefined ? {} : { NextToken: token }),
    });
    const answer = await context.call("cloudcontrol", (abortSignal) =>
      context.clients.cloudcontrol.send(command, { abortSignal }),
    );
    if ("failure" in answer) {
      const { failure } = answer;
      return readingOf(failure.kind === "not-found" ? { ...failure, kind: "refused" } : failure, request);
    }
    const requestId = answer.output.$metadata.requestId ?? null;
    const page = answer.output.ResourceDescriptions?.map((description) => itemOf(description, undefined));
    if (!page) return readingOf(malformed("the listing is missing", requestId), request);
    for (const item of page) {
      if (!item) return readingOf(malformed("a listed resource's properties are not JSON", requestId), request);
      items.push(item);
    }
    const next = answer.output.NextToken;
    if (next !== undefined && next === token)
      return readingOf(malformed("the listing does not advance", requestId), request);
    if (!next || request.firstPage) {
      return { outcome: "present", identifier: request.identifier, properties: {}, items, complete: !next, requestId };
    }
    token = next;
  }
}

function itemOf(description: ResourceDescription | undefined, asked: string | undefined): ListedItem | null {
  const identifier = description?.Identifier ?? asked;
  const properties = parseProperties(description?.Properties);
  return identifier !== undefined && properties ? { identifier, properties } : null;
}

/** `Properties` is a JSON text within the JSON answer; anything but an object is not what Cloud Control gives. */
function parseProperties(text: string | undefined): ListedItem["properties"] | null {
  if (text === undefined) return null;
  try {
    const parsed: Json = JSON.parse(text);
    return isObject(parsed) ? parsed : null;
  } catch {
    return null;
  }
}

function isObject(json: Json): json is { readonly [name: string]: Json } {
  return typeof json === "object" && json !== null && !Array.isArray(json);
}
