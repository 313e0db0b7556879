import type { Data, Dict, Text } from "../data/data.ts";
import {
  ANY_METHOD,
  INTEGRATION,
  addPath,
  hasIntegration,
  isVersion3,
  methodDefinitions,
  methodName,
  pathItems,
  security,
  securityOf,
} from "./api-editor.ts";
import { SamError } from "../error.ts";
import {
  asItems,
  deepCopyOf,
  dict,
  entriesOf,
  get,
  hashedDict,
  is,
  isDict,
  isText,
  isTruthy,
  set,
  setDefault,
  textOf,
} from "../data/data.ts";
import { conditional, conditionalContents, isIntrinsic, ref } from "../data/intrinsics.ts";

/** The path of an HTTP API that takes what no other does. */
export const DEFAULT_PATH = "$default";

/** An HTTP API's definition while it is changed. */
export type OpenApi = {
  readonly doc: Dict;
  readonly paths: Dict;
  readonly schemes: Dict;
  readonly tags: Data[];
  readonly info: Dict;
};

/** The definition that an HTTP API begins with. */
export function newOpenApi(): Dict {
  const skeleton = hashedDict({ openapi: "3.0.1" });
  set(skeleton, "info", hashedDict({ version: "1.0", title: ref("AWS::StackName") }));
  set(skeleton, "paths", hashedDict());
  return skeleton;
}

/** Whether something is an OpenAPI 3 definition. */
export function isOpenApi(body: Data): body is Dict {
  return (
    isDict(body) && isDict(get(body, "paths")) && isTruthy(get(body, "openapi")) && isVersion3(get(body, "openapi"))
  );
}

/**
 * Opens a copy of a definition.
 * @throws SamError where it is none
 */
export function openOpenApi(body: Data): OpenApi {
  if (!isOpenApi(body)) throw new SamError("`DefinitionBody` is no OpenAPI 3 definition that can be added to");
  const doc = deepCopyOf(body);
  const paths = get(doc, "paths");
  const held = get(get(doc, "components"), "securitySchemes");
  const tags = get(doc, "tags");
  const info = get(doc, "info");
  if (isTruthy(tags) && !Array.isArray(tags)) throw new SamError("`tags` of a `DefinitionBody` must be a list");
  return {
    doc,
    paths: isDict(paths) ? paths : hashedDict(),
    schemes: isDict(held) ? held : hashedDict(),
    tags: Array.isArray(tags) ? tags : [],
    info: isDict(info) ? info : hashedDict(),
  };
}

/** The changed definition. */
export function closeOpenApi({ doc, paths, schemes, tags, info }: OpenApi): Dict {
  set(doc, "paths", paths);
  if (tags.length > 0) set(doc, "tags", tags);
  if (isTruthy(schemes)) {
    if (!isTruthy(get(doc, "components"))) set(doc, "components", hashedDict());
    const components = get(doc, "components");
    if (isDict(components)) set(components, "securitySchemes", schemes);
  }
  if (isTruthy(info)) set(doc, "info", info);
  return deepCopyOf(doc);
}

/** Has a method call a function, unless it does something already. */
export function addRoute({ paths }: OpenApi, path: Text, written: Text, uri: Data, condition: Data): void {
  const method = methodName(written);
  if (hasIntegration(paths, path, method)) return;
  addPath(paths, path, method);
  for (const item of pathItems(paths, path)) {
    if (get(item, method) === null) set(item, method, hashedDict());
    const definition = get(item, method);
    if (!isDict(definition)) throw new SamError(`the method \`${textOf(method) ?? ""}\` must be a map`);
    const integration = hashedDict({ type: "aws_proxy", httpMethod: "POST", payloadFormatVersion: "2.0" });
    set(integration, "uri", condition === null ? uri : conditional(condition, uri));
    set(definition, INTEGRATION, integration);
    if (is(path, DEFAULT_PATH) && is(method, ANY_METHOD)) set(definition, "isDefaultRoute", true);
    setDefault(definition, "responses", hashedDict());
    if (condition !== null) set(item, method, conditional(condition, definition));
  }
}

/** Whether the default route calls a function. */
export function isDefaultRouteOf({ paths }: OpenApi, logicalId: Text): boolean {
  if (!hasIntegration(paths, DEFAULT_PATH, ANY_METHOD)) return false;
  return methodDefinitions(paths, DEFAULT_PATH, ANY_METHOD, false).every((definition) => {
    const uri = get(get(definition, INTEGRATION), "uri");
    if (!isDict(uri)) return false;
    return conditionalContents(uri).every((each) => {
      const [, called] = /([A-Za-z0-9]+)\.Arn/.exec(textOf(get(each, "Fn::Sub")) ?? "") ?? [];
      return called === textOf(logicalId);
    });
  });
}

