import { stringify } from "yaml";
import { inlinePolicies, partsOfRole, readPolicies, trustPolicy, type ReadRole } from "./policies.ts";
import { DESCRIPTION, heading } from "./words.ts";

type Resource = { readonly Type: string; readonly Condition?: string; readonly Properties: object };

/**
 * Roles as a CloudFormation template. Where they are of several accounts, each is made in its own: the same template
 * can be deployed to all of them.
 */
export function cloudformationRole(roles: readonly ReadRole[]): string {
  const isOne = roles.length === 1;
  const accounts = [...new Set(roles.map(({ arn }) => partsOfRole(arn).account))];
  const resources = roles.flatMap((role, index) =>
    resourcesOf(role, isOne ? "" : String(index + 1), accounts.length > 1),
  );
  const template = {
    AWSTemplateFormatVersion: "2010-09-09",
    Description: DESCRIPTION,
    ...(accounts.length > 1 && { Conditions: Object.fromEntries(accounts.map(isAccount)) }),
    Resources: Object.fromEntries(resources),
  };
  // Ids of twelve digits must stay text in every YAML reader, and aliases are nothing that CloudFormation takes.
  const text = stringify(template, {
    lineWidth: 0,
    aliasDuplicateObjects: false,
    defaultStringType: "QUOTE_DOUBLE",
    defaultKeyType: "PLAIN",
  });
  return `${heading(roles)}${text}`;
}

function isAccount(account: string): readonly [string, object] {
  return [conditionOf(account), { "Fn::Equals": [{ Ref: "AWS::AccountId" }, account] }];
}

function conditionOf(account: string): string {
  return `IsAccount${account}`;
}

function resourcesOf(role: ReadRole, suffix: string, isConditional: boolean): readonly (readonly [string, Resource])[] {
  const { account, path, name } = partsOfRole(role.arn);
  const condition = isConditional ? { Condition: conditionOf(account) } : {};
  const policies = readPolicies(role).map((document, index) => {
    const id = `ReadPolicy${suffix}${suffix && "n"}${index + 1}`;
    const Properties = { Description: DESCRIPTION, PolicyDocument: document };
    return [id, { Type: "AWS::IAM::ManagedPolicy", ...condition, Properties }] as const;
  });
  const properties = {
    RoleName: name,
    Path: path,
    Description: DESCRIPTION,
    AssumeRolePolicyDocument: trustPolicy(role),
    ManagedPolicyArns: policies.map(([id]) => ({ Ref: id })),
    Policies: inlinePolicies(role).map(([PolicyName, PolicyDocument]) => ({ PolicyName, PolicyDocument })),
  };
  return [[`ReadRole${suffix}`, { Type: "AWS::IAM::Role", ...condition, Properties: properties }], ...policies];
}
