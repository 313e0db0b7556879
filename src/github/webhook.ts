import { verify } from "@octokit/webhooks-methods";
import type { IncomingMessage, ServerResponse } from "node:http";

/** GitHub sends at most this much (https://docs.github.com/en/webhooks/webhook-events-and-payloads). In bytes. */
const MAX_BODY = 25 * 1024 * 1024;

/** GitHub gives up on a delivery after ten seconds. In milliseconds. */
const BODY_TIMEOUT = 10_000;

/** A webhook whose signature is right. */
export type SignedDelivery = { readonly id: string; readonly name: string; readonly body: string };

export type WebhookPorts = {
  /** Any of them may have signed: two are in use while one replaces the other. */
  readonly secrets: readonly string[];
  /** Keeps the delivery; the answer waits for it. */
  store(delivery: SignedDelivery): Promise<void>;
  /** Whether anything is done about events of this name; others are answered and dropped. */
  isHandled(name: string): boolean;
  logFailure(error: unknown): void;
};

type Answer = { readonly status: number; readonly text: string };

/**
 * Takes one webhook: 202 once it is stored, 400 when malformed, 401 with a wrong signature, 413 when too large, 503
 * when it cannot be stored, so that GitHub shows it as failed and it can be sent again.
 */
export async function takeWebhook(
  request: IncomingMessage,
  response: ServerResponse,
  ports: WebhookPorts,
): Promise<void> {
  const { status, text } = await answerTo(request, ports);
  // An answer that comes before the whole body leaves the connection in the middle of it.
  const close = request.complete ? {} : { connection: "close" };
  response.writeHead(status, { "content-type": "text/plain; charset=utf-8", ...close }).end(`${text}\n`);
}

async function answerTo(request: IncomingMessage, ports: WebhookPorts): Promise<Answer> {
  const id = headerOf(request, "x-github-delivery");
  const name = headerOf(request, "x-github-event");
  const signature = headerOf(request, "x-hub-signature-256");
  if (!id || !name) return { status: 400, text: "x-github-delivery and x-github-event are needed" };
  if (!signature) return { status: 401, text: "x-hub-signature-256 is needed: set the App's webhook secret" };
  const read = await readBody(request);
  if ("refused" in read) return read.refused;
  const { body } = read;
  if (!(await isSigned(body, signature, ports.secrets))) return { status: 401, text: "the signature is wrong" };
  if (!isObject(body))
    return { status: 400, text: "the body is not a JSON object: the App's webhooks must be sent as application/json" };
  if (!ports.isHandled(name)) return { status: 202, text: "nothing is done about this event" };
  try {
    await ports.store({ id, name, body });
    return { status: 202, text: "stored" };
  } catch (error) {
    ports.logFailure(error);
    return { status: 503, text: "the delivery could not be stored: send it again" };
  }
}

function headerOf({ headers }: IncomingMessage, name: string): string | undefined {
  const value = headers[name];
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** Every secret is tried, whichever fits: the time that takes says nothing. `verify` compares in constant time. */
async function isSigned(body: string, signature: string, secrets: readonly string[]): Promise<boolean> {
  const results = await Promise.all(secrets.map((secret) => verify(secret, body, signature)));
  return results.includes(true);
}

async function readBody(request: IncomingMessage): Promise<{ readonly body: string } | { readonly refused: Answer }> {
  const tooLarge = { refused: { status: 413, text: "the body is too large" } };
  const incomplete = { refused: { status: 400, text: "there is no whole body" } };
  if (Number(request.headers["content-length"] ?? 0) > MAX_BODY) return tooLarge;
  const chunks: Buffer[] = [];
  let bytes = 0;
  const timer = setTimeout(() => request.destroy(), BODY_TIMEOUT);
  try {
    for await (const chunk of request.iterator({ destroyOnReturn: false })) {
      bytes += chunk.length;
      if (bytes > MAX_BODY) return tooLarge;
      chunks.push(chunk);
    }
  } catch {
    return incomplete;
  } finally {
    clearTimeout(timer);
  }
  return bytes === 0 ? incomplete : { body: Buffer.concat(chunks).toString("utf8") };
}

function isObject(body: string): boolean {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === "object" && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}
