import type { ApiError, Protocol } from "./errors.ts";
import { toXml } from "./xml.ts";
import type { XmlValue } from "./xml.ts";

/** What an operation gives: its output, an error, (S3's HEAD) a status and headers without a body, or (S3's GET) bytes. */
export type Reply =
  | { readonly kind: "output"; readonly output: { readonly [member: string]: XmlValue } }
  | { readonly kind: "error"; readonly error: ApiError }
  | { readonly kind: "head"; readonly status: number; readonly headers: { readonly [name: string]: string } }
  | { readonly kind: "object"; readonly headers: { readonly [name: string]: string }; readonly body: Uint8Array };

/** An HTTP answer, ready to be sent. */
export type Answer = {
  readonly status: number;
  readonly headers: { readonly [name: string]: string };
  readonly body: string | Uint8Array;
};

/** Puts a reply into the words of its protocol. `namespace` is awsQuery's XML namespace. */
export function encodeReply(
  protocol: Protocol,
  namespace: string,
  operation: string,
  reply: Reply,
  requestId: string,
): Answer {
  if (reply.kind === "head")
    return { status: reply.status, headers: { ...requestIdHeaders(protocol, requestId), ...reply.headers }, body: "" };
  if (reply.kind === "object")
    return { status: 200, headers: { ...requestIdHeaders(protocol, requestId), ...reply.headers }, body: reply.body };
  const status = reply.kind === "error" ? reply.error.status : 200;
  return {
    status,
    headers: headersOf(protocol, requestId),
    body: bodyOf(protocol, namespace, operation, reply, requestId),
  };
}

function bodyOf(
  protocol: Protocol,
  namespace: string,
  operation: string,
  reply: Exclude<Reply, { kind: "head" | "object" }>,
  requestId: string,
): string {
  if (protocol === "ec2") {
    return reply.kind === "error"
      ? toXml("Response", {
          Errors: { Error: { Code: reply.error.code, Message: reply.error.message } },
          RequestID: requestId,
        })
      : toXml(`${operation}Response`, { requestId, ...reply.output }, "item");
  }
  if (protocol === "rest-xml") {
    if (reply.kind === "error") return queryError(namespace, reply.error, requestId);
    const content = Object.entries(reply.output).map(([name, value]) => toXml(name, value, "ResourceRecord"));
    return `<${operation}Response xmlns="${namespace}">${content.join("")}</${operation}Response>`;
  }
  if (protocol === "query") {
    return reply.kind === "error"
      ? queryError(namespace, reply.error, requestId)
      : `<${operation}Response xmlns="${namespace}">${toXml(`${operation}Result`, reply.output)}${toXml("ResponseMetadata", { RequestId: requestId })}</${operation}Response>`;
  }
  if (reply.kind === "output") return JSON.stringify(jsonOf(reply.output));
  const { code, message } = reply.error;
  if (protocol === "s3") return toXml("Error", { Code: code, Message: message, RequestId: requestId });
  return JSON.stringify({ __type: `com.amazon.coral.service#${code}`, Message: message, message });
}

function queryError(namespace: string, error: ApiError, requestId: string): string {
  const type = error.status >= 500 ? "Receiver" : "Sender";
  const body = toXml("Error", { Type: type, Code: error.code, Message: error.message }) + toXml("RequestId", requestId);
  return `<ErrorResponse xmlns="${namespace}">${body}</ErrorResponse>`;
}

/** awsJson writes times as seconds since 1970. */
function jsonOf(value: XmlValue): unknown {
  if (value instanceof Date) return value.getTime() / 1000;
  if (Array.isArray(value)) return value.map(jsonOf);
  if (typeof value === "object")
    return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, jsonOf(child)]));
  return value;
}

function headersOf(protocol: Protocol, requestId: string): { readonly [name: string]: string } {
  const type =
    protocol === "query" || protocol === "ec2" || protocol === "rest-xml"
      ? "text/xml"
      : protocol === "s3"
        ? "application/xml"
        : `application/x-amz-${protocol}`;
  return { "content-type": type, ...requestIdHeaders(protocol, requestId) };
}

function requestIdHeaders(protocol: Protocol, requestId: string): { readonly [name: string]: string } {
  return protocol === "s3"
    ? { "x-amz-request-id": requestId, "x-amz-id-2": `host+${requestId}=` }
    : { "x-amzn-requestid": requestId };
}
