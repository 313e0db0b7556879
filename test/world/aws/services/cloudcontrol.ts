import { z } from "zod";
import type { Json } from "../../../../src/model/json.ts";
import type { Resource } from "../../world.ts";
import type { Reply } from "../answers.ts";
import { denial, deniedMessage, failed, operation, pageOf, refused } from "../call.ts";
import type { Call, Service } from "../call.ts";
import { UNREADABLE_TYPES } from "../handlers.ts";
import type { Handler } from "../handler.ts";

type JsonObject = { readonly [name: string]: Json };

const getInput = { TypeName: z.string().regex(/^[A-Za-z0-9]+(::[A-Za-z0-9]+){2,3}$/), Identifier: z.string().min(1) };
const listInput = {
  TypeName: getInput.TypeName,
  ResourceModel: z.string().optional(),
  NextToken: z.string().optional(),
  MaxResults: z.int().min(1).max(100).optional(),
};
type GetInput = z.output<z.ZodObject<typeof getInput>>;
type ListInput = z.output<z.ZodObject<typeof listInput>>;

/**
 * AWS Cloud Control API. Its callers need its own action (of the service prefix `cloudformation`) and the actions of the type's handler,
 * which runs with the caller's session (https://docs.aws.amazon.com/cloudcontrolapi/latest/userguide/security.html).
 */
export const cloudcontrol: Service = {
  name: "cloudcontrol",
  signingName: "cloudcontrolapi",
  protocol: "json-1.0",
  namespace: "CloudApiService",
  operations: new Map([
    [
      "GetResource",
      operation({
        action: "cloudformation:GetResource",
        input: getInput,
        about: (input) => ({ type: input.TypeName, identifier: input.Identifier }),
        run: getResource,
      }),
    ],
    [
      "ListResources",
      operation({
        action: "cloudformation:ListResources",
        input: listInput,
        about: (input) => ({ type: input.TypeName, identifier: input.ResourceModel ?? "" }),
        run: listResources,
      }),
    ],
  ]),
};

function getResource(call: Call, input: GetInput): Reply {
  const handler = enter(call, "cloudformation:GetResource", input.TypeName, "READ");
  if ("kind" in handler) return handler;
  const notFound = refused(
    "ResourceNotFoundException",
    handlerMessage(
      call,
      input.TypeName,
      `Resource of type '${input.TypeName}' with identifier '${input.Identifier}' was not found.`,
      "NotFound",
    ),
  );
  const faulty = handlerFault(call, handler, input);
  if (faulty) return faulty;
  const arn = handler.arn(input.Identifier, call.place);
  const denied = denial(call, spelling(handler.read), arn);
  if (denied !== undefined) return handlerDenied(call, handler, input.TypeName, denied);
  const elsewhere = BUCKET_TYPES.has(input.TypeName) ? bucketElsewhere(call, input) : undefined;
  if (elsewhere) return elsewhere;
  const resource = call.state.resource(call.place, input.TypeName, input.Identifier);
  if (!resource) return notFound;
  const left = new Set<string>(handler.writeOnly);
  for (const { action, properties, denied: whenDenied } of handler.subreads) {
    const reason = denial(call, action, arn);
    if (reason === undefined) continue;
    if (whenDenied === "fails") return handlerDenied(call, handler, input.TypeName, reason);
    for (const property of properties) left.add(property);
  }
  const properties = without(
    { ...handler.derived(input.Identifier, call.place, resource.properties), ...resource.properties },
    left,
  );
  const text = JSON.stringify(properties);
  return {
    kind: "output",
    output: {
      TypeName: input.TypeName,
      ResourceDescription: {
        Identifier: input.Identifier,
        Properties: call.faults.has("malformed-properties") ? text.slice(0, -1) : text,
      },
    },
  };
}

function listResources(call: Call, input: ListInput): Reply {
  const handler = enter(call, "cloudformation:ListResources", input.TypeName, "LIST");
  if ("kind" in handler) return handler;
  const faulty = handlerFault(call, handler, { TypeName: input.TypeName, Identifier: "*" });
  if (faulty) return faulty;
  for (const action of handler.list) {
    const denied = denial(call, action, "*");
    if (denied !== undefined) return handlerDenied(call, handler, input.TypeName, denied);
  }
  const model = modelOf(input.ResourceModel);
  const lacking = handler.model.filter((property) => model?.[property] === undefined);
  if (!model || lacking.length > 0) {
    return refused(
      "InvalidRequestException",
      `Missing or invalid ResourceModel property in ${input.TypeName} list handler request input. Required property: ${JSON.stringify(lacking)}`,
    );
  }
  const all = call.state
    .resources(call.place, input.TypeName)
    .filter(({ resource }) => handler.model.every((property) => resource.properties[property] === model[property]));
  const page = pageOf(all, input.NextToken, Math.min(call.pageSize, input.MaxResults ?? Infinity));
  if (!page) return refused("InvalidRequestException", "The NextToken is not valid.");
  return {
    kind: "output",
    output: {
      TypeName: input.TypeName,
      ResourceDescriptions: page.items.map(({ resource, region }) => ({
        Identifier: resource.identifier,
        Properties: JSON.stringify(listedProperties(handler, resource, { ...call.place, region })),
      })),
      NextToken: page.nextToken,
    },
  };
}

