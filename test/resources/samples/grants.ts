import { arn } from "./sample.ts";
import type { Sample } from "./sample.ts";

const document = {
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: ["sqs:SendMessage", "sqs:ReceiveMessage"], Resource: arn("sqs:@:orders") }],
};
const sameDocument = {
  Statement: {
    Sid: "",
    Resource: [arn("sqs:@:orders")],
    Action: ["sqs:receivemessage", "sqs:SendMessage"],
    Effect: "Allow",
  },
  Version: "2012-10-17",
};
const own = arn("iam::111122223333:policy/orders");
const ofAws = "arn:aws:iam::aws:policy/ReadOnlyAccess";

export const rolePolicy = inlinePolicy("Role");
export const userPolicy = inlinePolicy("User");
export const groupPolicy = inlinePolicy("Group");
export const rolePolicyAttachments = attachments("Role");
export const userPolicyAttachments = attachments("User");
export const groupPolicyAttachments = attachments("Group");

function inlinePolicy(holder: "Role" | "User" | "Group"): Sample {
  const argument = holder.toLowerCase();
  const declared = { PolicyName: "send", [`${holder}Name`]: "orders", PolicyDocument: document };
  return {
    type: `AWS::IAM::${holder}Policy`,
    terraform: { name: "send", [argument]: "orders", policy: JSON.stringify(document) },
    cloudformation: declared,
    live: declared,
    unchecked: { terraform: [], cloudformation: [] },
    attributes: { PolicyName: "name", [`${holder}Name`]: argument, PolicyDocument: "policy" },
    equivalents: [{ PolicyDocument: sameDocument }, { PolicyDocument: JSON.stringify(sameDocument, null, 2) }],
    alsoDeclared: [
      { format: "terraform", arguments: { name: "send", [argument]: "orders", policy: JSON.stringify(sameDocument) } },
      { format: "cloudformation", arguments: { ...declared, PolicyDocument: sameDocument } },
    ],
  };
}

/** One attachment, and all that there may be. */
function attachments(holder: "Role" | "User" | "Group"): readonly Sample[] {
  const argument = holder.toLowerCase();
  const common = {
    type: `AWS::IAM::${holder}`,
    cloudformation: null,
    unchecked: { terraform: [], cloudformation: [] },
    alsoDeclared: [],
  };
  return [
    {
      ...common,
      resource: `aws_iam_${argument}_policy_attachment`,
      terraform: { [argument]: "orders", policy_arn: own },
      live: { [`${holder}Name`]: "orders", ManagedPolicyArns: [own] },
      attributes: { ManagedPolicyArns: "policy_arn" },
      equivalents: [{ ManagedPolicyArns: [ofAws, own] }],
    },
    {
      ...common,
      resource: `aws_iam_${argument}_policy_attachments_exclusive`,
      terraform: { [`${argument}_name`]: "orders", policy_arns: [own, ofAws] },
      live: { [`${holder}Name`]: "orders", ManagedPolicyArns: [own, ofAws] },
      attributes: { ManagedPolicyArns: "policy_arns" },
      equivalents: [{ ManagedPolicyArns: [ofAws, own] }],
    },
  ];
}

export const policyAttachment: Sample = {
  type: "AWS::IAM::ManagedPolicy",
  resource: "aws_iam_policy_attachment",
  terraform: { name: "orders", policy_arn: own, roles: ["orders", "billing"], users: ["ci"], groups: ["people"] },
  cloudformation: null,
  live: { PolicyArn: own, Roles: ["orders", "billing"], Users: ["ci"], Groups: ["people"] },
  unchecked: { terraform: [], cloudformation: [] },
  attributes: { Roles: "roles", Users: "users", Groups: "groups" },
  equivalents: [{ Roles: ["billing", "orders"] }],
  alsoDeclared: [],
};
