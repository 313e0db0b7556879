import { describe, expect, it } from "vitest";
import type { Identity } from "../../src/model/declared.ts";
import type { Value } from "../../src/model/value.ts";
import { spellingOf, typeOf } from "./comparing.ts";
import { declaredMap } from "./declare.ts";
import { arn, place } from "./samples/sample.ts";
import type { JsonObject } from "./samples/sample.ts";

function identityOf(type: string, args: JsonObject): Identity {
  return spellingOf(typeOf(type)).identity(declaredMap(args), place);
}

/** What Terraform computes; undefined when only AWS knows it. */
function value(type: string, name: string, identity: Identity, args?: JsonObject): unknown {
  return knownOf(spellingOf(typeOf(type)).attribute(name, identity, place, args && declaredMap(args)));
}

/** What CloudFormation's `Ref` (null) or `Fn::GetAtt` gives; undefined when only AWS knows it. */
function cfn(type: string, name: string | null, identity: Identity, properties?: JsonObject): unknown {
  return knownOf(typeOf(type).cloudformation.attribute(name, identity, place, properties && declaredMap(properties)));
}

function each(names: object, of: (name: string) => unknown): object {
  return Object.fromEntries(Object.keys(names).map((name) => [name, of(name)]));
}

function knownOf(found: Value | undefined): unknown {
  return found?.kind === "known" ? found.value : undefined;
}

describe("computed attributes", () => {
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
    [
      "AWS::IAM::ManagedPolicy",
      { name: "p", path: "/a/" },
      { arn: "arn:aws:iam::111122223333:policy/a/p", id: "arn:aws:iam::111122223333:policy/a/p" },
      { PolicyArn: "arn:aws:iam::111122223333:policy/a/p" },
    ],
    [
      "AWS::Events::Rule",
      { name: "r", event_bus_name: "b" },
      { arn: arn("events:@:rule/b/r"), id: "b/r" },
      { Arn: arn("events:@:rule/b/r") },
    ],
    ["AWS::Events::Rule", { name: "r" }, { arn: arn("events:@:rule/r"), id: "r" }, { Arn: arn("events:@:rule/r") }],
    [
      "AWS::Events::EventBus",
      { name: "b" },
      { arn: arn("events:@:event-bus/b"), id: "b" },
      { Arn: arn("events:@:event-bus/b"), Name: "b" },
    ],
    ["AWS::Logs::MetricFilter", { name: "f", log_group_name: "g" }, { id: "f" }, { Id: undefined }],
    ["AWS::Logs::SubscriptionFilter", { name: "f", log_group_name: "g" }, { id: undefined }, { Id: undefined }],
    [
      "AWS::ECR::Repository",
      { name: "a/b" },
      {
        arn: arn("ecr:@:repository/a/b"),
        repository_url: "111122223333.dkr.ecr.eu-west-1.amazonaws.com/a/b",
        registry_id: "111122223333",
      },
      { Arn: arn("ecr:@:repository/a/b"), RepositoryUri: "111122223333.dkr.ecr.eu-west-1.amazonaws.com/a/b" },
    ],
    [
      "AWS::ECS::Cluster",
      { name: "c" },
      { arn: arn("ecs:@:cluster/c"), id: arn("ecs:@:cluster/c") },
      { Arn: arn("ecs:@:cluster/c") },
    ],
    [
      "AWS::StepFunctions::StateMachine",
      { name: "m" },
      { arn: arn("states:@:stateMachine:m"), id: arn("states:@:stateMachine:m") },
      { Arn: arn("states:@:stateMachine:m"), Name: "m" },
    ],
    [
      "AWS::Kinesis::Stream",
      { name: "s" },
      { arn: arn("kinesis:@:stream/s"), name: "s" },
      { Arn: arn("kinesis:@:stream/s") },
    ],
    [
      "AWS::Scheduler::Schedule",
      { name: "s" },
      { arn: arn("scheduler:@:schedule/default/s"), id: "default/s" },
      { Arn: arn("scheduler:@:schedule/default/s") },
    ],
    [
      "AWS::RDS::DBInstance",
      { identifier: "D" },
      { arn: arn("rds:@:db:d"), id: undefined },
      { DBInstanceArn: arn("rds:@:db:d"), "Endpoint.Address": undefined },
    ],
    [
      "AWS::RDS::DBCluster",
      { cluster_identifier: "D" },
      { arn: arn("rds:@:cluster:d"), id: "d" },
      { DBClusterArn: arn("rds:@:cluster:d") },
    ],
    ["AWS::RDS::DBSubnetGroup", { name: "D" }, { arn: arn("rds:@:subgrp:d"), id: "d" }, {}],
    ["AWS::RDS::DBParameterGroup", { name: "D" }, { arn: arn("rds:@:pg:d"), id: "d" }, {}],
    ["AWS::ElastiCache::SubnetGroup", { name: "C" }, { arn: arn("elasticache:@:subnetgroup:c"), id: "c" }, {}],
    [
      "AWS::ElastiCache::ReplicationGroup",
      { replication_group_id: "C" },
      { arn: arn("elasticache:@:replicationgroup:c"), id: "c" },
      {},
    ],
    ["AWS::KMS::Alias", { name: "alias/a" }, { arn: arn("kms:@:alias/a") }, {}],
    ["AWS::ECS::Service", { name: "s" }, { name: "s", id: undefined }, { Name: "s" }],
    ["AWS::SecretsManager::Secret", { name: "s" }, { name: "s", arn: undefined, id: undefined }, { Id: undefined }],
  ] as const)("of %s", (type, args, terraform, cloudformation) => {
    const identity = identityOf(type, args);
    expect(each(terraform, (name) => value(type, name, identity))).toEqual(terraform);
    expect(each(cloudformation, (name) => cfn(type, name, identity))).toEqual(cloudformation);
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

  it.each([
    ["AWS::IAM::User", "user"],
    ["AWS::IAM::Group", "group"],
    ["AWS::IAM::InstanceProfile", "instance-profile"],
  ] as const)("give the ARN of %s only with its path", (type, kind) => {
    const identity = identityOf(type, { name: "n" });
    expect(value(type, "arn", identity)).toBeUndefined();
    expect(value(type, "arn", identity, { path: "/p/" })).toBe(`arn:aws:iam::111122223333:${kind}/p/n`);
    expect(value(type, "arn", identity, { path: { unresolved: "why" } })).toBeUndefined();
    expect(cfn(type, "Arn", identity, {})).toBe(`arn:aws:iam::111122223333:${kind}/n`);
    expect(cfn(type, null, identity)).toBe("n");
    expect(value(type, "id", identity)).toBe("n");
  });

  it("give what CloudFormation's Ref gives", () => {
    expect(cfn("AWS::Events::Rule", null, identityOf("AWS::Events::Rule", { name: "r" }))).toBe("r");
    const onBus = identityOf("AWS::Events::Rule", { name: "r", event_bus_name: "b" });
    expect(cfn("AWS::Events::Rule", null, onBus)).toBe("b|r");
    const filter = identityOf("AWS::Logs::SubscriptionFilter", { name: "f", log_group_name: "g" });
    expect(cfn("AWS::Logs::SubscriptionFilter", null, filter)).toBe("f");
    expect(cfn("AWS::SQS::Queue", null, identityOf("AWS::SQS::Queue", { name: "q" }))).toBe(
      "https://sqs.eu-west-1.amazonaws.com/111122223333/q",
    );
    expect(cfn("AWS::DynamoDB::Table", null, { kind: "stack", stack: "s", logicalId: "T" })).toBeUndefined();
  });
});
