import { arn, foreignTags, tagList, tagMap } from "./sample.ts";
import type { Sample } from "./sample.ts";

const pattern = { source: ["orders"], "detail-type": ["placed", "paid"], detail: { total: [{ numeric: [">", 100] }] } };
const key = arn("kms:@:key/1234abcd-12ab-34cd-56ef-1234567890ab");
const target = {
  Id: "queue",
  Arn: arn("sqs:@:orders"),
  RoleArn: arn("iam::111122223333:role/events"),
  Input: '{"a":1,"b":[2]}',
  DeadLetterConfig: { Arn: arn("sqs:@:dead") },
  RetryPolicy: { MaximumRetryAttempts: 4, MaximumEventAgeInSeconds: 60 },
  SqsParameters: { MessageGroupId: "orders" },
};
const task = {
  Id: "task",
  Arn: arn("ecs:@:cluster/shop"),
  InputTransformer: { InputPathsMap: { id: "$.detail.id" }, InputTemplate: '{"id": <id>}' },
  EcsParameters: {
    TaskDefinitionArn: arn("ecs:@:task-definition/web:7"),
    TaskCount: 2,
    LaunchType: "FARGATE",
    NetworkConfiguration: {
      AwsVpcConfiguration: {
        Subnets: ["subnet-a", "subnet-b"],
        SecurityGroups: ["sg-1"],
        AssignPublicIp: "ENABLED",
      },
    },
  },
};

export const rule: Sample = {
  type: "AWS::Events::Rule",
  terraform: {
    name: "paid",
    event_bus_name: "orders",
    description: "Paid orders",
    event_pattern: JSON.stringify(pattern),
    schedule_expression: "rate(5 minutes)",
    state: "ENABLED",
    role_arn: arn("iam::111122223333:role/events"),
    force_destroy: false,
    tags: tagMap,
  },
  cloudformation: {
    Name: "paid",
    EventBusName: arn("events:@:event-bus/orders"),
    Description: "Paid orders",
    EventPattern: pattern,
    ScheduleExpression: "rate(5 minutes)",
    State: "ENABLED",
    RoleArn: arn("iam::111122223333:role/events"),
    Targets: [task, target],
    Tags: tagList,
  },
  live: {
    Name: "paid",
    Arn: arn("events:@:rule/orders/paid"),
    EventBusName: "orders",
    Description: "Paid orders",
    EventPattern: pattern,
    ScheduleExpression: "rate(5 minutes)",
    State: "ENABLED",
    RoleArn: arn("iam::111122223333:role/events"),
    Targets: [target, task],
    Tags: tagList,
  },
  unchecked: { terraform: [], cloudformation: [] },
  attributes: {
    Name: "name",
    EventBusName: "event_bus_name",
    Description: "description",
    EventPattern: "event_pattern",
    ScheduleExpression: "schedule_expression",
    State: "state",
    RoleArn: "role_arn",
    Tags: "tags",
  },
  equivalents: [
    { EventPattern: JSON.stringify(pattern, null, 2), Tags: foreignTags },
    { Targets: [task, { ...target, Input: '{ "b": [2], "a": 1 }' }] },
  ],
  alsoDeclared: [
    { format: "terraform", arguments: { name: "paid", event_bus_name: "orders", is_enabled: true } },
    {
      format: "terraform",
      arguments: { name: "paid", event_bus_name: arn("events:@:event-bus/orders"), is_enabled: "true" },
    },
    { format: "cloudformation", arguments: { EventBusName: "orders", EventPattern: JSON.stringify(pattern) } },
  ],
};

export const eventBus: Sample = {
  type: "AWS::Events::EventBus",
  terraform: {
    name: "orders",
    description: "Orders",
    kms_key_identifier: key,
    event_source_name: "aws.partner/x/y",
    dead_letter_config: [{ arn: arn("sqs:@:dead") }],
    log_config: [{ include_detail: "FULL", level: "ERROR" }],
    tags: tagMap,
  },
  cloudformation: {
    Name: "orders",
    Description: "Orders",
    KmsKeyIdentifier: key,
    Policy: { Version: "2012-10-17", Statement: [{ Sid: "a", Effect: "Allow", Action: "events:PutEvents" }] },
    DeadLetterConfig: { Arn: arn("sqs:@:dead") },
    LogConfig: { IncludeDetail: "FULL", Level: "ERROR" },
    Tags: tagList,
  },
  live: {
    Name: "orders",
    Arn: arn("events:@:event-bus/orders"),
    Description: "Orders",
    KmsKeyIdentifier: key,
    Policy: { Version: "2012-10-17", Statement: [{ Sid: "a", Effect: "Allow", Action: "events:PutEvents" }] },
    DeadLetterConfig: { Arn: arn("sqs:@:dead") },
    LogConfig: { IncludeDetail: "FULL", Level: "ERROR" },
    Tags: tagList,
  },
  unchecked: { terraform: ["EventSourceName"], cloudformation: [] },
  attributes: {
    Name: "name",
    Description: "description",
    KmsKeyIdentifier: "kms_key_identifier",
    DeadLetterConfig: "dead_letter_config",
    "DeadLetterConfig/Arn": "dead_letter_config.arn",
    LogConfig: "log_config",
    "LogConfig/IncludeDetail": "log_config.include_detail",
    "LogConfig/Level": "log_config.level",
    Tags: "tags",
  },
  equivalents: [
    { KmsKeyIdentifier: "1234abcd-12ab-34cd-56ef-1234567890ab", Tags: foreignTags },
    {
      Policy: '{"Statement":{"Sid":"a","Effect":"Allow","Action":["events:putevents"]},"Version":"2012-10-17"}',
    },
  ],
  alsoDeclared: [{ format: "terraform", arguments: { name: "orders" } }],
};
