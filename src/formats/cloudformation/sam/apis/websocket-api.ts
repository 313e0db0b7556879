import type { Data, Dict } from "../data/data.ts";
import type { Made } from "../data/made.ts";
import type { SamContext, SamResource } from "../context.ts";
import { SamError } from "../error.ts";
import { assign, idOf, make, propagateTags, refOf } from "../data/made.ts";
import { authorizerPermission } from "./http-api.ts";
import { dict, entriesOf, get, has, is, isDict, isText, isTruthy, set, textOf } from "../data/data.ts";
import { isAlphanumeric } from "../functions/event.ts";
import { isIntrinsic, ref, sub } from "../data/intrinsics.ts";
import { resolveParameters } from "../data/resolve.ts";
import { routeDomain } from "./http-domain.ts";

const TAG = "websocketapi:createdBy";
const DEFAULT_STAGE = "default";

const PASSED_THROUGH = [
  "ApiKeySelectionExpression",
  "Description",
  "DisableExecuteApiEndpoint",
  "DisableSchemaValidation",
  "IpAddressType",
  "RouteSelectionExpression",
];

/** What SAM makes of `AWS::Serverless::WebSocketApi`. Unlike others, what it makes inherits no attributes. */
export function expandWebSocketApi(resource: SamResource, context: SamContext): readonly Made[] {
  const bare = { ...resource, attributes: dict() };
  const { properties } = resource;
  for (const name of ["Auth", "Domain", "Routes"]) {
    if (has(properties, name)) set(properties, name, resolveParameters(get(properties, name), context.parameters));
  }
  const routes = get(properties, "Routes");
  if (!isDict(routes) || !isTruthy(routes)) throw new SamError("a WebSocket API needs at least one of `Routes`");
  checkAddressType(get(properties, "IpAddressType"));
  const auth = get(properties, "Auth");
  if (isTruthy(auth) && !has(routes, "$connect")) throw new SamError("`Auth` needs a `$connect` route");
  const api = apiOf(bare);
  const domain = routeDomain(bare, TAG, context);
  const made = entriesOf(routes).map(([key, route]) => routeOf(textOf(key) ?? "", route, bare));
  const stage = stageOf(bare);
  if (isTruthy(get(properties, "RouteSettings"))) stage.dependsOn = made.map(({ route }) => route.logicalId);
  const authorizers = made.flatMap(({ authorizer }) => authorizer ?? []);
  const resources = [
    api,
    ...made.flatMap(({ route, integration, permission }) => [route, integration, permission]),
    ...domain,
    stage,
    ...authorizers,
    ...(authorizers.length > 0 ? authorizerPermissionOf(auth, bare) : []),
  ];
  const tags = get(properties, "Tags");
  if (isTruthy(tags) && isTruthy(get(properties, "PropagateTags"))) propagateTags(resources, tags);
  return resources;
}

function checkAddressType(type: Data): void {
  if (type === null || isIntrinsic(type) || is(type, "ipv4") || is(type, "dualstack")) return;
  throw new SamError("`IpAddressType` is `ipv4` or `dualstack`");
}

function apiOf({ logicalId, properties, dependsOn }: SamResource): Made {
  const api = make("AWS::ApiGatewayV2::Api", logicalId, {}, dict(), dependsOn);
  assign(api, Object.fromEntries(PASSED_THROUGH.map((name) => [name, get(properties, name)])));
  const given = get(properties, "Tags");
  const tags = isDict(given) && isTruthy(given) ? given : dict();
  set(tags, TAG, "SAM");
  assign(api, { Name: get(properties, "Name") ?? logicalId, Tags: tags, ProtocolType: "WEBSOCKET" });
  return api;
}

type Route = {
  readonly route: Made;
  readonly integration: Made;
  readonly permission: Made;
  readonly authorizer: Made | null;
};

function routeOf(key: string, config: Data, resource: SamResource): Route {
  const { logicalId, properties } = resource;
  const base = idOf(logicalId, routeName(key));
  const functionArn = get(config, "FunctionArn");
  if (functionArn === null) throw new SamError(`the route \`${key}\` needs a \`FunctionArn\``);
  const parameters = get(config, "RequestParameters");
  if (isTruthy(parameters) && key !== "$connect") throw new SamError("only `$connect` takes `RequestParameters`");
  const integration = make("AWS::ApiGatewayV2::Integration", `${base}Integration`, {
    ApiId: ref(logicalId),
    IntegrationType: "AWS_PROXY",
    IntegrationUri: sub(
      "arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${FunctionArn}/invocations",
      dict({ FunctionArn: functionArn }),
    ),
    TimeoutInMillis: get(config, "IntegrationTimeout"),
  });
  const route = make("AWS::ApiGatewayV2::Route", `${base}Route`, {
    RouteKey: key,
    ApiId: ref(logicalId),
    ApiKeyRequired: get(config, "ApiKeyRequired"),
    ModelSelectionExpression: get(config, "ModelSelectionExpression"),
    OperationName: get(config, "OperationName"),
    RequestModels: get(config, "RequestModels"),
    RequestParameters: isTruthy(parameters) ? parameters : null,
    RouteResponseSelectionExpression: get(config, "RouteResponseSelectionExpression"),
    Target: dict({ "Fn::Join": ["/", ["integrations", refOf(integration)]] }),
  });
  const permission = make("AWS::Lambda::Permission", `${base}Permission`, {
    Action: "lambda:InvokeFunction",
    FunctionName: functionArn,
    Principal: "apigateway.amazonaws.com",
    SourceArn: sourceArn(key, resource),
  });
  const authorizer = authorize(key, route, get(properties, "Auth"), resource);
  return { route, integration, permission, authorizer };
}