/** Sets something in every integration of a method. */
export function setInIntegration({ paths }: OpenApi, path: Text, method: Text, key: string, value: Data): void {
  for (const definition of methodDefinitions(paths, path, method)) {
    const integration = get(definition, INTEGRATION);
    if (isDict(integration)) set(integration, key, value);
  }
}

/** Declares the parameters in a path. */
export function addPathParameters({ paths }: OpenApi, path: Text, method: Text): void {
  const names = [...(textOf(path) ?? "").matchAll(/\{(.*?)\}/g)].map(([, name = ""]) => name);
  if (names.length === 0) return;
  for (const definition of methodDefinitions(paths, path, method)) {
    const parameters = setDefault(definition, "parameters", []);
    if (!Array.isArray(parameters)) continue;
    for (const name of names) {
      const existing = parameters.find((parameter) => is(get(parameter, "name"), name));
      const parameter = isDict(existing) ? existing : hashedDict({ name });
      set(parameter, "in", "path");
      set(parameter, "required", true);
      if (!isDict(existing)) parameters.push(parameter);
    }
  }
}

/** Has a method ask an authorizer. */
export function setRouteAuthorizer(openApi: OpenApi, path: Text, method: Text, name: Text, scopes: Data): void {
  for (const definition of methodDefinitions(openApi.paths, path, method)) {
    set(definition, "security", [...securityOf(definition, path), security(name, scopes)]);
  }
}

/** Has every method that says nothing of its own ask an authorizer. */
export function setDefaultRouteAuthorizer({ paths }: OpenApi, path: Text, name: Text, scopes: Data): void {
  for (const item of pathItems(paths, path)) {
    for (const [method, value] of entriesOf(item)) {
      if (is(methodName(method), "parameters") || is(methodName(method), "options")) continue;
      for (const definition of conditionalContents(value)) {
        if (!isDict(definition)) throw new SamError(`the method \`${textOf(method) ?? ""}\` must be a map`);
        if (!isTruthy(get(definition, INTEGRATION)) || isTruthy(get(definition, "security"))) continue;
        set(definition, "security", [security(name, scopes)]);
      }
    }
  }
}

/** Puts tags into a definition: API Gateway takes an HTTP API's from there. */
export function addTags({ tags }: OpenApi, wanted: Dict): void {
  for (const [name, value] of entriesOf(wanted)) {
    const existing = tags.find((tag) => is(get(tag, "name"), textOf(name) ?? ""));
    if (isDict(existing)) set(existing, "x-amazon-apigateway-tag-value", value);
    else tags.push(hashedDict({ name, "x-amazon-apigateway-tag-value": value }));
  }
}

const CORS_NAMES = ["allowOrigins", "allowHeaders", "allowMethods", "exposeHeaders", "maxAge", "allowCredentials"];

/** Sets what other origins may do; `wish` has the names of the SAM property. */
export function addHttpCors({ doc }: OpenApi, wish: Data): void {
  const held = get(doc, "x-amazon-apigateway-cors");
  const cors = isDict(held) ? held : dict();
  const source = wish === true ? dict({ AllowOrigins: ["*"] }) : wish;
  if (isIntrinsic(source)) {
    const renamed = withLowerNames(source);
    if (isDict(renamed)) for (const [key, value] of entriesOf(renamed)) set(cors, key, value);
  } else {
    for (const name of CORS_NAMES) {
      const value = get(source, name.charAt(0).toUpperCase() + name.slice(1));
      const isWanted =
        name === "maxAge" ? value !== null : name === "allowCredentials" ? value === true : isTruthy(value);
      if (isWanted) set(cors, name, value);
    }
  }
  set(doc, "x-amazon-apigateway-cors", cors);
}

/** A function in place of the settings has their names wherever it ends in them. */
function withLowerNames(value: Data): Data {
  const lower = (text: string): string =>
    CORS_NAMES.reduce(
      (name, wanted) => name.replaceAll(wanted.charAt(0).toUpperCase() + wanted.slice(1), wanted),
      text,
    );
  if (Array.isArray(value)) return value.map(withLowerNames);
  if (isText(value)) return lower(textOf(value) ?? "");
  if (!isDict(value)) return value;
  const renamed = dict();
  for (const [key, child] of entriesOf(value)) set(renamed, lower(textOf(key) ?? ""), withLowerNames(child));
  return renamed;
}

/** Turns the API's own address off or on. */
export function disableEndpoint({ doc }: OpenApi, isDisabled: Data): void {
  const held = get(doc, "servers");
  const servers = held === null ? [hashedDict()] : [...asItems(held)];
  for (const server of servers) {
    if (!isDict(server)) throw new SamError("`servers` of a `DefinitionBody` must be maps");
    const config = setDefault(server, "x-amazon-apigateway-endpoint-configuration", dict());
    if (isDict(config)) set(config, "disableExecuteApiEndpoint", isDisabled);
  }
  set(doc, "servers", servers);
}
