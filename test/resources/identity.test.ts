import { describe, expect, it } from "vitest";
import type { Identity } from "../../src/model/declared.ts";
import type { Place } from "../../src/model/target.ts";
import { map, unresolved } from "../../src/model/value.ts";
import type { MapValue } from "../../src/model/value.ts";
import { isLiteralReference, parseArn } from "../../src/resources/arn.ts";
import { closestNames } from "../../src/resources/closest.ts";
import { find, findByArn, findByTerraformType, resourceTypes } from "../../src/resources/index.ts";
import type { ResourceType } from "../../src/resources/type.ts";
import { declared } from "./declare.ts";
import { samples } from "./samples/index.ts";
import { arn, place } from "./samples/sample.ts";
import type { JsonObject } from "./samples/sample.ts";

const china: Place = { partition: "aws-cn", account: "111122223333", region: "cn-north-1" };

function typeOf(name: string): ResourceType {
  const type = find(name);
  if (!type) throw new Error(name);
  return type;
}

function asMap(json: JsonObject): MapValue {
  const value = declared(json);
  return value.kind === "map" ? value : map(new Map());
}

describe("the registry", () => {
  it("finds each type by its names, and nothing by others", () => {
    for (const type of resourceTypes) {
      expect(find(type.type)).toBe(type);
      expect(findByTerraformType(type.terraform.type)).toBe(type);
    }
    for (const name of ["AWS::EC2::VPC", "aws_vpc", "constructor", "__proto__", ""]) {
      expect(find(name)).toBeUndefined();
      expect(findByTerraformType(name)).toBeUndefined();
    }
  });

  it("reads without writing, and no secret's or parameter's value", () => {
    for (const { type, read, list, witness, nameIsGlobal } of resourceTypes) {
      const actions = [read, list, witness, nameIsGlobal].flatMap((call) => call?.actions ?? []);
      for (const action of actions) expect(action, type).toMatch(/^[a-z0-9]+:(?:Get|List|Describe)[A-Za-z]+$/);
      for (const value of ["secretsmanager:GetSecretValue", "ssm:GetParameter", "ssm:GetParameters"])
        expect(actions).not.toContain(value);
    }
  });

  it("names every action that a property's absence is explained by", () => {
    for (const { type, read, properties } of resourceTypes) {
      for (const [path, { observed }] of properties) {
        if (typeof observed === "object" && "action" in observed)
          expect(read.actions, `${type} ${path}`).toContain(observed.action);
      }
    }
  });
});

const names: readonly (readonly [
  type: string,
  terraform: JsonObject,
  cloudformation: JsonObject,
  identifier: string,
  name: string,
])[] = [
  [
    "AWS::SQS::Queue",
    { name: "q.fifo", fifo_queue: true },
    { QueueName: "q.fifo" },
    "https://sqs.eu-west-1.amazonaws.com/111122223333/q.fifo",
    "q.fifo",
  ],
  ["AWS::SNS::Topic", { name: "t" }, { TopicName: "t" }, arn("sns:@:t"), "t"],
  ["AWS::Lambda::Function", { function_name: arn("lambda:@:function:f") }, { FunctionName: "f" }, "f", "f"],
  ["AWS::DynamoDB::Table", { name: "t" }, { TableName: "t" }, "t", "t"],
  ["AWS::S3::Bucket", { bucket: "b" }, { BucketName: "b" }, "b", "b"],
  ["AWS::IAM::Role", { name: "r", path: "/p/" }, { RoleName: "r" }, "r", "r"],
  ["AWS::Logs::LogGroup", { name: "/g" }, { LogGroupName: "/g" }, "/g", "/g"],
  ["AWS::CloudWatch::Alarm", { alarm_name: "a" }, { AlarmName: "a" }, "a", "a"],
  ["AWS::SSM::Parameter", { name: "/p/q" }, { Name: "/p/q" }, "/p/q", "/p/q"],
  ["AWS::KMS::Alias", { name: "alias/a" }, { AliasName: "alias/a" }, "alias/a", "alias/a"],
  [
    "AWS::ECS::Service",
    { name: "s", cluster: arn("ecs:@:cluster/c") },
    { ServiceName: "s", Cluster: "c" },
    `${arn("ecs:@:service/c/s")}|c`,
    "s",
  ],
  ["AWS::ECS::Service", { name: "s" }, { ServiceName: "s" }, `${arn("ecs:@:service/default/s")}|default`, "s"],
];

