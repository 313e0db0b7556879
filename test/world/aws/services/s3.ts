import { z } from "zod";
import type { Reply } from "../answers.ts";
import type { StoredObject } from "../../world.ts";
import { denial, failed, operation, refused } from "../call.ts";
import type { Call, Service } from "../call.ts";

/** Amazon S3: a bucket's name (https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadBucket.html), and objects (API_GetObject.html). */
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
    [
      "GetObject",
      operation({
        action: "s3:GetObject",
        input: { Bucket: z.string(), Key: z.string() },
        about: ({ Bucket, Key }) => ({ type: "AWS::S3::Object", identifier: `${Bucket}/${Key}` }),
        run: (call, { Bucket, Key }) => getObject(call, Bucket, Key),
      }),
    ],
  ]),
};

/** What is not there is told only to those who may list the bucket; an object's key is asked for by S3 with the caller's rights. */
function getObject(call: Call, name: string, key: string): Reply {
  const stored = call.state.stored(name);
  const bucketArn = `arn:${call.place.partition}:s3:::${name}`;
  if (!stored) return refused("NoSuchBucket", "The specified bucket does not exist", 404);
  const { bucket, region, account } = stored;
  if (region !== call.place.region) return { kind: "head", status: 301, headers: { "x-amz-bucket-region": region } };
  const denied = denial(call, "s3:GetObject", `${bucketArn}/${key}`);
  if (denied !== undefined) return failed(call, "denied", denied);
  const mayRead =
    account === call.place.account || bucket.readers.some((id) => id === "*" || id === call.place.account);
  if (!mayRead) return failed(call, "denied", "Access Denied");
  const object = bucket.objects[key];
  if (!object) {
    const unlisted = denial(call, "s3:ListBucket", bucketArn);
    return unlisted === undefined
      ? refused("NoSuchKey", "The specified key does not exist.", 404)
      : failed(call, "denied", unlisted);
  }
  const undeciphered = object.kmsKey && denial(call, "kms:Decrypt", object.kmsKey, `s3.${region}.amazonaws.com`);
  if (undeciphered) return failed(call, "denied", undeciphered);
  return {
    kind: "object",
    headers: {
      "content-type": "application/json",
      ...(object.contentEncoding !== undefined && { "content-encoding": object.contentEncoding }),
      ...(object.kmsKey !== undefined && {
        "x-amz-server-side-encryption": "aws:kms",
        "x-amz-server-side-encryption-aws-kms-key-id": object.kmsKey,
      }),
    },
    body: bytesOf(object),
  };
}

function bytesOf({ json, text, base64 }: StoredObject): Uint8Array {
  if (base64 !== undefined) return Buffer.from(base64, "base64");
  return Buffer.from(text ?? JSON.stringify(json, null, 2));
}

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
