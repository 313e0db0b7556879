import { entry, READ } from "./apigateway/arguments.ts";
import { sameLogGroup } from "./comparison/same-log-group.ts";
import { boolean, exact, keyed, mapOf, neverRead, object, tags, whole } from "./comparison/rules.ts";
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
  rest_api_id: at("RestApiId"),
  stage_name: at("StageName"),
  deployment_id: at("DeploymentId"),
  description: at("Description"),
  documentation_version: at("DocumentationVersion"),
  cache_cluster_enabled: at("CacheClusterEnabled"),
  cache_cluster_size: at("CacheClusterSize"),
  client_certificate_id: at("ClientCertificateId"),
  xray_tracing_enabled: at("TracingEnabled"),
  variables: at("Variables"),
  access_log_settings: blockAt("AccessLogSetting", { destination_arn: at("DestinationArn"), format: at("Format") }),
  tags: tagsAt("Tags"),
};

function byStage(args: MapValue, api: string, stage: string): Identity {
  const name = entry(args, stage);
  return naturalKey({ RestApiId: entry(args, api), StageName: name }, asString(name) ?? "");
}

/** Stages of a REST API. The identifier is `RestApiId|StageName`. */
export const apiGatewayStage: ResourceType = {
  type: "AWS::ApiGateway::Stage",
  noun: "API stage",
  terraform: {
    type: "aws_api_gateway_stage",
    identity: (args) => byStage(args, "rest_api_id", "stage_name"),
    lookup: null,
    properties: (args) => toProperties(args, FIELDS),
    attribute: computed({ stage_name: ({ identifier }) => identifier.split("|")[1] ?? "" }),
  },
  cloudformation: {
    identity: (properties) => byStage(properties, "RestApiId", "StageName"),
    attribute: computed({ Ref: ({ identifier }) => identifier.split("|")[1] ?? "" }),
  },
  fromArn: ({ service, resource }) => {
    const parts = /^\/restapis\/([^/]+)\/stages\/([^/]+)$/.exec(resource);
    const [, api, stage] = parts ?? [];
    if (service !== "apigateway" || api === undefined || stage === undefined) return undefined;
    return { kind: "identifier", identifier: `${api}|${stage}`, name: stage };
  },
  composed: ({ RestApiId = "", StageName = "" }) => `${RestApiId}|${StageName}`,
  read: READ,
  nameOf: (identifier) => identifier.split("|")[1] ?? identifier,
  properties: new Map([
    ["RestApiId", exact()],
    ["StageName", exact()],
    ["DeploymentId", exact()],
    ["Description", exact({ absentIs: "" })],
    ["DocumentationVersion", exact({ absentIs: "" })],
    ["CacheClusterEnabled", boolean({ absentIs: false })],
    ["CacheClusterSize", exact()],
    ["ClientCertificateId", exact({ absentIs: "" })],
    ["TracingEnabled", boolean({ absentIs: false })],
    ["Variables", mapOf()],
    ["AccessLogSetting", object()],
    ["AccessLogSetting/DestinationArn", whole(sameLogGroup, { absentIs: "" })],
    ["AccessLogSetting/Format", exact({ absentIs: "" })],
    ["CanarySetting", whole(sameStructure)],
    ["MethodSettings", keyed("ResourcePath", { withoutKeys: sameStructure })],
    ["Tags", tags()],
    ["StageDescription", neverRead()],
  ]),
};
