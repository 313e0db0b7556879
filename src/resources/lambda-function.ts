import type { Identity } from "../model/declared.ts";
import type { Place } from "../model/target.ts";
import {
  boolean,
  exact,
  functionName,
  kmsKey,
  mapOf,
  neverRead,
  number,
  object,
  readWith,
  set,
  tags,
} from "./comparison/rules.ts";
import { functionNameOf } from "./comparison/same-reference.ts";
import { arnIn, byName, computed, lookedUp, named, unidentified } from "./identity.ts";
import { toProperties } from "./terraform/arguments.ts";
import type { Fields } from "./terraform/arguments.ts";
import { at, blockAt, blocksAt, tagsAt } from "./terraform/fields.ts";
import type { ResourceType } from "./type.ts";

const FIELDS: Fields = {
  function_name: at("FunctionName"),
  handler: at("Handler"),
  runtime: at("Runtime"),
  memory_size: at("MemorySize"),
  timeout: at("Timeout"),
  role: at("Role"),
  description: at("Description"),
  architectures: at("Architectures"),
  layers: at("Layers"),
  kms_key_arn: at("KmsKeyArn"),
  package_type: at("PackageType"),
  reserved_concurrent_executions: at("ReservedConcurrentExecutions"),
  code_signing_config_arn: at("CodeSigningConfigArn"),
  environment: blockAt("Environment", { variables: at("Variables") }),
  vpc_config: blockAt("VpcConfig", {
    subnet_ids: at("SubnetIds"),
    security_group_ids: at("SecurityGroupIds"),
    ipv6_allowed_for_dual_stack: at("Ipv6AllowedForDualStack"),
  }),
  dead_letter_config: blockAt("DeadLetterConfig", { target_arn: at("TargetArn") }),
  tracing_config: blockAt("TracingConfig", { mode: at("Mode") }),
  ephemeral_storage: blockAt("EphemeralStorage", { size: at("Size") }),
  image_config: blockAt("ImageConfig", {
    command: at("Command"),
    entry_point: at("EntryPoint"),
    working_directory: at("WorkingDirectory"),
  }),
  logging_config: blockAt("LoggingConfig", {
    application_log_level: at("ApplicationLogLevel"),
    log_format: at("LogFormat"),
    log_group: at("LogGroup"),
    system_log_level: at("SystemLogLevel"),
  }),
  file_system_config: blocksAt("FileSystemConfigs", { arn: at("Arn"), local_mount_path: at("LocalMountPath") }),
  snap_start: blockAt("SnapStart", { apply_on: at("ApplyOn") }),
  image_uri: at("Code/ImageUri"),
  s3_bucket: at("Code/S3Bucket"),
  s3_key: at("Code/S3Key"),
  s3_object_version: at("Code/S3ObjectVersion"),
  source_kms_key_arn: at("Code/SourceKMSKeyArn"),
  filename: null,
  source_code_hash: null,
  code_sha256: null,
  publish: null,
  publish_to: null,
  skip_destroy: null,
  replace_security_groups_on_destroy: null,
  replacement_security_group_ids: null,
  tags: tagsAt("Tags"),
};

/**
 * Lambda functions. Their name may be written as an ARN, also where it is declared.
 * Defaults: https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html
 */
