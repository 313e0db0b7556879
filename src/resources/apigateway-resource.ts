import { entry, generatedIn, LIST, READ } from "./apigateway/arguments.ts";
import { exact } from "./comparison/rules.ts";
import { computed, fromState, naturalKey, unidentified } from "./identity.ts";
import { asString } from "../model/value.ts";
import { toProperties } from "./terraform/arguments.ts";
import type { Fields } from "./terraform/arguments.ts";
import { at } from "./terraform/fields.ts";
import type { ResourceType } from "./type.ts";

const FIELDS: Fields = { rest_api_id: at("RestApiId"), parent_id: at("ParentId"), path_part: at("PathPart") };

/** Resources of a REST API, which are the parts of its paths. The identifier is `RestApiId|ResourceId`. */
export const apiGatewayResource: ResourceType = {
  type: "AWS::ApiGateway::Resource",
  noun: "API resource",
  terraform: {
    type: "aws_api_gateway_resource",
    identity: (args) => {
      const part = entry(args, "path_part");
      const parts = { RestApiId: entry(args, "rest_api_id"), ParentId: entry(args, "parent_id"), PathPart: part };
      return naturalKey(parts, asString(part) ?? "");
    },
    fromState: fromState("rest_api_id", "id"),
    lookup: null,
    properties: (args) => toProperties(args, FIELDS),
    attribute: computed({ id: ({ identifier }) => lastPart(identifier) }),
  },
  cloudformation: {
    identity: (properties) => generatedIn(entry(properties, "RestApiId")),
    attribute: computed({
      Ref: ({ identifier }) => lastPart(identifier),
      ResourceId: ({ identifier }) => lastPart(identifier),
    }),
  },
  fromArn: () => undefined,
  ofPhysicalId: (physicalId, _, api) =>
    api === undefined
      ? unidentified(`the API of the resource \`${physicalId}\` is not known`)
      : { kind: "identifier", identifier: `${api}|${physicalId}`, name: physicalId },
  read: READ,
  // A part of a path can be changed.
  finder: { api: "cloudcontrol:ListResources", ...LIST, isUnique: false, model: ["RestApiId"] },
  nameOf: (identifier) => lastPart(identifier),
  properties: new Map([
    ["RestApiId", exact()],
    ["ParentId", exact()],
    ["PathPart", exact()],
  ]),
};

function lastPart(identifier: string): string {
  return identifier.split("|").at(-1) ?? identifier;
}
