import type { Data, Dict } from "../data/data.ts";
import type { Made } from "../data/made.ts";
import { SamError } from "../error.ts";
import { asItems, dict, get, has, isSame, isText, isTruthy, set, textOf } from "../data/data.ts";
import { assign, idOf, make } from "../data/made.ts";
import { ifItems, isIf, isIntrinsic, isNoValue } from "../data/intrinsics.ts";
import { managedPolicyArn } from "./managed-policy-paths.ts";

/** A policy by name or ARN, written out, or by template; null for anything else. */
export type PolicyKind = "managed" | "statement" | "template" | null;

/** The policies of a `Policies` property, which takes one or a list. */
export function policiesOf(policies: Data): readonly Data[] {
  return isTruthy(policies) ? asItems(policies) : [];
}

/**
 * What kind of policy something is.
 * @throws SamError where the branches of an `Fn::If` differ in it
 */
export function policyKind(policy: Data, isTemplate: (policy: Data) => boolean): PolicyKind {
  if (isText(policy)) return "managed";
  if (isIf(policy)) return kindOfBranches(policy, isTemplate);
  if (isIntrinsic(policy)) return "managed";
  if (has(policy, "Statement")) return "statement";
  return isTemplate(policy) ? "template" : null;
}

function kindOfBranches(policy: Data, isTemplate: (policy: Data) => boolean): PolicyKind {
  const items = ifItems(policy);
  if (!items) throw new SamError("`Fn::If` takes a condition and two values");
  const [, whenTrue, whenFalse] = items;
  const kinds = [policyKind(whenTrue, isTemplate), policyKind(whenFalse, isTemplate)] as const;
  if (kinds[0] === kinds[1] || isNoValue(whenFalse)) return kinds[0];
  if (isNoValue(whenTrue)) return kinds[1];
  throw new SamError("the policies of one `Fn::If` must be of the same kind");
}

/** Trust in one of AWS's services. */
export function trustIn(service: string): Dict {
  return dict({
    Version: "2012-10-17",
    Statement: [dict({ Action: ["sts:AssumeRole"], Effect: "Allow", Principal: dict({ Service: [service] }) })],
  });
}

/** A role's own policy that allows one thing. */
function inlinePolicy(name: string, statements: readonly Dict[]): Dict {
  return dict({ PolicyName: name, PolicyDocument: dict({ Statement: [...statements] }) });
}

/** A statement of a policy. */
export function allow(action: Data, resource: Data): Dict {
  return dict({ Action: action, Effect: "Allow", Resource: resource });
}

export function sendMessagePolicy(queue: Data, name: string): Dict {
  return inlinePolicy(`${name}SQSPolicy`, [allow("sqs:SendMessage", queue)]);
}

export function publishPolicy(topic: Data, name: string): Dict {
  return inlinePolicy(`${name}SNSPolicy`, [allow("sns:publish", topic)]);
}

export function putObjectPolicy(bucket: Data, name: string): Dict {
  const objects = dict({ "Fn::Join": ["/", [bucket, "*"]] });
  return inlinePolicy(`${name}S3Policy`, [allow("s3:PutObject", objects), allow("s3:ListBucket", bucket)]);
}

export function putEventsPolicy(bus: Data, name: string): Dict {
  return inlinePolicy(`${name}EventBridgePolicy`, [allow("events:PutEvents", bus)]);
}

export function invokePolicy(target: Data, name: string): Dict {
  return inlinePolicy(`${name}LambdaPolicy`, [allow("lambda:InvokeFunction", target)]);
}

export function startExecutionPolicy(machine: Data, name: string): Dict {
  return inlinePolicy(`${name}StartExecutionPolicy`, [allow("states:StartExecution", machine)]);
}

export type RoleWish = {
  readonly logicalId: Data;
  readonly attributes: Dict;
  readonly trust: Data;
  readonly policies: Data;
  readonly managedPolicies: readonly Data[];
  readonly inlinePolicies: readonly Data[];
  readonly path: Data;
  readonly boundary: Data;
  readonly tags: Data;
  readonly partition: string;
};

/** The role that a function, state machine … gets. */
export function roleFor(wish: RoleWish): Made {
  const { partition, path, boundary, tags, trust } = wish;
  const name = idOf(textOf(wish.logicalId) ?? "", "Role");
  const role = make("AWS::IAM::Role", name, {}, wish.attributes);
  const managed = [...wish.managedPolicies];
  const inline = [...wish.inlinePolicies];
  for (const [index, policy] of policiesOf(wish.policies).entries()) {
    const kind = policyKind(policy, () => false);
    if (kind === "statement") inline.push(named(policy, `${name}Policy${index}`));
    else if (kind === "managed") {
      const arn = withArns(policy, partition);
      if (!managed.some((other) => isSame(other, arn))) managed.push(arn);
    } else throw new SamError(`the policy at index ${index} of \`Policies\` is none that SAM knows`);
  }
  assign(role, {
    AssumeRolePolicyDocument: trust,
    ManagedPolicyArns: managed,
    Policies: inline.length > 0 ? inline : null,
    Path: path,
    PermissionsBoundary: boundary,
    Tags: tags,
  });
  return role;
}

function named(policy: Data, name: string): Data {
  const asPolicy = (document: Data): Data => dict({ PolicyName: name, PolicyDocument: document });
  return isIf(policy)
    ? mapBranches(policy, (branch) => (isNoValue(branch) ? branch : asPolicy(branch)))
    : asPolicy(policy);
}

function withArns(policy: Data, partition: string): Data {
  const arnOf = (value: Data): Data => (isText(value) ? managedPolicyArn(textOf(value) ?? "", partition) : value);
  return isIf(policy) ? mapBranches(policy, arnOf) : arnOf(policy);
}

/** Changes the branches of an `Fn::If` in place, as the transform does. */
function mapBranches(value: Dict, change: (branch: Data) => Data): Dict {
  const items = get(value, "Fn::If");
  if (Array.isArray(items)) set(value, "Fn::If", [items[0] ?? null, ...items.slice(1).map(change)]);
  return value;
}

/** Adds a policy to a role, unless it has one that says the same. */
export function addInlinePolicy(role: Made, policy: Dict): void {
  const held = get(role.properties, "Policies");
  const policies = Array.isArray(held) ? held : [];
  const document = get(policy, "PolicyDocument");
  if (policies.some((other) => isSame(other, policy) || isSame(get(other, "PolicyDocument"), document))) return;
  assign(role, { Policies: [...policies, policy] });
}

/** Adds a managed policy to a role, unless it has it. */
export function addManagedPolicy(role: Made, arn: string): void {
  const held = get(role.properties, "ManagedPolicyArns");
  const arns = Array.isArray(held) ? held : [];
  if (!arns.some((other) => isSame(other, arn))) assign(role, { ManagedPolicyArns: [...arns, arn] });
}
