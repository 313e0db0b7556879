import type { Identity } from "../model/declared.ts";
import type { Place } from "../model/target.ts";
import { known, list, unresolved } from "../model/value.ts";
import type { MapValue } from "../model/value.ts";
import { formatArn, parseArn } from "./arn.ts";
import { exact, policy, readWith, set } from "./comparison/rules.ts";
import { iamArnIn, pathIn } from "./iam/path.ts";
import { computed, isGiven, lookedUp, named, notAnArn, unidentified } from "./identity.ts";
import { toProperties } from "./terraform/arguments.ts";
import type { Fields } from "./terraform/arguments.ts";
import { at, jsonAt, originOf } from "./terraform/fields.ts";
import type { Arn, ResourceType, TerraformNames } from "./type.ts";

// `tags` has no counterpart: AWS::IAM::ManagedPolicy has none.
const FIELDS: Fields = {
  name: at("ManagedPolicyName"),
  name_prefix: null,
  path: at("Path"),
  description: at("Description"),
  policy: jsonAt("PolicyDocument"),
  delay_after_policy_creation_in_ms: null,
};

const HOLDERS = [
  ["Roles", "roles", "AWS::IAM::Role"],
  ["Users", "users", "AWS::IAM::User"],
  ["Groups", "groups", "AWS::IAM::Group"],
] as const;

/**
 * The aws provider's exclusive attachment: every role, user and group that has the policy, none besides
 * (https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/iam_policy_attachment).
 */
const exclusiveAttachment: TerraformNames = {
  type: "aws_iam_policy_attachment",
  part: { path: "Roles", holds: "settings", noun: "policy attachment" },
  identity: (args) => named(args.entries.get("policy_arn"), policyNamed),
  fromState: {
    attributes: ["policy_arn"],
    identity: ({ policy_arn: arn }) => (arn === undefined ? undefined : policyNamed(arn)),
  },
  lookup: null,
  properties: (args) => {
    const declared = toProperties(args, {
      name: null,
      policy_arn: null,
      roles: at("Roles"),
      users: at("Users"),
      groups: at("Groups"),
    });
    const nobody = HOLDERS.map(([path, attribute]) => [path, list([], { ...originOf(args), attribute })] as const);
    return { ...declared, entries: new Map([...nobody, ...declared.entries]) };
  },
  attribute: () => undefined,
};

const ATTACHED = readWith("iam:ListEntitiesForPolicy");

/** Managed policies that an account has of its own. The identifier is the ARN, which has the path in it. */
export const iamPolicy: ResourceType = {
  type: "AWS::IAM::ManagedPolicy",
  noun: "policy",
  terraform: {
    type: "aws_iam_policy",
    identity: (args, place) => policyBy(args, "name", "path", place),
    lookup: lookedUpPolicy,
    lookupArns: { arguments: ["arn"] },
    properties: (args) => toProperties(args, FIELDS),
    attribute: computed({
      id: ({ identifier }) => identifier,
      arn: ({ identifier }) => identifier,
      name: ({ name }) => name,
    }),
  },
  alsoTerraform: [exclusiveAttachment],
  cloudformation: {
    identity: (properties, place) => policyBy(properties, "ManagedPolicyName", "Path", place),
    attribute: computed({ Ref: ({ identifier }) => identifier, PolicyArn: ({ identifier }) => identifier }),
  },
  fromArn: policyOfArn,
  read: {
    api: "cloudcontrol:GetResource",
    actions: ["cloudformation:GetResource", "iam:GetPolicy", "iam:GetPolicyVersion", "iam:ListEntitiesForPolicy"],
  },
  list: { actions: ["cloudformation:ListResources", "iam:ListPolicies"] },
  nameOf: (identifier) => identifier.split("/").at(-1) ?? identifier,
  contributes: ({ entries }, identity) =>
    HOLDERS.flatMap(([property, , type]) => {
      const holders = entries.get(property);
      const key =
        identity.kind === "identifier" ? known(identity.identifier) : unresolved("the policy's ARN is not known");
      const named = holders?.kind === "list" ? holders.items : [];
      return named.map((to) => ({ type, to, path: "ManagedPolicyArns", key }));
    }),
  properties: new Map([
    ["ManagedPolicyName", exact()],
    ["Path", exact({ absentIs: "/" })],
    ["Description", exact({ absentIs: "" })],
    ["PolicyDocument", policy()],
    // A role or group may attach the policy itself, without this template.
    ["Groups", set({ isShared: true, ...ATTACHED })],
    ["Roles", set({ isShared: true, ...ATTACHED })],
    ["Users", set({ isShared: true, ...ATTACHED })],
  ]),
};

/** A policy by its ARN, AWS's own included. */
function policyNamed(text: string): Identity {
  const arn = parseArn(text);
  if (arn?.service !== "iam" || !arn.resource.startsWith("policy/")) return notAnArn(text);
  return { kind: "identifier", identifier: text, name: arn.resource.split("/").at(-1) ?? text };
}

/** The ARN of a policy needs its path as much as its name. */
function policyBy(declaration: MapValue, nameKey: string, pathKey: string, place: Place): Identity {
  return named(declaration.entries.get(nameKey), (name) => {
    const path = pathIn(declaration, pathKey);
    if (typeof path !== "string") return { kind: "unresolved", value: path };
    return { kind: "identifier", identifier: iamArnIn(place, "policy", path, name), name };
  });
}

/** A look-up by name finds the policy under any path, or AWS's own: https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListPolicies.html */
function lookedUpPolicy(args: MapValue): Identity {
  if (isGiven(args.entries.get("arn"))) return lookedUp(args, "arn", notAnArn);
  return lookedUp(args, "name", (name) => unidentified(`the path of the policy \`${name}\` is not known`));
}

/** AWS's own policies are in no account: they are no resource that anybody declares. */
function policyOfArn(arn: Arn): Identity | undefined {
  if (arn.service !== "iam" || !arn.resource.startsWith("policy/") || arn.account === "aws") return undefined;
  const name = arn.resource.split("/").at(-1);
  return name === undefined || name === "" ? undefined : { kind: "identifier", identifier: formatArn(arn), name };
}
