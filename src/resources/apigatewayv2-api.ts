import { LIST, READ } from "./apigateway/arguments.ts";
import { sameNames } from "./apigateway/same-names.ts";
import { boolean, exact, ifReturned, neverRead, number, object, tags, whole } from "./comparison/rules.ts";
import { byName, computed, lookedUp, named, naturalKey } from "./identity.ts";
import { known } from "../model/value.ts";
import { toProperties } from "./terraform/arguments.ts";
import type { Fields } from "./terraform/arguments.ts";
import { at, blockAt, tagsAt } from "./terraform/fields.ts";
import type { ResourceType } from "./type.ts";

const FIELDS: Fields = {
  name: at("Name"),
  protocol_type: at("ProtocolType"),
  description: at("Description"),
  version: at("Version"),
  route_selection_expression: at("RouteSelectionExpression"),
  api_key_selection_expression: at("ApiKeySelectionExpression"),
  disable_execute_api_endpoint: at("DisableExecuteApiEndpoint"),
  ip_address_type: at("IpAddressType"),
  body: at("Body"),
  credentials_arn: at("CredentialsArn"),
  route_key: at("RouteKey"),
  target: at("Target"),
  fail_on_warnings: null,
  cors_configuration: blockAt("CorsConfiguration", {
    allow_credentials: at("AllowCredentials"),
    allow_headers: at("AllowHeaders"),
    allow_methods: at("AllowMethods"),
    allow_origins: at("AllowOrigins"),
    expose_headers: at("ExposeHeaders"),
    max_age: at("MaxAge"),
  }),
  tags: tagsAt("Tags"),
};

const ofImports = neverRead("only creating or importing the API takes it");

/** HTTP and WebSocket APIs. The identifier is the id that AWS makes up; names are not unique, and can be changed. */
export const apiGatewayV2Api: ResourceType = {
  type: "AWS::ApiGatewayV2::Api",
  noun: "API",
  terraform: {
    type: "aws_apigatewayv2_api",
    identity: (args) => named(args.entries.get("name"), (name) => naturalKey({ Name: known(name) }, name)),
    lookup: (args) => lookedUp(args, "api_id", byName),
    properties: (args) => toProperties(args, FIELDS),
    attribute: computed({
      id: ({ identifier }) => identifier,
      arn: ({ identifier }, { partition, region }) => `arn:${partition}:apigateway:${region}::/apis/${identifier}`,
      execution_arn: ({ identifier }, { partition, region, account }) =>
        `arn:${partition}:execute-api:${region}:${account}:${identifier}`,
    }),
    reads: { api_endpoint: "ApiEndpoint" },
  },
  cloudformation: {
    identity: () => ({ kind: "generated" }),
    attribute: computed({ Ref: ({ identifier }) => identifier, ApiId: ({ identifier }) => identifier }),
  },
  fromArn: ({ service, resource }) => {
    const id = /^\/apis\/([^/]+)$/.exec(resource)?.[1];
    return service === "apigateway" && id !== undefined ? byName(id) : undefined;
  },
  // Its schema has `s3:getObject` too, which only an import takes: no read is to open every object.
  read: READ,
  finder: { api: "cloudcontrol:ListResources", ...LIST, isUnique: false },
  nameOf: (identifier) => identifier,
  properties: new Map([
    ["Name", exact()],
    ["ProtocolType", exact()],
    ["Description", exact({ absentIs: "" })],
    ["Version", exact({ absentIs: "" })],
    ["RouteSelectionExpression", exact({ absentIs: "$request.method $request.path" })],
    ["ApiKeySelectionExpression", exact({ absentIs: "$request.header.x-api-key" })],
    ["DisableExecuteApiEndpoint", boolean({ absentIs: false })],
    ["IpAddressType", exact(ifReturned())],
    ["CorsConfiguration", object()],
    ["CorsConfiguration/AllowCredentials", boolean({ absentIs: false })],
    ["CorsConfiguration/AllowHeaders", whole(sameNames, { absentIs: [] })],
    ["CorsConfiguration/AllowMethods", whole(sameNames, { absentIs: [] })],
    ["CorsConfiguration/AllowOrigins", whole(sameNames, { absentIs: [] })],
    ["CorsConfiguration/ExposeHeaders", whole(sameNames, { absentIs: [] })],
    ["CorsConfiguration/MaxAge", number({ absentIs: 0 })],
    ["Body", ofImports],
    ["BodyS3Location", ofImports],
    ["BasePath", ofImports],
    ["CredentialsArn", ofImports],
    ["RouteKey", ofImports],
    ["Target", ofImports],
    ["FailOnWarnings", ofImports],
    ["DisableSchemaValidation", ofImports],
    ["Tags", tags()],
  ]),
};
