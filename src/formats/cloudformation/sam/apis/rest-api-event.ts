import type { Data, Dict, Text } from "../data/data.ts";
import type { FunctionEvent, SamEvent } from "../functions/event.ts";
import type { Made } from "../data/made.ts";
import type { SamContext } from "../context.ts";
import type { Swagger } from "./swagger.ts";
import { INTEGRATION, hasIntegration, methodName, pathPattern } from "./api-editor.ts";
import { MANAGED } from "../globals.ts";
import { SamError } from "../error.ts";
import { addCustomStatements, addResourcePolicy } from "./resource-policy.ts";
import { addLambdaIntegration, closeSwagger, definitionsOf, newSwagger, openSwagger } from "./swagger.ts";
import { addMethodAuth } from "./swagger-auth.ts";
import { addRequestModel, addRequestParameters } from "./request-validation.ts";
import { arnOf } from "../data/made.ts";
import { asPlaceholder, sub } from "../data/intrinsics.ts";
import {
  copyOf,
  dict,
  get,
  has,
  hashedDict,
  is,
  isDict,
  isText,
  isTruthy,
  set,
  textLike,
  textOf,
  update,
} from "../data/data.ts";
import { invocation, methodOf, pathOf } from "../functions/event.ts";
import { resolveParameters } from "../data/resolve.ts";

/** The REST API of the template that an event names, as far as it is changed by it. */
export type LinkedApi = { readonly logicalId: string; readonly properties: Dict; readonly stage: Data };

/** The logical id in `RestApiId`, as a reference or as it is. */
export function apiIdOf(value: Data): Data {
  return has(value, "Ref") ? get(value, "Ref") : value;
}

/** Finds the API of an event. */
export function linkedApi(event: SamEvent, { resources }: SamContext): LinkedApi {
  const logicalId = textOf(apiIdOf(get(event.properties, "RestApiId")));
  const api = logicalId === undefined ? null : get(resources, logicalId);
  if (logicalId === undefined || !isDict(api)) {
    throw new SamError(`event \`${event.name}\`: \`RestApiId\` must be an API of the same template`);
  }
  const properties = get(api, "Properties");
  if (!isDict(properties)) throw new SamError(`\`Properties\` of \`${logicalId}\` must be a map`);
  const stage = get(properties, "StageName");
  return { logicalId, properties, stage: isText(stage) ? stage : "Stage" };
}

/** `Api`: a method of a REST API calls the function. */
export const functionApi: FunctionEvent = (event, target, _role, context) => {
  const api = linkedApi(event, context);
  const permission = permissionFor(event, target, api, context);
  const { properties } = api;
  if (isTruthy(get(properties, MANAGED)) || isTruthy(get(properties, "MergeDefinitions"))) {
    addIntegration(event, target, api, context);
  }
  overrideAuth(event, api, context);
  return [permission];
};

function permissionFor(event: SamEvent, target: Made, api: LinkedApi, { partition }: SamContext): Made {
  const path = pathPattern((textOf(pathOf(event)) ?? "").replace(/^(.+)\/$/, "$1"), true);
  const method = textOf(methodOf(event)) ?? "";
  const resource = `\${__ApiId__}/\${__Stage__}/${method === "any" ? "*" : method.toUpperCase()}${textOf(path) ?? ""}`;
  const arn = `arn:${partition}:execute-api:\${AWS::Region}:\${AWS::AccountId}:${resource}`;
  return invocation(event, target, {
    principal: "apigateway.amazonaws.com",
    sourceArn: sub(arn, dict({ __ApiId__: get(event.properties, "RestApiId"), __Stage__: "*" })),
    suffix: textOf(api.stage) ?? "",
  });
}

function addIntegration(event: SamEvent, target: Made, api: LinkedApi, context: SamContext): void {
  const { properties } = api;
  const body = get(properties, "DefinitionBody");
  if (body === null) return;
  const isMerged = isTruthy(get(properties, "MergeDefinitions"));
  const swagger = openSwagger(isMerged ? newSwagger() : body);
  const path = pathOf(event);
  const method = methodOf(event);
  if (hasIntegration(swagger.paths, path, method)) {
    throw new SamError(
      `event \`${event.name}\`: the method \`${textOf(method) ?? ""}\` of \`${textOf(path) ?? ""}\` is set twice`,
    );
  }
  const auth = get(event.properties, "Auth");
  const isStreamed = is(get(event.properties, "ResponseTransferMode"), "RESPONSE_STREAM");
  addLambdaIntegration(swagger, {
    path,
    method,
    uri: integrationUri(target, context.partition, isStreamed),
    credentials: credentialsOf(auth, get(properties, "Auth"), context.partition),
    condition: get(target.attributes, "Condition"),
    isStreamed,
  });
  if (isTruthy(auth)) addAuth(swagger, event, auth, api, context);
  const timeout = get(event.properties, "TimeoutInMillis");
  if (isTruthy(timeout)) {
    for (const definition of definitionsOf(swagger, path, method)) {
      const integration = get(definition, INTEGRATION);
      if (isDict(integration)) set(integration, "timeoutInMillis", timeout);
    }
  }
  addRequestModel(swagger, event, get(properties, "Models"));
  addRequestParameters(swagger, event);
  const made = closeSwagger(swagger);
  set(properties, "DefinitionBody", isMerged ? merged(body, made, path, method) : made);
}

