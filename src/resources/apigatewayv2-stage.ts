import { entry, READ } from "./apigateway/arguments.ts";
import { routeSettings } from "./apigateway/route-settings.ts";
import { sameLogGroup } from "./comparison/same-log-group.ts";
import { boolean, exact, ifReturned, mapOf, number, object, tags, whole } from "./comparison/rules.ts";
import { sameStructure } from "./comparison/same-value.ts";
import { computed, naturalKey } from "./identity.ts";
import { asString } from "../model/value.ts";
import type { Identity } from "../model/declared.ts";
import type { MapValue } from "../model/value.ts";
import { toProperties } from "./terraform/arguments.ts";
import type { Fields } from "./terraform/arguments.ts";
import { at, blockAt, tagsAt } from "./terraform/fields.ts";
import type { ResourceType } from "./type.ts";

const FIELDS: Fields = {
  api_id: at("ApiId"),
  name: at("StageName"),
  auto_deploy: at("AutoDeploy"),
  deployment_id: at("DeploymentId"),
  description: at("Description"),
  client_certificate_id: at("ClientCertificateId"),
  stage_variables: at("StageVariables"),
  access_log_settings: blockAt("AccessLogSettings", { destination_arn: at("DestinationArn"), format: at("Format") }),
  ...routeSettings,
  tags: tagsAt("Tags"),
};

function byStage(args: MapValue, api: string, stage: string): Identity {
  const name = entry(args, stage);
  return naturalKey({ ApiId: entry(args, api), StageName: name }, asString(name) ?? "");
}

/** Stages of an HTTP or WebSocket API. The identifier is `ApiId|StageName`. */
export const apiGatewayV2Stage: ResourceType = {
  type: "AWS::ApiGatewayV2::Stage",
  noun: "API stage",
  terraform: {
    type: "aws_apigatewayv2_stage",
    identity: (args) => byStage(args, "api_id", "name"),
    lookup: null,
    properties: (args) => toProperties(args, FIELDS),
    attribute: computed({
      id: ({ identifier }) => nameOf(identifier),
      arn: ({ identifier }, { partition, region }) =>
        `arn:${partition}:apigateway:${region}::/apis/${identifier.replace("|", "/stages/")}`,
    }),
  },
  cloudformation: {
    identity: (properties) => byStage(properties, "ApiId", "StageName"),
    attribute: computed({ Ref: ({ identifier }) => nameOf(identifier) }),
  },
  fromArn: ({ service, resource }) => {
    const [, api, stage] = /^\/apis\/([^/]+)\/stages\/([^/]+)$/.exec(resource) ?? [];
    if (service !== "apigateway" || api === undefined || stage === undefined) return undefined;
    return { kind: "identifier", identifier: `${api}|${stage}`, name: stage };
  },
  composed: ({ ApiId = "", StageName = "" }) => `${ApiId}|${StageName}`,
  read: READ,
  nameOf,
  properties: new Map([
    ["ApiId", exact()],
    ["StageName", exact()],
    ["AutoDeploy", boolean({ absentIs: false })],
    // Each deployment that AWS makes by itself is another one.
    ["DeploymentId", exact({ yieldsTo: "AutoDeploy", absentIs: "" })],
    ["Description", exact({ absentIs: "" })],
    ["ClientCertificateId", exact({ absentIs: "" })],
    ["AccessPolicyId", exact(ifReturned())],
    ["StageVariables", mapOf()],
    ["AccessLogSettings", object()],
    ["AccessLogSettings/DestinationArn", whole(sameLogGroup, { absentIs: "" })],
    ["AccessLogSettings/Format", exact({ absentIs: "" })],
    ["DefaultRouteSettings", object()],
    ["DefaultRouteSettings/DataTraceEnabled", boolean({ absentIs: false })],
    ["DefaultRouteSettings/DetailedMetricsEnabled", boolean({ absentIs: false })],
    ["DefaultRouteSettings/LoggingLevel", exact({ absentIs: "OFF" })],
    ["DefaultRouteSettings/ThrottlingBurstLimit", number(ifReturned())],
    ["DefaultRouteSettings/ThrottlingRateLimit", number(ifReturned())],
    ["RouteSettings", whole(sameStructure, { absentIs: {} })],
    ["Tags", tags()],
  ]),
};

function nameOf(identifier: string): string {
  return identifier.split("|")[1] ?? identifier;
}
