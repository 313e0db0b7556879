import type { Sample } from "./sample.ts";

const document = {
  Version: "2012-10-17",
  Statement: [{ Effect: "Deny", Principal: "*", Action: "s3:*", Resource: "arn:aws:s3:::shop-orders/*" }],
};
const sameDocument = {
  Statement: { Resource: ["arn:aws:s3:::shop-orders/*"], Action: ["s3:*"], Principal: { AWS: "*" }, Effect: "Deny" },
  Version: "2012-10-17",
};

export const bucketPolicy: Sample = {
  type: "AWS::S3::BucketPolicy",
  terraform: { bucket: "shop-orders", policy: JSON.stringify(document) },
  cloudformation: { Bucket: "shop-orders", PolicyDocument: document },
  live: { Bucket: "shop-orders", PolicyDocument: document },
  unchecked: { terraform: [], cloudformation: [] },
  attributes: { Bucket: "bucket", PolicyDocument: "policy" },
  equivalents: [{ PolicyDocument: sameDocument }, { PolicyDocument: JSON.stringify(document, null, 2) }],
  alsoDeclared: [{ format: "terraform", arguments: { bucket: "shop-orders", policy: JSON.stringify(sameDocument) } }],
};
