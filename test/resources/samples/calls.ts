import { arn } from "./sample.ts";
import type { Sample } from "./sample.ts";

export const permission: Sample = {
  type: "AWS::Lambda::Permission",
  terraform: {
    statement_id: "events",
    function_name: arn("lambda:@:function:orders"),
    action: "lambda:InvokeFunction",
    principal: "111122223333",
    source_arn: arn("events:@:rule/paid"),
    source_account: "111122223333",
    qualifier: "live",
  },
  cloudformation: {
    FunctionName: "orders",
    Action: "lambda:InvokeFunction",
    Principal: arn("iam::111122223333:root"),
    SourceArn: arn("events:@:rule/paid"),
    SourceAccount: "111122223333",
    FunctionUrlAuthType: "AWS_IAM",
    InvokedViaFunctionUrl: true,
  },
  live: {
    Id: "events",
    FunctionName: "orders",
    Action: "lambda:InvokeFunction",
    Principal: "111122223333",
    SourceArn: arn("events:@:rule/paid"),
    SourceAccount: "111122223333",
    FunctionUrlAuthType: "AWS_IAM",
    InvokedViaFunctionUrl: true,
  },
  unchecked: { terraform: [], cloudformation: [] },
  attributes: {
    FunctionName: "function_name",
    Action: "action",
    Principal: "principal",
    SourceArn: "source_arn",
    SourceAccount: "source_account",
  },
  equivalents: [
    { FunctionName: arn("lambda:@:function:orders:live"), Principal: arn("iam::111122223333:root") },
    { InvokedViaFunctionUrl: "true" },
  ],
  alsoDeclared: [],
};

export const functionAlias: Sample = {
  type: "AWS::Lambda::Alias",
  terraform: {
    name: "live",
    function_name: "orders",
    function_version: "7",
    description: "Live",
    routing_config: [{ additional_version_weights: { "8": 0.1 } }],
  },
  cloudformation: {
    Name: "live",
    FunctionName: arn("lambda:@:function:orders"),
    FunctionVersion: "7",
    Description: "Live",
    RoutingConfig: { AdditionalVersionWeights: [{ FunctionVersion: "8", FunctionWeight: 0.1 }] },
    ProvisionedConcurrencyConfig: { ProvisionedConcurrentExecutions: 2 },
  },
  live: {
    AliasArn: arn("lambda:@:function:orders:live"),
    Name: "live",
    FunctionName: "orders",
    FunctionVersion: "7",
    Description: "Live",
    RoutingConfig: { AdditionalVersionWeights: [{ FunctionVersion: "8", FunctionWeight: 0.1 }] },
    ProvisionedConcurrencyConfig: { ProvisionedConcurrentExecutions: 2 },
  },
  unchecked: { terraform: [], cloudformation: [] },
  attributes: {
    Name: "name",
    FunctionName: "function_name",
    FunctionVersion: "function_version",
    Description: "description",
    "RoutingConfig/AdditionalVersionWeights": "routing_config.additional_version_weights",
  },
  equivalents: [{ FunctionName: arn("lambda:@:function:orders"), FunctionVersion: 7 }],
  alsoDeclared: [],
};

const target = {
  Id: "queue",
  Arn: arn("sqs:@:orders"),
  RoleArn: arn("iam::111122223333:role/events"),
  Input: '{"a":1}',
};

export const eventTarget: Sample = {
  type: "AWS::Events::Rule",
  resource: "aws_cloudwatch_event_target",
  terraform: {
    rule: "paid",
    target_id: "queue",
    arn: arn("sqs:@:orders"),
    role_arn: arn("iam::111122223333:role/events"),
    input: '{"a": 1}',
    dead_letter_config: [{ arn: arn("sqs:@:dead") }],
    retry_policy: [{ maximum_retry_attempts: 4, maximum_event_age_in_seconds: 60 }],
    batch_target: [{ job_name: "x" }],
  },
  cloudformation: null,
  live: {
    Targets: [
      {
        ...target,
        DeadLetterConfig: { Arn: arn("sqs:@:dead") },
        RetryPolicy: { MaximumRetryAttempts: 4, MaximumEventAgeInSeconds: 60 },
      },
    ],
  },
  unchecked: { terraform: ["Targets/queue/batch_target"], cloudformation: [] },
  attributes: {
    Targets: "target_id",
    "Targets/queue/Arn": "arn",
    "Targets/queue/RoleArn": "role_arn",
    "Targets/queue/Input": "input",
    "Targets/queue/DeadLetterConfig/Arn": "dead_letter_config.arn",
    "Targets/queue/RetryPolicy/MaximumRetryAttempts": "retry_policy.maximum_retry_attempts",
    "Targets/queue/RetryPolicy/MaximumEventAgeInSeconds": "retry_policy.maximum_event_age_in_seconds",
  },
  equivalents: [
    {
      Targets: [
        { Id: "other", Arn: arn("sqs:@:other") },
        {
          ...target,
          Input: '{ "a":1 }',
          DeadLetterConfig: { Arn: arn("sqs:@:dead") },
          RetryPolicy: { MaximumRetryAttempts: "4", MaximumEventAgeInSeconds: 60 },
        },
      ],
    },
  ],
  alsoDeclared: [],
};

const body = { widgets: [{ type: "metric", x: 0, y: 0, properties: { metrics: [["AWS/SQS", "Age"]], period: 300 } }] };

export const dashboard: Sample = {
  type: "AWS::CloudWatch::Dashboard",
  terraform: { dashboard_name: "orders", dashboard_body: JSON.stringify(body) },
  cloudformation: { DashboardName: "orders", DashboardBody: JSON.stringify(body) },
  live: { DashboardName: "orders", DashboardBody: JSON.stringify(body) },
  unchecked: { terraform: [], cloudformation: [] },
  attributes: { DashboardName: "dashboard_name", DashboardBody: "dashboard_body" },
  equivalents: [{ DashboardBody: JSON.stringify(body, null, 2) }],
  alsoDeclared: [],
};

export const savedQuery: Sample = {
  type: "AWS::Logs::QueryDefinition",
  terraform: { name: "errors", query_string: "fields @message\n", log_group_names: ["/orders", "/bills"] },
  cloudformation: { Name: "errors", QueryString: "fields @message", LogGroupNames: ["/bills", "/orders"] },
  live: {
    QueryDefinitionId: "1234",
    Name: "errors",
    QueryString: "fields @message",
    LogGroupNames: ["/orders", "/bills"],
    QueryLanguage: "CWLI",
  },
  unchecked: { terraform: [], cloudformation: [] },
  attributes: { Name: "name", QueryString: "query_string", LogGroupNames: "log_group_names" },
  equivalents: [{ LogGroupNames: ["/bills", "/orders"], QueryString: "fields @message\n" }],
  alsoDeclared: [],
};