function routeName(key: string): string {
  const special = ["$connect", "$disconnect", "$default"].includes(key);
  if (!special && !isAlphanumeric(key))
    throw new SamError(`the route \`${key}\` must be letters and digits, or a special one`);
  const name = key.replace("$", "");
  return name.charAt(0).toUpperCase() + name.slice(1).toLowerCase();
}

function stageNameOf({ properties }: SamResource): Data {
  return get(properties, "StageName") ?? DEFAULT_STAGE;
}

function sourceArn(key: string, resource: SamResource): Dict {
  const stage = stageNameOf(resource);
  const name = isText(stage) ? (textOf(stage) ?? "") : "${__StageName__}";
  const id = `\${${idOf(resource.logicalId, ".ApiId")}}`;
  const arn = `arn:\${AWS::Partition}:execute-api:\${AWS::Region}:\${AWS::AccountId}:${id}/${name}/${key}`;
  return isText(stage) ? sub(arn) : sub(arn, dict({ __StageName__: stage }));
}

const AUTH_TYPES = ["NONE", "AWS_IAM", "CUSTOM"];

/** Sets who may connect, and makes the authorizer that decides it. */
function authorize(key: string, route: Made, auth: Data, { logicalId }: SamResource): Made | null {
  if (!isDict(auth) || !isTruthy(auth)) return null;
  const type = textOf(get(auth, "AuthType"));
  const known = AUTH_TYPES.find((name) => name === type?.toUpperCase());
  if (known === undefined) throw new SamError("`Auth.AuthType` is `AWS_IAM`, `CUSTOM` or `NONE`");
  if (known === "CUSTOM" && !isTruthy(get(auth, "AuthArn")))
    throw new SamError("`Auth` of type `CUSTOM` needs an `AuthArn`");
  if (known !== "CUSTOM" && auth.slots.size > 1) throw new SamError(`\`Auth\` of type \`${known}\` takes nothing else`);
  if (key !== "$connect") return null;
  if (type !== "CUSTOM") {
    assign(route, { AuthorizationType: type === "AWS_IAM" ? "AWS_IAM" : "NONE" });
    return null;
  }
  const id = idOf(logicalId, "ConnectAuthorizer");
  const name = get(auth, "Name");
  const authorizer = make("AWS::ApiGatewayV2::Authorizer", id, {
    ApiId: ref(logicalId),
    AuthorizerCredentialsArn: get(auth, "InvokeRole"),
    AuthorizerType: "REQUEST",
    AuthorizerUri: sub(
      "arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${AuthArn}/invocations",
      dict({ AuthArn: get(auth, "AuthArn") }),
    ),
    IdentitySource: get(auth, "IdentitySource"),
    Name: isTruthy(name) ? name : id,
  });
  assign(route, { AuthorizationType: "CUSTOM", AuthorizerId: refOf(authorizer) });
  return authorizer;
}

function authorizerPermissionOf(auth: Data, { logicalId, attributes }: SamResource): readonly Made[] {
  const arn = get(auth, "AuthArn");
  if (isTruthy(get(auth, "InvokeRole")) || !isTruthy(arn)) return [];
  return [authorizerPermission(idOf(logicalId, "AuthorizerPermission"), arn, logicalId, attributes)];
}

function stageOf(resource: SamResource): Made {
  const { logicalId, properties } = resource;
  const stage = stageNameOf(resource);
  const name = textOf(stage) ?? "";
  if (name === "$default") throw new SamError("a WebSocket API's stage cannot be `$default`");
  return make("AWS::ApiGatewayV2::Stage", idOf(logicalId, name === DEFAULT_STAGE ? "Default" : name, "Stage"), {
    ApiId: ref(logicalId),
    StageName: stage,
    StageVariables: get(properties, "StageVariables"),
    AccessLogSettings: get(properties, "AccessLogSettings"),
    DefaultRouteSettings: get(properties, "DefaultRouteSettings"),
    Tags: dict({ [TAG]: "SAM" }),
    AutoDeploy: true,
    RouteSettings: get(properties, "RouteSettings"),
  });
}
