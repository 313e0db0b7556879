import { exact, keyed, policy, readWith, set } from "./comparison/rules.ts";
import { policyAttachments } from "./iam/policy-attachment.ts";
import { declaredArn, namedByArn, otherPath } from "./iam/path.ts";
import { byName, computed, lookedUp, named } from "./identity.ts";
import { toProperties } from "./terraform/arguments.ts";
import type { Fields } from "./terraform/arguments.ts";
import { at } from "./terraform/fields.ts";
import type { ResourceType } from "./type.ts";

const FIELDS: Fields = { name: at("GroupName"), path: at("Path") };

const computedFromName = computed({
  id: ({ name }) => name,
  name: ({ name }) => name,
  group_name: ({ name }) => name,
  Ref: ({ name }) => name,
});

/** IAM groups. The identifier is the name without the path; the ARN has both. */
export const iamGroup: ResourceType = {
  type: "AWS::IAM::Group",
  noun: "group",
  terraform: {
    type: "aws_iam_group",
    isRenamedInPlace: true,
    identity: (args) => named(args.entries.get("name"), byName),
    lookup: (args) => lookedUp(args, "group_name", byName),
    properties: (args) => toProperties(args, FIELDS),
    attribute: (name, identity, place, args) => {
      return name === "arn"
        ? declaredArn("group", identity, place, args, "path")
        : computedFromName(name, identity, place);
    },
  },
  alsoTerraform: policyAttachments("group"),
  cloudformation: {
    identity: (properties) => named(properties.entries.get("GroupName"), byName),
    attribute: (name, identity, place, properties) => {
      if (name === "Arn") return declaredArn("group", identity, place, properties, "Path");
      return name === null ? computedFromName(null, identity, place) : undefined;
    },
  },
  fromArn: (arn) => namedByArn("group", arn),
  otherThan: (arn, { Path: path }) => otherPath("group", arn, path),
  read: {
    api: "cloudcontrol:GetResource",
    actions: [
      "cloudformation:GetResource",
      "iam:GetGroup",
      "iam:GetGroupPolicy",
      "iam:ListAttachedGroupPolicies",
      "iam:ListGroupPolicies",
    ],
  },
  list: { actions: ["cloudformation:ListResources", "iam:ListGroups"] },
  nameOf: (identifier) => identifier,
  properties: new Map([
    ["GroupName", exact()],
    ["Path", exact({ absentIs: "/" })],
    ["ManagedPolicyArns", set(readWith("iam:ListAttachedGroupPolicies"))],
    ["Policies", keyed("PolicyName", readWith("iam:ListGroupPolicies"))],
    ["Policies/*/PolicyName", exact()],
    ["Policies/*/PolicyDocument", policy(readWith("iam:GetGroupPolicy"))],
  ]),
};
