import { byName, fromState, named } from "../identity.ts";
import { toProperties } from "../terraform/arguments.ts";
import type { Fields } from "../terraform/arguments.ts";
import { at, listOfOneAt } from "../terraform/fields.ts";
import type { TerraformNames } from "../type.ts";

const PATH = "ManagedPolicyArns";

/** How the aws provider attaches managed policies to a role, a user or a group: one by one, or all that it has. */
export function policyAttachments(holder: "role" | "user" | "group"): readonly TerraformNames[] {
  return [
    {
      ...attaching(`aws_iam_${holder}_policy_attachment`, holder, { policy_arn: listOfOneAt(PATH) }),
      part: { path: PATH, holds: "items", noun: "policy attachment" },
    },
    {
      ...attaching(`aws_iam_${holder}_policy_attachments_exclusive`, `${holder}_name`, { policy_arns: at(PATH) }),
      part: { path: PATH, holds: "settings", noun: "list of policy attachments" },
    },
  ];
}

function attaching(type: string, argument: string, fields: Fields): TerraformNames {
  return {
    type,
    identity: (args) => named(args.entries.get(argument), byName),
    fromState: fromState(argument),
    lookup: null,
    properties: (args) => toProperties(args, { [argument]: null, ...fields }),
    attribute: () => undefined,
  };
}
