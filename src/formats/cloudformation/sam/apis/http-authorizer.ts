import type { Data, Dict, Text } from "../data/data.ts";
import { SamError } from "../error.ts";
import { authorizerUri } from "./api-authorizer.ts";
import { dict, entriesOf, get, has, is, isDict, isText, isTruthy, set, textOf } from "../data/data.ts";

/** An authorizer of an HTTP API. */
export type HttpAuthorizer = {
  readonly name: Text;
  readonly functionArn: Data;
  readonly scopes: Data;
  readonly hasPermission: boolean;
  /** How the API's definition declares it. */
  definition(partition: string): Dict;
};

const AUTHORIZER = "x-amazon-apigateway-authorizer";

/** The authorizers that `Auth` declares, by name. */
export function httpAuthorizers(auth: Data): ReadonlyMap<string, HttpAuthorizer> {
  const authorizers = new Map<string, HttpAuthorizer>();
  if (get(auth, "EnableIamAuthorizer") === true) authorizers.set("AWS_IAM", iamAuthorizer());
  const wishes = get(auth, "Authorizers");
  if (isTruthy(wishes) && !isDict(wishes)) throw new SamError("`Auth.Authorizers` must be a map");
  for (const [name, config] of entriesOf(wishes)) authorizers.set(textOf(name) ?? "", authorizerOf(name, config));
  return authorizers;
}

function iamAuthorizer(): HttpAuthorizer {
  const definition = (): Dict =>
    dict({ type: "apiKey", name: "Authorization", in: "header", "x-amazon-apigateway-authtype": "awsSigv4" });
  return { name: "AWS_IAM", functionArn: null, scopes: null, hasPermission: false, definition };
}

function authorizerOf(name: Text, config: Data): HttpAuthorizer {
  if (!isDict(config)) throw new SamError(`\`Auth.Authorizers.${textOf(name) ?? ""}\` must be a map`);
  const jwt = get(config, "JwtConfiguration");
  const refuse = (why: string): never => {
    throw new SamError(`the authorizer \`${textOf(name) ?? ""}\` ${why}`);
  };
  if (isTruthy(jwt)) {
    if (!isTruthy(get(config, "IdentitySource"))) refuse("needs an `IdentitySource`");
    const lambdaOnly = ["FunctionArn", "FunctionInvokeRole", "Identity", "AuthorizerPayloadFormatVersion"];
    if (lambdaOnly.some((property) => has(config, property))) refuse("is an OAuth one: it takes no function");
  } else {
    if (!isTruthy(get(config, "FunctionArn"))) refuse("needs a `FunctionArn`");
    if (!isTruthy(get(config, "AuthorizerPayloadFormatVersion"))) refuse("needs an `AuthorizerPayloadFormatVersion`");
    if (has(config, "AuthorizationScopes") || has(config, "IdentitySource"))
      refuse("takes no scopes and no `IdentitySource`");
  }
  return {
    name,
    functionArn: get(config, "FunctionArn"),
    scopes: get(config, "AuthorizationScopes"),
    hasPermission: isTruthy(get(config, "EnableFunctionDefaultPermissions")),
    definition: (partition) => (isTruthy(jwt) ? oauthDefinition(config, jwt) : lambdaDefinition(config, partition)),
  };
}

function oauthDefinition(config: Dict, jwt: Data): Dict {
  const lower = dict();
  for (const [key, value] of entriesOf(jwt)) set(lower, (textOf(key) ?? "").toLowerCase(), value);
  const authorizer = dict({ jwtConfiguration: lower, identitySource: get(config, "IdentitySource"), type: "jwt" });
  return dict({ type: "oauth2", [AUTHORIZER]: authorizer });
}

function lambdaDefinition(config: Dict, partition: string): Dict {
  const authorizer = dict({ type: "request", authorizerUri: authorizerUri(get(config, "FunctionArn"), partition) });
  const role = get(config, "FunctionInvokeRole");
  if (isTruthy(role) && !is(role, "NONE")) set(authorizer, "authorizerCredentials", role);
  const identity = get(config, "Identity");
  if (isTruthy(identity)) {
    const age = get(identity, "ReauthorizeEvery");
    if (age !== null) set(authorizer, "authorizerResultTtlInSeconds", age);
    set(authorizer, "identitySource", identitySource(identity));
  }
  set(authorizer, "authorizerPayloadFormatVersion", get(config, "AuthorizerPayloadFormatVersion"));
  const simple = get(config, "EnableSimpleResponses");
  if (isTruthy(simple)) set(authorizer, "enableSimpleResponses", simple);
  return dict({ type: "apiKey", name: "Unused", in: "header", [AUTHORIZER]: authorizer });
}

const SOURCES = [
  ["Headers", "$request.header."],
  ["QueryStrings", "$request.querystring."],
  ["StageVariables", "$stageVariables."],
  ["Context", "$context."],
] as const;

function identitySource(identity: Data): Data[] {
  return SOURCES.flatMap(([name, prefix]) => {
    const values = get(identity, name);
    if (!isTruthy(values)) return [];
    if (!Array.isArray(values) || !values.every(isText))
      throw new SamError(`\`Identity.${name}\` must be a list of texts`);
    return values.map((value) => `${prefix}${textOf(value) ?? ""}`);
  });
}
