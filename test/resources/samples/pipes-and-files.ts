import { arn, foreignTags, tagMap } from "./sample.ts";
import type { Sample } from "./sample.ts";

export const mountTarget: Sample = {
  type: "AWS::EFS::MountTarget",
  terraform: {
    file_system_id: "fs-1",
    subnet_id: "subnet-1",
    security_groups: ["sg-1", "sg-2"],
    ip_address: "10.0.0.7",
  },
  cloudformation: {
    FileSystemId: "fs-1",
    SubnetId: "subnet-1",
    SecurityGroups: ["sg-2", "sg-1"],
    IpAddress: "10.0.0.7",
    IpAddressType: "IPV4_ONLY",
  },
  live: {
    Id: "fsmt-1",
    FileSystemId: "fs-1",
    SubnetId: "subnet-1",
    SecurityGroups: ["sg-1", "sg-2"],
    IpAddress: "10.0.0.7",
  },
  unchecked: { terraform: [], cloudformation: ["IpAddressType"] },
  attributes: {
    FileSystemId: "file_system_id",
    SubnetId: "subnet_id",
    SecurityGroups: "security_groups",
    IpAddress: "ip_address",
  },
  equivalents: [{ SecurityGroups: ["sg-2", "sg-1"] }],
  alsoDeclared: [{ format: "terraform", arguments: { file_system_id: "fs-1", subnet_id: "subnet-1" } }],
};

export const namedQuery: Sample = {
  type: "AWS::Athena::NamedQuery",
  terraform: {
    name: "orders-by-day",
    database: "shop",
    description: "of orders",
    query: "SELECT day, count(*) FROM orders GROUP BY day;\n",
    workgroup: "shop",
  },
  cloudformation: {
    Name: "orders-by-day",
    Database: "shop",
    Description: "of orders",
    QueryString: "SELECT day, count(*) FROM orders GROUP BY day;",
    WorkGroup: "shop",
  },
  live: {
    NamedQueryId: "1234abcd-12ab-34cd-56ef-1234567890ab",
    Name: "orders-by-day",
    Database: "shop",
    Description: "of orders",
    QueryString: "SELECT day, count(*) FROM orders GROUP BY day;",
    WorkGroup: "shop",
  },
  unchecked: { terraform: [], cloudformation: [] },
  attributes: {
    Name: "name",
    Database: "database",
    Description: "description",
    QueryString: "query",
    WorkGroup: "workgroup",
  },
  equivalents: [{ QueryString: "SELECT day, count(*) FROM orders GROUP BY day;\n" }],
  alsoDeclared: [],
};

const key = "1234abcd-12ab-34cd-56ef-1234567890ab";
const http = {
  HeaderParameters: { authorization: "hush" },
  PathParameterValues: ["orders"],
  QueryStringParameters: { shop: "main" },
};
const log = { Level: "INFO", IncludeExecutionData: ["ALL"] };

export const pipe: Sample = {
  type: "AWS::Pipes::Pipe",
  terraform: {
    name: "orders",
    description: "of orders",
    desired_state: "STOPPED",
    source: arn("sqs:@:orders"),
    source_parameters: [{ sqs_queue_parameters: [{ batch_size: 1 }] }],
    enrichment: arn("lambda:@:function:enrich"),
    enrichment_parameters: [
      {
        input_template: "<$.body>",
        http_parameters: [
          {
            header_parameters: { authorization: "hush" },
            path_parameter_values: ["orders"],
            query_string_parameters: { shop: "main" },
          },
        ],
      },
    ],
    target: arn("states:@:stateMachine:orders"),
    role_arn: arn("iam::111122223333:role/pipe"),
    kms_key_identifier: key,
    log_configuration: [
      {
        level: "INFO",
        include_execution_data: ["ALL"],
        cloudwatch_logs_log_destination: [{ log_group_arn: arn("logs:@:log-group:pipes:*") }],
        firehose_log_destination: [{ delivery_stream_arn: arn("firehose:@:deliverystream/pipes") }],
        s3_log_destination: [{ bucket_name: "logs", bucket_owner: "111122223333", prefix: "pipes/" }],
      },
    ],
    tags: tagMap,
  },
  cloudformation: {
    Name: "orders",
    Description: "of orders",
    DesiredState: "STOPPED",
    Source: arn("sqs:@:orders"),
    Enrichment: arn("lambda:@:function:enrich"),
    EnrichmentParameters: { InputTemplate: "<$.body>", HttpParameters: http },
    Target: arn("states:@:stateMachine:orders"),
    TargetParameters: { InputTemplate: "<$.body>" },
    RoleArn: arn("iam::111122223333:role/pipe"),
    KmsKeyIdentifier: arn(`kms:@:key/${key}`),
    LogConfiguration: {
      ...log,
      CloudwatchLogsLogDestination: { LogGroupArn: arn("logs:@:log-group:pipes") },
      FirehoseLogDestination: { DeliveryStreamArn: arn("firehose:@:deliverystream/pipes") },
      S3LogDestination: { BucketName: "logs", BucketOwner: "111122223333", Prefix: "pipes/" },
    },
    Tags: tagMap,
  },
  live: {
    Name: "orders",
    Arn: arn("pipes:@:pipe/orders"),
    Description: "of orders",
    DesiredState: "STOPPED",
    CurrentState: "STOPPED",
    Source: arn("sqs:@:orders"),
    Enrichment: arn("lambda:@:function:enrich"),
    EnrichmentParameters: { InputTemplate: "<$.body>", HttpParameters: http },
    Target: arn("states:@:stateMachine:orders"),
    RoleArn: arn("iam::111122223333:role/pipe"),
    KmsKeyIdentifier: arn(`kms:@:key/${key}`),
    LogConfiguration: {
      ...log,
      CloudwatchLogsLogDestination: { LogGroupArn: arn("logs:@:log-group:pipes") },
      FirehoseLogDestination: { DeliveryStreamArn: arn("firehose:@:deliverystream/pipes") },
      S3LogDestination: { BucketName: "logs", BucketOwner: "111122223333", OutputFormat: "json", Prefix: "pipes/" },
    },
    Tags: tagMap,
  },
  unchecked: { terraform: ["SourceParameters"], cloudformation: ["TargetParameters"] },
  attributes: {
    Name: "name",
    Description: "description",
    DesiredState: "desired_state",
    Source: "source",
    Enrichment: "enrichment",
    EnrichmentParameters: "enrichment_parameters",
    Target: "target",
    RoleArn: "role_arn",
    KmsKeyIdentifier: "kms_key_identifier",
    LogConfiguration: "log_configuration",
    Tags: "tags",
  },
  equivalents: [{ KmsKeyIdentifier: key, Tags: foreignTags }],
  alsoDeclared: [],
};
