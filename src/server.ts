import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Probot } from "probot";
import { CONFIG_PATH } from "./config/config.ts";
import { readEnv, type Env } from "./env.ts";
import { createEvaluation, type Evaluation, marks, replies } from "./evaluation.ts";
import { createApp } from "./github/client.ts";
import { ContentCache } from "./github/content-cache.ts";
import type { EventPorts } from "./github/events.ts";
import { handledEvents, handleEvents, receive } from "./github/handlers/index.ts";
import { checkKey, locatorSchema, type Locator } from "./github/locator.ts";
import { closeOpenChecks, concludeDeadCheck, runCheck, type RunPorts } from "./github/run-check.ts";
import { takeWebhook } from "./github/webhook.ts";
import { createQueue, Superseded, type Queue } from "./jobs/queue.ts";
import { UserError } from "./model/errors.ts";

/** Waiting for what still runs when the server is told to stop; container platforms kill after 30 s. In milliseconds. */
const STOP_WITHIN = 25_000;

/** Probot's own path, so that Apps registered for Probot keep working. */
const WEBHOOK_PATH = "/api/github/webhooks";

/** A server that listens. */
export type RunningServer = {
  readonly url: string;
  /** Stops taking webhooks and jobs, finishes or hands back what runs, and closes the database. */
  stop(): Promise<void>;
};

/** What tests put in place of the real thing. */
export type Parts = {
  readonly evaluation?: Evaluation;
  /** What a second of waiting for GitHub lasts, in milliseconds. */
  readonly retrySecond?: number;
};

/**
 * Starts the App: webhooks are stored as jobs, and worked on here.
 * @throws UserError when a setting is wrong, or the data folder is in use
 */
export async function startServer(env: Env, parts: Parts = {}): Promise<RunningServer> {
  const app = await createApp({ ...env, ...parts });
  const evaluation = parts.evaluation ?? createEvaluation(env.externalIdSecrets, { ...env.modules, folder: null });
  const queue = await createQueue(env.database, app.log);
  const ports: RunPorts = {
    connect: (installationId) => app.auth(installationId),
    evaluate: evaluation.evaluate,
    memory: queue.memory,
    cache: new ContentCache(),
    replies,
    marks,
    configPath: CONFIG_PATH,
    isSuperseded: (signal) => signal.reason instanceof Superseded,
  };
  handleEvents(app, eventPorts(queue, ports));
  await queue.work({
    delivery: (delivery) => receive(app, delivery),
    check: (data, signal) => runCheck(locatorSchema.parse(data), ports, signal),
    deadCheck: (data) => concludeDeadCheck(locatorSchema.parse(data), ports),
  });
  await requestForgottenChecks(queue);
  const http = createServer((request, response) => void route(request, response, env, queue, app));
  const url = await listen(http, env);
  app.log.info(`Plumbline listens on ${url}, webhooks at ${WEBHOOK_PATH}`);
  return { url, stop: () => stop(http, queue, evaluation.close) };
}

function eventPorts(queue: Queue, ports: RunPorts): EventPorts {
  return {
    requestCheck: (locator) => requestCheck(queue, locator),
    isPending: (locator) => queue.isPending(checkKey(locator)),
    async cancelCheck(locator) {
      await queue.cancelCheck(checkKey(locator));
      await closeOpenChecks(await ports.connect(locator.installationId), locator, ports);
    },
    memory: queue.memory,
    replies,
  };
}

function requestCheck(queue: Queue, locator: Locator): Promise<void> {
  return queue.requestCheck({ key: checkKey(locator), data: locator });
}

/** A check that is open on GitHub and has no job, however that came about, is asked for again. */
async function requestForgottenChecks(queue: Queue): Promise<void> {
  for (const { request } of await queue.memory.openChecks()) {
    const locator = locatorSchema.safeParse(request);
    if (locator.success && !(await queue.isPending(checkKey(locator.data)))) await requestCheck(queue, locator.data);
  }
}

async function route(
  request: IncomingMessage,
  response: ServerResponse,
  env: Env,
  queue: Queue,
  app: Probot,
): Promise<void> {
  const path = new URL(request.url ?? "/", "http://localhost").pathname;
  if (request.method === "POST" && path === WEBHOOK_PATH) {
    await takeWebhook(request, response, {
      secrets: env.webhookSecrets,
      store: (delivery) => queue.storeDelivery(delivery),
      isHandled: (name) => handledEvents.has(name),
      logFailure: (error) => app.log.error({ err: error }, "a delivery could not be stored"),
    });
    return;
  }
  const status = request.method === "GET" ? await health(path, queue, app) : 404;
  response
    .writeHead(status, { "content-type": "text/plain" })
    .end(status === 200 ? "ok\n" : status === 404 ? "not found\n" : "not ready\n");
}

/** `/healthz`: the process lives. `/readyz`: it can store deliveries. */
async function health(path: string, queue: Queue, app: Probot): Promise<200 | 404 | 503> {
  if (path === "/healthz") return 200;
  if (path !== "/readyz") return 404;
  try {
    await queue.ping();
    return 200;
  } catch (error) {
    app.log.warn({ err: error }, "the database does not answer");
    return 503;
  }
}

async function listen(http: Server, { host, port }: Env): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    http.once("error", reject);
    http.listen(port, host, resolve);
  });
  const { address, port: bound, family } = http.address() as AddressInfo;
  return `http://${family === "IPv6" ? `[${address}]` : address}:${bound}`;
}

async function stop(http: Server, queue: Queue, closeParsers: () => Promise<void>): Promise<void> {
  http.close();
  http.closeIdleConnections();
  await queue.drain();
  http.closeAllConnections();
  await closeParsers();
}

async function main(): Promise<void> {
  const server = await startServer(readEnv());
  let stopping = false;
  function onSignal(): void {
    if (stopping) return;
    stopping = true;
    setTimeout(() => process.exit(1), STOP_WITHIN).unref();
    server.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        process.stderr.write(`stopping failed: ${String(error)}\n`);
        process.exit(1);
      },
    );
  }
  process.on("SIGTERM", onSignal);
  process.on("SIGINT", onSignal);
}

if (import.meta.main) {
  try {
    await main();
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 2;
  }
}
