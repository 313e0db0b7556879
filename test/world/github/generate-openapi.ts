/**
 * Makes the committed subsets of GitHub's OpenAPI that the emulated GitHub validates against.
 *
 *     npm install --prefix /tmp/octo @octokit/openapi @octokit/openapi-webhooks
 *     node test/world/github/generate-openapi.ts /tmp/octo/node_modules
 *
 * Writes openapi.json (the REST operations that are served) and openapi-webhooks.json (the webhooks that are sent).
 * Both packages are MIT, made by GitHub's Octokit team from GitHub's own description. Prose and examples are left
 * out, and OpenAPI's `nullable` becomes JSON Schema, so that ajv can read the rest as it stands.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { argv } from "node:process";
import { servedOperations, sentWebhooks } from "./served.ts";

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
type JsonObject = { [key: string]: Json };

const PROSE = new Set([
  "description",
  "example",
  "examples",
  "title",
  "summary",
  "tags",
  "externalDocs",
  "deprecated",
  "x-github",
  "x-octokit",
  "x-multi-segment",
  "readOnly",
]);

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function read(path: string): JsonObject {
  const parsed: unknown = JSON.parse(readFileSync(path, "utf8"));
  return parsed as JsonObject;
}

/** Drops prose and rewrites `nullable`; `named` is true where the keys are names (properties), not keywords. */
function slim(value: Json, named = false): Json {
  if (Array.isArray(value)) return value.map((item) => slim(item));
  if (!isObject(value)) return value;
  const out: JsonObject = {};
  for (const [key, item] of Object.entries(value)) {
    if (!named && (PROSE.has(key) || key === "nullable")) continue;
    const keysAreNames = !named && (key === "properties" || key === "patternProperties");
    out[key] = key === "enum" || key === "required" ? item : slim(item, keysAreNames);
  }
  return !named && value["nullable"] === true ? withNull(out) : out;
}

function withNull(schema: JsonObject): JsonObject {
  if (Array.isArray(schema["enum"]) && !schema["enum"].includes(null)) schema["enum"].push(null);
  const type = schema["type"];
  if (typeof type === "string") return { ...schema, type: [type, "null"] };
  if (Array.isArray(type)) return type.includes("null") ? schema : { ...schema, type: [...type, "null"] };
  return Object.keys(schema).length === 0 ? {} : { anyOf: [schema, { type: "null" }] };
}

function resolve(document: JsonObject, reference: string): Json {
  let at: Json | undefined = document;
  for (const part of reference.slice(2).split("/")) {
    const key = part.replaceAll("~1", "/").replaceAll("~0", "~");
    at = isObject(at) ? at[key] : undefined;
  }
  if (at === undefined) throw new Error(`no ${reference} in the document`);
  return at;
}

