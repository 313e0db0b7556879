import { createServer } from "node:http";
import type { ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";
import { stubCaller, TARGET } from "./world.ts";

/** What AWS never says in the emulated world: answers that are empty, half, cut off or about something else. */
export type Raw =
  | { readonly status?: number; readonly headers?: Record<string, string>; readonly body?: string }
  | "half"
  | "cut";

export const SESSION = `<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult>
<Credentials><AccessKeyId>ASIA</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken><Expiration>2030-01-01T00:00:00Z</Expiration></Credentials>
<AssumedRoleUser><Arn>arn:aws:sts::${TARGET.account}:assumed-role/plumbline-read/o-r-7</Arn><AssumedRoleId>AROA:x</AssumedRoleId></AssumedRoleUser>
</AssumeRoleResult></AssumeRoleResponse>`;

/** Answers AssumeRole as told (a session, if not told), and everything else with `raw`, in turn; the last one stays. */
export async function answering(
  raws: readonly Raw[],
  sts: readonly Raw[] = [{ body: SESSION }],
): Promise<{ readonly bodies: string[] }> {
  const bodies: string[] = [];
  const left = { sts: [...sts], rest: [...raws] };
  const next = (queue: Raw[]) => (queue.length > 1 ? queue.shift() : queue[0]);
  const server = createServer((incoming, response) => {
    let body = "";
    incoming.on("data", (chunk: Buffer) => (body += chunk.toString()));
    incoming.on("end", () => {
      bodies.push(body);
      answer(response, next(body.includes("Action=AssumeRole") ? left.sts : left.rest) ?? {});
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  stubCaller(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, {
    accessKeyId: "AKIA",
    secretAccessKey: "s",
  });
  return { bodies };
}

function answer(response: ServerResponse, raw: Raw): void {
  if (raw === "half") {
    response.writeHead(200, { "content-length": "1000" }).write("{");
    return;
  }
  if (raw === "cut") {
    response.writeHead(200, { "content-length": "500" }).write("{", () => response.destroy());
    return;
  }
  response.writeHead(raw.status ?? 200, raw.headers ?? {}).end(raw.body ?? "");
}

export function error(type: string, message: string, status = 400): Raw {
  return {
    status,
    headers: { "x-amzn-requestid": "r" },
    body: JSON.stringify({ __type: `com.amazonaws.cloudcontrol#${type}`, Message: message }),
  };
}
