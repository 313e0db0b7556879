import { createServer } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import type { WorldFile } from "../world.ts";
import type { Service } from "./call.ts";
import { dispatch } from "./dispatch.ts";
import type { Dispatched, RecordedRequest } from "./dispatch.ts";
import { createIdentities } from "./identities.ts";
import { createLimiter } from "./limit.ts";
import type { RateLimit } from "./limit.ts";
import { services } from "./services/index.ts";
import { createState } from "./state.ts";
import type { LiveWorld } from "./state.ts";
import type { WireRequest } from "./sigv4.ts";

export type AwsOptions = {
  /** Added to every call, in milliseconds. */
  readonly latencyMs?: number;
  /** Of each service, per account and region; what is beyond it is throttled. None when left out. */
  readonly rateLimit?: RateLimit;
  /** Entries on a page of any listing; 20 when left out. */
  readonly pageSize?: number;
  /** The server's clock, in milliseconds since 1970. */
  now?(): number;
  /** 0, any free port, when left out. */
  readonly port?: number;
};

/** A running emulated AWS. */
export type EmulatedAws = {
  /** For `AWS_ENDPOINT_URL`: all services are behind it. */
  readonly url: string;
  /** All requests so far, in the order in which they came. */
  readonly requests: readonly RecordedRequest[];
  /** Requests for what is not emulated: a test asserts that there were none. */
  readonly notEmulated: readonly RecordedRequest[];
  /** Changes the world while it is being served. */
  readonly world: LiveWorld;
  /** Of the world's first caller. */
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  close(): Promise<void>;
};

/**
 * Serves a world on loopback as AWS's endpoints would: unmodified clients reach it through `AWS_ENDPOINT_URL`.
 * @throws Error for a world that is not valid, with the path of everything that is wrong.
 */
export async function startAws(world: WorldFile, options: AwsOptions = {}): Promise<EmulatedAws> {
  const state = createState(world);
  const limiter = options.rateLimit ? createLimiter(options.rateLimit) : undefined;
  const quotas = new Map(
    services.flatMap(({ name, rateLimit }) => (rateLimit ? [[name, createLimiter(rateLimit)] as const] : [])),
  );
  const requests: RecordedRequest[] = [];
  const closing = new AbortController();
  const context = {
    state,
    identities: createIdentities(state.callers),
    pageSize: options.pageSize ?? 20,
    now: () => options.now?.() ?? Date.now(),
    withinLimit: (key: string, { name }: Service) =>
      (limiter?.take(key) ?? true) && (quotas.get(name)?.take(key) ?? true),
  };

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const wire = await readWire(request);
    const index = requests.length;
    const at = new Date().toISOString();
    const dispatched = dispatch(wire, index + 1, context);
    requests.push({ at, ...dispatched.record, status: 0 });
    const delayMs = (options.latencyMs ?? 0) + dispatched.delayMs;
    if (delayMs > 0) await sleep(delayMs, undefined, { signal: closing.signal });
    if (dispatched.outcome.kind === "answer")
      requests[index] = { at, ...dispatched.record, status: dispatched.outcome.answer.status };
    // Clients put their clocks right by it.
    response.setHeader("date", new Date(context.now()).toUTCString());
    await send(response, dispatched.outcome, closing.signal);
  }

  const server = createServer((request, response) => {
    handle(request, response).catch(() => request.socket.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port ?? 0, "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo;
  const [caller] = state.callers;
  if (!caller) throw new Error("a world needs a caller");
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    get notEmulated() {
      return requests.filter(({ error }) => error === "NotEmulated");
    },
    world: state.live,
    credentials: { accessKeyId: caller.accessKeyId, secretAccessKey: caller.secretAccessKey },
    async close() {
      closing.abort();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}

async function send(response: ServerResponse, outcome: Dispatched["outcome"], closing: AbortSignal): Promise<void> {
  if (outcome.kind === "answer") {
    response.writeHead(outcome.answer.status, outcome.answer.headers).end(outcome.answer.body);
    return;
  }
  if (outcome.kind === "reset") {
    response.socket?.resetAndDestroy();
    return;
  }
  if (outcome.ms === null) return;
  await sleep(outcome.ms, undefined, { signal: closing });
  response.socket?.destroy();
}

async function readWire(request: IncomingMessage): Promise<WireRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  const headers = new Map(
    Object.entries(request.headersDistinct).map(([name, values]) => [name, (values ?? []).join(",")]),
  );
  return { method: request.method ?? "", target: request.url ?? "/", headers, body: Buffer.concat(chunks) };
}
