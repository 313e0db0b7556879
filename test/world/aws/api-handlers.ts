import { handler } from "./handler.ts";
import type { Handler } from "./handler.ts";

const GATEWAY = { read: "apigateway:GET", list: ["apigateway:GET"], service: "ApiGateway" };

/** API Gateway names what it reads by paths: https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonapigatewaymanagement.html */
function under(path: (parts: readonly string[]) => string): Handler["arn"] {
  return (identifier, { partition, region }) =>
    `arn:${partition}:apigateway:${region}::/restapis/${path(identifier.split("|"))}`;
}

/** As `under`, for HTTP and WebSocket APIs. */
function underV2(path: (parts: readonly string[]) => string): Handler["arn"] {
  return (identifier, { partition, region }) =>
    `arn:${partition}:apigateway:${region}::/apis/${path(identifier.split("|"))}`;
}

/** The handlers of APIs. */
export const API_HANDLERS: readonly (readonly [type: string, handler: Handler])[] = [
  [
    "AWS::ApiGateway::RestApi",
    handler({
      ...GATEWAY,
      identifier: ["RestApiId"],
      readOnly: ["RestApiId", "RootResourceId"],
      writeOnly: ["Body", "BodyS3Location", "CloneFrom", "FailOnWarnings", "Mode", "Parameters"],
      arn: under(([api = ""]) => api),
    }),
  ],
  [
    "AWS::ApiGateway::Resource",
    handler({
      ...GATEWAY,
      identifier: ["RestApiId", "ResourceId"],
      model: ["RestApiId"],
      readOnly: ["ResourceId"],
      arn: under(([api, resource]) => `${api}/resources/${resource}`),
    }),
  ],
  [
    "AWS::ApiGateway::Method",
    handler({
      ...GATEWAY,
      identifier: ["RestApiId", "ResourceId", "HttpMethod"],
      list: [],
      arn: under(([api, resource, method]) => `${api}/resources/${resource}/methods/${method}`),
    }),
  ],
  [
    "AWS::ApiGateway::Stage",
    handler({
      ...GATEWAY,
      identifier: ["RestApiId", "StageName"],
      model: ["RestApiId"],
      arn: under(([api, stage]) => `${api}/stages/${stage}`),
    }),
  ],
  [
    "AWS::ApiGateway::Deployment",
    handler({
      ...GATEWAY,
      identifier: ["DeploymentId", "RestApiId"],
      model: ["RestApiId"],
      readOnly: ["DeploymentId"],
      writeOnly: ["StageName", "StageDescription", "DeploymentCanarySettings"],
      arn: under(([deployment, api]) => `${api}/deployments/${deployment}`),
    }),
  ],
  [
    "AWS::ApiGatewayV2::Api",
    handler({
      ...GATEWAY,
      service: "ApiGatewayV2",
      identifier: ["ApiId"],
      readOnly: ["ApiId", "ApiEndpoint", "ExecuteApiArn"],
      writeOnly: [
        "Body",
        "BasePath",
        "BodyS3Location",
        "CredentialsArn",
        "FailOnWarnings",
        "RouteKey",
        "Target",
        "DisableSchemaValidation",
      ],
      arn: underV2(([api = ""]) => api),
    }),
  ],
  [
    "AWS::ApiGatewayV2::Route",
    handler({
      ...GATEWAY,
      service: "ApiGatewayV2",
      identifier: ["ApiId", "RouteId"],
      model: ["ApiId"],
      readOnly: ["RouteId"],
      writeOnly: ["AuthorizerId", "RequestParameters"],
      arn: underV2(([api, route]) => `${api}/routes/${route}`),
    }),
  ],
  [
    "AWS::ApiGatewayV2::Integration",
    handler({
      ...GATEWAY,
      service: "ApiGatewayV2",
      identifier: ["ApiId", "IntegrationId"],
      model: ["ApiId"],
      readOnly: ["IntegrationId"],
      arn: underV2(([api, integration]) => `${api}/integrations/${integration}`),
    }),
  ],
  [
    "AWS::ApiGatewayV2::Stage",
    handler({
      ...GATEWAY,
      service: "ApiGatewayV2",
      identifier: ["ApiId", "StageName"],
      model: ["ApiId"],
      arn: underV2(([api, stage]) => `${api}/stages/${stage}`),
    }),
  ],
];
