import { boolean, exact, keyed, neverRead, object, policy, readWith, set, tags } from "./comparison/rules.ts";
import { policyAttachments } from "./iam/policy-attachment.ts";
import { declaredArn, namedByArn, otherPath } from "./iam/path.ts";
import { byName, computed, lookedUp, named } from "./identity.ts";
import { toProperties } from "./terraform/arguments.ts";
import type { Fields } from "./terraform/arguments.ts";
import { at, tagsAt } from "./terraform/fields.ts";
import type { ResourceType } from "./type.ts";

const FIELDS: Fields = {
  name: at("UserName"),
  path: at("Path"),
  permissions_boundary: at("PermissionsBoundary"),
  force_destroy: null,
  tags: tagsAt("Tags"),
};

const computedFromName = computed({
  id: ({ name }) => name,
  name: ({ name }) => name,
  user_name: ({ name }) => name,
  Ref: ({ name }) => name,
});

/** IAM users. The identifier is the name without the path; the ARN has both. */
export const iamUser: ResourceType = {
  type: "AWS::IAM::User",
  noun: "user",
  terraform: {
    type: "aws_iam_user",
    isRenamedInPlace: true,
    identity: (args) => named(args.entries.get("name"), byName),
    lookup: (args) => lookedUp(args, "user_name", byName),
    properties: (args) => toProperties(args, FIELDS),
    attribute: (name, identity, place, args) => {
      return name === "arn"
        ? declaredArn("user", identity, place, args, "path")
        : computedFromName(name, identity, place);
    },
  },
  alsoTerraform: policyAttachments("user"),
  cloudformation: {
    identity: (properties) => named(properties.entries.get("UserName"), byName),
    attribute: (name, identity, place, properties) => {
      if (name === "Arn") return declaredArn("user", identity, place, properties, "Path");
      return name === null ? computedFromName(null, identity, place) : undefined;
    },
  },
  fromArn: (arn) => namedByArn("user", arn),
  otherThan: (arn, { Path: path }) => otherPath("user", arn, path),
  read: {
    api: "cloudcontrol:GetResource",
    actions: [
      "cloudformation:GetResource",
      "iam:GetUser",
      "iam:GetLoginProfile",
      "iam:GetUserPolicy",
      "iam:ListAttachedUserPolicies",
      "iam:ListGroupsForUser",
      "iam:ListUserPolicies",
    ],
  },
  list: { actions: ["cloudformation:ListResources", "iam:ListUsers"] },
  nameOf: (identifier) => identifier,
  properties: new Map([
    ["UserName", exact()],
    ["Path", exact({ absentIs: "/" })],
    ["PermissionsBoundary", exact({ absentIs: "" })],
    ["LoginProfile", object(readWith("iam:GetLoginProfile"))],
    ["LoginProfile/Password", neverRead("a password is never read")],
    ["LoginProfile/PasswordResetRequired", boolean({ absentIs: false })],
    ["Groups", set(readWith("iam:ListGroupsForUser"))],
    ["ManagedPolicyArns", set(readWith("iam:ListAttachedUserPolicies"))],
    ["Policies", keyed("PolicyName", readWith("iam:ListUserPolicies"))],
    ["Policies/*/PolicyName", exact()],
    ["Policies/*/PolicyDocument", policy(readWith("iam:GetUserPolicy"))],
    ["Tags", tags()],
  ]),
};
