import { describe, expect, it } from "vitest";
import type { Identity } from "../../src/model/declared.ts";
import type { Place } from "../../src/model/target.ts";
import { map, unresolved } from "../../src/model/value.ts";
import { parseArn } from "../../src/resources/arn.ts";
import { find, findByTerraformType, resourceTypes } from "../../src/resources/index.ts";
import type { Arn } from "../../src/resources/type.ts";
import { spellingOf, typeOf } from "./comparing.ts";
import { declaredMap } from "./declare.ts";
import { samples } from "./samples/index.ts";
import { arn, place } from "./samples/sample.ts";
import type { JsonObject } from "./samples/sample.ts";

const china: Place = { partition: "aws-cn", account: "111122223333", region: "cn-north-1" };

describe("the registry", () => {
  it("finds each type by its names, and nothing by others", () => {
    for (const type of resourceTypes) {
      expect(find(type.type)).toBe(type);
      for (const names of [...(type.terraform ? [type.terraform] : []), ...(type.alsoTerraform ?? [])])
        expect(findByTerraformType(names.type)).toEqual({ type, names });
    }
    for (const name of ["AWS::Example::Thing", "aws_example", "constructor", "__proto__", ""]) {
      expect(find(name)).toBeUndefined();
      expect(findByTerraformType(name)).toBeUndefined();
    }
  });

  it("reads without writing, and no secret's or parameter's value", () => {
    for (const { type, read, list, witness, nameIsGlobal } of resourceTypes) {
      const actions = [read, list, witness, nameIsGlobal].flatMap((call) => call?.actions ?? []);
      const others = actions.filter(
        (action) => !/^[a-z0-9-]+:(?:Get|List|Describe)[A-Za-z]+$|^apigateway:GET$/.test(action),
      );
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
  [
    "AWS::IAM::ManagedPolicy",
    { name: "p", path: "/a/b/" },
    { ManagedPolicyName: "p", Path: "/a/b/" },
    arn("iam::111122223333:policy/a/b/p"),
    "p",
  ],
  ["AWS::IAM::ManagedPolicy", { name: "p" }, { ManagedPolicyName: "p" }, arn("iam::111122223333:policy/p"), "p"],
  ["AWS::IAM::InstanceProfile", { name: "p", path: "/x/" }, { InstanceProfileName: "p" }, "p", "p"],
  ["AWS::IAM::User", { name: "u", path: "/x/" }, { UserName: "u" }, "u", "u"],
  ["AWS::IAM::Group", { name: "g", path: "/x/" }, { GroupName: "g" }, "g", "g"],
  ["AWS::Events::Rule", { name: "r" }, { Name: "r" }, arn("events:@:rule/r"), "r"],
  [
    "AWS::Events::Rule",
    { name: "r", event_bus_name: "default" },
    { Name: "r", EventBusName: arn("events:@:event-bus/default") },
    arn("events:@:rule/r"),
    "r",
  ],
  [
    "AWS::Events::Rule",
    { name: "r", event_bus_name: arn("events:@:event-bus/b") },
    { Name: "r", EventBusName: "b" },
    arn("events:@:rule/b/r"),
    "r",
  ],
  ["AWS::Events::EventBus", { name: "b" }, { Name: "b" }, "b", "b"],
  [
    "AWS::Logs::MetricFilter",
    { log_group_name: "/g", name: "f" },
    { LogGroupName: "/g", FilterName: "f" },
    "/g|f",
    "f",
  ],
  [
    "AWS::Logs::SubscriptionFilter",
    { log_group_name: "/g", name: "f" },
    { LogGroupName: "/g", FilterName: "f" },
    "f|/g",
    "f",
  ],
  ["AWS::ECR::Repository", { name: "a/b" }, { RepositoryName: "a/b" }, "a/b", "a/b"],
  ["AWS::ECS::Cluster", { name: "c" }, { ClusterName: "c" }, "c", "c"],
  ["AWS::StepFunctions::StateMachine", { name: "m" }, { StateMachineName: "m" }, arn("states:@:stateMachine:m"), "m"],
  ["AWS::Kinesis::Stream", { name: "s" }, { Name: "s" }, "s", "s"],
  ["AWS::Scheduler::Schedule", { name: "s", group_name: "default" }, { Name: "s" }, "s", "s"],
  ["AWS::RDS::DBInstance", { identifier: "Db-1" }, { DBInstanceIdentifier: "DB-1" }, "db-1", "db-1"],
  ["AWS::RDS::DBCluster", { cluster_identifier: "Db-1" }, { DBClusterIdentifier: "DB-1" }, "db-1", "db-1"],
  ["AWS::RDS::DBSubnetGroup", { name: "Db-1" }, { DBSubnetGroupName: "DB-1" }, "db-1", "db-1"],
  ["AWS::RDS::DBParameterGroup", { name: "Db-1" }, { DBParameterGroupName: "DB-1" }, "db-1", "db-1"],
  ["AWS::ElastiCache::SubnetGroup", { name: "C-1" }, { CacheSubnetGroupName: "C-1" }, "c-1", "c-1"],
  ["AWS::ElastiCache::ReplicationGroup", { replication_group_id: "C-1" }, { ReplicationGroupId: "C-1" }, "c-1", "c-1"],
];

describe("identity", () => {
  it.each(names)("of %s by %j and %j", (typeName, terraform, cloudformation, identifier, name) => {
    const type = typeOf(typeName);
    const expected = { kind: "identifier", identifier, name };
    expect(spellingOf(type).identity(declaredMap(terraform), place)).toEqual(expected);
    expect(type.cloudformation.identity(declaredMap(cloudformation), place)).toEqual(expected);
    expect(type.nameOf(identifier)).toBe(name);
  });

  it("of a secret is its name, or its ARN", () => {
    const secret = typeOf("AWS::SecretsManager::Secret");
    expect(spellingOf(secret).identity(declaredMap({ name: "db" }), place)).toEqual({ kind: "name", name: "db" });
    expect(secret.cloudformation.identity(declaredMap({ Name: "db" }), place)).toEqual({ kind: "name", name: "db" });
    const id = arn("secretsmanager:@:secret:db-AbCdEf");
    expect(secret.fromArn(partsOf(id))).toEqual({ kind: "identifier", identifier: id, name: "db" });
    expect(secret.nameOf(id)).toBe("db");
  });

  it("is generated without a name, and unresolved with one that is not known", () => {
    for (const { terraform, cloudformation } of names.map(([type]) => typeOf(type))) {
      expect(terraform?.identity(declaredMap({ name_prefix: "x" }), place)).toEqual({ kind: "generated" });
      expect(cloudformation.identity(declaredMap({}), place)).toMatchObject({ kind: "generated" });
    }
    const named = new Set(names.map(([type]) => type));
    for (const { type, attributes } of samples.filter(({ type, resource }) => !resource && named.has(type))) {
      const found = Object.entries(attributes).find(
        ([path]) => /^\w*(?:Name|Identifier|GroupId)$/.test(path) && path !== "MetricName",
      );
      const [path = "", argument = ""] = found ?? [];
      const value = unresolved("why");
      const { cloudformation } = typeOf(type);
      const terraform = spellingOf(typeOf(type));
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
    const terraform = spellingOf(typeOf("AWS::ECS::Service"));
    expect(terraform.identity(declaredMap({ name: "s", cluster: value }), place)).toEqual({
      kind: "unresolved",
      value: unresolved("why"),
    });
  });

  it("of AWS's own parameters says that they are not listed", () => {
    const type = typeOf("AWS::SSM::Parameter");
    const terraform = spellingOf(type);
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
    expect(spellingOf(typeOf("AWS::SQS::Queue")).identity(declaredMap({ name: "q" }), china)).toMatchObject({
      identifier: "https://sqs.cn-north-1.amazonaws.com.cn/111122223333/q",
    });
    expect(spellingOf(typeOf("AWS::SNS::Topic")).identity(declaredMap({ name: "t" }), china)).toMatchObject({
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
    ["AWS::IAM::InstanceProfile", { name: "p" }],
    ["AWS::IAM::User", { user_name: "u" }],
    ["AWS::IAM::Group", { group_name: "g" }],
    ["AWS::Events::EventBus", { name: "b" }],
    ["AWS::ECR::Repository", { name: "r" }],
    ["AWS::ECS::Cluster", { cluster_name: "c" }],
    ["AWS::StepFunctions::StateMachine", { name: "m" }],
    ["AWS::Kinesis::Stream", { name: "s" }],
    ["AWS::RDS::DBInstance", { db_instance_identifier: "d" }],
    ["AWS::RDS::DBCluster", { cluster_identifier: "d" }],
    ["AWS::RDS::DBSubnetGroup", { name: "d" }],
    ["AWS::RDS::DBParameterGroup", { name: "d" }],
    ["AWS::ElastiCache::SubnetGroup", { name: "c" }],
    ["AWS::ElastiCache::ReplicationGroup", { replication_group_id: "c" }],
  ] as const)("%s by %j", (type, args: JsonObject) => {
    const { lookup } = spellingOf(typeOf(type));
    expect(["identifier", "name"]).toContain(lookup?.(declaredMap(args), place).kind);
    expect(lookup?.(declaredMap({}), place)).toMatchObject({ kind: "unresolved" });
    const hidden = Object.fromEntries(Object.keys(args).map((name) => [name, { unresolved: "why" }]));
    expect(lookup?.(declaredMap(hidden), place)).toMatchObject({ kind: "unresolved", value: { reason: "why" } });
  });

  it.each([
    ["AWS::Lambda::Function", "function_name", "lambda:@:function:f"],
    ["AWS::DynamoDB::Table", "name", "dynamodb:@:table/t"],
    ["AWS::SSM::Parameter", "name", "ssm:@:parameter/p/q"],
    ["AWS::SecretsManager::Secret", "name", "secretsmanager:@:secret:s-AbCdEf"],
    ["AWS::SecretsManager::Secret", "arn", "secretsmanager:@:secret:s-AbCdEf"],
    ["AWS::IAM::ManagedPolicy", "arn", "iam::111122223333:policy/a/p"],
    ["AWS::Events::EventBus", "name", "events:@:event-bus/b"],
    ["AWS::ECS::Cluster", "cluster_name", "ecs:@:cluster/c"],
    ["AWS::RDS::DBInstance", "db_instance_identifier", "rds:@:db:d"],
    ["AWS::RDS::DBCluster", "cluster_identifier", "rds:@:cluster:d"],
  ])("%s by an ARN as its %s", (type, argument, text) => {
    const resourceType = typeOf(type);
    expect(spellingOf(resourceType).lookupArns?.arguments).toContain(argument);
    expect(["identifier", "name"]).toContain(resourceType.fromArn(partsOf(arn(text)))?.kind);
  });

  it("takes no ARN for a name", () => {
    const text = arn("sqs:@:orders");
    for (const { terraform } of resourceTypes) {
      for (const name of ["name", "bucket", "function_name", "user_name", "group_name", "cluster_name"]) {
        const identity = terraform?.lookup?.(declaredMap({ [name]: text, service_name: text, arn: "" }), place);
        expect(["unresolved", undefined]).toContain(identity?.kind);
      }
    }
  });

  it("has none for what the provider looks up nowhere", () => {
    for (const type of [
      "AWS::CloudWatch::Alarm",
      "AWS::Events::Rule",
      "AWS::Logs::MetricFilter",
      "AWS::Logs::SubscriptionFilter",
      "AWS::Scheduler::Schedule",
    ]) {
      expect(spellingOf(typeOf(type)).lookup).toBeNull();
    }
  });

  it("cannot tell a policy by its name alone, nor what another account's registry has", () => {
    const policies = spellingOf(typeOf("AWS::IAM::ManagedPolicy")).lookup;
    const repositories = spellingOf(typeOf("AWS::ECR::Repository")).lookup;
    for (const args of [{ name: "p" }, { arn: "arn:aws:iam::aws:policy/ReadOnlyAccess" }, { arn: "p" }]) {
      expect(policies?.(declaredMap(args), place)).toMatchObject({ kind: "unresolved" });
    }
    expect(repositories?.(declaredMap({ name: "r", registry_id: "999988887777" }), place)).toMatchObject({
      kind: "unresolved",
    });
    expect(repositories?.(declaredMap({ name: "r", registry_id: { unresolved: "why" } }), place)).toMatchObject({
      value: { reason: "why" },
    });
    expect(repositories?.(declaredMap({ name: "r", registry_id: "111122223333" }), place)).toMatchObject({
      identifier: "r",
    });
  });
});

describe("a part of the identity that is not known", () => {
  it("leaves a zone unresolved where it is not known whether it is private", () => {
    const names = spellingOf(typeOf("AWS::Route53::HostedZone"));
    const value = unresolved("why");
    for (const identity of [
      names.lookup?.(declaredMap({ name: "example.com", private_zone: { unresolved: "why" } }), place),
      names.identity(declaredMap({ name: "example.com", vpc: { unresolved: "why" } }), place),
    ])
      expect(identity).toEqual({ kind: "unresolved", value });
  });

  it.each([
    ["AWS::IAM::ManagedPolicy", { name: "p", path: { unresolved: "why" } }],
    ["AWS::Events::Rule", { name: "r", event_bus_name: { unresolved: "why" } }],
    ["AWS::Logs::MetricFilter", { name: "f", log_group_name: { unresolved: "why" } }],
    ["AWS::Logs::SubscriptionFilter", { name: "f", log_group_name: { unresolved: "why" } }],
    ["AWS::Scheduler::Schedule", { name: "s", group_name: { unresolved: "why" } }],
  ] as const)("leaves %s unresolved", (type, args: JsonObject) => {
    expect(spellingOf(typeOf(type)).identity(declaredMap(args), place)).toEqual({
      kind: "unresolved",
      value: unresolved("why"),
    });
  });
});

it("a schedule in a group of its own cannot be told, by its names, by its stack or by its ARN", () => {
  const type = typeOf("AWS::Scheduler::Schedule");
  const { cloudformation } = type;
  const terraform = spellingOf(type);
  const found = parseArn(arn("scheduler:@:schedule/nightly/s"));
  for (const identity of [
    terraform.identity(declaredMap({ name: "s", group_name: "nightly" }), place),
    cloudformation.identity(declaredMap({ Name: "s", GroupName: "nightly" }), place),
    cloudformation.identity(declaredMap({ GroupName: "nightly" }), place),
    found && type.fromArn(found),
  ]) {
    expect(identity).toMatchObject({
      kind: "unresolved",
      value: { reason: expect.stringContaining("nightly") as unknown },
    });
  }
});

describe("a physical id", () => {
  const inTemplate = (type: string, properties: JsonObject) =>
    typeOf(type).cloudformation.identity(declaredMap(properties), place);

  it.each([
    ["AWS::Events::Rule", {}, "stack-Rule-1", arn("events:@:rule/stack-Rule-1")],
    ["AWS::Events::Rule", { EventBusName: null }, "stack-Rule-1", arn("events:@:rule/stack-Rule-1")],
    ["AWS::Events::Rule", { EventBusName: "b" }, "b|stack-Rule-1", arn("events:@:rule/b/stack-Rule-1")],
    ["AWS::Events::Rule", { EventBusName: "b" }, "stack-Rule-1", arn("events:@:rule/b/stack-Rule-1")],
    ["AWS::Events::Rule", { EventBusName: { unresolved: "why" } }, "b|r", arn("events:@:rule/b/r")],
    ["AWS::Events::Rule", { EventBusName: { unresolved: "why" } }, arn("events:@:rule/b/r"), arn("events:@:rule/b/r")],
    ["AWS::Logs::MetricFilter", { LogGroupName: "/g" }, "stack-Filter-1", "/g|stack-Filter-1"],
    ["AWS::Logs::MetricFilter", { LogGroupName: "/g" }, "/g|stack-Filter-1", "/g|stack-Filter-1"],
    ["AWS::Logs::SubscriptionFilter", { LogGroupName: "/g" }, "stack-Filter-1", "stack-Filter-1|/g"],
    ["AWS::Logs::SubscriptionFilter", { LogGroupName: "/g" }, "stack-Filter-1|/g", "stack-Filter-1|/g"],
  ] as const)("of %s with %j: %s is %s", (type, properties: JsonObject, physicalId, identifier) => {
    const identity = inTemplate(type, properties);
    expect(typeOf(type).ofPhysicalId?.(physicalId, place, withinOf(identity))).toMatchObject({
      kind: "identifier",
      identifier,
    });
  });

  it.each([
    ["AWS::Events::Rule", { EventBusName: { unresolved: "why" } }, "stack-Rule-1"],
    ["AWS::Events::Rule", {}, arn("sqs:@:q")],
    ["AWS::Logs::MetricFilter", { LogGroupName: { unresolved: "why" } }, "stack-Filter-1"],
    ["AWS::Logs::MetricFilter", { LogGroupName: "/g" }, "/other|stack-Filter-1"],
    ["AWS::Logs::SubscriptionFilter", {}, "stack-Filter-1"],
  ] as const)("of %s with %j: %s does not tell which it is", (type, properties: JsonObject, physicalId) => {
    const identity = inTemplate(type, properties);
    expect(typeOf(type).ofPhysicalId?.(physicalId, place, withinOf(identity))).toMatchObject({ kind: "unresolved" });
  });
});

function withinOf(identity: Identity): string | undefined {
  if (identity.kind !== "generated") throw new Error(identity.kind);
  return typeof identity.within === "string" ? identity.within : undefined;
}

function partsOf(text: string): Arn {
  const found = parseArn(text);
  if (!found) throw new Error(`${text} is no ARN`);
  return found;
}
