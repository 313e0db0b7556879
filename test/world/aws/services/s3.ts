import { z } from "zod";
import type { Reply } from "../answers.ts";
import { denial, operation } from "../call.ts";
import type { Call, Service } from "../call.ts";

/** Amazon S3, as far as a bucket's name goes (https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadBucket.html). */
export const s3: Service = {
  name: "s3",
  signingName: "s3",
  protocol: "s3",
  namespace: "",
  operations: new Map([
    [
      "HeadBucket",
      operation({
        action: "s3:ListBucket",
        input: { Bucket: z.string() },
        about: (input) => ({ type: "AWS::S3::Bucket", identifier: input.Bucket }),
        run: (call, input) => headBucket(call, input.Bucket),
      }),
    ],
  ]),
};

/** A name that nobody has is 404 for everyone; the region is said with 200, 301 and 403 alike. */
function headBucket(call: Call, name: string): Reply {
  const bucket = call.state.bucket(name);
  if (!bucket) return { kind: "head", status: 404, headers: {} };
  const headers = { "x-amz-bucket-region": bucket.region };
  if (bucket.region !== call.place.region) return { kind: "head", status: 301, headers };
  const mine = bucket.account === call.place.account;
  if (!mine || denial(call, "s3:ListBucket", `arn:${call.place.partition}:s3:::${name}`) !== undefined) {
    return { kind: "head", status: 403, headers };
  }
  return { kind: "head", status: 200, headers: { ...headers, "x-amz-access-point-alias": "false" } };
}
