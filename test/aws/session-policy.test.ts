import { expect, test } from "vitest";
import { sessionPolicies } from "../../src/aws/session-policy.ts";
import type { Permission } from "../../src/model/live.ts";
import { denialReason, parsePolicy } from "../world/aws/policy.ts";

type Policy = {
  readonly Statement: readonly { readonly Effect: "Allow" | "Deny"; readonly Action: readonly string[] }[];
};

function parsed(text: string | undefined): { readonly allow: readonly string[]; readonly deny: readonly string[] } {
  const { Statement: statements } = JSON.parse(text ?? "{}") as Policy;
  const actions = (effect: string) =>
    statements.filter((each) => each.Effect === effect).flatMap((each) => each.Action);
  return { allow: actions("Allow"), deny: actions("Deny") };
}

/** As IAM decides over one action. */
function allows(text: string | undefined, action: string): boolean {
  const { allow, deny } = parsed(text);
  const matches = (pattern: string) => new RegExp(`^${pattern.replaceAll("*", ".*")}$`, "i").test(action);
  return allow.some(matches) && !deny.some(matches);
}

const QUEUE = ["cloudformation:GetResource", "sqs:GetQueueAttributes", "sqs:ListQueueTags"];

function many(service: string, verb: string, count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => `${service}:${verb}SomethingWithALongName${index}`);
}

test("exactly the actions, sorted and once each, where they fit", () => {
  const [policy] = sessionPolicies([...QUEUE.toReversed(), ...QUEUE]);
  expect(parsed(policy)).toEqual({ allow: QUEUE, deny: [] });
});

test("the same policy whatever the order of the actions", () => {
  const actions = [...many("s3", "Get", 60), ...QUEUE];
  expect(sessionPolicies(actions)).toEqual(sessionPolicies(actions.toReversed()));
});

test("every policy is within STS's limit and allows what is asked for", () => {
  const actions = [
    ...many("s3", "Get", 80),
    ...many("lambda", "List", 40),
    ...many("iam", "Describe", 40),
    "apigateway:GET",
    ...QUEUE,
  ];
  const policies = sessionPolicies(actions);
  expect(policies.length).toBeGreaterThanOrEqual(2);
  for (const policy of policies) {
    expect(policy.length).toBeLessThanOrEqual(2048);
    expect(actions.filter((action) => !allows(policy, action))).toEqual([]);
  }
});

test("only as many services are widened as it takes", () => {
  const [policy] = sessionPolicies([...many("lambda", "List", 60), ...QUEUE]);
  expect(parsed(policy).allow).toEqual([
    "cloudformation:GetResource",
    "lambda:List*",
    "sqs:GetQueueAttributes",
    "sqs:ListQueueTags",
  ]);
});

test("a wildcard lets no secret and no content through", () => {
  const policies = sessionPolicies([
    ...many("secretsmanager", "Get", 40),
    ...many("s3", "Get", 40),
    ...many("ssm", "Get", 40),
  ]);
  for (const policy of policies) {
    const data = [
      "secretsmanager:GetSecretValue",
      "s3:GetObject",
      "s3:GetObjectVersion",
      "ssm:GetParameters",
      "ssm:GetParametersByPath",
    ];
    expect(data.filter((action) => allows(policy, action))).toEqual([]);
  }
});

test("the coarsest policy still denies data and writes", () => {
  const coarsest = sessionPolicies(QUEUE).at(-1);
  expect(parsed(coarsest).allow).toEqual(["*"]);
  const data = [
    "kms:Decrypt",
    "secretsmanager:GetSecretValue",
    "dynamodb:Query",
    "cloudformation:DeleteResource",
    "lambda:InvokeFunction",
  ];
  expect(data.filter((action) => allows(coarsest, action))).toEqual([]);
});

test("what is asked for by name is not denied by a wildcard's side", () => {
  for (const policy of sessionPolicies(["s3:GetObject", ...many("s3", "Get", 80)]))
    expect(allows(policy, "s3:GetObject")).toBe(true);
});

test("actions of three hundred services still make a policy", () => {
  const policies = sessionPolicies(Array.from({ length: 300 }, (_, index) => `service${index}:GetThing`));
  expect(policies).toHaveLength(1);
  expect(parsed(policies[0]).allow).toEqual(["*"]);
});

test("no actions make a policy that allows nothing worth having", () => {
  expect(parsed(sessionPolicies([])[0])).toEqual({ allow: ["sts:GetCallerIdentity"], deny: [] });
});

const OBJECT = "arn:aws:s3:::tf-state/prod.tfstate";
const STATE: readonly Permission[] = [
  { action: "s3:GetObject", resource: OBJECT },
  { action: "s3:ListBucket", resource: "arn:aws:s3:::tf-state" },
  { action: "kms:Decrypt", resource: "*", via: "s3.eu-west-1.amazonaws.com" },
];

/** As the emulated IAM decides over one action on one resource, asked by way of a service or not. */
function allowsOn(policy: string, action: string, resource: string, via: string | null = null): boolean {
  const read = parsePolicy(policy);
  if ("problem" in read) throw new Error(read.problem);
  return denialReason(action, resource, { allow: ["*"], deny: [] }, read.statements, via) === undefined;
}

test("what is allowed of one object stays with that object, in every policy", () => {
  const policies = sessionPolicies([...many("s3", "Get", 80), ...many("kms", "List", 10), ...QUEUE, ...STATE]);
  expect(policies.length).toBeGreaterThan(1);
  for (const policy of [...policies, ...sessionPolicies(STATE), ...sessionPolicies([...QUEUE, ...STATE])]) {
    expect(policy.length).toBeLessThanOrEqual(2048);
    expect(allowsOn(policy, "s3:GetObject", OBJECT)).toBe(true);
    expect(allowsOn(policy, "s3:GetObject", `${OBJECT}.backup`)).toBe(false);
    expect(allowsOn(policy, "s3:GetObjectVersion", `${OBJECT}.backup`)).toBe(false);
    expect(allowsOn(policy, "kms:Decrypt", "arn:aws:kms:::key/k", "s3.eu-west-1.amazonaws.com")).toBe(true);
    expect(allowsOn(policy, "kms:Decrypt", "arn:aws:kms:::key/k", "secretsmanager.eu-west-1.amazonaws.com")).toBe(
      false,
    );
    expect(allowsOn(policy, "kms:Decrypt", "arn:aws:kms:::key/k")).toBe(false);
  }
});

test("states of several targets share their statements", () => {
  const [policy = ""] = sessionPolicies([
    ...STATE,
    { action: "s3:GetObject", resource: "arn:aws:s3:::tf-state/dev.tfstate" },
  ]);
  expect(policy.match(/s3:GetObject/g)).toHaveLength(1);
  expect(allowsOn(policy, "s3:GetObject", "arn:aws:s3:::tf-state/dev.tfstate")).toBe(true);
});
