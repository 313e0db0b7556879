import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv } from "ajv";
import type { ValidateFunction } from "ajv";
import ajvFormats from "ajv-formats";
import type { SentWebhook, ServedOperation } from "./served.ts";

/** Checks requests, answers and webhooks against the committed subset of GitHub's OpenAPI. */
export interface Validator {
  /** Null when the request is valid, else what is wrong, for people. */
  readonly request: (operation: ServedOperation, request: CheckedRequest) => string | null;
  readonly answer: (operation: ServedOperation, status: number, body: unknown) => string | null;
  readonly webhook: (name: SentWebhook, payload: unknown) => string | null;
}

interface CheckedRequest {
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  readonly body: unknown;
}

interface Parameter {
  readonly name: string;
  readonly in: "path" | "query" | "header";
  readonly required: boolean;
  readonly schema: object;
}

interface Operation {
  readonly parameters: readonly Parameter[];
  readonly responses: Readonly<Record<string, object>>;
  readonly body?: { readonly properties?: object };
  readonly bodyRequired?: boolean;
}

interface OperationsFile {
  readonly operations: Readonly<Record<ServedOperation, Operation>>;
  readonly schemas: object;
}

interface WebhooksFile {
  readonly webhooks: Readonly<Record<SentWebhook, object>>;
  readonly schemas: object;
}

function load(name: string): unknown {
  return JSON.parse(readFileSync(join(import.meta.dirname, name), "utf8"));
}

function createAjv(): Ajv {
  const ajv = new Ajv({ strict: false, coerceTypes: false, allErrors: false, validateSchema: false, logger: false });
  ajvFormats.default(ajv);
  // GitHub's `uri` fields hold templates and e-mail-like addresses too; their form is not what is tested here.
  ajv.addFormat("uri", true);
  ajv.addFormat("uri-template", true);
  return ajv;
}

export function createValidator(): Validator {
  const operations = load("openapi.json") as OperationsFile;
  const webhooks = load("openapi-webhooks.json") as WebhooksFile;
  const ajv = createAjv();
  const queryAjv = new Ajv({ strict: false, coerceTypes: true, validateSchema: false, logger: false });
  ajv.addSchema({ $id: "rest", components: { schemas: operations.schemas }, operations: operations.operations });
  ajv.addSchema({ $id: "hooks", components: { schemas: webhooks.schemas }, webhooks: webhooks.webhooks });
  const compiled = new Map<string, ValidateFunction>();

  function check(pointer: string, value: unknown): string | null {
    const validate = compiled.get(pointer) ?? ajv.compile({ $ref: pointer });
    compiled.set(pointer, validate);
    return validate(value) ? null : ajv.errorsText(validate.errors, { dataVar: "" });
  }

  function checkParameters(
    operation: Operation,
    place: "path" | "query",
    given: Readonly<Record<string, string>>,
  ): string | null {
    const known = operation.parameters.filter((parameter) => parameter.in === place);
    const unknown = Object.keys(given).filter((name) => !known.some((parameter) => parameter.name === name));
    if (unknown.length > 0) return `unknown ${place} parameter ${unknown.join(", ")}`;
    for (const parameter of known) {
      const value = given[parameter.name];
      if (value === undefined && parameter.required) return `missing ${place} parameter ${parameter.name}`;
      if (value === undefined) continue;
      if (!queryAjv.validate({ properties: { value: withoutFormat(parameter.schema) } }, { value })) {
        return `${place} parameter ${parameter.name}: ${queryAjv.errorsText(queryAjv.errors, { dataVar: "" })}`;
      }
    }
    return null;
  }

  return {
    request(name, request) {
      const operation = operations.operations[name];
      const parameters =
        checkParameters(operation, "path", request.params) ?? checkParameters(operation, "query", request.query);
      if (parameters !== null) return parameters;
      if (operation.body === undefined) return null;
      if (request.body === undefined) return operation.bodyRequired === true ? "a body is required" : null;
      const unknown = unknownKeys(operation.body, request.body);
      if (unknown.length > 0) return `unknown body parameter ${unknown.join(", ")}`;
      return check(`rest#/operations/${escape(name)}/body`, request.body);
    },
    answer(name, status, body) {
      const responses = operations.operations[name].responses;
      if (!(String(status) in responses)) return status >= 400 ? null : `GitHub does not answer ${name} with ${status}`;
      if (status >= 300 || body === undefined) return null;
      return check(`rest#/operations/${escape(name)}/responses/${status}`, body);
    },
    webhook(name, payload) {
      if (!(name in webhooks.webhooks)) return "not among the webhooks that are sent";
      return check(`hooks#/webhooks/${name}`, payload);
    },
  };
}

/** ajv refuses a format it does not know (int64) when it compiles a schema alone. */
function withoutFormat(schema: object): object {
  return Object.fromEntries(Object.entries(schema).filter(([key]) => key !== "format"));
}

function escape(name: string): string {
  return encodeURIComponent(name.replaceAll("~", "~0").replaceAll("/", "~1"));
}

/** GitHub ignores what it does not know; here it is a mistake, most often a misspelt parameter. */
function unknownKeys(schema: { readonly properties?: object }, body: unknown): string[] {
  if (schema.properties === undefined || typeof body !== "object" || body === null) return [];
  const known = Object.keys(schema.properties);
  return Object.keys(body).filter((key) => !known.includes(key));
}
