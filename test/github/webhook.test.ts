import { createHmac } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { connect } from "node:net";
import nock from "nock";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { takeWebhook, type SignedDelivery } from "../../src/github/webhook.ts";

const secrets = ["the secret of today", "the secret of yesterday"];
let stored: SignedDelivery[];
let failures: unknown[];
let storing: () => Promise<void>;
let server: Server;
let url: string;

// nock keeps what is written to a socket until the request is whole, which here it never is.
beforeAll(() => nock.restore());
afterAll(() => nock.activate());

beforeEach(async () => {
  stored = [];
  failures = [];
  storing = () => Promise.resolve();
  server = createServer((request, response) => {
    void takeWebhook(request, response, {
      secrets,
      isHandled: (name) => name !== "ping",
      async store(delivery) {
        await storing();
        stored.push(delivery);
      },
      logFailure: (error) => failures.push(error),
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterEach(() => {
  server.closeAllConnections();
  server.close();
});

function sign(body: string, secret = secrets[0] ?? ""): string {
  return `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`;
}

async function send(body: string, headers: Record<string, string> = {}): Promise<number> {
  const all = {
    "x-github-delivery": "one",
    "x-github-event": "pull_request",
    "x-hub-signature-256": sign(body),
    ...headers,
  };
  const sent = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== ""));
  return (await fetch(url, { method: "POST", body, headers: sent })).status;
}

test("a signed delivery is answered once it is stored, body untouched", async () => {
  let isStored = false;
  storing = async () => {
    await new Promise((resolve) => setTimeout(resolve, 50));
    isStored = true;
  };
  const body = '{ "action": "opened",\n "title": "é \\u0000" }';
  expect(await send(body)).toBe(202);
  expect(isStored).toBe(true);
  expect(stored).toEqual([{ id: "one", name: "pull_request", body }]);
});

test("while a secret is replaced, the previous one is good too; any other is not", async () => {
  expect(await send("{}", { "x-hub-signature-256": sign("{}", secrets[1]) })).toBe(202);
  expect(await send("{}", { "x-hub-signature-256": sign("{}", "a guess") })).toBe(401);
  expect(await send("{}", { "x-hub-signature-256": sign("{ }") })).toBe(401);
  expect(await send("{}", { "x-hub-signature-256": "sha256=" })).toBe(401);
  expect(await send("{}", { "x-hub-signature-256": "" })).toBe(401);
  expect(stored).toHaveLength(1);
});

test.each([
  ["no JSON", "not json", {}],
  ["no object", "[1]", {}],
  ["nothing", "", {}],
  ["a form", "payload=%7B%7D", {}],
  ["no delivery id", "{}", { "x-github-delivery": "" }],
  ["no event", "{}", { "x-github-event": "" }],
])("%s is malformed", async (_name, body, headers) => {
  expect(await send(body, headers as Record<string, string>)).toBe(400);
  expect(stored).toEqual([]);
});

test("an event that nothing is done about is not kept", async () => {
  expect(await send("{}", { "x-github-event": "ping" })).toBe(202);
  expect(stored).toEqual([]);
});

test("what cannot be stored is not accepted", async () => {
  storing = () => Promise.reject(new Error("the database is gone"));
  expect(await send("{}")).toBe(503);
  expect(failures).toEqual([new Error("the database is gone")]);
});

test("a body over 25 MB is refused, said or not", async () => {
  const head =
    "POST / HTTP/1.1\r\nhost: x\r\nx-github-delivery: one\r\nx-github-event: push\r\nx-hub-signature-256: sha256=00\r\n";
  expect(await answerTo(`${head}content-length: 30000000\r\n\r\n`, 0)).toContain("413");
  // A connection that is closed while its sender still writes may swallow the answer.
  expect(await answerTo(`${head}transfer-encoding: chunked\r\n\r\n`, 27)).toMatch(/413|closed/);
  expect(stored).toEqual([]);
});

/** The status line for a request that is followed by so many chunks of 1 MiB, as far as the server takes them. */
async function answerTo(head: string, chunks: number): Promise<string> {
  const socket = connect((server.address() as AddressInfo).port, "127.0.0.1");
  const answer = new Promise<string>((resolve) => {
    socket.once("data", (data) => resolve(data.toString().split("\r\n", 1)[0] ?? ""));
    socket.once("close", () => resolve("closed"));
  });
  socket.on("error", () => undefined);
  socket.write(head);
  const chunk = Buffer.concat([Buffer.from("100000\r\n"), Buffer.alloc(1024 * 1024, "a"), Buffer.from("\r\n")]);
  for (let sent = 0; sent < chunks && socket.writable; sent += 1) {
    // A server that has had enough reads no further, so what is written may stay under way.
    await Promise.race([answer, new Promise<void>((resolve) => socket.write(chunk, () => resolve()))]);
  }
  const status = await answer;
  socket.destroy();
  return status;
}
