import { exact, policy } from "./comparison/rules.ts";
import { byName, computed, lookedUp, named, unidentified } from "./identity.ts";
import { toProperties } from "./terraform/arguments.ts";
import { at, jsonAt } from "./terraform/fields.ts";
import type { ResourceType } from "./type.ts";

/** Policies of S3 buckets. A bucket has one at most, so that the identifier is the bucket's name. */
export const s3BucketPolicy: ResourceType = {
  type: "AWS::S3::BucketPolicy",
  noun: "bucket policy",
  terraform: {
    type: "aws_s3_bucket_policy",
    identity: (args) => named(args.entries.get("bucket"), byName),
    lookup: (args) => lookedUp(args, "bucket", byName),
    properties: (args) => toProperties(args, { bucket: at("Bucket"), policy: jsonAt("PolicyDocument") }),
    attribute: computed({ id: ({ name }) => name, bucket: ({ name }) => name }),
  },
  cloudformation: {
    identity: ({ entries }) => {
      const identity = named(entries.get("Bucket"), byName);
      // The bucket's name may be known only to the stack.
      return identity.kind === "unresolved" ? { kind: "generated" } : identity;
    },
    attribute: () => undefined,
  },
  fromArn: () => undefined,
  // Stacks of an earlier time call it by a generated name, which has capital letters; no bucket's has.
  ofPhysicalId: (physicalId) =>
    /[A-Z]/.test(physicalId) ? unidentified(`whose policy \`${physicalId}\` is cannot be told`) : byName(physicalId),
  read: { api: "cloudcontrol:GetResource", actions: ["cloudformation:GetResource", "s3:GetBucketPolicy"] },
  nameOf: (identifier) => identifier,
  properties: new Map([
    ["Bucket", exact()],
    ["PolicyDocument", policy()],
  ]),
};
