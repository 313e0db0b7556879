import type { Part } from "../../model/declared.ts";
import { byName, fromState, named } from "../identity.ts";
import { toProperties } from "../terraform/arguments.ts";
import type { Fields } from "../terraform/arguments.ts";
import { at, blockAt } from "../terraform/fields.ts";
import type { TerraformNames } from "../type.ts";

/** What the aws provider keeps of a bucket in resources of their own. */
export const bucketSettings: readonly TerraformNames[] = [
  settings(
    "aws_s3_bucket_versioning",
    { path: "VersioningConfiguration", holds: "settings", noun: "versioning" },
    {
      versioning_configuration: blockAt("VersioningConfiguration", { status: at("Status"), mfa_delete: null }),
      mfa: null,
    },
  ),
];

function settings(type: string, part: Part, fields: Fields): TerraformNames {
  return {
    type,
    part,
    identity: (args) => named(args.entries.get("bucket"), byName),
    fromState: fromState("bucket"),
    lookup: null,
    properties: (args) => toProperties(args, { bucket: null, expected_bucket_owner: null, ...fields }),
    attribute: () => undefined,
  };
}
