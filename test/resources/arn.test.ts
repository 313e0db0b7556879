import { describe, expect, it } from "vitest";
import { isLiteralReference, parseArn } from "../../src/resources/arn.ts";
import { findByArn } from "../../src/resources/index.ts";
import { arn } from "./samples/sample.ts";

const role = (path: string) => `arn:aws:iam::111122223333:role/${path}`;

describe("ARNs", () => {
  it.each([
    [arn("sqs:@:q"), "AWS::SQS::Queue", "https://sqs.eu-west-1.amazonaws.com/111122223333/q"],
    [arn("sns:@:t"), "AWS::SNS::Topic", arn("sns:@:t")],
    [arn("lambda:@:function:f:$LATEST"), "AWS::Lambda::Function", "f"],
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

  const indexes = { GlobalSecondaryIndexes: [{ IndexName: "g" }], LocalSecondaryIndexes: [{ IndexName: "l" }] };
  const stream = arn("dynamodb:@:table/t/stream/2026-01-01T00:00:00.000");
  const older = arn("dynamodb:@:table/t/stream/2025-01-01T00:00:00.000");
  it.each([
    [role("r"), { RoleName: "r", Path: "/" }, null],
    [role("r"), { RoleName: "r" }, null],
    [role("p/q/r"), { RoleName: "r", Path: "/p/q/" }, null],
    [role("r"), { RoleName: "r", Path: "/p/q/" }, [role("p/q/r")]],
    [role("p/r"), { RoleName: "r", Path: "/" }, [role("r")]],
    [arn("dynamodb:@:table/t"), {}, null],
    [arn("dynamodb:@:table/t/index/g"), indexes, null],
    [arn("dynamodb:@:table/t/index/l"), indexes, null],
    [arn("dynamodb:@:table/t/index/n"), indexes, ["g", "l"]],
    [arn("dynamodb:@:table/t/index/n"), {}, []],
    [arn("dynamodb:@:table/t/index/n"), { GlobalSecondaryIndexes: "odd" }, []],
    [stream, { StreamArn: stream }, null],
    [older, { StreamArn: stream }, [stream]],
    [stream, {}, []],
  ])("%s, where %j is live: instead there is %j", (text, live, instead) => {
    const parsed = parseArn(text);
    expect(parsed && findByArn(parsed)?.type.otherThan?.(parsed, live)).toEqual(instead);
  });

  it.each([
    arn("dynamodb:@:table/t/backup/01489602797149-73d8d5bc"),
    arn("dynamodb:@:table/t/export/01234567890123-a1b2c3d4"),
    arn("sns:@:t:1234abcd-12ab-34cd-56ef-1234567890ab"),
    arn("kms:@:custom-key-store/1"),
    arn("lambda:@:layer:l:1"),
    arn("s3:@:accesspoint/a"),
    "arn:aws:iam::aws:policy/ReadOnlyAccess",
    arn("states:@:stateMachine:m:7"),
    arn("ecs:@:task/shop/0123"),
    arn("kinesis:@:stream/s/consumer/c:1"),
    arn("rds:@:db:d:more"),
    arn("ec2:@:snapshot/snap-1"),
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
    ["arn:aws:ssm:eu-west-1::parameter/aws/service/x", false],
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
