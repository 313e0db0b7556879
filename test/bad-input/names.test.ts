import { describe, expect, it } from "vitest";
import { checkFiles, type Files } from "../support/checking.ts";
import { about, config, expectHotfixFound, hotfix, hotfixWorld, queue, TEMPLATES, topic } from "../support/hotfix.ts";

/** Names that every JavaScript object answers to: taken for a plain look-up, they would give functions or the prototype. */
const INHERITED = ["constructor", "toString", "hasOwnProperty", "__proto__"];

/** A file of Terraform's JSON that uses such names for resources, tags and arguments. */
function json(text: string): string {
  return `{
  "resource": {"aws_sns_topic": {
    "__proto__": {"name": "proto", "display_name": "${text}", "__proto__": {"region": "us-west-2"}},
    "constructor": {"name": "constructor", "display_name": "${text}", "tags": {"__proto__": "a", "constructor": "b", "toString": "c"}}
  }}
}
`;
}

/** A template that uses such names for everything that has a name. */
function template(text: string): object {
  return {
    Parameters: { constructor: { Type: "String", Default: "proto" }, toString: { Type: "String" } },
    Mappings: { constructor: { toString: { valueOf: "mapped" } } },
    Resources: {
      ["__proto__"]: { Type: "AWS::SQS::Queue", Properties: { QueueName: { Ref: "constructor" }, DelaySeconds: text } },
      constructor: {
        Type: "AWS::SQS::Queue",
        Properties: { QueueName: { "Fn::FindInMap": ["constructor", "toString", "valueOf"] }, DelaySeconds: text },
      },
      open: { Type: "AWS::SQS::Queue", Properties: { QueueName: { "Fn::Sub": "${toString}" } } },
      nowhere: {
        Type: "AWS::SQS::Queue",
        Properties: { QueueName: { "Fn::FindInMap": ["constructor", "toString", "hasOwnProperty"] } },
      },
    },
  };
}

/** A tree of maps as YAML, block style. */
function yaml(value: unknown, indent = ""): string {
  if (typeof value !== "object" || value === null) return ` ${JSON.stringify(value)}\n`;
  if (Array.isArray(value)) return ` [${value.join(", ")}]\n`;
  const lines = Object.entries(value).map(([key, child]) => `${indent}${key}:${yaml(child, `${indent}  `)}`);
  return `\n${lines.join("")}`;
}

/** A function with a variable of such a name. */
function lambda(text: string): Files {
  return {
    "infra/f.tf": `resource "aws_lambda_function" "f" {\n  function_name = "f"\n  role          = aws_sqs_queue.invoices.arn\n  timeout       = ${text}\n  environment {\n    variables = {\n      __proto__ = "a"\n    }\n  }\n}\n`,
  };
}

