import type { ApiAuthorizer } from "./api-authorizer.ts";
import type { Data, Dict, Text } from "../data/data.ts";
import type { SamContext, SamResource } from "../context.ts";
import { SamError } from "../error.ts";
import { addApiKeyDefinition, addAuthorizers, setDefaultApiKey, setDefaultAuthorizer } from "./swagger-auth.ts";
import { addCors, closeSwagger, openSwagger } from "./swagger.ts";
import { addCustomStatements, addResourcePolicy } from "./resource-policy.ts";
import { apiAuthorizer, iamAuthorizer } from "./api-authorizer.ts";
import {
  asItems,
  copyOf,
  dict,
  entriesOf,
  get,
  hashedDict,
  is,
  isDict,
  isText,
  isTruthy,
  keysOf,
  remove,
  set,
  setDefault,
  textLike,
  textOf,
} from "../data/data.ts";
import { gatewayResponses } from "./gateway-responses.ts";
import { isIntrinsic } from "../data/intrinsics.ts";
import { isVersion3 } from "./api-editor.ts";

/** The definition with all that the API's properties add to it. */
export function bodyOf(resource: SamResource, context: SamContext): Data {
  const { properties } = resource;
  let body = get(properties, "DefinitionBody");
  const step = (name: string, change: (body: Data, wish: Data) => Data): void => {
    const wish = get(properties, name);
    if (!isTruthy(wish)) return;
    if (!isTruthy(body)) throw new SamError(`\`${name}\` needs a \`DefinitionBody\``);
    body = change(body, wish);
  };
  step("Cors", withCors);
  step("Auth", (held, auth) => postprocessed(withAuth(held, auth, resource, context), resource));
  step("GatewayResponses", (held, wish) => {
    const swagger = openSwagger(held);
    for (const [name, response] of gatewayResponses(wish)) set(swagger.gatewayResponses, name, response);
    return closeSwagger(swagger);
  });
  const media = get(properties, "BinaryMediaTypes");
  if (isTruthy(media) && isTruthy(body)) {
    const swagger = openSwagger(body);
    set(swagger.doc, "x-amazon-apigateway-binary-media-types", mediaTypes(media));
    body = closeSwagger(swagger);
  }
  step("Models", (held, models) => postprocessed(withModels(held, models), resource));
  if (get(properties, "DisableExecuteApiEndpoint") !== null) {
    body = withoutEndpoint(body, get(properties, "DisableExecuteApiEndpoint"));
  }
  return isDict(body) ? postprocessed(body, resource) : body;
}

function withCors(body: Data, wish: Data): Dict {
  const isMap = isDict(wish) && !isIntrinsic(wish);
  const origins = isMap ? (get(wish, "AllowOrigin") ?? "'*'") : wish;
  const credentials = isMap ? get(wish, "AllowCredentials") : null;
  const known = new Set(["AllowMethods", "AllowHeaders", "AllowOrigin", "MaxAge", "AllowCredentials"]);
  const other = isMap ? keysOf(wish).find((key) => !known.has(textOf(key) ?? "")) : undefined;
  if (other !== undefined) throw new SamError(`\`Cors\` has no \`${textOf(other) ?? ""}\``);
  if (credentials === true && is(origins, "'*'")) throw new SamError("`Cors.AllowCredentials` needs an `AllowOrigin`");
  const swagger = openSwagger(body);
  const seen = new Set<string>();
  for (const path of keysOf(swagger.paths)) {
    const name = textOf(path) ?? "";
    const normalized = name === "/" ? name : name.replace(/\/+$/, "");
    if (seen.has(normalized)) continue;
    seen.add(normalized);
    const said = (key: string): Data => (isMap ? get(wish, key) : null);
    addCors(swagger, path, {
      origins,
      headers: said("AllowHeaders"),
      methods: said("AllowMethods"),
      maxAge: said("MaxAge"),
      credentials,
    });
  }
  return closeSwagger(swagger);
}

const AUTH_NAMES = new Set([
  "Authorizers",
  "DefaultAuthorizer",
  "InvokeRole",
  "AddDefaultAuthorizerToCorsPreflight",
  "AddApiKeyRequiredToCorsPreflight",
  "ApiKeyRequired",
  "ResourcePolicy",
  "UsagePlan",
]);