describe("identity", () => {
  it.each(names)("of %s by %j and %j", (typeName, terraform, cloudformation, identifier, name) => {
    const type = typeOf(typeName);
    const expected = { kind: "identifier", identifier, name };
    expect(type.terraform.identity(asMap(terraform), place)).toEqual(expected);
    expect(type.cloudformation.identity(asMap(cloudformation), place)).toEqual(expected);
    expect(type.nameOf(identifier)).toBe(name);
  });

  it("of a secret is its name, or its ARN", () => {
    const secret = typeOf("AWS::SecretsManager::Secret");
    expect(secret.terraform.identity(asMap({ name: "db" }), place)).toEqual({ kind: "name", name: "db" });
    expect(secret.cloudformation.identity(asMap({ Name: "db" }), place)).toEqual({ kind: "name", name: "db" });
    const id = arn("secretsmanager:@:secret:db-AbCdEf");
    expect(secret.terraform.lookup?.(asMap({ arn: id }), place)).toEqual({
      kind: "identifier",
      identifier: id,
      name: "db",
    });
    expect(secret.nameOf(id)).toBe("db");
  });

  it("is generated without a name, and unresolved with one that is not known", () => {
    for (const { terraform, cloudformation } of resourceTypes) {
      expect(terraform.identity(asMap({ name_prefix: "x" }), place)).toEqual({ kind: "generated" });
      expect(cloudformation.identity(asMap({}), place)).toEqual({ kind: "generated" });
    }
    for (const { type, attributes } of samples) {
      const found = Object.entries(attributes).find(([path]) => /^(?:\w*Name)$/.test(path) && path !== "MetricName");
      const [path = "", argument = ""] = found ?? [];
      const value = unresolved("why");
      expect(typeOf(type).terraform.identity(map(new Map([[argument, value]])), place), type).toEqual({
        kind: "unresolved",
        value,
      });
      expect(typeOf(type).cloudformation.identity(map(new Map([[path, value]])), place), type).toEqual({
        kind: "unresolved",
        value,
      });
      expect(typeOf(type).terraform.identity(asMap({ [argument]: null }), place), type).toEqual({ kind: "generated" });
      expect(typeOf(type).terraform.identity(asMap({ [argument]: "" }), place), type).toEqual({ kind: "generated" });
    }
  });

  it("of an ECS service is unresolved when its cluster is", () => {
    const value = { unresolved: "why" };
    const { terraform } = typeOf("AWS::ECS::Service");
    expect(terraform.identity(asMap({ name: "s", cluster: value }), place)).toEqual({
      kind: "unresolved",
      value: unresolved("why"),
    });
  });

  it("of AWS's own parameters says that they are not listed", () => {
    const { terraform, fromArn } = typeOf("AWS::SSM::Parameter");
    const name = "/aws/service/ecs/optimized-ami/amazon-linux-2/recommended";
    expect(terraform.lookup?.(asMap({ name }), place)).toMatchObject({
      kind: "unresolved",
      value: { reason: expect.stringContaining("does not list") as unknown },
    });
    const parsed = parseArn(`arn:aws:ssm:eu-west-1::parameter${name}`);
    expect(parsed && fromArn(parsed)).toMatchObject({ kind: "unresolved" });
    expect(terraform.lookup?.(asMap({ name: "/p/q:3" }), place)).toMatchObject({ identifier: "/p/q" });
  });

  it("follows the partition", () => {
    expect(typeOf("AWS::SQS::Queue").terraform.identity(asMap({ name: "q" }), china)).toMatchObject({
      identifier: "https://sqs.cn-north-1.amazonaws.com.cn/111122223333/q",
    });
    expect(typeOf("AWS::SNS::Topic").terraform.identity(asMap({ name: "t" }), china)).toMatchObject({
      identifier: "arn:aws-cn:sns:cn-north-1:111122223333:t",
    });
  });
});

describe("look-ups", () => {
  it.each([
    ["AWS::SQS::Queue", { name: "q" }],
    ["AWS::SNS::Topic", { name: "t" }],
    ["AWS::Lambda::Function", { function_name: "f" }],
    ["AWS::DynamoDB::Table", { name: "t" }],
    ["AWS::S3::Bucket", { bucket: "b" }],
    ["AWS::IAM::Role", { name: "r" }],
    ["AWS::Logs::LogGroup", { name: "g" }],
    ["AWS::SSM::Parameter", { name: "/p/q" }],
    ["AWS::SecretsManager::Secret", { name: "s" }],
    ["AWS::KMS::Alias", { name: "alias/aws/s3" }],
    ["AWS::ECS::Service", { service_name: "s", cluster_arn: arn("ecs:@:cluster/c") }],
  ] as const)("%s by %j", (type, args: JsonObject) => {
    const { lookup } = typeOf(type).terraform;
    expect(["identifier", "name"]).toContain(lookup?.(asMap(args), place).kind);
    expect(lookup?.(asMap({}), place)).toMatchObject({ kind: "unresolved" });
    const hidden = Object.fromEntries(Object.keys(args).map((name) => [name, { unresolved: "why" }]));
    expect(lookup?.(asMap(hidden), place)).toMatchObject({ kind: "unresolved", value: { reason: "why" } });
  });

  it("has none for alarms", () => {
    expect(typeOf("AWS::CloudWatch::Alarm").terraform.lookup).toBeNull();
  });
});