describe.concurrent("names that objects inherit are names like any other", { timeout: 60_000 }, () => {
  it("in .tf.json", async () => {
    const { base, head } = hotfix();
    const live = [
      topic("proto", { DisplayName: "live" }),
      topic("constructor", {
        DisplayName: "one",
        Tags: [
          { Key: "__proto__", Value: "live" },
          { Key: "constructor", Value: "b" },
          { Key: "toString", Value: "c" },
        ],
      }),
    ];
    const { report } = await checkFiles(
      { ...base, "infra/t.tf.json": json("one") },
      { ...head, "infra/t.tf.json": json("two") },
      { world: hotfixWorld(live) },
    );
    expectHotfixFound(report);
    expect(about(report, "aws_sns_topic.constructor")).toMatchObject({
      finding: "would-revert",
      differences: [{ path: "Tags/__proto__", base: "a", head: "a", live: "live" }],
    });
    expect(about(report, "aws_sns_topic.__proto__")).toMatchObject({
      finding: "would-revert",
      subject: { identifier: topic("proto").identifier },
      differences: [{ path: "DisplayName", base: "one", head: "two", live: "live" }],
    });
  });

  it("as a block type, which Terraform does not have", async () => {
    const { base, head } = hotfix();
    const text = '{\n  "__proto__": {"name": "polluted", "region": "us-west-2", "visibility_timeout_seconds": 1}\n}\n';
    const { report } = await checkFiles(base, { ...head, "infra/t.tf.json": text }, { world: hotfixWorld() });
    expectHotfixFound(report);
    expect(report.problems).toMatchObject([{ path: "infra/t.tf.json", line: 2 }]);
  });

  it("in tfvars.json", async () => {
    const code = `variable "env" {}
variable "constructor" {}
resource "aws_sns_topic" "t" {
  name = var.env
}
resource "aws_sns_topic" "open" {
  name = var.constructor
}
`;
    const { base, head } = hotfix();
    const using = (text: string): Files => ({
      "infra/t.tf": code.replaceAll("}\n", `}\n# ${text}\n`),
      "infra/terraform.tfvars.json": '{"__proto__": {"env": "polluted", "constructor": "polluted"}, "env": "prod"}\n',
    });
    const { report } = await checkFiles(
      { ...base, ...using("one") },
      {
        ...head,
        ...using("two"),
        "infra/u.tf": 'resource "aws_sns_topic" "u" {\n  name = "${var.env}-u-${var.constructor}"\n}\n',
      },
      { world: hotfixWorld([topic("prod")]) },
    );
    expectHotfixFound(report);
    const added = about(report, "aws_sns_topic.u");
    expect(added).toMatchObject({ verdict: "unknown", reason: "unresolved" });
    expect(added.message).toContain("variable `constructor` has no value");
  });

  it("as variables and locals that nobody gives a value", async () => {
    const variables = INHERITED.map((name) => `variable "${name}" {}\n`).join("");
    const topics = INHERITED.map(
      (name, index) =>
        `resource "aws_sns_topic" "t${index}" {\n  name = var.${name}\n}\nresource "aws_sns_topic" "l${index}" {\n  name = local.${name}\n}\n`,
    ).join("");
    const { base, head } = hotfix();
    const { report } = await checkFiles(
      base,
      { ...head, "infra/t.tf": `${variables}${topics}` },
      { world: hotfixWorld() },
    );
    expectHotfixFound(report);
    const others = report.assumptions.filter(({ subject }) => subject.address !== "aws_sqs_queue.invoices");
    expect(others).toHaveLength(2 * INHERITED.length);
    expect(others.map(({ verdict, reason }) => `${verdict} ${reason}`)).toEqual(others.map(() => "unknown unresolved"));
  });

  it("as types, functions and attributes in HCL", async () => {
    const code = INHERITED.map(
      (name, index) =>
        `resource "${name}" "x" {}\ndata "${name}" "x" {}\nresource "aws_sns_topic" "f${index}" {\n  name = ${name}("x")\n}\nresource "aws_sns_topic" "a${index}" {\n  name = aws_sqs_queue.invoices.${name}\n}\n`,
    ).join("");
    const { base, head } = hotfix();
    const { report, stderr } = await checkFiles(base, { ...head, "infra/t.tf": code }, { world: hotfixWorld() });
    expect(stderr).toBe("");
    expectHotfixFound(report);
    const others = report.assumptions.filter(({ subject }) => subject.type === "AWS::SNS::Topic");
    expect(others).toHaveLength(2 * INHERITED.length);
    expect(new Set(others.map(({ verdict }) => verdict))).toEqual(new Set(["unknown"]));
  });

  const formats: [name: string, path: string, write: (text: string) => string][] = [
    ["JSON", "templates/t.json", (text) => JSON.stringify(template(text), null, 1)],
    ["YAML", "templates/t.yml", (text) => yaml(template(text))],
  ];
  it.each(formats)("in %s templates", async (_, path, write) => {
    const { base, head } = hotfix(config(TEMPLATES));
    const live = [queue("proto", { DelaySeconds: 9 }), queue("mapped", { DelaySeconds: 9 })];
    const { report } = await checkFiles(
      { ...base, [path]: write("1") },
      { ...head, [path]: write("2") },
      { world: hotfixWorld(live) },
    );
    expectHotfixFound(report);
    for (const [address, queueName] of [
      ["__proto__", "proto"],
      ["constructor", "mapped"],
    ] as const) {
      expect(about(report, address)).toMatchObject({
        finding: "would-revert",
        subject: { identifier: queue(queueName).identifier },
        differences: [{ path: "DelaySeconds", live: 9 }],
      });
    }
    expect(report.assumptions.map(({ subject }) => subject.address)).not.toContain("polluted");
  });

  it("in the configuration", async () => {
    const { base, head } = hotfix(config("policy:\n  constructor: block\n"));
    const unknown = await checkFiles(base, head);
    expect(unknown.exit).toBe(2);
    expect(unknown.error).toMatchObject({ code: "bad-config", line: 9 });
    const named = hotfix(
      `version: 1\ntargets:\n  constructor:\n    root: infra\n    account: "111122223333"\n    region: eu-west-1\n    role: arn:aws:iam::111122223333:role/plumbline-read\n    variables: { toString: x, __proto__: { polluted: 1 } }\n    providers:\n      constructor: { region: us-east-1 }\n`,
    );
    const { report } = await checkFiles(named.base, named.head, { world: hotfixWorld() });
    expectHotfixFound(report);
    expect(report.targets.map(({ name }) => name)).toEqual(["constructor"]);
  });

  it("in what AWS says", async () => {
    const { base, head } = hotfix();
    const live = {
      type: "AWS::Lambda::Function",
      identifier: "f",
      properties: JSON.parse(
        '{"Timeout": 3, "__proto__": {"Timeout": 9}, "constructor": "x", "Environment": {"Variables": {"__proto__": "b"}}, "Role": "x"}',
      ) as Record<string, never>,
    };
    const { report } = await checkFiles(
      { ...base, ...lambda("3") },
      { ...head, ...lambda("4") },
      { world: hotfixWorld([live]) },
    );
    expectHotfixFound(report);
    const paths = about(report, "aws_lambda_function.f").differences.map(({ path }) => path);
    expect(paths).toContain("Environment/Variables/__proto__");
    expect(paths).not.toContain("Timeout");
  });
});
