import { spawn } from "node:child_process";
import type { IncomingMessage, ServerResponse } from "node:http";
import { gitEnvironment } from "../github/git-environment.ts";

/** Serves bare repositories below a folder as git does: its own CGI program (https://git-scm.com/docs/git-http-backend). */
export function serveGit(folder: string, path: string, request: IncomingMessage, response: ServerResponse): void {
  const url = new URL(request.url ?? "/", "http://localhost");
  const child = spawn("git", ["http-backend"], {
    env: {
      ...gitEnvironment,
      GIT_PROJECT_ROOT: folder,
      GIT_HTTP_EXPORT_ALL: "1",
      PATH_INFO: path,
      QUERY_STRING: url.search.slice(1),
      REQUEST_METHOD: request.method ?? "GET",
      CONTENT_TYPE: request.headers["content-type"] ?? "",
      HTTP_CONTENT_ENCODING: request.headers["content-encoding"] ?? "",
      GIT_PROTOCOL: String(request.headers["git-protocol"] ?? ""),
    },
  });
  const output: Buffer[] = [];
  child.stdout.on("data", (chunk: Buffer) => output.push(chunk));
  child.stdin.on("error", () => undefined); // git need not read all of it
  request.pipe(child.stdin);
  child.on("close", () => answer(Buffer.concat(output), response));
}

/** A CGI program's headers are lines before an empty one; `Status` is the status. */
function answer(output: Buffer, response: ServerResponse): void {
  const end = output.indexOf("\r\n\r\n");
  const headers = output
    .subarray(0, Math.max(0, end))
    .toString()
    .split("\r\n")
    .map((line) => [line.slice(0, line.indexOf(":")), line.slice(line.indexOf(":") + 1).trim()] as const);
  const status = headers.find(([name]) => name.toLowerCase() === "status")?.[1] ?? "200";
  for (const [name, value] of headers)
    if (name !== "" && name.toLowerCase() !== "status") response.setHeader(name, value);
  response.statusCode = end < 0 ? 500 : Number.parseInt(status, 10);
  response.end(output.subarray(end + 4));
}
