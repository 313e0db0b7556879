import {
  boolean,
  exact,
  functionName,
  keyed,
  kmsKey,
  number,
  object,
  readWith,
  set,
  tags,
  whole,
} from "./comparison/rules.ts";
import { sameJson } from "./comparison/same-json.ts";
import { entryOf } from "./comparison/node.ts";
import { sameStructure } from "./comparison/same-value.ts";
import { sameInAnyOrder } from "./comparison/sameness.ts";
import type { Same } from "./comparison/rules.ts";
import { computed } from "./identity.ts";
import { toProperties } from "./terraform/arguments.ts";
import type { Fields } from "./terraform/arguments.ts";
import { at, blockAt, blocksAt, tagsAt } from "./terraform/fields.ts";
import type { ResourceType } from "./type.ts";

const FIELDS: Fields = {
  event_source_arn: at("EventSourceArn"),
  function_name: at("FunctionName"),
  enabled: at("Enabled"),
  batch_size: at("BatchSize"),
  maximum_batching_window_in_seconds: at("MaximumBatchingWindowInSeconds"),
  maximum_record_age_in_seconds: at("MaximumRecordAgeInSeconds"),
  maximum_retry_attempts: at("MaximumRetryAttempts"),
  parallelization_factor: at("ParallelizationFactor"),
  bisect_batch_on_function_error: at("BisectBatchOnFunctionError"),
  tumbling_window_in_seconds: at("TumblingWindowInSeconds"),
  starting_position: at("StartingPosition"),
  function_response_types: at("FunctionResponseTypes"),
  kms_key_arn: at("KmsKeyArn"),
  topics: at("Topics"),
  queues: at("Queues"),
  filter_criteria: blockAt("FilterCriteria", { filter: blocksAt("Filters", { pattern: at("Pattern") }) }),
  destination_config: blockAt("DestinationConfig", {
    on_failure: blockAt("OnFailure", { destination_arn: at("Destination") }),
  }),
  scaling_config: blockAt("ScalingConfig", { maximum_concurrency: at("MaximumConcurrency") }),
  source_access_configuration: blocksAt("SourceAccessConfigurations", { type: at("Type"), uri: at("URI") }),
  tags: tagsAt("Tags"),
};

/** Patterns in any order, each by content. */
const sameFilters: Same = (declared, live) => {
  if (declared.kind !== "list" || live.kind !== "list") return sameStructure(declared, live);
  return sameInAnyOrder(declared.items, live.items, (left, right) => {
    const [one, other] = [entryOf(left, "Pattern"), entryOf(right, "Pattern")];
    return one && other ? sameJson(one, other) : sameStructure(left, right);
  });
};

/**
 * What calls a Lambda function with the messages of a queue or stream. AWS makes the identifier up.
 * Defaults: https://docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html
 */
export const lambdaEventSourceMapping: ResourceType = {
  type: "AWS::Lambda::EventSourceMapping",
  noun: "event source mapping",
  terraform: {
    type: "aws_lambda_event_source_mapping",
    identity: () => ({ kind: "generated" }),
    lookup: null,
    properties: (args) => toProperties(args, FIELDS),
    attribute: computed({ id: ({ identifier }) => identifier, uuid: ({ identifier }) => identifier }),
  },
  cloudformation: {
    identity: () => ({ kind: "generated" }),
    attribute: computed({ Ref: ({ identifier }) => identifier, Id: ({ identifier }) => identifier }),
  },
  fromArn: () => undefined,
  read: {
    api: "cloudcontrol:GetResource",
    actions: ["cloudformation:GetResource", "lambda:GetEventSourceMapping", "lambda:ListTags"],
  },
  nameOf: (identifier) => identifier,
  properties: new Map([
    ["EventSourceArn", exact()],
    ["FunctionName", functionName()],
    ["Enabled", boolean({ absentIs: true })],
    ["BatchSize", number()],
    ["MaximumBatchingWindowInSeconds", number({ absentIs: 0 })],
    ["MaximumRecordAgeInSeconds", number({ absentIs: -1 })],
    ["MaximumRetryAttempts", number({ absentIs: -1 })],
    ["ParallelizationFactor", number({ absentIs: 1 })],
    ["BisectBatchOnFunctionError", boolean({ absentIs: false })],
    ["TumblingWindowInSeconds", number({ absentIs: 0 })],
    ["StartingPosition", exact()],
    ["FunctionResponseTypes", set()],
    ["KmsKeyArn", kmsKey({ absentIs: "" })],
    ["Topics", set()],
    ["Queues", set()],
    ["FilterCriteria", object()],
    ["FilterCriteria/Filters", whole(sameFilters)],
    ["DestinationConfig", object()],
    ["DestinationConfig/OnFailure", object()],
    ["DestinationConfig/OnFailure/Destination", exact({ absentIs: "" })],
    ["ScalingConfig", object()],
    ["ScalingConfig/MaximumConcurrency", number()],
    ["SourceAccessConfigurations", keyed("Type")],
    ["SourceAccessConfigurations/*/URI", exact()],
    ["Tags", tags(readWith("lambda:ListTags"))],
  ]),
};
