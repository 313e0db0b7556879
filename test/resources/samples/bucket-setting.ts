import type { JsonObject, Sample } from "./sample.ts";

/** A part of a bucket. */
export function settings(kind: string, terraform: JsonObject, live: JsonObject, more: Partial<Sample>): Sample {
  return {
    type: "AWS::S3::Bucket",
    resource: `aws_s3_bucket_${kind}`,
    terraform: { bucket: "shop-orders", ...terraform },
    cloudformation: null,
    live: { BucketName: "shop-orders", ...live },
    unchecked: { terraform: [], cloudformation: [] },
    attributes: {},
    equivalents: [],
    alsoDeclared: [],
    ...more,
  };
}
