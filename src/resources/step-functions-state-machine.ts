import type { Identity } from "../model/declared.ts";
import type { Place } from "../model/target.ts";
import { list, map } from "../model/value.ts";
import { formatArn } from "./arn.ts";
import { boolean, exact, kmsKey, neverRead, number, object, readWith, tags, whole } from "./comparison/rules.ts";
import { sameDefinition } from "./comparison/same-definition.ts";
import { arnIn, computed, lookedUp, named } from "./identity.ts";
import { spelled, toProperties } from "./terraform/arguments.ts";
import type { Field, Fields } from "./terraform/arguments.ts";
import { at, blockAt, originOf, tagsAt } from "./terraform/fields.ts";
import type { ResourceType } from "./type.ts";

/** The provider has one destination where Step Functions has a list of them. */
const logDestination: Field = (value, attribute, put) => {
  if (value.kind === "known" && value.value === "") return;
  const group = map(new Map([["LogGroupArn", spelled(value, attribute)]]));
  put("Destinations", list([map(new Map([["CloudWatchLogsLogGroup", group]]))], { ...originOf(value), attribute }));
};

const FIELDS: Fields = {
  name: at("StateMachineName"),
  name_prefix: null,
  definition: at("DefinitionString"),
  role_arn: at("RoleArn"),
  type: at("StateMachineType"),
  logging_configuration: blockAt("LoggingConfiguration", {
    include_execution_data: at("IncludeExecutionData"),
    level: at("Level"),
    log_destination: logDestination,
  }),
  tracing_configuration: blockAt("TracingConfiguration", { enabled: at("Enabled") }),
  encryption_configuration: blockAt("EncryptionConfiguration", {
    kms_data_key_reuse_period_seconds: at("KmsDataKeyReusePeriodSeconds"),
    kms_key_id: at("KmsKeyId"),
    type: at("Type"),
  }),
  publish: null,
  version_description: null,
  tags: tagsAt("Tags"),
};

/**
 * Step Functions state machines. The identifier is the ARN; a version or an alias of one is a resource of its own.
 * Defaults: https://docs.aws.amazon.com/step-functions/latest/apireference/API_CreateStateMachine.html
 */
export const stepFunctionsStateMachine: ResourceType = {
  type: "AWS::StepFunctions::StateMachine",
  noun: "state machine",
  terraform: {
    type: "aws_sfn_state_machine",
    identity: (args, place) => named(args.entries.get("name"), (name) => machineIn(place, name)),
    lookup: (args, place) => lookedUp(args, "name", (name) => machineIn(place, name)),
    properties: (args) => toProperties(args, FIELDS),
    attribute: computed({
      id: ({ identifier }) => identifier,
      arn: ({ identifier }) => identifier,
      name: ({ name }) => name,
    }),
  },
  cloudformation: {
    identity: (properties, place) => {
      return named(properties.entries.get("StateMachineName"), (name) => machineIn(place, name));
    },
    attribute: computed({
      Ref: ({ identifier }) => identifier,
      Arn: ({ identifier }) => identifier,
      Name: ({ name }) => name,
    }),
  },
  fromArn: (arn) => {
    const name = arn.service === "states" ? /^stateMachine:([^:/]+)$/.exec(arn.resource)?.[1] : undefined;
    return name === undefined ? undefined : { kind: "identifier", identifier: formatArn(arn), name };
  },
  read: {
    api: "cloudcontrol:GetResource",
    actions: ["cloudformation:GetResource", "states:DescribeStateMachine", "states:ListTagsForResource"],
  },
  list: { actions: ["cloudformation:ListResources", "states:ListStateMachines"] },
  nameOf: (identifier) => identifier.split(":").at(-1) ?? identifier,
  properties: new Map([
    ["StateMachineName", exact()],
    [
      "DefinitionString",
      whole(sameDefinition, {
        unobservable: "what is put in for its placeholders is not compared, and the rest is the same",
      }),
    ],
    ["Definition", neverRead("reads return it as text, in `DefinitionString`")],
    ["DefinitionS3Location", neverRead()],
    ["DefinitionSubstitutions", neverRead()],
    ["RoleArn", exact()],
    ["StateMachineType", exact({ absentIs: "STANDARD" })],
    ["LoggingConfiguration", object()],
    ["LoggingConfiguration/IncludeExecutionData", boolean({ absentIs: false })],
    ["LoggingConfiguration/Level", exact({ absentIs: "OFF" })],
    ["LoggingConfiguration/Destinations", exact({ absentIs: [] })],
    ["TracingConfiguration", object()],
    ["TracingConfiguration/Enabled", boolean({ absentIs: false })],
    ["EncryptionConfiguration", object()],
    ["EncryptionConfiguration/Type", exact({ absentIs: "AWS_OWNED_KEY" })],
    ["EncryptionConfiguration/KmsKeyId", kmsKey({ absentIs: "" })],
    ["EncryptionConfiguration/KmsDataKeyReusePeriodSeconds", number({ absentIs: 300 })],
    ["Tags", tags(readWith("states:ListTagsForResource"))],
  ]),
};

function machineIn(place: Place, name: string): Identity {
  return { kind: "identifier", identifier: arnIn(place, "states", `stateMachine:${name}`), name };
}
