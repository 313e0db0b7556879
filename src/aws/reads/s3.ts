import { HeadBucketCommand } from "@aws-sdk/client-s3";
import type { ReadRequest } from "../../model/observation.ts";
import { malformed, readingOf } from "../reading.ts";
import type { ReadContext, Reading } from "../reading.ts";

/**
 * Asks whether a bucket's name is taken, by anyone. S3 answers a HEAD without a body: 404 means free; 301 and 400
 * (another region) and 403 mean taken when they name the bucket's region, as S3 does for buckets that exist
 * (https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadBucket.html). Properties: `BucketRegion`, `Accessible`.
 */
export async function headBucket(context: ReadContext, request: ReadRequest): Promise<Reading> {
  const command = new HeadBucketCommand({ Bucket: request.identifier });
  const answer = await context.call("s3", (abortSignal) => context.clients.s3.send(command, { abortSignal }));
  if ("output" in answer) {
    const { BucketRegion: region, $metadata } = answer.output;
    const requestId = $metadata.requestId ?? null;
    if (region === undefined) return readingOf(malformed("the bucket's region is missing", requestId), request);
    return present(request, region, true, requestId);
  }
  const { failure } = answer;
  const region = failure.headers["x-amz-bucket-region"];
  const isElsewhere = failure.status === 301 || (failure.status === 400 && region !== request.region);
  if ((isElsewhere || failure.status === 403) && region !== undefined) {
    return present(request, region, false, failure.requestId);
  }
  if (failure.status === 403) return readingOf({ ...failure, kind: "denied" }, request);
  // Without a request id it was not S3 that answered.
  if (failure.status === 404 && failure.requestId !== null)
    return readingOf({ ...failure, kind: "not-found" }, request);
  return readingOf(failure, request);
}

function present(request: ReadRequest, region: string, accessible: boolean, requestId: string | null): Reading {
  const properties = { BucketRegion: region, Accessible: accessible };
  return { outcome: "present", identifier: request.identifier, properties, requestId };
}
