import type { Data, Dict, Text } from "../data/data.ts";
import type { HttpAuthorizer } from "./http-authorizer.ts";
import type { Made } from "../data/made.ts";
import type { OpenApi } from "./open-api.ts";
import type { SamContext, SamResource } from "../context.ts";
import {
  DEFAULT_PATH,
  addHttpCors,
  addTags,
  closeOpenApi,
  disableEndpoint,
  isOpenApi,
  openOpenApi,
  setDefaultRouteAuthorizer,
} from "./open-api.ts";
import { SamError } from "../error.ts";
import { assign, idOf, inherited, make, propagateTags } from "../data/made.ts";
import { definitionAt } from "../data/code-location.ts";
import { dict, get, has, isDict, isSame, isText, isTruthy, keysOf, set, textOf } from "../data/data.ts";
import { httpAuthorizers } from "./http-authorizer.ts";
import { idHash } from "../data/python.ts";
import { isAlphanumeric } from "../functions/event.ts";
import { isNoValue, ref, sub } from "../data/intrinsics.ts";
import { resolveParameters } from "../data/resolve.ts";
import { routeDomain } from "./http-domain.ts";

/** Tags of an HTTP API and its stage and domain. */
const TAG = "httpapi:createdBy";

/** What SAM makes of `AWS::Serverless::HttpApi`. */
export function expandHttpApi(resource: SamResource, context: SamContext): readonly Made[] {
  const { properties } = resource;
  for (const name of ["CorsConfiguration", "Domain"]) {
    if (has(properties, name)) set(properties, name, resolveParameters(get(properties, name), context.parameters));
  }
  const hasBody = get(properties, "DefinitionBody") !== null;
  const tags = tagsOf(properties);
  const api = httpApi(resource, tags, context.partition);
  const domain = routeDomain(resource, TAG, context);
  const permissions = authorizerPermissions(resource);
  const resources = [api, ...permissions, ...domain, stageOf(resource, tags)];
  if (hasBody && isTruthy(tags)) propagateTags(resources, tags);
  return resources;
}

/** The API's tags, with SAM's own where a definition takes them. */
function tagsOf(properties: Dict): Data {
  const tags = get(properties, "Tags");
  if (!isOpenApi(get(properties, "DefinitionBody"))) return tags;
  if (tags !== null && !isDict(tags)) throw new SamError("`Tags` must be a map");
  const held = isDict(tags) && isTruthy(tags) ? tags : dict();
  set(held, TAG, "SAM");
  // The author's map is added to; one of the transform's own stays beside the properties.
  return held;
}

function httpApi({ logicalId, attributes, dependsOn, properties }: SamResource, tags: Data, partition: string): Made {
  const body = get(properties, "DefinitionBody");
  const uri = get(properties, "DefinitionUri");
  if (isTruthy(body) && isTruthy(uri)) throw new SamError("`DefinitionUri` and `DefinitionBody` exclude each other");
  const api = make("AWS::ApiGatewayV2::Api", logicalId, {}, attributes, dependsOn);
  const failsOnWarnings = get(properties, "FailOnWarnings");
  assign(api, { FailOnWarnings: isTruthy(failsOnWarnings) ? failsOnWarnings : null });
  const definition = isTruthy(body) ? definitionOf(body, properties, tags, partition) : body;
  if (!isTruthy(body)) refuseWithoutBody(properties);
  if (isTruthy(uri)) assign(api, { BodyS3Location: definitionAt(uri, "DefinitionUri", dict, (text) => text) });
  else if (isTruthy(definition)) assign(api, { Body: definition });
  else throw new SamError("an HTTP API needs `DefinitionUri`, `DefinitionBody` or an event");
  return api;
}

function refuseWithoutBody(properties: Dict): void {
  const needing = ["CorsConfiguration", "Auth", "Tags", "Name", "Description"].find((name) =>
    isTruthy(get(properties, name)),
  );
  if (needing !== undefined) throw new SamError(`\`${needing}\` needs a \`DefinitionBody\``);
}

