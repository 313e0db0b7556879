import type { Data, Dict, Text } from "../data/data.ts";
import type { FunctionEvent, SamEvent } from "../functions/event.ts";
import type { Made } from "../data/made.ts";
import type { OpenApi } from "./open-api.ts";
import type { SamContext } from "../context.ts";
import { ANY_METHOD, hasIntegration, pathPattern } from "./api-editor.ts";
import {
  DEFAULT_PATH,
  addPathParameters,
  addRoute,
  closeOpenApi,
  isDefaultRouteOf,
  isOpenApi,
  openOpenApi,
  setInIntegration,
  setRouteAuthorizer,
} from "./open-api.ts";
import { MANAGED } from "../globals.ts";
import { SamError } from "../error.ts";
import { apiIdOf, integrationUri } from "./rest-api-event.ts";
import { dict, get, isDict, isTruthy, set, textOf } from "../data/data.ts";
import { invocation, methodOf, pathOf } from "../functions/event.ts";
import { sub } from "../data/intrinsics.ts";

/** `HttpApi`: a route of an HTTP API calls the function. */
export const functionHttpApi: FunctionEvent = (event, target, _role, context) => {
  const api = apiOf(event, context);
  const permission = permissionFor(event, target, api);
  addIntegration(event, target, api);
  return permission ? [permission] : [];
};

function apiOf(event: SamEvent, { resources }: SamContext): Dict {
  const logicalId = textOf(apiIdOf(get(event.properties, "ApiId")));
  const properties = logicalId === undefined ? null : get(get(resources, logicalId), "Properties");
  if (!isDict(properties)) throw new SamError(`event \`${event.name}\`: \`ApiId\` must be an API of the same template`);
  return properties;
}

function permissionFor(event: SamEvent, target: Made, api: Dict): Made | null {
  const written = (textOf(pathOf(event)) ?? "").replace(/^(.+)\/$/, "$1");
  const body = get(api, "DefinitionBody");
  const isDefault = written === DEFAULT_PATH;
  // The default route's permission covers the others of the same function.
  if (!isDefault && isTruthy(body) && isDefaultRouteOf(openOpenApi(body), target.logicalId)) return null;
  const path = isDefault ? "" : (textOf(pathPattern(written, false)) ?? "");
  const method = textOf(methodOf(event)) ?? "";
  const verb = method === "any" || method === ANY_METHOD ? "*" : method.toUpperCase();
  const resource = `\${__ApiId__}/\${__Stage__}${method === "any" && path === `/${DEFAULT_PATH}` ? path : `/${verb}${path}`}`;
  const arn = `arn:\${AWS::Partition}:execute-api:\${AWS::Region}:\${AWS::AccountId}:${resource}`;
  return invocation(event, target, {
    principal: "apigateway.amazonaws.com",
    sourceArn: sub(arn, dict({ __ApiId__: get(event.properties, "ApiId"), __Stage__: "*" })),
  });
}

function addIntegration(event: SamEvent, target: Made, api: Dict): void {
  const body = get(api, "DefinitionBody");
  if (body === null) return;
  if (!isOpenApi(body)) throw new SamError("`DefinitionBody` is no OpenAPI 3 definition that can be added to");
  const openApi = openOpenApi(body);
  const path = pathOf(event);
  const method = methodOf(event);
  if (isTruthy(get(api, MANAGED)) && hasIntegration(openApi.paths, path, method)) {
    throw new SamError(
      `event \`${event.name}\`: the method \`${textOf(method) ?? ""}\` of \`${textOf(path) ?? ""}\` is set twice`,
    );
  }
  addRoute(
    openApi,
    path,
    method,
    integrationUri(target, "${AWS::Partition}", false),
    get(target.attributes, "Condition"),
  );
  const auth = get(event.properties, "Auth");
  if (isTruthy(auth)) addAuth(openApi, event, auth, api);
  const timeout = get(event.properties, "TimeoutInMillis");
  if (isTruthy(timeout)) setInIntegration(openApi, path, method, "timeoutInMillis", timeout);
  addPathParameters(openApi, path, method);
  const version = get(event.properties, "PayloadFormatVersion");
  if (isTruthy(version)) setInIntegration(openApi, path, method, "payloadFormatVersion", version);
  set(api, "DefinitionBody", closeOpenApi(openApi));
}

function addAuth(openApi: OpenApi, event: SamEvent, auth: Data, api: Dict): void {
  const apiAuth = get(api, "Auth");
  const own = get(auth, "Authorizer");
  const authorizer = isTruthy(own) ? own : get(apiAuth, "DefaultAuthorizer");
  const name = textOf(authorizer);
  const refuse = (why: string): never => {
    throw new SamError(`event \`${event.name}\`: ${why}`);
  };
  if (name === undefined || name === "")
    return refuse("`Auth` needs an `Authorizer`, or an API with a `DefaultAuthorizer`");
  if (!isTruthy(own) && isDict(auth)) set(auth, "Authorizer", authorizer);
  const isIam = name === "AWS_IAM" && get(apiAuth, "EnableIamAuthorizer") === true;
  const declared = get(get(apiAuth, "Authorizers"), name);
  if (name === "NONE") {
    if (!isTruthy(get(apiAuth, "DefaultAuthorizer"))) refuse("`NONE` needs an API with a `DefaultAuthorizer`");
  } else if (!isIam && !isTruthy(declared)) refuse(`the API has no authorizer \`${name}\``);
  const methodScopes = get(auth, "AuthorizationScopes");
  const scopes = isTruthy(methodScopes) ? methodScopes : get(declared, "AuthorizationScopes");
  const wanted = name === "NONE" || name === "AWS_IAM" || !isTruthy(scopes) ? [] : scopes;
  setRouteAuthorizer(openApi, pathOf(event), methodOf(event), authorizer as Text, wanted);
}
