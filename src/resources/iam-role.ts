import { exact, keyed, number, policy, readWith, set, tags } from "./comparison/rules.ts";
import { policyAttachments } from "./iam/policy-attachment.ts";
import { declaredArn, namedByArn, otherPath } from "./iam/path.ts";
import { byName, computed, lookedUp, named } from "./identity.ts";
import { toProperties } from "./terraform/arguments.ts";
import type { Fields } from "./terraform/arguments.ts";
import { at, blocksAt, jsonAt, tagsAt } from "./terraform/fields.ts";
import type { ResourceType } from "./type.ts";

const FIELDS: Fields = {
  name: at("RoleName"),
  name_prefix: null,
  path: at("Path"),
  assume_role_policy: jsonAt("AssumeRolePolicyDocument"),
  description: at("Description"),
  max_session_duration: at("MaxSessionDuration"),
  permissions_boundary: at("PermissionsBoundary"),
  managed_policy_arns: at("ManagedPolicyArns"),
  inline_policy: blocksAt("Policies", { name: at("PolicyName"), policy: jsonAt("PolicyDocument") }),
  force_detach_policies: null,
  tags: tagsAt("Tags"),
};

const computedFromName = computed({ id: ({ name }) => name, name: ({ name }) => name, Ref: ({ name }) => name });

/** IAM roles. The identifier is the name without the path; the ARN has both. */
export const iamRole: ResourceType = {
  type: "AWS::IAM::Role",
  noun: "role",
  terraform: {
    type: "aws_iam_role",
    identity: (args) => named(args.entries.get("name"), byName),
    lookup: (args) => lookedUp(args, "name", byName),
    properties: (args) => toProperties(args, FIELDS),
    attribute: (name, identity, place, args) => {
      return name === "arn"
        ? declaredArn("role", identity, place, args, "path")
        : computedFromName(name, identity, place);
    },
  },
  alsoTerraform: policyAttachments("role"),
  cloudformation: {
    identity: (properties) => named(properties.entries.get("RoleName"), byName),
    attribute: (name, identity, place, properties) => {
      if (name === "Arn") return declaredArn("role", identity, place, properties, "Path");
      return name === null ? computedFromName(null, identity, place) : undefined;
    },
  },
  fromArn: (arn) => namedByArn("role", arn),
  otherThan: (arn, { Path: path }) => otherPath("role", arn, path),
  read: {
    api: "cloudcontrol:GetResource",
    actions: [
      "cloudformation:GetResource",
      "iam:GetRole",
      "iam:ListAttachedRolePolicies",
      "iam:ListRolePolicies",
      "iam:GetRolePolicy",
    ],
  },
  list: { actions: ["cloudformation:ListResources", "iam:ListRoles"] },
  nameOf: (identifier) => identifier,
  properties: new Map([
    ["RoleName", exact()],
    ["Path", exact({ absentIs: "/" })],
    ["AssumeRolePolicyDocument", policy()],
    ["Description", exact({ absentIs: "" })],
    // https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html
    ["MaxSessionDuration", number({ absentIs: 3600 })],
    ["PermissionsBoundary", exact({ absentIs: "" })],
    ["ManagedPolicyArns", set(readWith("iam:ListAttachedRolePolicies"))],
    ["Policies", keyed("PolicyName", readWith("iam:ListRolePolicies", "iam:GetRolePolicy"))],
    ["Policies/*/PolicyName", exact()],
    ["Policies/*/PolicyDocument", policy(readWith("iam:GetRolePolicy"))],
    ["Tags", tags()],
  ]),
};
