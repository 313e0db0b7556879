import { entry, generatedIn, LIST, READ } from "./apigateway/arguments.ts";
import { boolean, exact, mapOf, neverRead, set } from "./comparison/rules.ts";
import { computed, fromState, naturalKey, unidentified } from "./identity.ts";
import { asString } from "../model/value.ts";
import { toProperties } from "./terraform/arguments.ts";
import type { Fields } from "./terraform/arguments.ts";
import { at } from "./terraform/fields.ts";
import type { ResourceType } from "./type.ts";

const FIELDS: Fields = {
  api_id: at("ApiId"),
  route_key: at("RouteKey"),
  target: at("Target"),
  authorization_type: at("AuthorizationType"),
  authorizer_id: at("AuthorizerId"),
  authorization_scopes: at("AuthorizationScopes"),
  api_key_required: at("ApiKeyRequired"),
  model_selection_expression: at("ModelSelectionExpression"),
  operation_name: at("OperationName"),
  request_models: at("RequestModels"),
  request_parameter: at("RequestParameters"),
  route_response_selection_expression: at("RouteResponseSelectionExpression"),
};

/** Routes of an HTTP or WebSocket API. The identifier is `ApiId|RouteId`. */
export const apiGatewayV2Route: ResourceType = {
  type: "AWS::ApiGatewayV2::Route",
  noun: "API route",
  terraform: {
    type: "aws_apigatewayv2_route",
    identity: (args) => {
      const key = entry(args, "route_key");
      return naturalKey({ ApiId: entry(args, "api_id"), RouteKey: key }, asString(key) ?? "");
    },
    fromState: fromState("api_id", "id"),
    lookup: null,
    properties: (args) => toProperties(args, FIELDS),
    attribute: computed({ id: ({ identifier }) => lastPart(identifier) }),
  },
  cloudformation: {
    identity: (properties) => generatedIn(entry(properties, "ApiId")),
    attribute: computed({
      Ref: ({ identifier }) => lastPart(identifier),
      RouteId: ({ identifier }) => lastPart(identifier),
    }),
  },
  fromArn: () => undefined,
  ofPhysicalId: (physicalId, _, api) =>
    api === undefined
      ? unidentified(`the API of the route \`${physicalId}\` is not known`)
      : { kind: "identifier", identifier: `${api}|${physicalId}`, name: physicalId },
  read: READ,
  // No two routes of an API have one key, and a route's key can be changed.
  finder: { api: "cloudcontrol:ListResources", ...LIST, isUnique: false, model: ["ApiId"] },
  nameOf: (identifier) => lastPart(identifier),
  properties: new Map([
    ["ApiId", exact()],
    ["RouteKey", exact()],
    ["Target", exact({ absentIs: "" })],
    ["AuthorizationType", exact({ absentIs: "NONE" })],
    ["AuthorizerId", neverRead()],
    ["AuthorizationScopes", set()],
    ["ApiKeyRequired", boolean({ absentIs: false })],
    ["ModelSelectionExpression", exact({ absentIs: "" })],
    ["OperationName", exact({ absentIs: "" })],
    ["RequestModels", mapOf()],
    ["RequestParameters", neverRead()],
    ["RouteResponseSelectionExpression", exact({ absentIs: "" })],
  ]),
};

function lastPart(identifier: string): string {
  return identifier.split("|").at(-1) ?? identifier;
}
