import { createHash, createHmac } from "node:crypto";

/** An HTTP request as it came off the wire. `target` is the raw request target; header names are in lower case. */
export type WireRequest = {
  readonly method: string;
  readonly target: string;
  readonly headers: ReadonlyMap<string, string>;
  readonly body: Buffer;
};

/** What the `Authorization` header says, before anything of it is believed. */
export type Authorization = {
  readonly accessKeyId: string;
  readonly date: string;
  readonly region: string;
  readonly service: string;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
};

export type SignatureProblem = {
  readonly kind: "incomplete" | "mismatch" | "skewed" | "scope";
  readonly message: string;
};

const ALLOWED_SKEW_MS = 5 * 60_000;
const CREDENTIAL = /^([A-Z0-9]{16,128})\/(\d{8})\/([a-z0-9-]+)\/([a-z0-9-]+)\/aws4_request$/;
const MISMATCH =
  "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.";

/** Reads the `Authorization` header; undefined when there is none, or it is not SigV4's. */
export function readAuthorization(request: WireRequest): Authorization | undefined {
  const header = request.headers.get("authorization");
  if (!header?.startsWith("AWS4-HMAC-SHA256 ")) return undefined;
  const parts = new Map<string, string>();
  for (const part of header.slice("AWS4-HMAC-SHA256 ".length).split(",")) {
    const at = part.indexOf("=");
    parts.set(part.slice(0, at).trim(), part.slice(at + 1).trim());
  }
  const [, accessKeyId, date, region, service] = CREDENTIAL.exec(parts.get("Credential") ?? "") ?? [];
  const signedHeaders = parts.get("SignedHeaders");
  const signature = parts.get("Signature");
  if (!accessKeyId || !date || !region || !service || !signedHeaders || !signature) return undefined;
  return { accessKeyId, date, region, service, signedHeaders: signedHeaders.split(";"), signature };
}

/**
 * Checks the signature with the caller's secret, as AWS does
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html).
 * @returns what is wrong with it, or undefined. `now` is the server's clock in milliseconds.
 */
export function signatureProblem(
  request: WireRequest,
  authorization: Authorization,
  secret: string,
  now: number,
): SignatureProblem | undefined {
  const stamp = request.headers.get("x-amz-date") ?? "";
  const signedAt = parseStamp(stamp);
  if (signedAt === undefined)
    return { kind: "incomplete", message: "Authorization header requires existence of a 'X-Amz-Date' header." };
  const unsigned = unsignedHeader(request, authorization);
  if (unsigned)
    return { kind: "incomplete", message: `'${unsigned}' must be a 'SignedHeader' in the AWS Authorization.` };
  if (authorization.date !== stamp.slice(0, 8)) {
    return {
      kind: "scope",
      message: `Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '${authorization.date}' != '${stamp.slice(0, 8)}'`,
    };
  }
  if (Math.abs(now - signedAt) > ALLOWED_SKEW_MS) return { kind: "skewed", message: skewMessage(signedAt, now) };
  const payloadHash = request.headers.get("x-amz-content-sha256") ?? sha256(request.body);
  if (payloadHash !== "UNSIGNED-PAYLOAD" && payloadHash !== sha256(request.body))
    return { kind: "mismatch", message: MISMATCH };
  const scope = `${authorization.date}/${authorization.region}/${authorization.service}/aws4_request`;
  const toSign = ["AWS4-HMAC-SHA256", stamp, scope, sha256(canonicalRequest(request, authorization, payloadHash))].join(
    "\n",
  );
  const key = ["aws4_request", authorization.service, authorization.region, authorization.date].reduceRight<
    string | Buffer
  >((parent, part) => hmac(parent, part), `AWS4${secret}`);
  if (hmac(key, toSign).toString("hex") !== authorization.signature) return { kind: "mismatch", message: MISMATCH };
  return undefined;
}

/** The text of a clock that is off, as the services word it. */
export function skewMessage(signedAt: number, now: number): string {
  if (signedAt > now) {
    return `Signature not yet current: ${stampOf(signedAt)} is still later than ${stampOf(now + ALLOWED_SKEW_MS)} (${stampOf(now)} + 5 min.)`;
  }
  return `Signature expired: ${stampOf(signedAt)} is now earlier than ${stampOf(now - ALLOWED_SKEW_MS)} (${stampOf(now)} - 5 min.)`;
}

/** `host` and every `x-amz-*` header have to be signed. */
function unsignedHeader(request: WireRequest, authorization: Authorization): string | undefined {
  const needed = [...request.headers.keys()].filter((name) => name === "host" || name.startsWith("x-amz-"));
  return needed.find((name) => !authorization.signedHeaders.includes(name));
}

function canonicalRequest(request: WireRequest, authorization: Authorization, payloadHash: string): string {
  const [path = "/", query = ""] = splitOnce(request.target, "?");
  const headers = authorization.signedHeaders.map(
    (name) => `${name}:${(request.headers.get(name) ?? "").trim().replaceAll(/ +/g, " ")}\n`,
  );
  return [
    request.method,
    canonicalPath(path, authorization.service),
    canonicalQuery(query),
    headers.join(""),
    authorization.signedHeaders.join(";"),
    payloadHash,
  ].join("\n");
}

/** S3 encodes the path once, all other services twice. */
function canonicalPath(path: string, service: string): string {
  const encodeSegment = service === "s3" ? (segment: string) => encode(decodeURIComponent(segment)) : encode;
  return path.split("/").map(encodeSegment).join("/");
}

function canonicalQuery(query: string): string {
  if (query === "") return "";
  const pairs = query.split("&").map((pair) => {
    const [name = "", value = ""] = splitOnce(pair, "=");
    return [encode(decodeURIComponent(name)), encode(decodeURIComponent(value))] as const;
  });
  pairs.sort(([a, x], [b, y]) => compare(a, b) || compare(x, y));
  return pairs.map(([name, value]) => `${name}=${value}`).join("&");
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function splitOnce(text: string, separator: string): readonly string[] {
  const at = text.indexOf(separator);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}

function encode(text: string): string {
  return encodeURIComponent(text).replaceAll(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function parseStamp(stamp: string): number | undefined {
  const match = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(stamp);
  if (!match) return undefined;
  const [, year, month, day, hour, minute, second] = match;
  const time = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return Number.isNaN(time) ? undefined : time;
}

function stampOf(time: number): string {
  return new Date(time).toISOString().replaceAll(/[-:]|\.\d{3}/g, "");
}

function sha256(data: string | Buffer): string {
  return createHash("sha256").update(data).digest("hex");
}

function hmac(key: string | Buffer, data: string): Buffer {
  return createHmac("sha256", key).update(data).digest();
}
