import type { Operation, Service } from "./call.ts";
import type { CommonError, Protocol } from "./errors.ts";
import { services } from "./services/index.ts";
import type { Authorization, WireRequest } from "./sigv4.ts";

/** Which operation of which service a request is for. */
export type Route = {
  /** As the request names them, also where they are not emulated. */
  readonly service: string;
  readonly operation: string;
  readonly protocol: Protocol;
  readonly namespace: string;
  readonly target:
    | { readonly kind: "operation"; readonly service: Service; readonly operation: Operation; readonly input: unknown }
    | { readonly kind: "refused"; readonly error: CommonError; readonly message: string };
};

type Named = {
  readonly operation: string;
  readonly protocol: Protocol;
  readonly namespace: string | undefined;
  input(): unknown;
};

/** Reads a request by its shape, and holds that against the service that its signature is scoped to. */
export function routeOf(request: WireRequest, authorization: Authorization | undefined): Route {
  const named = nameOf(request);
  const scoped = services.find(({ signingName }) => signingName === authorization?.service);
  const spoken = services.find((service) => speaks(service, named));
  // Errors are in the protocol that the caller speaks, whatever it signed for.
  const base = {
    service: scoped?.name ?? authorization?.service ?? spoken?.name ?? "unknown",
    operation: named.operation,
    protocol: spoken?.protocol ?? named.protocol,
    namespace: spoken?.namespace ?? "",
  };
  const refuse = (error: CommonError, message: string): Route => ({
    ...base,
    target: { kind: "refused", error, message },
  });
  if (!authorization) return refuse("missing-token", "Request is missing Authentication Token");
  if (!scoped)
    return refuse("not-emulated", `The emulated AWS has no service ${authorization.service} (${named.operation})`);
  if (scoped !== spoken)
    return refuse(
      "scope",
      `Credential should be scoped to correct service: this is no call of '${authorization.service}'.`,
    );
  const operation = scoped.operations.get(named.operation);
  if (!operation) return refuse("not-emulated", `The emulated ${scoped.name} has no operation ${named.operation}`);
  const input = parsed(named);
  if (input === undefined) return refuse("invalid-input", "The request body is not JSON.");
  return { ...base, target: { kind: "operation", service: scoped, operation, input } };
}

function speaks(service: Service, named: Named): boolean {
  if (service.protocol === "json-1.0" || service.protocol === "json-1.1") return service.namespace === named.namespace;
  if (service.protocol === "query" || service.protocol === "ec2")
    return named.protocol === "query" && service.version === named.namespace;
  return service.protocol === named.protocol;
}

function nameOf(request: WireRequest): Named {
  const target = request.headers.get("x-amz-target");
  if (target !== undefined) {
    // Some clients put the service's package before its name: com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101.
    const [namespace, operation = ""] = target.split(".").slice(-2);
    const protocol = request.headers.get("content-type")?.endsWith("1.0") ? "json-1.0" : "json-1.1";
    return { operation, protocol, namespace, input: () => JSON.parse(request.body.toString() || "{}") };
  }
  if (request.headers.get("content-type")?.startsWith("application/x-www-form-urlencoded")) {
    const form = new URLSearchParams(request.body.toString());
    return {
      operation: form.get("Action") ?? "",
      protocol: "query",
      namespace: form.get("Version") ?? undefined,
      input: () => queryInput(form),
    };
  }
  const records = recordsAsked(request);
  if (records) {
    return { operation: "ListResourceRecordSets", protocol: "rest-xml", namespace: undefined, input: () => records };
  }
  const { bucket, key } = s3Address(request);
  return {
    operation: s3Operation(request, bucket, key) ?? `${request.method} ${request.target}`,
    protocol: "s3",
    namespace: undefined,
    input: () => (key === "" ? { Bucket: bucket } : { Bucket: bucket, Key: decodeURIComponent(key) }),
  };
}

/** https://docs.aws.amazon.com/Route53/latest/APIReference/API_ListResourceRecordSets.html */
function recordsAsked({ method, target }: WireRequest): { readonly [name: string]: string } | undefined {
  const [path = "", query = ""] = target.split("?");
  const zone = /^\/2013-04-01\/hostedzone\/([^/]+)\/rrset\/?$/.exec(path)?.[1];
  if (method !== "GET" || zone === undefined) return undefined;
  return { ...Object.fromEntries(new URLSearchParams(query)), HostedZoneId: decodeURIComponent(zone) };
}

/** S3 has its operations in the method and the path; parameters that name another one are refused with it. */
function s3Operation(request: WireRequest, bucket: string | undefined, key: string): string | undefined {
  const [, query = ""] = request.target.split("?");
  if (bucket === undefined) return undefined;
  if (request.method === "HEAD" && key === "") return "HeadBucket";
  return request.method === "GET" && key !== "" && /^(x-id=GetObject)?$/.test(query) ? "GetObject" : undefined;
}

function parsed(named: Named): unknown {
  try {
    return named.input();
  } catch {
    return undefined;
  }
}

type Structure = { [member: string]: string | string[] };
type FormInput = { [member: string]: string | string[] | Structure[] };

/**
 * Members of a form. The items of a list (`Tags.member.1.Key`) become one list of strings, those of EC2's lists of
 * structures (`Filter.1.Value.2`) a list of such.
 */
function queryInput(form: URLSearchParams): FormInput {
  const input: FormInput = {};
  for (const [name, value] of form) {
    if (name === "Action" || name === "Version") continue;
    const [list, member, inner, index] = name.split(".");
    if (list !== undefined && inner !== undefined && /^\d+$/.test(member ?? "")) {
      const structures = (input[list] ??= []) as Structure[];
      const structure = (structures[Number(member) - 1] ??= {});
      const before = structure[inner];
      structure[inner] = index === undefined ? value : [...(Array.isArray(before) ? before : []), value];
      continue;
    }
    if (list === undefined || member === undefined) {
      input[name] = value;
      continue;
    }
    const items = input[list];
    input[list] = Array.isArray(items) ? [...(items as string[]), value] : [value];
  }
  return input;
}

/** A bucket is named by the path, or by the host: `bucket.s3.eu-west-1.amazonaws.com`, `bucket.localhost`. */
function s3Address(request: WireRequest): { readonly bucket: string | undefined; readonly key: string } {
  const [path = "/"] = request.target.split("?");
  const host = (request.headers.get("host") ?? "").replace(/:\d+$/, "");
  const virtual = /^(.+?)\.(s3[.-].+|localhost)$/.exec(host)?.[1];
  if (virtual !== undefined) return { bucket: virtual, key: path.slice(1) };
  const [bucket = "", ...rest] = path.slice(1).split("/");
  return { bucket: bucket === "" ? undefined : decodeURIComponent(bucket), key: rest.join("/") };
}
