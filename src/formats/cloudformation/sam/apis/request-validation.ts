import type { Data, Dict, Text } from "../data/data.ts";
import type { SamEvent } from "../functions/event.ts";
import type { Swagger } from "./swagger.ts";
import { INTEGRATION, isVersion3 } from "./api-editor.ts";
import { SamError } from "../error.ts";
import {
  asItems,
  dict,
  entriesOf,
  get,
  hashedDict,
  isDict,
  isText,
  isTruthy,
  set,
  setDefault,
  textLike,
  textOf,
  update,
} from "../data/data.ts";
import { definitionsOf } from "./swagger.ts";
import { methodOf, pathOf } from "../functions/event.ts";

const VALIDATORS = "x-amazon-apigateway-request-validators";

/** `RequestModel`: the schema of a method's body, and whether API Gateway checks requests. */
export function addRequestModel(swagger: Swagger, event: SamEvent, models: Data): void {
  const wish = get(event.properties, "RequestModel");
  const model = get(wish, "Model");
  if (!isTruthy(wish) || !isTruthy(model)) return;
  if (!isText(model) || !isTruthy(get(models, model))) {
    throw new SamError(`event \`${event.name}\`: the API has no model \`${textOf(model) ?? ""}\``);
  }
  const name = textLike(model, (textOf(model) ?? "").toLowerCase());
  const definitions = definitionsOf(swagger, pathOf(event), methodOf(event));
  const required = get(wish, "Required");
  for (const definition of definitions) setModel(swagger, definition, name, required);
  const body = get(wish, "ValidateBody");
  const parameters = get(wish, "ValidateParameters");
  if (body === null && parameters === null) return;
  addValidator(swagger, definitions, body === true, parameters === true);
}

function setModel({ doc }: Swagger, definition: Dict, name: Text, required: Data): void {
  if (get(doc, "swagger") !== null) {
    const parameter = hashedDict({ in: "body" });
    set(parameter, "name", name);
    set(parameter, "schema", dict({ $ref: `#/definitions/${textOf(name) ?? ""}` }));
    if (required !== null) set(parameter, "required", required);
    const held = get(definition, "parameters");
    set(definition, "parameters", [...(held === null ? [] : asItems(held)), parameter]);
  } else if (isVersion3(get(doc, "openapi"))) {
    const schema = dict({ $ref: `#/components/schemas/${textOf(name) ?? ""}` });
    const body = dict({ content: dict({ "application/json": dict({ schema }) }) });
    if (required !== null) set(body, "required", required);
    set(definition, "requestBody", body);
  }
}

function addValidator({ doc }: Swagger, definitions: readonly Dict[], body: boolean, parameters: boolean): void {
  const name = body ? (parameters ? "body-and-params" : "body-only") : parameters ? "params-only" : "no-validation";
  const validator = hashedDict({ validateRequestBody: body });
  set(validator, "validateRequestParameters", parameters);
  if (!isTruthy(get(doc, VALIDATORS))) set(doc, VALIDATORS, hashedDict());
  const validators = setDefault(doc, VALIDATORS, hashedDict());
  if (isDict(validators) && !isTruthy(get(validators, name))) update(validators, hashedDict({ [name]: validator }));
  for (const definition of definitions) {
    update(definition, hashedDict({ "x-amazon-apigateway-request-validator": name }));
  }
}

const PARAMETER = /^method\.request\.(querystring|path|header)\./;

type RequestParameter = { readonly name: Text; readonly required: Data; readonly caching: Data };

/** `RequestParameters`: what a method takes, and what API Gateway's cache tells requests apart by. */
export function addRequestParameters(swagger: Swagger, event: SamEvent): void {
  const wishes = get(event.properties, "RequestParameters");
  if (!isTruthy(wishes)) return;
  const parameters = asItems(wishes).map((wish) => parameterOf(wish, event));
  for (const definition of definitionsOf(swagger, pathOf(event), methodOf(event))) {
    const held = get(definition, "parameters");
    const all = held === null ? [] : [...asItems(held)];
    for (const parameter of parameters) {
      all.push(describe(parameter));
      if (isTruthy(parameter.caching)) cacheBy(definition, parameter.name);
    }
    set(definition, "parameters", all);
  }
}

function parameterOf(wish: Data, event: SamEvent): RequestParameter {
  const [[key, settings] = [wish, null]] = entriesOf(wish);
  if (!isText(key) || !PARAMETER.test(textOf(key) ?? "")) {
    throw new SamError(
      `event \`${event.name}\`: \`RequestParameters\` are named \`method.request.querystring.x\`, \`path\` or \`header\``,
    );
  }
  return { name: key, required: get(settings, "Required") ?? false, caching: get(settings, "Caching") ?? false };
}

function describe({ name, required }: RequestParameter): Dict {
  const [location = "", ...rest] = (textOf(name) ?? "").replaceAll("method.request.", "").split(".");
  const parameter = hashedDict();
  set(parameter, "in", location === "querystring" ? "query" : textLike(name, location));
  set(parameter, "name", textLike(name, rest.join(".")));
  set(parameter, "required", required);
  set(parameter, "type", "string");
  return parameter;
}

function cacheBy(definition: Dict, name: Text): void {
  const integration = get(definition, INTEGRATION);
  if (!isDict(integration)) return;
  const held = get(integration, "cacheKeyParameters");
  set(integration, "cacheKeyParameters", [...(held === null ? [] : asItems(held)), name]);
}
