import type { Data, Dict, Text } from "../data/data.ts";
import { SamError } from "../error.ts";
import { asItems, dict, get, hashedDict, is, isDict, isText, isTruthy, set, textLike, textOf } from "../data/data.ts";
import { sub } from "../data/intrinsics.ts";

/** An authorizer of a REST API. */
export type ApiAuthorizer = {
  readonly name: Text;
  readonly functionArn: Data;
  readonly scopes: Data;
  /** The function lets API Gateway call it by other means. */
  readonly hasNoPermission: boolean;
  /** How the API's definition declares it. */
  definition(): Dict;
};

type Kind = "iam" | "cognito" | "token" | "request";

const AUTHORIZER = "x-amazon-apigateway-authorizer";

/** The authorizer of requests that are signed with AWS credentials. */
export function iamAuthorizer(name: Text): ApiAuthorizer {
  const definition = () => start("iam", null);
  return { name, functionArn: null, scopes: [], hasNoPermission: false, definition };
}

/** An authorizer as `Auth.Authorizers` declares it. */
export function apiAuthorizer(name: Text, config: Data, partition: string): ApiAuthorizer {
  if (!isDict(config)) throw new SamError(`\`Auth.Authorizers.${textOf(name) ?? ""}\` must be a map`);
  const identity = get(config, "Identity");
  if (isTruthy(identity) && !isDict(identity))
    throw new SamError(`\`Identity\` of \`${textOf(name) ?? ""}\` must be a map`);
  const kind = kindOf(config);
  if (kind === "request" && lacksSource(identity)) {
    throw new SamError(`the authorizer \`${textOf(name) ?? ""}\` needs an \`Identity\` with a source`);
  }
  return {
    name,
    functionArn: get(config, "FunctionArn"),
    scopes: get(config, "AuthorizationScopes") ?? [],
    hasNoPermission: isTruthy(get(config, "DisableFunctionDefaultPermissions")),
    definition: () => definitionOf(kind, config, partition),
  };
}

function kindOf(config: Dict): Kind {
  if (isTruthy(get(config, "UserPoolArn"))) return "cognito";
  const payload = get(config, "FunctionPayloadType");
  if (payload === null || is(payload, "TOKEN")) return "token";
  if (is(payload, "REQUEST")) return "request";
  throw new SamError("`FunctionPayloadType` is `TOKEN` or `REQUEST`");
}

const SOURCES = [
  ["Headers", "method.request.header."],
  ["QueryStrings", "method.request.querystring."],
  ["StageVariables", "stageVariables."],
  ["Context", "context."],
] as const;

function lacksSource(identity: Data): boolean {
  if (!isTruthy(identity)) return true;
  const isWithout = SOURCES.every(([name]) => !isTruthy(get(identity, name)));
  const age = get(identity, "ReauthorizeEvery");
  const seconds = age === null || isDict(age) ? Number.NaN : Number(textOf(age) ?? age);
  return Number.isNaN(seconds) ? isWithout : seconds > 0 && isWithout;
}

const AUTH_TYPES: Readonly<Record<Kind, string>> = {
  iam: "awsSigv4",
  cognito: "cognito_user_pools",
  token: "custom",
  request: "custom",
};

function start(kind: Kind, identity: Data): Dict {
  const header = get(identity, "Header");
  const made = hashedDict({ type: "apiKey" });
  set(made, "name", kind === "request" ? "Unused" : isTruthy(header) ? header : "Authorization");
  set(made, "in", "header");
  set(made, "x-amazon-apigateway-authtype", AUTH_TYPES[kind]);
  return made;
}

function definitionOf(kind: Kind, config: Dict, partition: string): Dict {
  const identity = get(config, "Identity");
  const made = start(kind, identity);
  const authorizer = hashedDict();
  set(made, AUTHORIZER, authorizer);
  set(authorizer, "type", kind === "cognito" ? "cognito_user_pools" : kind);
  if (kind === "cognito") set(authorizer, "providerARNs", [...asItems(get(config, "UserPoolArn"))]);
  else describeFunction(authorizer, kind, config, partition);
  const expression = get(identity, "ValidationExpression");
  if (kind !== "request" && isTruthy(expression)) set(authorizer, "identityValidationExpression", expression);
  return made;
}

function describeFunction(authorizer: Dict, kind: Kind, config: Dict, partition: string): void {
  const identity = get(config, "Identity");
  set(authorizer, "authorizerUri", authorizerUri(get(config, "FunctionArn"), partition));
  const age = isTruthy(identity) ? get(identity, "ReauthorizeEvery") : null;
  if (age !== null) set(authorizer, "authorizerResultTtlInSeconds", age);
  const role = get(config, "FunctionInvokeRole");
  if (isTruthy(role) && !is(role, "NONE")) set(authorizer, "authorizerCredentials", role);
  if (kind !== "request") return;
  const source = identitySource(identity);
  if (isTruthy(source)) set(authorizer, "identitySource", source);
}

/** Where API Gateway calls an authorizer's function. */
export function authorizerUri(functionArn: Data, partition: string): Dict {
  const uri = `arn:${partition}:apigateway:\${AWS::Region}:lambda:path/2015-03-31/functions/\${__FunctionArn__}/invocations`;
  return sub(uri, dict({ __FunctionArn__: functionArn }));
}

function identitySource(identity: Data): Text {
  const written = SOURCES.flatMap(([name, prefix]) => {
    const values = get(identity, name);
    if (!isTruthy(values)) return [];
    if (!Array.isArray(values) || !values.every(isText))
      throw new SamError(`\`Identity.${name}\` must be a list of texts`);
    return values.map((value) => textLike(value, `${prefix}${textOf(value) ?? ""}`));
  });
  return textLike(
    written.find((text) => typeof text !== "string") ?? "",
    written.map((text) => textOf(text)).join(", "),
  );
}
