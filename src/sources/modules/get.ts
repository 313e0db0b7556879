import { setTimeout as sleep } from "node:timers/promises";
import { notAllowed, type ModuleHosts } from "./hosts.ts";

/** What a GET gave: any answer that is no redirect, or why there is none. */
export type Got =
  | {
      readonly kind: "answer";
      readonly status: number;
      readonly headers: Headers;
      readonly body: Buffer;
      readonly url: URL;
    }
  | { readonly kind: "failed"; readonly reason: string };

export type GetOptions = {
  readonly hosts: ModuleHosts;
  /** Bodies over this size are given up. In bytes. */
  readonly maxBytes: number;
  /** For all of it, redirects and the second attempt included. In milliseconds. */
  readonly deadlineMs: number;
  /** Sent to the first URL's host only. */
  readonly token?: string | undefined;
  readonly signal: AbortSignal;
};

const MAX_REDIRECTS = 5;
/** A broken connection or a 5xx is tried once more, as Terraform does. */
const RETRY_AFTER_MS = 300;

/** Gets a URL from one of the allowed hosts. Never throws for what the network does. */
export async function get(url: URL, options: GetOptions): Promise<Got> {
  const deadline = AbortSignal.timeout(options.deadlineMs);
  const signal = AbortSignal.any([options.signal, deadline]);
  const first = await follow(url, options, signal);
  if (signal.aborted || !mayPass(first)) return first;
  await sleep(RETRY_AFTER_MS, undefined, { signal }).catch(() => undefined);
  return follow(url, options, signal);
}

function mayPass(got: Got): boolean {
  return got.kind === "failed" ? got.reason.startsWith(BROKEN) : got.status >= 500;
}

async function follow(start: URL, options: GetOptions, signal: AbortSignal): Promise<Got> {
  let url = start;
  for (let hops = 0; hops <= MAX_REDIRECTS; hops++) {
    if (!options.hosts.allows(url)) {
      const why = notAllowed(url.host);
      return { kind: "failed", reason: hops === 0 ? why : `\`${start.host}\` leads to another host: ${why}` };
    }
    const got = await request(url, url.host === start.host ? options.token : undefined, options.maxBytes, signal);
    if (got.kind === "failed") return got;
    const location = got.headers.get("location");
    if (got.status < 300 || got.status >= 400 || location === null) return got;
    if (!URL.canParse(location, url))
      return { kind: "failed", reason: `\`${url.host}\` redirects to what is no address` };
    url = new URL(location, url);
  }
  return { kind: "failed", reason: `\`${start.host}\` redirects more than ${MAX_REDIRECTS} times` };
}

const BROKEN = "the connection failed";

async function request(url: URL, token: string | undefined, maxBytes: number, signal: AbortSignal): Promise<Got> {
  try {
    const response = await fetch(url, {
      redirect: "manual",
      signal,
      headers: { "user-agent": "plumbline", ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) },
    });
    const body = await readBody(response, maxBytes);
    if (!body) return { kind: "failed", reason: `\`${url.host}\` sends more than ${maxBytes / 1024 / 1024} MiB` };
    return { kind: "answer", status: response.status, headers: response.headers, body, url };
  } catch (error) {
    if (signal.aborted) return { kind: "failed", reason: `\`${url.host}\` did not answer in time` };
    return { kind: "failed", reason: `${BROKEN} (\`${url.host}\`: ${causeOf(error)})` };
  }
}

/** The body, or undefined once it is too large: what is still to come is not read. */
async function readBody(response: Response, maxBytes: number): Promise<Buffer | undefined> {
  if (!response.body) return Buffer.alloc(0);
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body) {
    bytes += chunk.length;
    if (bytes > maxBytes) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** undici says what happened in the cause: `ECONNREFUSED`. */
function causeOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  if (cause instanceof Error && "code" in cause && typeof cause.code === "string") return cause.code;
  return cause instanceof Error ? cause.message : String(cause);
}
