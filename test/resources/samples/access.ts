import { arn, foreignTags, tagList, tagMap } from "./sample.ts";
import type { Sample } from "./sample.ts";

const document = {
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: ["sqs:SendMessage", "sqs:ReceiveMessage"], Resource: arn("sqs:@:orders") }],
};
const sameDocument = {
  Statement: [
    { Sid: "", Resource: [arn("sqs:@:orders")], Action: ["sqs:receivemessage", "sqs:SendMessage"], Effect: "Allow" },
  ],
  Version: "2012-10-17",
};
const managed = ["arn:aws:iam::aws:policy/ReadOnlyAccess", arn("iam::111122223333:policy/orders")];
const boundary = arn("iam::111122223333:policy/boundary");

export const managedPolicy: Sample = {
  type: "AWS::IAM::ManagedPolicy",
  terraform: {
    name: "orders",
    path: "/app/",
    description: "Orders",
    policy: JSON.stringify(document),
    delay_after_policy_creation_in_ms: 100,
    tags: tagMap,
  },
  cloudformation: {
    ManagedPolicyName: "orders",
    Path: "/app/",
    Description: "Orders",
    PolicyDocument: document,
    Roles: ["orders"],
    Groups: ["people"],
    Users: ["ci"],
  },
  live: {
    PolicyArn: arn("iam::111122223333:policy/app/orders"),
    ManagedPolicyName: "orders",
    Path: "/app/",
    Description: "Orders",
    PolicyDocument: document,
    Roles: ["orders"],
    Groups: ["people"],
    Users: ["ci"],
    AttachmentCount: 3,
  },
  unchecked: { terraform: ["tags"], cloudformation: [] },
  attributes: {
    ManagedPolicyName: "name",
    Path: "path",
    Description: "description",
    PolicyDocument: "policy",
  },
  equivalents: [
    { PolicyDocument: sameDocument },
    { PolicyDocument: JSON.stringify(sameDocument, null, 2) },
    { Roles: ["another", "orders"], Groups: ["others", "people"], Users: ["ci", "cd"] },
  ],
  alsoDeclared: [
    { format: "terraform", arguments: { name: "orders", path: "/app/", policy: JSON.stringify(sameDocument) } },
    { format: "cloudformation", arguments: { ManagedPolicyName: "orders", PolicyDocument: sameDocument } },
  ],
};

export const instanceProfile: Sample = {
  type: "AWS::IAM::InstanceProfile",
  terraform: { name: "orders", path: "/app/", role: "orders", tags: tagMap },
  cloudformation: { InstanceProfileName: "orders", Path: "/app/", Roles: ["orders"] },
  live: {
    InstanceProfileName: "orders",
    Arn: arn("iam::111122223333:instance-profile/app/orders"),
    Path: "/app/",
    Roles: ["orders"],
  },
  unchecked: { terraform: ["tags"], cloudformation: [] },
  attributes: { InstanceProfileName: "name", Path: "path", Roles: "role" },
  equivalents: [],
  alsoDeclared: [{ format: "cloudformation", arguments: { Roles: ["orders"] } }],
};

export const user: Sample = {
  type: "AWS::IAM::User",
  terraform: { name: "ci", path: "/app/", permissions_boundary: boundary, force_destroy: true, tags: tagMap },
  cloudformation: {
    UserName: "ci",
    Path: "/app/",
    PermissionsBoundary: boundary,
    LoginProfile: { Password: { sensitive: "hush" }, PasswordResetRequired: true },
    Groups: ["people", "machines"],
    ManagedPolicyArns: managed,
    Policies: [{ PolicyName: "send", PolicyDocument: document }],
    Tags: tagList,
  },
  live: {
    UserName: "ci",
    Arn: arn("iam::111122223333:user/app/ci"),
    Path: "/app/",
    PermissionsBoundary: boundary,
    LoginProfile: { PasswordResetRequired: true },
    Groups: ["machines", "people"],
    ManagedPolicyArns: managed.toReversed(),
    Policies: [{ PolicyName: "send", PolicyDocument: document }],
    Tags: tagList,
  },
  unchecked: { terraform: [], cloudformation: ["LoginProfile/Password"] },
  attributes: { UserName: "name", Path: "path", PermissionsBoundary: "permissions_boundary", Tags: "tags" },
  equivalents: [
    { Tags: foreignTags, Groups: ["people", "machines"], ManagedPolicyArns: managed },
    { Policies: [{ PolicyName: "send", PolicyDocument: JSON.stringify(sameDocument) }] },
  ],
  alsoDeclared: [{ format: "terraform", arguments: { name: "ci", path: "/app/" } }],
};

export const group: Sample = {
  type: "AWS::IAM::Group",
  terraform: { name: "people", path: "/app/" },
  cloudformation: {
    GroupName: "people",
    Path: "/app/",
    ManagedPolicyArns: managed,
    Policies: [{ PolicyName: "send", PolicyDocument: document }],
  },
  live: {
    GroupName: "people",
    Arn: arn("iam::111122223333:group/app/people"),
    Path: "/app/",
    ManagedPolicyArns: managed,
    Policies: [{ PolicyName: "send", PolicyDocument: document }],
  },
  unchecked: { terraform: [], cloudformation: [] },
  attributes: { GroupName: "name", Path: "path" },
  equivalents: [
    { ManagedPolicyArns: managed.toReversed(), Policies: [{ PolicyName: "send", PolicyDocument: sameDocument }] },
  ],
  alsoDeclared: [{ format: "cloudformation", arguments: { GroupName: "people" } }],
};
