import { handler } from "./handler.ts";
import type { Handler } from "./handler.ts";

/** What belongs to another resource, and has a type of its own all the same. */
export const PART_HANDLERS: readonly (readonly [type: string, handler: Handler])[] = [
  inlinePolicy("Role"),
  inlinePolicy("User"),
  inlinePolicy("Group"),
  [
    "AWS::S3::BucketPolicy",
    handler({
      identifier: ["Bucket"],
      read: "s3:GetBucketPolicy",
      service: "S3",
      arn: (name, { partition }) => `arn:${partition}:s3:::${name}`,
    }),
  ],
];

function inlinePolicy(holder: string): readonly [type: string, handler: Handler] {
  const policy = handler({
    identifier: ["PolicyName", `${holder}Name`],
    global: true,
    read: `iam:Get${holder}Policy`,
    arn: (id, { partition, account }) =>
      `arn:${partition}:iam::${account}:${holder.toLowerCase()}/${id.split("|")[1] ?? ""}`,
  });
  return [`AWS::IAM::${holder}Policy`, policy];
}