/** Everything that `roots` refer to, as `components.schemas`, each slimmed. */
function collectSchemas(document: JsonObject, roots: readonly Json[]): JsonObject {
  const found = new Map<string, Json>();
  const pending: Json[] = [...roots];
  for (let value = pending.pop(); value !== undefined; value = pending.pop()) {
    if (Array.isArray(value)) pending.push(...value);
    if (!isObject(value)) continue;
    pending.push(...Object.values(value));
    const reference = value["$ref"];
    const prefix = "#/components/schemas/";
    if (typeof reference !== "string" || !reference.startsWith(prefix)) continue;
    const name = reference.slice(prefix.length);
    if (found.has(name)) continue;
    const schema = slim(resolve(document, reference));
    found.set(name, schema);
    pending.push(schema);
  }
  return Object.fromEntries([...found].toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

function dereferenced(document: JsonObject, value: Json): Json {
  return isObject(value) && typeof value["$ref"] === "string" ? resolve(document, value["$ref"]) : value;
}

function jsonSchemaOf(holder: Json | undefined): Json | undefined {
  if (!isObject(holder) || !isObject(holder["content"])) return undefined;
  const media = holder["content"]["application/json"] ?? holder["content"]["application/scim+json"];
  return isObject(media) && media["schema"] !== undefined ? slim(media["schema"]) : undefined;
}

function slimOperation(document: JsonObject, operation: JsonObject): JsonObject {
  const parameters: Json[] = [];
  for (const raw of Array.isArray(operation["parameters"]) ? operation["parameters"] : []) {
    const parameter = dereferenced(document, raw);
    if (!isObject(parameter)) continue;
    parameters.push({
      name: parameter["name"] ?? "",
      in: parameter["in"] ?? "",
      required: parameter["required"] === true,
      schema: slim(parameter["schema"] ?? {}),
    });
  }
  const responses: JsonObject = {};
  for (const [status, raw] of Object.entries(isObject(operation["responses"]) ? operation["responses"] : {})) {
    const schema = jsonSchemaOf(dereferenced(document, raw));
    responses[status] = Number(status) < 300 && schema !== undefined ? schema : {};
  }
  const body = operation["requestBody"];
  const bodySchema = jsonSchemaOf(body === undefined ? undefined : dereferenced(document, body));
  const bodyRequired = isObject(body) && body["required"] === true;
  const out: JsonObject = { operationId: operation["operationId"] ?? "", parameters, responses };
  return bodySchema === undefined ? out : { ...out, body: bodySchema, bodyRequired };
}

const WORTH_SHARING = 160;

/** Schemas that the description repeats inline (a user, a repository, …) are written once, as `shared-<n>`. */
function shareRepeated(sections: Readonly<Record<string, JsonObject>>): Record<string, JsonObject> {
  const seen = new Map<string, number>();
  const isSchema = (value: JsonObject): boolean => isObject(value["properties"]) || Array.isArray(value["anyOf"]);
  (function count(value: Json): void {
    if (Array.isArray(value)) return value.forEach(count);
    if (!isObject(value)) return;
    const text = JSON.stringify(value);
    if (isSchema(value) && text.length > WORTH_SHARING) seen.set(text, (seen.get(text) ?? 0) + 1);
    if (seen.get(text) !== 2) Object.values(value).forEach(count);
  })(sections);
  const names = new Map<string, string>();
  const shared: JsonObject = {};
  function share(value: Json, top: boolean): Json {
    if (Array.isArray(value)) return value.map((item) => share(item, false));
    if (!isObject(value)) return value;
    const text = JSON.stringify(value);
    const content = (): JsonObject =>
      Object.fromEntries(Object.entries(value).map(([key, item]) => [key, share(item, false)]));
    if (top || (seen.get(text) ?? 0) < 2) return content();
    const known = names.get(text);
    if (known !== undefined) return { $ref: `#/components/schemas/${known}` };
    const name = `shared-${names.size + 1}`;
    names.set(text, name);
    shared[name] = content();
    return { $ref: `#/components/schemas/${name}` };
  }
  const out = Object.fromEntries(
    Object.entries(sections).map(([section, items]) => [
      section,
      Object.fromEntries(Object.entries(items).map(([key, item]) => [key, share(item, true)])),
    ]),
  );
  return { ...out, schemas: { ...out["schemas"], ...shared } };
}

/** One named thing a line, so that a diff of the generated file can be read. */
function write(path: string, sections: Readonly<Record<string, JsonObject>>): void {
  const parts = Object.entries(shareRepeated(sections)).map(([name, items]) => {
    const lines = Object.entries(items).map(([key, item]) => `${JSON.stringify(key)}:${JSON.stringify(item)}`);
    return `${JSON.stringify(name)}:{\n${lines.join(",\n")}\n}`;
  });
  writeFileSync(path, `{\n${parts.join(",\n")}\n}\n`);
}

/**
 * Where GitHub's description contradicts what GitHub answers. Listing installations says that an account is a user
 * and an enterprise at once; a comment that is outdated has a null line and position; the head of a pull request whose
 * fork was deleted has no repository.
 */
function correct(operations: JsonObject, schemas: JsonObject): void {
  const responses = at(operations, "GET /app/installations", "responses");
  responses["200"] = { type: "array", items: { $ref: "#/components/schemas/installation" } };
  for (const name of ["pull-request-review-comment", "review-comment"]) {
    const properties = at(schemas, name, "properties");
    for (const field of ["line", "position"]) properties[field] = { type: ["integer", "null"] };
  }
  for (const name of ["pull-request", "pull-request-simple"]) {
    const properties = at(schemas, name, "properties", "head", "properties");
    properties["repo"] = { anyOf: [properties["repo"] ?? {}, { type: "null" }] };
  }
}

/** The object at a path, which must be there. */
function at(value: JsonObject, ...path: readonly string[]): JsonObject {
  let found: Json | undefined = value;
  for (const key of path) found = isObject(found) ? found[key] : undefined;
  if (!isObject(found)) throw new Error(`GitHub's OpenAPI has no ${path.join(" ")}`);
  return found;
}

function generateOperations(modules: string): void {
  const document = read(join(modules, "@octokit/openapi/generated/api.github.com.json"));
  const operations: JsonObject = {};
  for (const served of servedOperations) {
    const [method, path] = served.split(" ");
    const paths = document["paths"];
    const item = isObject(paths) ? paths[path ?? ""] : undefined;
    const operation = isObject(item) ? item[(method ?? "").toLowerCase()] : undefined;
    if (!isObject(operation)) throw new Error(`GitHub's OpenAPI has no ${served}`);
    operations[served] = slimOperation(document, operation);
  }
  const schemas = collectSchemas(document, Object.values(operations));
  correct(operations, schemas);
  write(join(import.meta.dirname, "openapi.json"), {
    operations,
    schemas,
  });
}

/** The list of events that an App may subscribe to is out of date in GitHub's description: `merge_group` is not in it. */
function allowEveryEvent(value: Json): void {
  if (Array.isArray(value)) value.forEach(allowEveryEvent);
  if (!isObject(value)) return;
  const events = value["events"];
  if (isObject(events) && isObject(events["items"])) events["items"] = { type: "string" };
  Object.values(value).forEach(allowEveryEvent);
}

function generateWebhooks(modules: string): void {
  const document = read(join(modules, "@octokit/openapi-webhooks/generated/api.github.com.json"));
  const webhooks: JsonObject = {};
  const all = document["webhooks"];
  for (const name of sentWebhooks) {
    const post = isObject(all) && isObject(all[name]) ? all[name]["post"] : undefined;
    const body = isObject(post) ? post["requestBody"] : undefined;
    const schema = jsonSchemaOf(body);
    if (schema === undefined) throw new Error(`GitHub's OpenAPI has no webhook ${name}`);
    webhooks[name] = schema;
  }
  const schemas = collectSchemas(document, Object.values(webhooks));
  allowEveryEvent(schemas);
  write(join(import.meta.dirname, "openapi-webhooks.json"), { webhooks, schemas });
}

const modules = argv[2];
if (modules === undefined)
  throw new Error("usage: generate-openapi.ts <node_modules with @octokit/openapi and @octokit/openapi-webhooks>");
generateOperations(modules);
generateWebhooks(modules);