function withAuth(body: Data, auth: Data, resource: SamResource, context: SamContext): Dict {
  if (!isDict(auth)) throw new SamError("`Auth` must be a map");
  const other = keysOf(auth).find((key) => !AUTH_NAMES.has(textOf(key) ?? ""));
  if (other !== undefined) throw new SamError(`\`Auth\` has no \`${textOf(other) ?? ""}\``);
  const swagger = openSwagger(body);
  const standard = get(auth, "DefaultAuthorizer");
  const authorizers = authorizersOf(auth, standard, context.partition);
  if (authorizers.size > 0) {
    addAuthorizers(swagger, authorizers);
    if (isTruthy(standard)) {
      if (!isText(standard) || (!authorizers.has(textOf(standard) ?? "") && !is(standard, "AWS_IAM"))) {
        throw new SamError("`DefaultAuthorizer` must be one of `Authorizers`");
      }
      const onPreflight = get(auth, "AddDefaultAuthorizerToCorsPreflight");
      for (const path of keysOf(swagger.paths)) {
        setDefaultAuthorizer(swagger, path, standard, authorizers, onPreflight === null || isTruthy(onPreflight));
      }
    }
  }
  if (isTruthy(get(auth, "ApiKeyRequired"))) {
    addApiKeyDefinition(swagger);
    const onPreflight = get(auth, "AddApiKeyRequiredToCorsPreflight");
    for (const path of keysOf(swagger.paths)) {
      setDefaultApiKey(swagger, path, onPreflight === null || isTruthy(onPreflight));
    }
  }
  const policy = get(auth, "ResourcePolicy");
  if (isTruthy(policy)) {
    for (const path of keysOf(swagger.paths))
      addResourcePolicy(swagger, policy, path, get(resource.properties, "StageName"));
    const statements = get(policy, "CustomStatements");
    if (isTruthy(statements)) addCustomStatements(swagger, statements);
  }
  return closeSwagger(swagger);
}

/** The authorizers that `Auth` declares, by name; `standard` is the default one. */
export function authorizersOf(auth: Data, standard: Data, partition: string): ReadonlyMap<string, ApiAuthorizer> {
  const authorizers = new Map<string, ApiAuthorizer>();
  if (is(standard, "AWS_IAM")) authorizers.set("AWS_IAM", iamAuthorizer(standard as Text));
  const wishes = get(auth, "Authorizers");
  if (isTruthy(wishes) && !isDict(wishes)) throw new SamError("`Auth.Authorizers` must be a map");
  for (const [name, config] of entriesOf(wishes))
    authorizers.set(textOf(name) ?? "", apiAuthorizer(name, config, partition));
  return authorizers;
}

/** `~1` stands for a slash in a media type. */
function mediaTypes(media: Data): Data {
  const slashed = (text: Text): Text =>
    textLike({ kind: "template-text", text: "" }, (textOf(text) ?? "").replaceAll("~1", "/"));
  if (Array.isArray(media)) return media.map(mediaTypes);
  if (isText(media)) return slashed(media);
  if (!isDict(media)) return media;
  const made = hashedDict();
  for (const [key, value] of entriesOf(media)) set(made, slashed(key), mediaTypes(value));
  return made;
}

function withModels(body: Data, models: Data): Dict {
  if (!isDict(models)) throw new SamError("`Models` must be a map");
  const swagger = openSwagger(body);
  for (const [name, schema] of entriesOf(models)) {
    if (!isTruthy(get(schema, "type"))) throw new SamError(`the model \`${textOf(name) ?? ""}\` needs a \`type\``);
    set(swagger.definitions, textLike(name, (textOf(name) ?? "").toLowerCase()), schema);
  }
  return closeSwagger(swagger);
}

function withoutEndpoint(body: Data, isDisabled: Data): Dict {
  if (!isTruthy(body)) throw new SamError("`DisableExecuteApiEndpoint` needs a `DefinitionBody`");
  const swagger = openSwagger(body);
  const put = (target: Dict): void => {
    const config = setDefault(target, "x-amazon-apigateway-endpoint-configuration", dict());
    if (isDict(config)) set(config, "disableExecuteApiEndpoint", isDisabled);
  };
  const version = get(swagger.doc, "openapi");
  if (isTruthy(version) && isVersion3(version)) {
    const held = get(swagger.doc, "servers");
    const servers = held === null ? [hashedDict()] : [...asItems(held)];
    for (const server of servers) if (isDict(server)) put(server);
    set(swagger.doc, "servers", servers);
  } else put(swagger.doc);
  return closeSwagger(swagger);
}

/** In OpenAPI 3 the parts of Swagger 2 that the transform writes stand elsewhere. */
function postprocessed(body: Dict, { properties }: SamResource): Dict {
  if (get(body, "swagger") !== null) return body;
  const wished = get(properties, "OpenApiVersion");
  const version = get(body, "openapi") !== null && wished === null ? get(body, "openapi") : wished;
  if (!isTruthy(version) || !isVersion3(version)) return body;
  const move = (from: string, to: string): void => {
    const part = get(body, from);
    if (!isTruthy(part)) return;
    const held = get(body, "components");
    const components = isDict(held) && isTruthy(held) ? held : hashedDict();
    set(components, to, part);
    set(body, "components", components);
    remove(body, from);
  };
  move("securityDefinitions", "securitySchemes");
  move("definitions", "schemas");
  for (const [, item] of entriesOf(get(body, "paths"))) {
    const options = get(item, "options");
    if (!isDict(options) || !isTruthy(options)) continue;
    for (const [field] of entriesOf(copyOf(options))) {
      if (is(field, "produces") || is(field, "consumes")) remove(options, textOf(field) ?? "");
    }
    const headers = get(get(get(options, "responses"), "200"), "headers");
    if (!isDict(headers)) continue;
    for (const [header, value] of entriesOf(copyOf(headers))) {
      set(headers, header, withSchema(value));
    }
  }
  return body;
}

function withSchema(value: Data): Dict {
  const made = hashedDict();
  set(made, "schema", value);
  return made;
}
