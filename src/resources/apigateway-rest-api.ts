import { LIST, READ } from "./apigateway/arguments.ts";
import { boolean, exact, neverRead, number, object, set, tags, whole } from "./comparison/rules.ts";
import { byName, computed, lookedUp, named, naturalKey } from "./identity.ts";
import type { Place } from "../model/target.ts";
import { known } from "../model/value.ts";
import type { Value } from "../model/value.ts";
import { samePolicy } from "./comparison/same-policy.ts";
import type { Sameness } from "./comparison/sameness.ts";
import { valueOfJsonText } from "./json-value.ts";
import { toProperties } from "./terraform/arguments.ts";
import type { Fields } from "./terraform/arguments.ts";
import { at, blockAt, jsonAt, tagsAt } from "./terraform/fields.ts";
import type { ResourceType } from "./type.ts";

const FIELDS: Fields = {
  name: at("Name"),
  description: at("Description"),
  api_key_source: at("ApiKeySourceType"),
  binary_media_types: at("BinaryMediaTypes"),
  minimum_compression_size: at("MinimumCompressionSize"),
  disable_execute_api_endpoint: at("DisableExecuteApiEndpoint"),
  policy: jsonAt("Policy"),
  body: at("Body"),
  put_rest_api_mode: null,
  fail_on_warnings: null,
  parameters: at("Parameters"),
  endpoint_configuration: blockAt("EndpointConfiguration", {
    types: at("Types"),
    vpc_endpoint_ids: at("VpcEndpointIds"),
    ip_address_type: at("IpAddressType"),
  }),
  tags: tagsAt("Tags"),
};

function byNaturalName(name: string) {
  return naturalKey({ Name: known(name) }, name);
}

/** REST APIs. The identifier is the id that AWS makes up; names are not unique, and can be changed. */
export const apiGatewayRestApi: ResourceType = {
  type: "AWS::ApiGateway::RestApi",
  noun: "REST API",
  terraform: {
    type: "aws_api_gateway_rest_api",
    identity: (args) => named(args.entries.get("name"), byNaturalName),
    lookup: (args) => lookedUp(args, "name", byNaturalName),
    properties: (args) => toProperties(args, FIELDS),
    attribute: computed({
      id: ({ identifier }) => identifier,
      arn: ({ identifier }, { partition, region }) => `arn:${partition}:apigateway:${region}::/restapis/${identifier}`,
      execution_arn: ({ identifier }, { partition, region, account }) =>
        `arn:${partition}:execute-api:${region}:${account}:${identifier}`,
    }),
    reads: { root_resource_id: "RootResourceId" },
  },
  cloudformation: {
    identity: () => ({ kind: "generated" }),
    attribute: computed({ Ref: ({ identifier }) => identifier, RestApiId: ({ identifier }) => identifier }),
  },
  fromArn: ({ service, resource }) => {
    const id = /^\/restapis\/([^/]+)$/.exec(resource)?.[1];
    return service === "apigateway" && id !== undefined ? byName(id) : undefined;
  },
  read: READ,
  finder: { api: "cloudcontrol:ListResources", ...LIST, isUnique: false },
  nameOf: (identifier) => identifier,
  properties: new Map([
    ["Name", exact()],
    ["Description", exact({ absentIs: "" })],
    ["ApiKeySourceType", exact({ absentIs: "HEADER" })],
    ["BinaryMediaTypes", set()],
    ["MinimumCompressionSize", number({ absentIs: -1 })],
    ["DisableExecuteApiEndpoint", boolean({ absentIs: false })],
    ["Policy", whole(samePolicyOfApi, { absentIs: "" })],
    ["EndpointConfiguration", object()],
    ["EndpointConfiguration/Types", set()],
    ["EndpointConfiguration/VpcEndpointIds", set()],
    ["EndpointConfiguration/IpAddressType", exact()],
    ["Body", neverRead()],
    ["BodyS3Location", neverRead()],
    ["CloneFrom", neverRead()],
    ["FailOnWarnings", neverRead()],
    ["Mode", neverRead()],
    ["Parameters", neverRead()],
    ["Tags", tags()],
  ]),
};

/**
 * A resource policy, in which API Gateway puts the API's whole ARN for `execute-api:/`
 * (https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-resource-policies-create-attach.html).
 */
function samePolicyOfApi(declared: Value, live: Value, place: Place): Sameness {
  return samePolicy(withShortArns(valueOfJsonText(declared)), withShortArns(valueOfJsonText(live)), place);
}

function withShortArns(value: Value): Value {
  if (value.kind === "list") return { ...value, items: value.items.map(withShortArns) };
  if (value.kind === "map") {
    return { ...value, entries: new Map([...value.entries].map(([key, own]) => [key, withShortArns(own)])) };
  }
  if (value.kind !== "known" || typeof value.value !== "string") return value;
  return { ...value, value: value.value.replace(/^arn:[^:]+:execute-api:[^:]*:[^:]*:[^/]+\//, "execute-api:/") };
}
