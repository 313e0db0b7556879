import type { ApiAuthorizer } from "./api-authorizer.ts";
import type { Data, Dict, Text } from "../data/data.ts";
import type { Swagger } from "./swagger.ts";
import { SamError } from "../error.ts";
import { definitionsOf, methodsOf } from "./swagger.ts";
import { get, has, hashedDict, isDict, isSame, isTruthy, set, textOf, update } from "../data/data.ts";
import { namesAny, security, securityOf } from "./api-editor.ts";

/** Has every method of a path ask an authorizer, unless it says something else. */
export function setDefaultAuthorizer(
  swagger: Swagger,
  path: Text,
  name: Text,
  authorizers: ReadonlyMap<string, ApiAuthorizer>,
  onPreflight: boolean,
): void {
  const names = new Set(["AWS_IAM", ...authorizers.keys()]);
  for (const [method, definition] of methodsOf(swagger, path)) {
    if (!onPreflight && method === "options") continue;
    const existing = securityOf(definition, path);
    const others = existing.filter((entry) => !namesAny(entry, names));
    const own = existing.filter((entry) => namesAny(entry, names));
    const none = others.findIndex((entry) => has(entry, "NONE"));
    const wanted =
      none >= 0
        ? others.toSpliced(none, 1)
        : [...others, ...(own.length > 0 ? own : [security(name, scopesOf(authorizers.get(textOf(name) ?? "")))])];
    setSecurity(swagger, definition, wanted);
  }
}

function scopesOf(authorizer: ApiAuthorizer | undefined): Data {
  return authorizer?.scopes ?? [];
}

function setSecurity(swagger: Swagger, definition: Dict, entries: readonly Data[]): void {
  if (entries.length === 0) return;
  set(definition, "security", [...entries]);
  if (has(entries[0], "AWS_IAM")) addIamDefinition(swagger);
}

function addIamDefinition(swagger: Swagger): void {
  if (has(swagger.securityDefinitions, "AWS_IAM")) return;
  const made = hashedDict({ "x-amazon-apigateway-authtype": "awsSigv4" });
  for (const [key, value] of [
    ["type", "apiKey"],
    ["name", "Authorization"],
    ["in", "header"],
  ] as const) {
    set(made, key, value);
  }
  update(swagger.securityDefinitions, hashedDict({ AWS_IAM: made }));
}

/** Declares that methods may ask for an API key. */
export function addApiKeyDefinition(swagger: Swagger): void {
  if (has(swagger.securityDefinitions, "api_key")) return;
  const made = hashedDict({ type: "apiKey" });
  set(made, "name", "x-api-key");
  set(made, "in", "header");
  update(swagger.securityDefinitions, hashedDict({ api_key: made }));
}

const KEY_NAMES = new Set(["api_key", "api_key_false"]);

/** Has every method of a path ask for an API key, unless it says that it does not. */
export function setDefaultApiKey(swagger: Swagger, path: Text, onPreflight: boolean): void {
  for (const [method, definition] of methodsOf(swagger, path)) {
    const existing = securityOf(definition, path);
    const others = existing.filter((entry) => !namesAny(entry, KEY_NAMES));
    const isRefused = existing.some((entry) => has(entry, "api_key_false"));
    const isSkipped = method === "options" && !onPreflight;
    const wanted = isRefused || isSkipped ? others : [...others, security("api_key", [])];
    if (!isSame([...wanted], [...existing])) set(definition, "security", wanted);
  }
}

/** What an event says of its method: its authorizer, and whether it needs an API key. */
export function addMethodAuth(swagger: Swagger, path: Text, method: Text, auth: Data, api: Dict): void {
  const authorizer = get(auth, "Authorizer");
  const authorizers = get(get(api, "Auth"), "Authorizers");
  if (isTruthy(authorizer)) {
    setMethodAuthorizer(swagger, path, method, authorizer as Text, authorizers, get(auth, "AuthorizationScopes"));
  }
  const needsKey = get(auth, "ApiKeyRequired");
  if (needsKey !== null) setMethodApiKey(swagger, path, method, isTruthy(needsKey));
}

function setMethodAuthorizer(
  swagger: Swagger,
  path: Text,
  method: Text,
  name: Text,
  authorizers: Data,
  methodScopes: Data,
): void {
  for (const definition of definitionsOf(swagger, path, method)) {
    let scopes: Data = [];
    if (textOf(name) !== "NONE" && isTruthy(authorizers)) {
      const authorizer = get(authorizers, name);
      if (authorizer !== null && !isDict(authorizer))
        throw new SamError(`the authorizer \`${textOf(name) ?? ""}\` must be a map`);
      const wanted = methodScopes ?? get(authorizer, "AuthorizationScopes");
      if (authorizer !== null && wanted !== null) scopes = wanted;
    }
    setSecurity(swagger, definition, [...securityOf(definition, path), security(name, scopes)]);
  }
}

function setMethodApiKey(swagger: Swagger, path: Text, method: Text, isRequired: boolean): void {
  for (const definition of definitionsOf(swagger, path, method)) {
    if (isRequired) addApiKeyDefinition(swagger);
    const entry = security(isRequired ? "api_key" : "api_key_false", []);
    set(definition, "security", [...securityOf(definition, path), entry]);
  }
}

/** Adds every authorizer to a definition's. */
export function addAuthorizers(swagger: Swagger, authorizers: ReadonlyMap<string, ApiAuthorizer>): void {
  for (const authorizer of authorizers.values()) {
    set(swagger.securityDefinitions, authorizer.name, authorizer.definition());
  }
}