export const lambdaFunction: ResourceType = {
  type: "AWS::Lambda::Function",
  noun: "function",
  terraform: {
    type: "aws_lambda_function",
    identity: (args) => named(args.entries.get("function_name"), functionBy),
    lookup: (args) => lookedUp(args, "function_name", lookedUpFunction),
    lookupArns: { arguments: ["function_name"], ofOthers: true },
    properties: (args) => toProperties(args, FIELDS),
    attribute: computed({
      id: ({ name }) => name,
      function_name: ({ name }) => name,
      arn: ({ name }, place) => functionArn(place, name),
      invoke_arn: ({ name }, place) => invokeArn(place, name),
    }),
  },
  cloudformation: {
    identity: (properties) => named(properties.entries.get("FunctionName"), functionBy),
    attribute: computed({ Ref: ({ name }) => name, Arn: ({ name }, place) => functionArn(place, name) }),
  },
  // A version or an alias is a resource of its own: the function alone does not prove it.
  fromArn: (arn) => {
    const name = arn.service === "lambda" ? /^function:([^:]+)(?::\$LATEST)?$/.exec(arn.resource)?.[1] : undefined;
    return name === undefined ? undefined : byName(name);
  },
  read: {
    api: "cloudcontrol:GetResource",
    actions: [
      "cloudformation:GetResource",
      "lambda:GetFunction",
      "lambda:GetFunctionCodeSigningConfig",
      "lambda:GetFunctionRecursionConfig",
      "lambda:GetRuntimeManagementConfig",
      "lambda:GetFunctionScalingConfig",
      "lambda:ListTags",
    ],
  },
  list: { actions: ["cloudformation:ListResources", "lambda:ListFunctions"] },
  nameOf: (identifier) => identifier,
  properties: new Map([
    ["FunctionName", functionName()],
    ["Handler", exact()],
    ["Runtime", exact()],
    ["MemorySize", number({ absentIs: 128 })],
    ["Timeout", number({ absentIs: 3 })],
    ["Role", exact()],
    ["Description", exact({ absentIs: "" })],
    ["Architectures", exact({ absentIs: ["x86_64"] })],
    ["Layers", exact({ absentIs: [] })],
    ["KmsKeyArn", kmsKey({ absentIs: "" })],
    ["PackageType", exact({ absentIs: "Zip" })],
    // The provider writes -1 for unreserved, which AWS and CloudFormation say by leaving it out.
    ["ReservedConcurrentExecutions", number({ absentIs: -1 })],
    ["CodeSigningConfigArn", exact({ absentIs: "", ...readWith("lambda:GetFunctionCodeSigningConfig") })],
    ["RecursiveLoop", exact({ absentIs: "Terminate", ...readWith("lambda:GetFunctionRecursionConfig") })],
    ["RuntimeManagementConfig", object(readWith("lambda:GetRuntimeManagementConfig"))],
    ["RuntimeManagementConfig/UpdateRuntimeOn", exact({ absentIs: "Auto" })],
    ["RuntimeManagementConfig/RuntimeVersionArn", exact({ absentIs: "" })],
    ["Environment", object()],
    ["Environment/Variables", mapOf()],
    ["Environment/Variables/*", exact({ sensitive: true })],
    ["VpcConfig", object()],
    ["VpcConfig/SubnetIds", set()],
    ["VpcConfig/SecurityGroupIds", set()],
    ["VpcConfig/Ipv6AllowedForDualStack", boolean({ absentIs: false })],
    ["DeadLetterConfig", object()],
    ["DeadLetterConfig/TargetArn", exact({ absentIs: "" })],
    ["TracingConfig", object()],
    ["TracingConfig/Mode", exact({ absentIs: "PassThrough" })],
    ["EphemeralStorage", object()],
    ["EphemeralStorage/Size", number({ absentIs: 512 })],
    ["ImageConfig", object()],
    ["ImageConfig/Command", exact({ absentIs: [] })],
    ["ImageConfig/EntryPoint", exact({ absentIs: [] })],
    ["ImageConfig/WorkingDirectory", exact({ absentIs: "" })],
    ["LoggingConfig", object()],
    ["LoggingConfig/LogFormat", exact({ absentIs: "Text" })],
    ["LoggingConfig/LogGroup", exact()],
    ["LoggingConfig/ApplicationLogLevel", exact({ absentIs: "" })],
    ["LoggingConfig/SystemLogLevel", exact({ absentIs: "" })],
    ["FileSystemConfigs", exact({ absentIs: [] })],
    ["Code", neverRead()],
    ["SnapStart", neverRead()],
    // "Lambda returns tag data only if you have explicit allow permissions for lambda:ListTags."
    // https://docs.aws.amazon.com/lambda/latest/api/API_GetFunction.html
    ["Tags", tags(readWith("lambda:ListTags"))],
  ]),
};

function functionBy(nameOrArn: string): Identity {
  return byName(functionNameOf(nameOrArn));
}

/** A partial ARN names an account and no region; the function's version or alias is a resource of its own. */
function lookedUpFunction(text: string): Identity {
  return text.includes(":") ? unidentified(`\`${text}\` is more than the function's name`) : functionBy(text);
}

function functionArn(place: Place, name: string): string {
  return arnIn(place, "lambda", `function:${name}`);
}

/** https://docs.aws.amazon.com/apigateway/latest/api/API_Integration.html#apigw-Type-Integration-uri */
function invokeArn(place: Place, name: string): string {
  const path = `path/2015-03-31/functions/${functionArn(place, name)}/invocations`;
  return `arn:${place.partition}:apigateway:${place.region}:lambda:${path}`;
}
