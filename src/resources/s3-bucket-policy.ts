import { exact, policy } from "./comparison/rules.ts";
import { byName, composedInTemplate, composedOf, computed, lookedUp, unidentified } from "./identity.ts";
import { toProperties } from "./terraform/arguments.ts";
import { at, jsonAt } from "./terraform/fields.ts";
import type { ResourceType } from "./type.ts";

/** Policies of S3 buckets. A bucket has one at most, so that the identifier is the bucket's name. */
export const s3BucketPolicy: ResourceType = {
  type: "AWS::S3::BucketPolicy",
  noun: "bucket policy",
  terraform: {
    type: "aws_s3_bucket_policy",
    identity: ({ entries }) => composedOf({ Bucket: entries.get("bucket") }, composed, nameOf),
    lookup: (args) => lookedUp(args, "bucket", byName),
    properties: (args) => toProperties(args, { bucket: at("Bucket"), policy: jsonAt("PolicyDocument") }),
    attribute: computed({ id: ({ name }) => name, bucket: ({ name }) => name }),
  },
  cloudformation: {
    identity: ({ entries }) => composedInTemplate({ Bucket: entries.get("Bucket") }, composed, nameOf),
    attribute: () => undefined,
  },
  fromArn: () => undefined,
  // Stacks of an earlier time call it by a generated name, which has capital letters; no bucket's has.
  ofPhysicalId: (physicalId) =>
    /[A-Z]/.test(physicalId) ? unidentified(`whose policy \`${physicalId}\` is cannot be told`) : byName(physicalId),
  read: { api: "cloudcontrol:GetResource", actions: ["cloudformation:GetResource", "s3:GetBucketPolicy"] },
  composed,
  nameOf,
  properties: new Map([
    ["Bucket", exact()],
    ["PolicyDocument", policy()],
  ]),
};

function composed({ Bucket: bucket = "" }: { readonly [property: string]: string }): string {
  return bucket;
}

function nameOf(identifier: string): string {
  return identifier;
}