/** Where API Gateway calls a function. */
export function integrationUri(target: Made, partition: string, isStreamed: boolean): Dict {
  const arn = arnOf(target);
  const call = isStreamed ? ["2021-11-15", "response-streaming-invocations"] : ["2015-03-31", "invocations"];
  const uri = `arn:${partition}:apigateway:\${AWS::Region}:lambda:path/${call[0]}/functions/${asPlaceholder(arn)}/${call[1]}`;
  const attribute = get(arn, "Fn::GetAtt");
  const like = Array.isArray(attribute) ? (attribute[0] ?? null) : null;
  const made = hashedDict();
  update(made, sub(textLike(like, uri)));
  return made;
}

/** With whose rights API Gateway calls the function of a method that is asked for with AWS credentials. */
function credentialsOf(auth: Data, apiAuth: Data, partition: string): Data {
  const isSigned =
    is(get(auth, "Authorizer"), "AWS_IAM") || (is(get(apiAuth, "DefaultAuthorizer"), "AWS_IAM") && !isTruthy(auth));
  if (!isSigned) return null;
  const roleIn = (value: Data): Data => {
    const role = get(value, "InvokeRole");
    return !isTruthy(role) && has(value, "InvokeRole") ? "NONE" : role;
  };
  const own = roleIn(auth);
  const role = isTruthy(own) ? own : roleIn(apiAuth);
  if (is(role, "NONE")) return null;
  return isTruthy(role) && !is(role, "CALLER_CREDENTIALS") ? role : `arn:${partition}:iam::*:user/*`;
}

/** What an event's `Auth` says, checked against what the API has. */
export function addAuth(
  swagger: Swagger,
  event: SamEvent,
  auth: Data,
  api: LinkedApi,
  { parameters }: SamContext,
): void {
  const { properties, stage } = api;
  const apiAuth = resolveParameters(get(properties, "Auth"), parameters);
  checkAuth(event, auth, apiAuth);
  const path = pathOf(event);
  if (isTruthy(get(auth, "Authorizer")) || get(auth, "ApiKeyRequired") !== null) {
    addMethodAuth(swagger, path, methodOf(event), auth, properties);
  }
  const policy = get(auth, "ResourcePolicy");
  if (!isTruthy(policy)) return;
  addResourcePolicy(swagger, policy, path, stage);
  const statements = get(policy, "CustomStatements");
  if (isTruthy(statements)) addCustomStatements(swagger, statements);
}

function checkAuth(event: SamEvent, auth: Data, apiAuth: Data): void {
  const refuse = (why: string): never => {
    throw new SamError(`event \`${event.name}\`: ${why}`);
  };
  const authorizer = get(auth, "Authorizer");
  const name = textOf(authorizer);
  if (isTruthy(authorizer) && name !== "AWS_IAM") {
    if (name === "NONE") {
      if (!isTruthy(get(apiAuth, "DefaultAuthorizer"))) refuse("`NONE` needs an API with a `DefaultAuthorizer`");
    } else if (!isTruthy(get(get(apiAuth, "Authorizers"), name ?? ""))) {
      refuse(`the API has no authorizer \`${name ?? ""}\``);
    }
  }
  if (isTruthy(get(auth, "AuthorizationScopes")) && !isTruthy(authorizer)) {
    refuse("`AuthorizationScopes` needs an `Authorizer`");
  }
  const needsKey = get(auth, "ApiKeyRequired");
  if (needsKey !== null && !isTruthy(needsKey) && !isTruthy(get(apiAuth, "ApiKeyRequired"))) {
    refuse("`ApiKeyRequired: false` needs an API that requires one");
  }
}

function overrideAuth(event: SamEvent, api: LinkedApi, context: SamContext): void {
  const auth = get(event.properties, "Auth");
  const body = get(api.properties, "DefinitionBody");
  if (!isTruthy(body) || !isTruthy(get(auth, "OverrideApiAuth"))) return;
  const swagger = openSwagger(body);
  addAuth(swagger, event, auth, api, context);
  set(api.properties, "DefinitionBody", closeSwagger(swagger));
}

/** A definition of the author's with one method of the transform's put into it. */
function merged(body: Data, made: Dict, path: Text, method: Text): Data {
  if (!isDict(body)) throw new SamError("`DefinitionBody` must be a map");
  const result = copyOf(body);
  const paths = get(result, "paths");
  const target = isDict(paths) ? paths : dict();
  const own = get(get(target, path), method);
  const generated = get(get(get(made, "paths"), path), methodName(method));
  const definition = dict();
  if (isDict(own)) update(definition, own);
  if (isDict(generated)) update(definition, generated);
  const held = get(target, path);
  if (isDict(held)) set(held, method, definition);
  else set(target, path, withMethod(method, definition));
  return result;
}

function withMethod(method: Text, definition: Dict): Dict {
  const item = dict();
  set(item, method, definition);
  return item;
}
