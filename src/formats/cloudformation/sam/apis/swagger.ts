import type { Data, Dict, Text } from "../data/data.ts";
import {
  INTEGRATION,
  addPath,
  hasIntegration,
  isVersion3,
  methodDefinitions,
  methodName,
  pathItems,
} from "./api-editor.ts";
import { SamError } from "../error.ts";
import { conditional, conditionalContents, ref } from "../data/intrinsics.ts";
import {
  deepCopyOf,
  dict,
  entriesOf,
  get,
  has,
  hashedDict,
  isDict,
  isTruthy,
  keysOf,
  set,
  setDefault,
  textOf,
  update,
} from "../data/data.ts";

/** A REST API's definition while it is changed. */
export type Swagger = {
  readonly doc: Dict;
  readonly paths: Dict;
  securityDefinitions: Dict;
  gatewayResponses: Dict;
  readonly policy: Dict;
  definitions: Dict;
};

/** The definition that a REST API begins with. */
export function newSwagger(): Dict {
  const skeleton = hashedDict({ swagger: "2.0" });
  set(skeleton, "info", hashedDict({ version: "1.0", title: ref("AWS::StackName") }));
  set(skeleton, "paths", hashedDict());
  return skeleton;
}

/** Whether something is a definition that can be changed. */
export function isSwagger(body: Data): body is Dict {
  if (!isDict(body) || !isDict(get(body, "paths"))) return false;
  if (isTruthy(get(body, "swagger"))) return true;
  return isTruthy(get(body, "openapi")) && isVersion3(get(body, "openapi"));
}

/**
 * Opens a copy of a definition.
 * @throws SamError where it is none
 */
export function openSwagger(body: Data): Swagger {
  if (!isSwagger(body)) throw new SamError("`DefinitionBody` is no Swagger or OpenAPI definition that can be added to");
  const doc = deepCopyOf(body);
  const part = (name: string): Dict => {
    const held = get(doc, name);
    return isDict(held) && isTruthy(held) ? held : hashedDict();
  };
  const paths = part("paths");
  return {
    doc,
    paths: isDict(get(doc, "paths")) ? (get(doc, "paths") as Dict) : paths,
    securityDefinitions: part("securityDefinitions"),
    gatewayResponses: part("x-amazon-apigateway-gateway-responses"),
    policy: part(POLICY),
    definitions: part("definitions"),
  };
}

export const POLICY = "x-amazon-apigateway-policy";

/** The changed definition. */
export function closeSwagger({ doc, paths, securityDefinitions, gatewayResponses, definitions }: Swagger): Dict {
  set(doc, "paths", paths);
  if (isTruthy(securityDefinitions)) set(doc, "securityDefinitions", securityDefinitions);
  if (isTruthy(gatewayResponses)) set(doc, "x-amazon-apigateway-gateway-responses", gatewayResponses);
  if (isTruthy(definitions)) set(doc, "definitions", definitions);
  return deepCopyOf(doc);
}

type LambdaCall = {
  readonly path: Text;
  readonly method: Text;
  readonly uri: Data;
  readonly credentials: Data;
  readonly condition: Data;
  readonly isStreamed: boolean;
};

/** Has a method call a function. */
export function addLambdaIntegration({ paths }: Swagger, call: LambdaCall): void {
  const { path, uri, condition } = call;
  const method = methodName(call.method);
  if (hasIntegration(paths, path, method)) throw new SamError(`\`${textOf(path) ?? ""}\` has an integration already`);
  addPath(paths, path, method);
  for (const item of pathItems(paths, path)) {
    const definition = get(item, method);
    if (!isDict(definition)) throw new SamError(`the method \`${textOf(method) ?? ""}\` must be a map`);
    const integration = hashedDict();
    set(definition, INTEGRATION, integration);
    set(integration, "type", "aws_proxy");
    set(integration, "httpMethod", "POST");
    set(integration, "uri", condition === null ? uri : conditional(condition, uri));
    if (call.isStreamed) set(integration, "responseTransferMode", "STREAM");
    if (isTruthy(call.credentials)) set(integration, "credentials", call.credentials);
    setDefault(definition, "responses", hashedDict());
    if (condition !== null) set(item, method, conditional(condition, definition));
  }
}

type MachineCall = {
  readonly path: Text;
  readonly method: Text;
  readonly credentials: Data;
  readonly requestTemplates: Dict;
  readonly uri: Data;
  readonly condition: Data;
};