/** The definition with all that the API's properties add to it. */
function definitionOf(body: Data, properties: Dict, tags: Data, partition: string): Data {
  let definition = body;
  const edit = (change: (openApi: OpenApi) => void): void => {
    const openApi = openOpenApi(definition);
    change(openApi);
    definition = closeOpenApi(openApi);
  };
  const cors = get(properties, "CorsConfiguration");
  if (isTruthy(cors)) edit((openApi) => addHttpCors(openApi, cors));
  const auth = get(properties, "Auth");
  if (isTruthy(auth)) edit((openApi) => addAuth(openApi, auth, partition));
  if (isDict(tags) && isOpenApi(definition)) edit((openApi) => addTags(openApi, tags));
  const isDisabled = get(properties, "DisableExecuteApiEndpoint");
  if (isDisabled !== null) edit((openApi) => disableEndpoint(openApi, isDisabled));
  const name = get(properties, "Name");
  if (isTruthy(name)) {
    edit(({ info }) => {
      if (!isSame(get(info, "title"), ref("AWS::StackName")))
        throw new SamError("`Name` and the title of a `DefinitionBody` exclude each other");
      set(info, "title", name);
    });
  }
  const description = get(properties, "Description");
  if (isTruthy(description)) {
    edit(({ info }) => {
      if (isTruthy(get(info, "description")))
        throw new SamError("`Description` and that of a `DefinitionBody` exclude each other");
      set(info, "description", description);
    });
  }
  if (isTruthy(get(properties, "FailOnWarnings"))) slashDefaultPath(definition);
  return definition;
}

/** With warnings as failures the default route's name must begin with a slash. */
function slashDefaultPath(definition: Data): void {
  const paths = get(definition, "paths");
  if (!isDict(paths) || !has(paths, DEFAULT_PATH)) return;
  set(paths, `/${DEFAULT_PATH}`, get(paths, DEFAULT_PATH));
  paths.slots.delete(DEFAULT_PATH);
  paths.order?.remove(DEFAULT_PATH);
}

function addAuth(openApi: OpenApi, auth: Data, partition: string): void {
  if (!isDict(auth)) throw new SamError("`Auth` must be a map");
  const known = new Set(["Authorizers", "DefaultAuthorizer", "EnableIamAuthorizer"]);
  const other = keysOf(auth).find((key) => !known.has(textOf(key) ?? ""));
  if (other !== undefined) throw new SamError(`\`Auth\` has no \`${textOf(other) ?? ""}\``);
  const authorizers = httpAuthorizers(auth);
  for (const authorizer of authorizers.values())
    set(openApi.schemes, authorizer.name, authorizer.definition(partition));
  const standard = get(auth, "DefaultAuthorizer");
  if (!isTruthy(standard) || isNoValue(standard)) return;
  const chosen: HttpAuthorizer | undefined = isText(standard) ? authorizers.get(textOf(standard) ?? "") : undefined;
  if (!isText(standard) || !chosen) throw new SamError("`DefaultAuthorizer` must be one of `Authorizers`");
  for (const path of keysOf(openApi.paths)) setDefaultRouteAuthorizer(openApi, path, standard, chosen.scopes ?? []);
}

function authorizerPermissions({ logicalId, properties, attributes }: SamResource): readonly Made[] {
  const authorizers = [...httpAuthorizers(get(properties, "Auth")).values()];
  return authorizers
    .filter(({ functionArn, hasPermission }) => isTruthy(functionArn) && hasPermission)
    .map(({ name, functionArn }) =>
      authorizerPermission(idOf(logicalId, name, "AuthorizerPermission"), functionArn, logicalId, attributes),
    );
}

/** The permission for an API to call an authorizer's function. */
export function authorizerPermission(id: string, functionArn: Data, api: Text, attributes: Dict): Made {
  const arn = "arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${__ApiId__}/authorizers/*";
  return make(
    "AWS::Lambda::Permission",
    id,
    {
      Action: "lambda:InvokeFunction",
      FunctionName: functionArn,
      Principal: "apigateway.amazonaws.com",
      SourceArn: sub(arn, dict({ __ApiId__: ref(api) })),
    },
    inherited(attributes),
  );
}

function stageOf({ logicalId, properties, attributes }: SamResource, tags: Data): Made {
  const given = get(properties, "StageName");
  const name = isTruthy(given) ? given : DEFAULT_PATH;
  const prefix = textOf(name) ?? "";
  const id = isAlphanumeric(prefix)
    ? idOf(logicalId, prefix, "Stage")
    : prefix === DEFAULT_PATH
      ? idOf(logicalId, "ApiGatewayDefaultStage")
      : idOf(logicalId, "Stage", idHash(prefix));
  return make(
    "AWS::ApiGatewayV2::Stage",
    id,
    {
      ApiId: ref(logicalId),
      StageName: name,
      StageVariables: get(properties, "StageVariables"),
      AccessLogSettings: get(properties, "AccessLogSettings"),
      DefaultRouteSettings: get(properties, "DefaultRouteSettings"),
      Tags: tags,
      AutoDeploy: true,
      RouteSettings: get(properties, "RouteSettings"),
    },
    inherited(attributes),
  );
}
