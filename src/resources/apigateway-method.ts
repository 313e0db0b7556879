import { READ } from "./apigateway/arguments.ts";
import { byMethod, integration } from "./apigateway/integration.ts";
import { boolean, exact, ifReturned, keyed, mapOf, number, object, set } from "./comparison/rules.ts";
import { toProperties } from "./terraform/arguments.ts";
import type { Fields } from "./terraform/arguments.ts";
import { at } from "./terraform/fields.ts";
import type { ResourceType } from "./type.ts";

const FIELDS: Fields = {
  rest_api_id: at("RestApiId"),
  resource_id: at("ResourceId"),
  http_method: at("HttpMethod"),
  authorization: at("AuthorizationType"),
  authorizer_id: at("AuthorizerId"),
  authorization_scopes: at("AuthorizationScopes"),
  api_key_required: at("ApiKeyRequired"),
  operation_name: at("OperationName"),
  request_models: at("RequestModels"),
  request_validator_id: at("RequestValidatorId"),
  request_parameters: at("RequestParameters"),
};

/** Methods of an API's resources. The identifier is `RestApiId|ResourceId|HttpMethod`. */
export const apiGatewayMethod: ResourceType = {
  type: "AWS::ApiGateway::Method",
  noun: "API method",
  terraform: {
    type: "aws_api_gateway_method",
    identity: (args) => byMethod(args, ["rest_api_id", "resource_id", "http_method"]),
    lookup: null,
    properties: (args) => toProperties(args, FIELDS),
    attribute: () => undefined,
  },
  alsoTerraform: [integration],
  cloudformation: {
    identity: (properties) => byMethod(properties, ["RestApiId", "ResourceId", "HttpMethod"]),
    attribute: () => undefined,
  },
  fromArn: () => undefined,
  composed: ({ RestApiId = "", ResourceId = "", HttpMethod = "" }) => [RestApiId, ResourceId, HttpMethod].join("|"),
  read: READ,
  nameOf: (identifier) => identifier.split("|").at(-1) ?? identifier,
  properties: new Map([
    ["RestApiId", exact()],
    ["ResourceId", exact()],
    ["HttpMethod", exact()],
    ["AuthorizationType", exact({ absentIs: "NONE" })],
    ["AuthorizerId", exact({ absentIs: "" })],
    ["AuthorizationScopes", set()],
    ["ApiKeyRequired", boolean({ absentIs: false })],
    ["OperationName", exact({ absentIs: "" })],
    ["RequestModels", mapOf()],
    ["RequestValidatorId", exact({ absentIs: "" })],
    ["RequestParameters", mapOf()],
    ["MethodResponses", keyed("StatusCode")],
    ["MethodResponses/*/StatusCode", exact()],
    ["MethodResponses/*/ResponseModels", mapOf()],
    ["MethodResponses/*/ResponseParameters", mapOf()],
    ["Integration", object()],
    // AWS and the provider write the type of an integration in capitals.
    ["Integration/Type", exact()],
    ["Integration/Uri", exact({ absentIs: "" })],
    ["Integration/IntegrationHttpMethod", exact({ absentIs: "" })],
    ["Integration/ConnectionType", exact({ absentIs: "INTERNET" })],
    ["Integration/ConnectionId", exact({ absentIs: "" })],
    ["Integration/Credentials", exact({ absentIs: "" })],
    ["Integration/ContentHandling", exact({ absentIs: "" })],
    ["Integration/PassthroughBehavior", exact({ absentIs: "WHEN_NO_MATCH" })],
    ["Integration/RequestParameters", mapOf()],
    ["Integration/RequestTemplates", mapOf()],
    ["Integration/TimeoutInMillis", number({ absentIs: 29_000 })],
    ["Integration/CacheKeyParameters", set()],
    // The id of the resource, where none is given.
    ["Integration/CacheNamespace", exact(ifReturned())],
    ["Integration/IntegrationResponses", keyed("StatusCode")],
    ["Integration/IntegrationResponses/*/StatusCode", exact()],
    ["Integration/IntegrationResponses/*/SelectionPattern", exact({ absentIs: "" })],
    ["Integration/IntegrationResponses/*/ContentHandling", exact({ absentIs: "" })],
    ["Integration/IntegrationResponses/*/ResponseParameters", mapOf()],
    ["Integration/IntegrationResponses/*/ResponseTemplates", mapOf()],
  ]),
};
