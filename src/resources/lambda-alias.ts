import type { Identity } from "../model/declared.ts";
import type { Place } from "../model/target.ts";
import type { MapValue } from "../model/value.ts";
import { exact, functionName, keyed, number, object, readWith } from "./comparison/rules.ts";
import { functionNameOf } from "./comparison/same-reference.ts";
import { arnIn, computed, named } from "./identity.ts";
import { toProperties } from "./terraform/arguments.ts";
import type { Fields } from "./terraform/arguments.ts";
import { at, blockAt, pairsAt } from "./terraform/fields.ts";
import type { ResourceType } from "./type.ts";

const FIELDS: Fields = {
  name: at("Name"),
  description: at("Description"),
  function_name: at("FunctionName"),
  function_version: at("FunctionVersion"),
  routing_config: blockAt("RoutingConfig", {
    additional_version_weights: pairsAt("AdditionalVersionWeights", "FunctionVersion", "FunctionWeight"),
  }),
};

/** Aliases of Lambda functions. The identifier is the ARN. */
export const lambdaAlias: ResourceType = {
  type: "AWS::Lambda::Alias",
  noun: "alias",
  terraform: {
    type: "aws_lambda_alias",
    identity: (args, place) => aliasBy(args, "function_name", "name", place),
    lookup: null,
    properties: (args) => toProperties(args, FIELDS),
    attribute: computed({
      id: ({ identifier }) => identifier,
      arn: ({ identifier }) => identifier,
      name: ({ name }) => name,
      // https://docs.aws.amazon.com/apigateway/latest/api/API_Integration.html
      invoke_arn: ({ identifier }, { partition, region }) =>
        `arn:${partition}:apigateway:${region}:lambda:path/2015-03-31/functions/${identifier}/invocations`,
    }),
  },
  cloudformation: {
    identity: (properties, place) => {
      const identity = aliasBy(properties, "FunctionName", "Name", place);
      // The function's name may be known only to the stack, whose physical id is the ARN.
      return identity.kind === "unresolved" ? { kind: "generated" } : identity;
    },
    attribute: computed({ Ref: ({ identifier }) => identifier, AliasArn: ({ identifier }) => identifier }),
  },
  fromArn: () => undefined,
  read: {
    api: "cloudcontrol:GetResource",
    actions: ["cloudformation:GetResource", "lambda:GetAlias", "lambda:GetProvisionedConcurrencyConfig"],
  },
  nameOf: (identifier) => identifier.split(":").at(-1) ?? identifier,
  properties: new Map([
    ["Name", exact()],
    ["FunctionName", functionName()],
    ["FunctionVersion", exact()],
    ["Description", exact({ absentIs: "" })],
    ["RoutingConfig", object()],
    ["RoutingConfig/AdditionalVersionWeights", keyed("FunctionVersion")],
    ["RoutingConfig/AdditionalVersionWeights/*/FunctionWeight", number()],
    ["ProvisionedConcurrencyConfig", object(readWith("lambda:GetProvisionedConcurrencyConfig"))],
    ["ProvisionedConcurrencyConfig/ProvisionedConcurrentExecutions", number()],
  ]),
};

function aliasBy({ entries }: MapValue, functionKey: string, nameKey: string, place: Place): Identity {
  return named(entries.get(nameKey), (name) =>
    named(entries.get(functionKey), (text) => ({
      kind: "identifier",
      identifier: arnIn(place, "lambda", `function:${functionNameOf(text)}:${name}`),
      name,
    })),
  );
}
