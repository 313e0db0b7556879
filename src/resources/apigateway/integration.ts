import { entry } from "./arguments.ts";
import { naturalKey } from "../identity.ts";
import type { Identity } from "../../model/declared.ts";
import { asString } from "../../model/value.ts";
import type { MapValue } from "../../model/value.ts";
import { toProperties } from "../terraform/arguments.ts";
import type { Fields } from "../terraform/arguments.ts";
import { at } from "../terraform/fields.ts";
import type { TerraformNames } from "../type.ts";

const FIELDS: Fields = {
  rest_api_id: null,
  resource_id: null,
  http_method: null,
  type: at("Integration/Type"),
  uri: at("Integration/Uri"),
  integration_http_method: at("Integration/IntegrationHttpMethod"),
  connection_type: at("Integration/ConnectionType"),
  connection_id: at("Integration/ConnectionId"),
  credentials: at("Integration/Credentials"),
  content_handling: at("Integration/ContentHandling"),
  passthrough_behavior: at("Integration/PassthroughBehavior"),
  request_parameters: at("Integration/RequestParameters"),
  request_templates: at("Integration/RequestTemplates"),
  timeout_milliseconds: at("Integration/TimeoutInMillis"),
  cache_key_parameters: at("Integration/CacheKeyParameters"),
  cache_namespace: at("Integration/CacheNamespace"),
};

/** A method is told by its API, its resource and its verb, all of which are declared. */
export function byMethod(args: MapValue, [api, resource, verb]: readonly [string, string, string]): Identity {
  const method = entry(args, verb);
  const parts = { RestApiId: entry(args, api), ResourceId: entry(args, resource), HttpMethod: method };
  return naturalKey(parts, asString(method) ?? "");
}

/** The provider keeps a method's integration apart. */
export const integration: TerraformNames = {
  type: "aws_api_gateway_integration",
  part: { path: "Integration", holds: "settings", noun: "integration" },
  identity: (args) => byMethod(args, ["rest_api_id", "resource_id", "http_method"]),
  lookup: null,
  properties: (args) => toProperties(args, FIELDS),
  attribute: () => undefined,
};
