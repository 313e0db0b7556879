import { describe, expect, it } from "vitest";
import type { Place } from "../../src/model/target.ts";
import { map, unresolved } from "../../src/model/value.ts";
import { parseArn } from "../../src/resources/arn.ts";
import { find, findByTerraformType, resourceTypes } from "../../src/resources/index.ts";
import { typeOf } from "./comparing.ts";
import { declaredMap } from "./declare.ts";
import { samples } from "./samples/index.ts";
import { arn, place } from "./samples/sample.ts";
import type { JsonObject } from "./samples/sample.ts";

const china: Place = { partition: "aws-cn", account: "111122223333", region: "cn-north-1" };

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
      const others = actions.filter((action) => !/^[a-z0-9]+:(?:Get|List|Describe)[A-Za-z]+$/.test(action));
      expect({ type, others }).toEqual({ type, others: [] });
      for (const value of ["secretsmanager:GetSecretValue", "ssm:GetParameter", "ssm:GetParameters"])
        expect(actions).not.toContain(value);
    }
  });

  it("names every action that a property's absence is explained by", () => {
    const unnamed = resourceTypes.flatMap(({ type, read, properties }) =>
      [...properties].flatMap(([path, { observed }]) => {
        const action = typeof observed === "object" && "action" in observed ? observed.action : undefined;
        return action === undefined || read.actions.includes(action) ? [] : [`${type} ${path}: ${action}`];
      }),
    );
    expect(unnamed).toEqual([]);
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
    expect(type.terraform.identity(declaredMap(terraform), place)).toEqual(expected);
    expect(type.cloudformation.identity(declaredMap(cloudformation), place)).toEqual(expected);
    expect(type.nameOf(identifier)).toBe(name);
  });

  it("of a secret is its name, or its ARN", () => {
    const secret = typeOf("AWS::SecretsManager::Secret");
    expect(secret.terraform.identity(declaredMap({ name: "db" }), place)).toEqual({ kind: "name", name: "db" });
    expect(secret.cloudformation.identity(declaredMap({ Name: "db" }), place)).toEqual({ kind: "name", name: "db" });
    const id = arn("secretsmanager:@:secret:db-AbCdEf");
    expect(secret.terraform.lookup?.(declaredMap({ arn: id }), place)).toEqual({
      kind: "identifier",
      identifier: id,
      name: "db",
    });
    expect(secret.nameOf(id)).toBe("db");
  });

  it("is generated without a name, and unresolved with one that is not known", () => {
    for (const { terraform, cloudformation } of resourceTypes) {
      expect(terraform.identity(declaredMap({ name_prefix: "x" }), place)).toEqual({ kind: "generated" });
      expect(cloudformation.identity(declaredMap({}), place)).toEqual({ kind: "generated" });
    }
    for (const { type, attributes } of samples) {
      const found = Object.entries(attributes).find(([path]) => /^(?:\w*Name)$/.test(path) && path !== "MetricName");
      const [path = "", argument = ""] = found ?? [];
      const value = unresolved("why");
      const { terraform, cloudformation } = typeOf(type);
      expect({
        type,
        terraform: terraform.identity(map(new Map([[argument, value]])), place),
        cloudformation: cloudformation.identity(map(new Map([[path, value]])), place),
        ofNull: terraform.identity(declaredMap({ [argument]: null }), place),
        ofNothing: terraform.identity(declaredMap({ [argument]: "" }), place),
      }).toEqual({
        type,
        terraform: { kind: "unresolved", value },
        cloudformation: { kind: "unresolved", value },
        ofNull: { kind: "generated" },
        ofNothing: { kind: "generated" },
      });
    }
  });

  it("of an ECS service is unresolved when its cluster is", () => {
    const value = { unresolved: "why" };
    const { terraform } = typeOf("AWS::ECS::Service");
    expect(terraform.identity(declaredMap({ name: "s", cluster: value }), place)).toEqual({
      kind: "unresolved",
      value: unresolved("why"),
    });
  });

  it("of AWS's own parameters says that they are not listed", () => {
    const type = typeOf("AWS::SSM::Parameter");
    const { terraform } = type;
    const name = "/aws/service/ecs/optimized-ami/amazon-linux-2/recommended";
    expect(terraform.lookup?.(declaredMap({ name }), place)).toMatchObject({
      kind: "unresolved",
      value: { reason: expect.stringContaining("does not list") as unknown },
    });
    const parsed = parseArn(`arn:aws:ssm:eu-west-1::parameter${name}`);
    expect(parsed && type.fromArn(parsed)).toMatchObject({ kind: "unresolved" });
    expect(terraform.lookup?.(declaredMap({ name: "/p/q:3" }), place)).toMatchObject({ identifier: "/p/q" });
  });

  it("follows the partition", () => {
    expect(typeOf("AWS::SQS::Queue").terraform.identity(declaredMap({ name: "q" }), china)).toMatchObject({
      identifier: "https://sqs.cn-north-1.amazonaws.com.cn/111122223333/q",
    });
    expect(typeOf("AWS::SNS::Topic").terraform.identity(declaredMap({ name: "t" }), china)).toMatchObject({
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
    expect(["identifier", "name"]).toContain(lookup?.(declaredMap(args), place).kind);
    expect(lookup?.(declaredMap({}), place)).toMatchObject({ kind: "unresolved" });
    const hidden = Object.fromEntries(Object.keys(args).map((name) => [name, { unresolved: "why" }]));
    expect(lookup?.(declaredMap(hidden), place)).toMatchObject({ kind: "unresolved", value: { reason: "why" } });
  });

  it("has none for alarms", () => {
    expect(typeOf("AWS::CloudWatch::Alarm").terraform.lookup).toBeNull();
  });
});
