import { entry, generatedIn, READ } from "./apigateway/arguments.ts";
import { exact, ifReturned, mapOf, neverRead, number, object } from "./comparison/rules.ts";
import { computed, fromState, unidentified } from "./identity.ts";
import { toProperties } from "./terraform/arguments.ts";
import type { Fields } from "./terraform/arguments.ts";
import { at, blockAt } from "./terraform/fields.ts";
import type { ResourceType } from "./type.ts";

const FIELDS: Fields = {
  api_id: at("ApiId"),
  integration_type: at("IntegrationType"),
  integration_subtype: at("IntegrationSubtype"),
  integration_uri: at("IntegrationUri"),
  integration_method: at("IntegrationMethod"),
  connection_type: at("ConnectionType"),
  connection_id: at("ConnectionId"),
  content_handling_strategy: at("ContentHandlingStrategy"),
  credentials_arn: at("CredentialsArn"),
  description: at("Description"),
  passthrough_behavior: at("PassthroughBehavior"),
  payload_format_version: at("PayloadFormatVersion"),
  request_parameters: at("RequestParameters"),
  request_templates: at("RequestTemplates"),
  response_parameters: at("ResponseParameters"),
  template_selection_expression: at("TemplateSelectionExpression"),
  timeout_milliseconds: at("TimeoutInMillis"),
  tls_config: blockAt("TlsConfig", { server_name_to_verify: at("ServerNameToVerify") }),
};

/** What routes of an HTTP or WebSocket API lead to. The identifier is `ApiId|IntegrationId`. */
export const apiGatewayV2Integration: ResourceType = {
  type: "AWS::ApiGatewayV2::Integration",
  noun: "API integration",
  terraform: {
    type: "aws_apigatewayv2_integration",
    // Several may be alike.
    identity: (args) => generatedIn(entry(args, "api_id")),
    fromState: fromState("api_id", "id"),
    lookup: null,
    properties: (args) => toProperties(args, FIELDS),
    attribute: computed({ id: ({ identifier }) => lastPart(identifier) }),
  },
  cloudformation: {
    identity: (properties) => generatedIn(entry(properties, "ApiId")),
    attribute: computed({
      Ref: ({ identifier }) => lastPart(identifier),
      IntegrationId: ({ identifier }) => lastPart(identifier),
    }),
  },
  fromArn: () => undefined,
  ofPhysicalId: (physicalId, _, api) =>
    api === undefined
      ? unidentified(`the API of the integration \`${physicalId}\` is not known`)
      : { kind: "identifier", identifier: `${api}|${physicalId}`, name: physicalId },
  read: READ,
  nameOf: (identifier) => lastPart(identifier),
  properties: new Map([
    ["ApiId", exact()],
    ["IntegrationType", exact()],
    ["IntegrationSubtype", exact({ absentIs: "" })],
    ["IntegrationUri", exact({ absentIs: "" })],
    ["IntegrationMethod", exact(ifReturned())],
    ["ConnectionType", exact({ absentIs: "INTERNET" })],
    ["ConnectionId", exact({ absentIs: "" })],
    ["ContentHandlingStrategy", exact({ absentIs: "" })],
    ["CredentialsArn", exact({ absentIs: "" })],
    ["Description", exact({ absentIs: "" })],
    // Only WebSocket APIs have it.
    ["PassthroughBehavior", exact(ifReturned())],
    ["PayloadFormatVersion", exact({ absentIs: "1.0" })],
    ["RequestParameters", mapOf()],
    ["RequestTemplates", mapOf()],
    ["ResponseParameters", neverRead("it is not compared yet")],
    ["TemplateSelectionExpression", exact({ absentIs: "" })],
    ["TimeoutInMillis", number(ifReturned())],
    ["TlsConfig", object()],
    ["TlsConfig/ServerNameToVerify", exact({ absentIs: "" })],
  ]),
};

function lastPart(identifier: string): string {
  return identifier.split("|").at(-1) ?? identifier;
}
