import { createHash } from "node:crypto";
import type { KeyObject } from "node:crypto";
import { createServer } from "node:http";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { dispatch, operationOf } from "./dispatch.ts";
import type { Incoming } from "./dispatch.ts";
import { answerGraphql } from "./graphql/execute.ts";
import type { Answer } from "./http.ts";
import type { Validator } from "./validate.ts";
import type { Interruption, RecordedRequest, World } from "./world.ts";

const RATE_LIMIT = 5000;
/** GitHub refuses larger bodies. */
const BODY_BYTES = 25 * 1024 * 1024;

export interface ServerParts {
  readonly world: World;
  readonly validator: Validator;
  readonly key: KeyObject;
  readonly latencyMs: () => number;
}

/** The HTTP side: reads a request, has it answered, records it, and adds what GitHub puts on every answer. */
export function createHttpServer(parts: () => ServerParts): Server {
  let count = 0;
  return createServer((request, response) => {
    count += 1;
    serve(parts(), request, response, count).catch((error: unknown) => {
      parts().world.problems.push({
        kind: "emulator",
        where: `${request.method} ${request.url}`,
        message: String(error),
      });
      response.destroy();
    });
  });
}

async function serve(
  parts: ServerParts,
  request: IncomingMessage,
  response: ServerResponse,
  count: number,
): Promise<void> {
  const { world } = parts;
  const started = performance.now();
  const bytes = await readBody(request);
  if (parts.latencyMs() > 0) await sleep(parts.latencyMs());
  const url = new URL(request.url ?? "/", "http://localhost");
  const method = request.method ?? "GET";
  const body = parseBody(bytes);
  const isGraphql = url.pathname === "/api/graphql";
  const path = url.pathname.replace(/^\/api\/v3/, "");
  const incoming: Incoming = {
    method,
    path: url.pathname.startsWith("/api/v3/") ? path : `(outside /api/v3) ${url.pathname}`,
    query: Object.fromEntries(url.searchParams),
    authorization: request.headers.authorization,
    accept: request.headers.accept ?? "*/*",
    body,
  };
  const operation = isGraphql ? "POST /graphql" : operationOf(method, incoming.path);
  const interruption = takeInterruption(world, operation);
  const { answer, validated } =
    interruption?.mode === "answer"
      ? { answer: interruption.answer, validated: false }
      : isGraphql
        ? await answerGraphql(world, parts.key, incoming)
        : await dispatch(world, parts.validator, parts.key, incoming);
  world.requests.push({
    at: new Date().toISOString(),
    method,
    path: isGraphql ? "/graphql" : path + url.search,
    operation,
    status: answer.status,
    validated,
    durationMs: performance.now() - started,
    body: body.kind === "json" ? body.value : undefined,
  });
  if (interruption?.mode === "hang-up") {
    request.socket.destroy();
    return;
  }
  write(request, response, answer, count);
}

function takeInterruption(world: World, operation: RecordedRequest["operation"]): Interruption | undefined {
  const found = world.interruptions.find((one) => one.operation === operation && one.left > 0);
  if (found !== undefined) found.left -= 1;
  return found;
}

function write(request: IncomingMessage, response: ServerResponse, answer: Answer, count: number): void {
  const bytes = answer.raw ?? (answer.body === undefined ? Buffer.alloc(0) : Buffer.from(JSON.stringify(answer.body)));
  const etag = `W/"${createHash("sha256").update(bytes).digest("hex")}"`;
  const isUnchanged = answer.status === 200 && request.method === "GET" && request.headers["if-none-match"] === etag;
  const used = count % RATE_LIMIT;
  response.writeHead(isUnchanged ? 304 : answer.status, {
    "content-type": "application/json; charset=utf-8",
    etag,
    "x-github-media-type": "github.v3; format=json",
    "x-github-request-id": `WRLD:${count.toString(16).toUpperCase().padStart(6, "0")}`,
    "x-ratelimit-limit": String(RATE_LIMIT),
    "x-ratelimit-remaining": String(RATE_LIMIT - used),
    "x-ratelimit-used": String(used),
    "x-ratelimit-reset": String(Math.floor(Date.now() / 1000) + 3600),
    "x-ratelimit-resource": request.url === "/api/graphql" ? "graphql" : "core",
    ...answer.headers,
  });
  response.end(isUnchanged ? undefined : bytes);
}

function readBody(request: IncomingMessage): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size <= BODY_BYTES) chunks.push(chunk);
    });
    request.on("end", () => resolve(Buffer.concat(chunks)));
    request.on("error", reject);
  });
}

function parseBody(bytes: Buffer): Incoming["body"] {
  if (bytes.length === 0) return { kind: "none" };
  try {
    return { kind: "json", value: JSON.parse(bytes.toString()) as unknown };
  } catch {
    return { kind: "invalid" };
  }
}
