import { GetObjectCommand } from "@aws-sdk/client-s3";
import type { ReadRequest } from "../../model/observation.ts";
import type { Failure } from "../failure.ts";
import { readingOf } from "../reading.ts";
import type { ReadContext, Reading } from "../reading.ts";
import { MAX_STATE_BYTES, StateError } from "./state/error.ts";
import { parseState } from "./state/parse.ts";
import type { StateContents } from "./state/parse.ts";

type Answered = { readonly requestId: string | null } & (
  | { readonly contents: StateContents }
  | { readonly problem: string }
);

/**
 * Reads a Terraform state as it comes, and keeps of it the ids, ARNs and names of the resources of the aws providers.
 * Items by address; properties: `Serial`, `Lineage`. What is not there says nothing of what is live.
 */
export async function readState(context: ReadContext, request: ReadRequest): Promise<Reading> {
  const { bucket, key } = objectOf(request);
  const command = new GetObjectCommand({ Bucket: bucket, Key: key });
  const answer = await context.call("s3", async (abortSignal): Promise<Answered> => {
    const { Body, ContentEncoding, ContentLength, $metadata } = await context.clients.s3.send(command, { abortSignal });
    const requestId = $metadata.requestId ?? null;
    try {
      if (!isStream(Body)) return { requestId, problem: "the state is missing in the answer" };
      if (ContentLength !== undefined && ContentLength > MAX_STATE_BYTES) throw new StateError("too-large");
      if (ContentEncoding) throw new StateError("compressed");
      return { requestId, contents: await parseState(Body, request.attributes ?? []) };
    } catch (error) {
      if (!(error instanceof StateError)) throw error;
      return { requestId, problem: error.message };
    } finally {
      if (isStream(Body)) Body.destroy();
    }
  });
  if ("failure" in answer) return notRead(answer.failure, request);
  const { output } = answer;
  if ("problem" in output) {
    const message = `s3://${request.identifier}: ${output.problem}`;
    return { outcome: "failed", reason: "failed", message, requestId: output.requestId };
  }
  const { serial, lineage, items } = output.contents;
  return {
    outcome: "present",
    identifier: request.identifier,
    properties: { Serial: serial, Lineage: lineage },
    items,
    complete: true,
    requestId: output.requestId,
  };
}

/** A bucket's name has no slash. */
function objectOf({ identifier }: ReadRequest): { readonly bucket: string; readonly key: string } {
  const [bucket = ""] = identifier.split("/", 1);
  return { bucket, key: identifier.slice(bucket.length + 1) };
}

type Stream = AsyncIterable<Uint8Array> & { destroy(): void };

function isStream(body: unknown): body is Stream {
  return typeof body === "object" && body !== null && Symbol.asyncIterator in body && "destroy" in body;
}

/** Missing is only what may be listed and is not there: without `s3:ListBucket` S3 says "denied" of that too. */
function notRead(failure: Failure, request: ReadRequest): Reading {
  const { requestId, name } = failure;
  const { bucket, key } = objectOf(request);
  if (name === "NoSuchKey" || name === "NoSuchBucket") {
    const what = name === "NoSuchKey" ? `there is no state s3://${bucket}/${key}` : `there is no bucket ${bucket}`;
    const message = `${what}: nothing was deployed with it yet, or it lies elsewhere`;
    return { outcome: "failed", reason: "no-identity", message, requestId };
  }
  const region = failure.headers["x-amz-bucket-region"];
  if (failure.status === 301 || (region !== undefined && region !== request.region)) {
    const where = region === undefined ? "in another region" : `in ${region}`;
    const message = `the bucket ${bucket} of the state is ${where}, not in ${request.region}`;
    return { outcome: "failed", reason: "failed", message, requestId };
  }
  return readingOf(failure, request);
}
