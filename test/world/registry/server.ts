import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createRepository } from "../../support/repository.ts";
import { type Files, write } from "../../support/checking.ts";
import { serveGit } from "./git-backend.ts";

/** What a path is answered with in place of what it should be. */
type Answer =
  | { readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly body?: string | Buffer }
  /** No answer ever. */
  | "hang";

/**
 * An emulated module registry that speaks the registry protocol
 * (https://developer.hashicorp.com/terraform/internals/module-registry-protocol), and a git server for its modules.
 */
export type Registry = {
  /** `127.0.0.1:PORT` */
  readonly host: string;
  /** What to name in PLUMBLINE_MODULE_HOSTS. */
  readonly allowed: string;
  /** `METHOD /path` of every request so far, git's own left out; the token behind it where one came. */
  readonly requests: readonly { readonly path: string; readonly authorization: string | null }[];
  /** Has a version of a module, whose package is at a location. */
  publish(module: string, version: string, location: string): void;
  /** Commits files to a repository `owner/name` of the git server, tags the commit, and gives its id. */
  commit(repository: string, tag: string, files: Files): Promise<string>;
  /** The source address of a repository, for a tag, branch or commit. */
  gitSource(repository: string, ref: string, subdir?: string): string;
  /** Answers a path in its own way. */
  answer(path: string, answer: Answer): void;
  readonly gitRequests: () => number;
  close(): Promise<void>;
};

export async function startRegistry(): Promise<Registry> {
  const folder = await mkdtemp(join(tmpdir(), "emulated-registry-"));
  const modules = new Map<string, Map<string, string>>();
  const answers = new Map<string, Answer>();
  const requests: { path: string; authorization: string | null }[] = [];
  let gitRequests = 0;

  function respond(request: IncomingMessage, response: ServerResponse): void {
    const path = new URL(request.url ?? "/", "http://localhost").pathname;
    const own = answers.get(path);
    if (own !== "hang" && own) {
      response.writeHead(own.status, own.headers).end(own.body ?? "");
      return;
    }
    if (path.startsWith("/git/")) {
      gitRequests += 1;
      if (own !== "hang") serveGit(folder, path.slice("/git".length), request, response);
      return;
    }
    requests.push({ path, authorization: request.headers.authorization ?? null });
    if (own !== "hang") respondAsRegistry(path, response);
  }

  function respondAsRegistry(path: string, response: ServerResponse): void {
    if (path === "/.well-known/terraform.json") return sendJson(response, { "modules.v1": "/v1/modules/" });
    const [, name = "", rest = ""] = /^\/v1\/modules\/([^/]+\/[^/]+\/[^/]+)\/(.+)$/.exec(path) ?? [];
    const versions = modules.get(name);
    if (rest === "versions" && versions)
      return sendJson(response, { modules: [{ versions: [...versions.keys()].map((version) => ({ version })) }] });
    const location = versions?.get(rest.replace(/\/download$/, ""));
    if (location === undefined || !rest.endsWith("/download")) {
      response.writeHead(404).end();
      return undefined;
    }
    response.writeHead(204, { "x-terraform-get": location }).end();
    return undefined;
  }

  const server = createServer(respond);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;

  return {
    host,
    allowed: `http://${host}`,
    requests,
    publish(module, version, location) {
      const versions = modules.get(module) ?? new Map<string, string>();
      modules.set(module, versions.set(version, location));
    },
    async commit(repository, tag, files) {
      const bare = join(folder, `${repository}.git`);
      await mkdir(dirname(bare), { recursive: true });
      const work = await createRepository();
      try {
        await work.git("init", "--quiet", "--bare", "--initial-branch=main", bare);
        await write(work, files);
        const commit = await work.commit(tag);
        await work.git("tag", tag);
        await work.git("push", "--quiet", "--force", bare, "HEAD:refs/heads/main", "--tags");
        return commit;
      } finally {
        await work.remove();
      }
    },
    gitSource(repository, ref, subdir) {
      const folderPart = subdir === undefined ? "" : `//${subdir}`;
      return `git::http://${host}/git/${repository}.git${folderPart}?ref=${ref}`;
    },
    answer: (path, answer) => void answers.set(path, answer),
    gitRequests: () => gitRequests,
    async close() {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function sendJson(response: ServerResponse, body: unknown): void {
  response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(body));
}