describe("ARNs", () => {
  it.each([
    [arn("sqs:@:q"), "AWS::SQS::Queue", "https://sqs.eu-west-1.amazonaws.com/111122223333/q"],
    [arn("sns:@:t"), "AWS::SNS::Topic", arn("sns:@:t")],
    [arn("lambda:@:function:f:live"), "AWS::Lambda::Function", "f"],
    [arn("dynamodb:@:table/t/index/i"), "AWS::DynamoDB::Table", "t"],
    ["arn:aws:s3:::b/key/of", "AWS::S3::Bucket", "b"],
    [arn("iam::111122223333:role/p/r"), "AWS::IAM::Role", "r"],
    [arn("logs:@:log-group:/g:*"), "AWS::Logs::LogGroup", "/g"],
    [arn("cloudwatch:@:alarm:a"), "AWS::CloudWatch::Alarm", "a"],
    [arn("ssm:@:parameter/p/q"), "AWS::SSM::Parameter", "/p/q"],
    [
      arn("secretsmanager:@:secret:db-AbCdEf:password::"),
      "AWS::SecretsManager::Secret",
      arn("secretsmanager:@:secret:db-AbCdEf"),
    ],
    [arn("kms:@:alias/a"), "AWS::KMS::Alias", "alias/a"],
    [arn("ecs:@:service/c/s"), "AWS::ECS::Service", `${arn("ecs:@:service/c/s")}|c`],
  ])("%s is a %s", (text, type, identifier) => {
    const parsed = parseArn(text);
    expect(parsed && findByArn(parsed)).toMatchObject({ type: { type }, identity: { kind: "identifier", identifier } });
  });

  it.each([
    [arn("ecs:@:service/s"), "in which cluster"],
    [arn("ssm:@:parameter/p"), "does not tell"],
  ])("%s does not say which", (text, reason) => {
    const parsed = parseArn(text);
    expect(parsed && findByArn(parsed)?.identity).toMatchObject({
      kind: "unresolved",
      value: { reason: expect.stringContaining(reason) as unknown },
    });
  });

  it.each([
    arn("sns:@:t:1234abcd-12ab-34cd-56ef-1234567890ab"),
    arn("kms:@:key/1"),
    arn("lambda:@:layer:l:1"),
    arn("s3:@:accesspoint/a"),
    arn("iam::111122223333:policy/p"),
    arn("ecs:@:task-definition/t:1"),
    arn("ec2:@:vpc/vpc-1"),
  ])("%s is of no known type", (text) => {
    const parsed = parseArn(text);
    expect(parsed && findByArn(parsed)).toBeUndefined();
  });

  it.each([
    [arn("sqs:@:q"), true],
    ["arn:aws:s3:::b", true],
    ["arn:aws-us-gov:sns:us-gov-west-1:111122223333:t", true],
    ["arn:aws:s3:::b/*", false],
    [arn("sqs:@:q?"), false],
    ["arn:aws:iam::111122223333:root", false],
    ["arn:aws:iam::aws:policy/ReadOnlyAccess", false],
    ["arn:aws:sns:${region}:111122223333:t", false],
    ["arn:aws:sns:eu-west-1:<account>:t", false],
    ["arn:aws:states:::lambda:invoke", false],
    ["arn:aws:apigateway:eu-west-1:lambda:path/x", false],
    [` ${arn("sqs:@:q")}`, false],
    [`see ${arn("sqs:@:q")}`, false],
    [`${arn("sqs:@:q")}\n`, false],
    ["", false],
    ["arn:aws:sqs", false],
  ])("%j is a literal reference: %s", (text, expected) => {
    expect(isLiteralReference(text)).toBe(expected);
  });
});

