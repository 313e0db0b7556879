import { sameLogGroup } from "./comparison/same-log-group.ts";
import { exact, kmsKey, neverRead, object, set, tags, whole } from "./comparison/rules.ts";
import { sameStructure } from "./comparison/same-value.ts";
import { arnIn, byName, computed, named } from "./identity.ts";
import { toProperties } from "./terraform/arguments.ts";
import type { Fields } from "./terraform/arguments.ts";
import { at, blockAt, tagsAt } from "./terraform/fields.ts";
import type { ResourceType } from "./type.ts";

const FIELDS: Fields = {
  name: at("Name"),
  name_prefix: null,
  description: at("Description"),
  desired_state: at("DesiredState"),
  source: at("Source"),
  source_parameters: at("SourceParameters"),
  enrichment: at("Enrichment"),
  enrichment_parameters: blockAt("EnrichmentParameters", {
    input_template: at("InputTemplate"),
    http_parameters: blockAt("HttpParameters", {
      header_parameters: at("HeaderParameters"),
      path_parameter_values: at("PathParameterValues"),
      query_string_parameters: at("QueryStringParameters"),
    }),
  }),
  target: at("Target"),
  target_parameters: at("TargetParameters"),
  role_arn: at("RoleArn"),
  kms_key_identifier: at("KmsKeyIdentifier"),
  log_configuration: blockAt("LogConfiguration", {
    level: at("Level"),
    include_execution_data: at("IncludeExecutionData"),
    cloudwatch_logs_log_destination: blockAt("CloudwatchLogsLogDestination", { log_group_arn: at("LogGroupArn") }),
    firehose_log_destination: blockAt("FirehoseLogDestination", { delivery_stream_arn: at("DeliveryStreamArn") }),
    s3_log_destination: blockAt("S3LogDestination", {
      bucket_name: at("BucketName"),
      bucket_owner: at("BucketOwner"),
      output_format: at("OutputFormat"),
      prefix: at("Prefix"),
    }),
  }),
  tags: tagsAt("Tags"),
};

/** Pipes of EventBridge. The identifier is the name. */
export const pipesPipe: ResourceType = {
  type: "AWS::Pipes::Pipe",
  noun: "pipe",
  terraform: {
    type: "aws_pipes_pipe",
    identity: (args) => named(args.entries.get("name"), byName),
    lookup: null,
    properties: (args) => toProperties(args, FIELDS),
    attribute: computed({
      id: ({ name }) => name,
      name: ({ name }) => name,
      arn: ({ name }, place) => arnIn(place, "pipes", `pipe/${name}`),
    }),
  },
  cloudformation: {
    identity: (properties) => named(properties.entries.get("Name"), byName),
    attribute: computed({
      Ref: ({ name }) => name,
      Arn: ({ name }, place) => arnIn(place, "pipes", `pipe/${name}`),
    }),
  },
  fromArn: ({ service, resource }) => {
    const name = /^pipe\/([^/]+)$/.exec(resource)?.[1];
    return service === "pipes" && name !== undefined ? byName(name) : undefined;
  },
  read: { api: "cloudcontrol:GetResource", actions: ["cloudformation:GetResource", "pipes:DescribePipe"] },
  list: { actions: ["cloudformation:ListResources", "pipes:ListPipes"] },
  nameOf: (identifier) => identifier,
  properties: new Map([
    ["Name", exact()],
    ["Description", exact({ default: { terraform: "Managed by Terraform", cloudformation: "", live: "" } })],
    ["DesiredState", exact({ absentIs: "RUNNING" })],
    ["Source", exact()],
    ["SourceParameters", neverRead()],
    ["Enrichment", exact({ absentIs: "" })],
    ["EnrichmentParameters", object()],
    ["EnrichmentParameters/InputTemplate", exact({ absentIs: "" })],
    ["EnrichmentParameters/HttpParameters", whole(sameStructure, { sensitive: true })],
    ["Target", exact()],
    ["TargetParameters", neverRead()],
    ["RoleArn", exact()],
    ["KmsKeyIdentifier", kmsKey({ absentIs: "" })],
    ["LogConfiguration", object()],
    ["LogConfiguration/Level", exact({ absentIs: "OFF" })],
    ["LogConfiguration/IncludeExecutionData", set()],
    ["LogConfiguration/CloudwatchLogsLogDestination", object()],
    ["LogConfiguration/CloudwatchLogsLogDestination/LogGroupArn", whole(sameLogGroup)],
    ["LogConfiguration/FirehoseLogDestination", object()],
    ["LogConfiguration/FirehoseLogDestination/DeliveryStreamArn", exact()],
    ["LogConfiguration/S3LogDestination", object()],
    ["LogConfiguration/S3LogDestination/BucketName", exact()],
    ["LogConfiguration/S3LogDestination/BucketOwner", exact()],
    ["LogConfiguration/S3LogDestination/OutputFormat", exact({ absentIs: "json" })],
    ["LogConfiguration/S3LogDestination/Prefix", exact({ absentIs: "" })],
    ["Tags", tags()],
  ]),
};