/** Has a method start a state machine. */
export function addMachineIntegration({ paths }: Swagger, call: MachineCall): void {
  const { path, condition } = call;
  const method = methodName(call.method);
  if (hasIntegration(paths, path, method)) throw new SamError(`\`${textOf(path) ?? ""}\` has an integration already`);
  addPath(paths, path, method);
  const uri = condition === null ? call.uri : conditional(condition, call.uri);
  for (const item of pathItems(paths, path)) {
    const definition = get(item, method);
    if (!isDict(definition)) throw new SamError(`the method \`${textOf(method) ?? ""}\` must be a map`);
    const integration = hashedDict();
    set(definition, INTEGRATION, integration);
    set(integration, "type", "aws");
    set(integration, "httpMethod", "POST");
    set(integration, "uri", uri);
    set(integration, "responses", statuses("statusCode", ["200", "200"], ["400", "400"]));
    set(integration, "credentials", call.credentials);
    setDefault(definition, "responses", statuses("description", ["200", "OK"], ["400", "Bad Request"]));
    update(integration, dict({ requestTemplates: call.requestTemplates }));
    if (condition !== null) set(item, method, conditional(condition, definition));
  }
}

function statuses(key: string, ...codes: readonly (readonly [code: string, value: string])[]): Dict {
  const made = hashedDict();
  for (const [code, value] of codes) set(made, code, hashedDict({ [key]: value }));
  return made;
}

const NO_METHODS = new Set(["summary", "description", "parameters"]);

/** Every method of a path that API Gateway does something for. */
export function methodsOf({ paths }: Swagger, path: Text): readonly (readonly [name: string, definition: Dict])[] {
  return pathItems(paths, path).flatMap((item) =>
    entriesOf(item)
      .filter(([name]) => !NO_METHODS.has(textOf(name) ?? ""))
      .flatMap(([name, method]) =>
        conditionalContents(method).flatMap((definition) => {
          if (!isDict(definition)) throw new SamError(`the method \`${textOf(name) ?? ""}\` must be a map`);
          return isTruthy(get(definition, INTEGRATION)) ? [[textOf(methodName(name)) ?? "", definition] as const] : [];
        }),
      ),
  );
}

type Cors = {
  readonly origins: Data;
  readonly headers: Data;
  readonly methods: Data;
  readonly maxAge: Data;
  readonly credentials: Data;
};

const ALL_METHODS = ["OPTIONS", "GET", "HEAD", "POST", "PUT", "DELETE", "PATCH"];

/** Answers a path's preflight requests. */
export function addCors({ paths }: Swagger, path: Text, cors: Cors): void {
  let { methods } = cors;
  for (const item of pathItems(paths, path)) {
    if (has(item, "options")) continue;
    if (!isTruthy(cors.origins)) throw new SamError("`Cors` needs `AllowOrigin`");
    if (!isTruthy(methods)) methods = `'${allowedMethods(item)}'`;
    set(item, "options", preflight({ ...cors, methods }));
  }
}

function allowedMethods(item: Dict): string {
  const named = keysOf(item).map((name) => textOf(name) ?? "");
  const all = named.includes("x-amazon-apigateway-any-method") ? ALL_METHODS : [...named, "options"];
  return [...new Set(all.map((name) => name.toUpperCase()))].toSorted().join(",");
}

function preflight({ origins, headers, methods, maxAge, credentials }: Cors): Dict {
  const parameters = hashedDict();
  const responseHeaders = hashedDict();
  const header = (name: string, value: Data, type = "string"): void => {
    set(parameters, `method.response.header.Access-Control-${name}`, value);
    set(responseHeaders, `Access-Control-${name}`, dict({ type }));
  };
  header("Allow-Origin", origins);
  if (isTruthy(headers)) header("Allow-Headers", headers);
  if (isTruthy(methods)) header("Allow-Methods", methods);
  if (maxAge !== null) header("Max-Age", maxAge, "integer");
  if (credentials === true) header("Allow-Credentials", "'true'");
  const answer = hashedDict({ statusCode: "200" });
  set(answer, "responseParameters", parameters);
  set(answer, "responseTemplates", dict({ "application/json": "{}\n" }));
  const integration = hashedDict({ type: "mock" });
  set(integration, "requestTemplates", dict({ "application/json": '{\n  "statusCode" : 200\n}\n' }));
  set(integration, "responses", hashedDict({ default: answer }));
  const options = hashedDict({ summary: "CORS support" });
  set(options, "consumes", ["application/json"]);
  set(options, "produces", ["application/json"]);
  set(options, INTEGRATION, integration);
  const ok = hashedDict({ description: "Default response for CORS method" });
  set(ok, "headers", responseHeaders);
  set(options, "responses", hashedDict({ "200": ok }));
  return options;
}

/** The definitions of a method that API Gateway does something for. */
export function definitionsOf({ paths }: Swagger, path: Text, method: Text): readonly Dict[] {
  return methodDefinitions(paths, path, method);
}
