import { handler } from "./handler.ts";
import type { Handler } from "./handler.ts";

/** What belongs to another resource, and has a type of its own all the same. */
export const PART_HANDLERS: readonly (readonly [type: string, handler: Handler])[] = [
  ...["Role", "User", "Group"].map((holder): readonly [string, Handler] => [
    `AWS::IAM::${holder}Policy`,
    handler({
      identifier: ["PolicyName", `${holder}Name`],
      global: true,
      read: `iam:Get${holder}Policy`,
      arn: (id, { partition, account }) =>
        `arn:${partition}:iam::${account}:${holder.toLowerCase()}/${id.split("|")[1] ?? ""}`,
    }),
  ]),
];
