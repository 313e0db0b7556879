import { entry, generatedIn, READ } from "./apigateway/arguments.ts";
import { exact, neverRead } from "./comparison/rules.ts";
import { computed, fromState, unidentified } from "./identity.ts";
import { toProperties } from "./terraform/arguments.ts";
import type { Fields } from "./terraform/arguments.ts";
import { at } from "./terraform/fields.ts";
import type { ResourceType } from "./type.ts";

const FIELDS: Fields = {
  rest_api_id: at("RestApiId"),
  description: at("Description"),
  stage_name: at("StageName"),
  stage_description: at("StageDescription"),
  triggers: null,
  variables: null,
};

/** Deployments of a REST API: what its methods were at one time. The identifier is `DeploymentId|RestApiId`. */
export const apiGatewayDeployment: ResourceType = {
  type: "AWS::ApiGateway::Deployment",
  noun: "API deployment",
  terraform: {
    type: "aws_api_gateway_deployment",
    identity: (args) => generatedIn(entry(args, "rest_api_id")),
    fromState: fromState("id", "rest_api_id"),
    lookup: null,
    properties: (args) => toProperties(args, FIELDS),
    attribute: computed({ id: ({ identifier }) => firstPart(identifier) }),
  },
  cloudformation: {
    identity: (properties) => generatedIn(entry(properties, "RestApiId")),
    attribute: computed({
      Ref: ({ identifier }) => firstPart(identifier),
      DeploymentId: ({ identifier }) => firstPart(identifier),
    }),
  },
  fromArn: () => undefined,
  ofPhysicalId: (physicalId, _, api) =>
    api === undefined
      ? unidentified(`the API of the deployment \`${physicalId}\` is not known`)
      : { kind: "identifier", identifier: `${physicalId}|${api}`, name: physicalId },
  read: READ,
  nameOf: (identifier) => firstPart(identifier),
  properties: new Map([
    ["RestApiId", exact()],
    ["Description", exact({ absentIs: "" })],
    ["StageName", neverRead()],
    ["StageDescription", neverRead()],
    ["DeploymentCanarySettings", neverRead()],
  ]),
};

function firstPart(identifier: string): string {
  return identifier.split("|")[0] ?? identifier;
}