/** What a listing is asked within: https://docs.aws.amazon.com/cloudcontrolapi/latest/userguide/resource-operations-list.html */
function modelOf(text = "{}"): JsonObject | undefined {
  try {
    return z.record(z.string(), z.json()).parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/** What Cloud Control checks before it runs a handler. */
function enter(call: Call, action: string, type: string, verb: "READ" | "LIST"): Handler | Reply {
  const { partition, region, account } = call.place;
  const denied = denial(call, action, `arn:${partition}:cloudformation:${region}:${account}:resource/*`);
  if (denied !== undefined) return failed(call, "denied", denied);
  if (UNREADABLE_TYPES.has(type) || call.faults.has("unsupported-type")) {
    return refused("UnsupportedActionException", `Resource type ${type} does not support ${verb} action`);
  }
  return call.state.handler(type) ?? refused("TypeNotFoundException", `The type '${type}' cannot be found.`);
}

function handlerFault(call: Call, handler: Handler, input: GetInput): Reply | undefined {
  const type = input.TypeName;
  if (call.faults.has("deny-in-handler")) {
    const action = spelling(handler.read);
    const reason = `because no identity-based policy allows the ${action} action`;
    return handlerDenied(
      call,
      handler,
      type,
      deniedMessage(call.identity, action, handler.arn(input.Identifier, call.place), reason),
    );
  }
  if (call.faults.has("throttle-in-handler")) {
    return refused(
      "GeneralServiceException",
      handlerMessage(call, type, `Rate exceeded ${sdkError(call, handler, 400)}`, "GeneralServiceException"),
    );
  }
  if (call.faults.has("not-found-in-handler")) {
    return refused(
      "GeneralServiceException",
      handlerMessage(call, type, `The specified resource does not exist. ${sdkError(call, handler, 404)}`, "NotFound"),
    );
  }
  if (call.faults.has("invalid-credentials")) {
    const message = `The security token included in the request is invalid ${sdkError(call, handler, 403)}`;
    return refused("InvalidCredentialsException", handlerMessage(call, type, message, "InvalidCredentials"));
  }
  if (call.faults.has("wrong-region")) return movedBucket(call);
  return undefined;
}

function handlerDenied(call: Call, handler: Handler, type: string, denied: string): Reply {
  return refused(
    handler.deniedAs,
    handlerMessage(call, type, `${denied} ${sdkError(call, handler, 403)}`, "AccessDenied"),
  );
}

/** Types whose handlers ask S3 for a bucket by its name. */
const BUCKET_TYPES: ReadonlySet<string> = new Set(["AWS::S3::Bucket", "AWS::S3::BucketPolicy"]);

/** A bucket is found by its name from anywhere, but answers only in its region and to its owner. */
function bucketElsewhere(call: Call, { TypeName, Identifier }: GetInput): Reply | undefined {
  const bucket = call.state.bucket(Identifier);
  if (!bucket) return undefined;
  if (bucket.region !== call.place.region) return movedBucket(call, TypeName);
  if (bucket.account === call.place.account) return undefined;
  return refused(
    "GeneralServiceException",
    handlerMessage(
      call,
      TypeName,
      `Access Denied (Service: S3, Status Code: 403, Request ID: ${call.requestId})`,
      "AccessDenied",
    ),
  );
}

/** Seen in https://github.com/aws/aws-cli/issues/6464 */
function movedBucket(call: Call, type = "AWS::S3::Bucket"): Reply {
  const message = `The bucket you are attempting to access must be addressed using the specified endpoint. Please send all future requests to this endpoint. (Service: S3, Status Code: 301, Request ID: ${call.requestId})`;
  return refused("GeneralServiceException", handlerMessage(call, type, message, "GeneralServiceException"));
}

function handlerMessage(call: Call, type: string, message: string, code: string): string {
  return `${type} Handler returned status FAILED: ${message} (HandlerErrorCode: ${code}, RequestToken: ${call.requestId})`;
}

function sdkError(call: Call, handler: Handler, status: number): string {
  return `(Service: ${handler.service}, Status Code: ${status}, Request ID: ${call.requestId}) (SDK Attempt Count: 1)`;
}

/** SQS's own messages spell its actions in lower case. */
function spelling(action: string): string {
  return action.startsWith("sqs:") ? action.toLowerCase() : action;
}

function listedProperties(handler: Handler, resource: Resource, place: Call["place"]): JsonObject {
  const all: JsonObject = {
    ...handler.derived(resource.identifier, place, resource.properties),
    ...resource.properties,
  };
  const names = new Set([...handler.identifier, ...handler.listed]);
  return Object.fromEntries(Object.entries(all).filter(([name]) => names.has(name)));
}

/** Properties without those at the paths (`Code/ZipFile`; the items of a list are `*`). */
function without(properties: JsonObject, paths: ReadonlySet<string>, prefix = ""): JsonObject {
  const kept = Object.entries(properties).filter(([name]) => !paths.has(`${prefix}${name}`));
  return Object.fromEntries(kept.map(([name, value]) => [name, withoutBelow(value, paths, `${prefix}${name}/`)]));
}

function withoutBelow(value: Json, paths: ReadonlySet<string>, prefix: string): Json {
  if (Array.isArray(value)) return value.map((item: Json) => withoutBelow(item, paths, `${prefix}*/`));
  return isObject(value) ? without(value, paths, prefix) : value;
}

function isObject(value: Json): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