describe("computed attributes", () => {
  const value = (type: string, name: string, identity: Identity, args?: JsonObject): unknown => {
    const found = typeOf(type).terraform.attribute(name, identity, place, args && asMap(args));
    return found?.kind === "known" ? found.value : undefined;
  };
  const cfn = (type: string, name: string | null, identity: Identity, properties?: JsonObject): unknown => {
    const found = typeOf(type).cloudformation.attribute(name, identity, place, properties && asMap(properties));
    return found?.kind === "known" ? found.value : undefined;
  };
  const identityOf = (type: string, args: JsonObject) => typeOf(type).terraform.identity(asMap(args), place);

  it.each([
    [
      "AWS::SQS::Queue",
      { name: "q" },
      { arn: arn("sqs:@:q"), url: "https://sqs.eu-west-1.amazonaws.com/111122223333/q" },
      { Arn: arn("sqs:@:q") },
    ],
    ["AWS::SNS::Topic", { name: "t" }, { arn: arn("sns:@:t"), id: arn("sns:@:t") }, { TopicName: "t" }],
    [
      "AWS::Lambda::Function",
      { function_name: "f" },
      { arn: arn("lambda:@:function:f") },
      { Arn: arn("lambda:@:function:f") },
    ],
    [
      "AWS::DynamoDB::Table",
      { name: "t" },
      { arn: arn("dynamodb:@:table/t"), id: "t" },
      { Arn: arn("dynamodb:@:table/t") },
    ],
    [
      "AWS::S3::Bucket",
      { bucket: "b" },
      { arn: "arn:aws:s3:::b", id: "b" },
      { Arn: "arn:aws:s3:::b", RegionalDomainName: "b.s3.eu-west-1.amazonaws.com" },
    ],
    ["AWS::Logs::LogGroup", { name: "/g" }, { arn: arn("logs:@:log-group:/g") }, { Arn: arn("logs:@:log-group:/g:*") }],
    [
      "AWS::CloudWatch::Alarm",
      { alarm_name: "a" },
      { arn: arn("cloudwatch:@:alarm:a") },
      { Arn: arn("cloudwatch:@:alarm:a") },
    ],
    ["AWS::SSM::Parameter", { name: "/p" }, { arn: arn("ssm:@:parameter/p"), name: "/p" }, {}],
    ["AWS::KMS::Alias", { name: "alias/a" }, { arn: arn("kms:@:alias/a") }, {}],
    ["AWS::ECS::Service", { name: "s" }, { name: "s", id: undefined }, { Name: "s" }],
    ["AWS::SecretsManager::Secret", { name: "s" }, { name: "s", arn: undefined, id: undefined }, { Id: undefined }],
  ] as const)("of %s", (type, args, terraform, cloudformation) => {
    const identity = identityOf(type, args);
    for (const [name, expected] of Object.entries(terraform)) expect(value(type, name, identity), name).toBe(expected);
    for (const [name, expected] of Object.entries(cloudformation))
      expect(cfn(type, name, identity), name).toBe(expected);
    for (const odd of ["constructor", "__proto__", "nothing"]) {
      expect(value(type, odd, identity)).toBeUndefined();
      expect(cfn(type, odd, identity)).toBeUndefined();
    }
    expect(value(type, "arn", { kind: "generated" })).toBeUndefined();
  });

  it("give a role's ARN only with its path", () => {
    const identity = identityOf("AWS::IAM::Role", { name: "r" });
    expect(value("AWS::IAM::Role", "arn", identity)).toBeUndefined();
    expect(value("AWS::IAM::Role", "arn", identity, { name: "r" })).toBe("arn:aws:iam::111122223333:role/r");
    expect(value("AWS::IAM::Role", "arn", identity, { path: "/p/" })).toBe("arn:aws:iam::111122223333:role/p/r");
    expect(value("AWS::IAM::Role", "arn", identity, { path: { unresolved: "why" } })).toBeUndefined();
    expect(cfn("AWS::IAM::Role", "Arn", identity, {})).toBe("arn:aws:iam::111122223333:role/r");
    expect(cfn("AWS::IAM::Role", null, identity)).toBe("r");
    expect(cfn("AWS::IAM::Role", "RoleId", identity, {})).toBeUndefined();
  });

  it("give what CloudFormation's Ref gives", () => {
    expect(cfn("AWS::SQS::Queue", null, identityOf("AWS::SQS::Queue", { name: "q" }))).toBe(
      "https://sqs.eu-west-1.amazonaws.com/111122223333/q",
    );
    expect(cfn("AWS::DynamoDB::Table", null, { kind: "stack", stack: "s", logicalId: "T" })).toBeUndefined();
  });
});

describe("the closest names", () => {
  it.each([
    [
      "ledger-events",
      ["ledger-event", "ledger-events-dlq", "orders", "billing"],
      ["ledger-event", "ledger-events-dlq"],
    ],
    ["orders", ["order", "Orders", "orders-a", "orders-b", "border"], ["Orders", "order", "orders-a"]],
    ["orders", ["invoices", "payments", ""], []],
    ["orders", [], []],
    ["orders", ["orders"], []],
    ["", ["a"], []],
  ])("to %j in %j", (name, candidates, expected) => {
    expect(closestNames(name, candidates)).toEqual(expected);
    expect(closestNames(name, candidates.toReversed())).toEqual(expected);
  });

  it("ends soon on long names", () => {
    const candidates = Array.from({ length: 200 }, (_, index) => `${"x".repeat(5000)}${index}`);
    expect(closestNames("x".repeat(5000), candidates)).toHaveLength(3);
  });
});
