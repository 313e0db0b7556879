import { type ChildProcess, spawn } from "node:child_process";
import { createHmac, randomBytes } from "node:crypto";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { type EmulatedAws, startAws } from "../world/aws/server.ts";
import { type GitHub, readManifest, startGitHub } from "../world/github/index.ts";
import type { WorldFile } from "../world/world.ts";

const ROOT = new URL("../../", import.meta.url);
const SERVER = fileURLToPath(new URL("src/server.ts", ROOT));
export const WEBHOOK_SECRET = "the webhook secret of the stage";

export type StageOptions = {
  readonly world: WorldFile;
  /** GitHub owner whose roles demand its ExternalId. */
  readonly owner: string;
  readonly databaseUrl?: string;
  /** Added to every call, in milliseconds. */
  readonly latencyMs?: { readonly github: number; readonly aws: number };
};

/** The real server in a process of its own, between an emulated GitHub and an emulated AWS. */
export type Stage = {
  readonly github: GitHub;
  readonly aws: EmulatedAws;
  /** What the owner's roles must demand. */
  readonly externalId: string;
  /** What another owner's roles must demand, by its numeric id. */
  externalIdOf(ownerId: number): string;
  /** Where the server keeps the embedded database. */
  readonly dataFolder: string;
  start(): Promise<void>;
  /** Ends the server, by SIGTERM unless another signal is given. */
  stop(signal?: NodeJS.Signals): Promise<void>;
  /** What the server logged so far. */
  log(): string;
  /** The process's id, while it runs. */
  pid(): number | undefined;
  /** The newest check run of a commit, once it is concluded, and not because another took its place. */
  concluded(repository: string, headSha: string, after?: number): Promise<ReturnType<GitHub["checkRuns"]>[number]>;
  close(): Promise<void>;
};

export async function createStage(options: StageOptions): Promise<Stage> {
  const { permissions, events } = readManifest(await readFile(new URL("app.yml", ROOT), "utf8"));
  const folder = await mkdtemp(join(tmpdir(), "plumbline-stage-"));
  const externalIdSecret = randomBytes(16).toString("hex");
  const [github, aws] = await Promise.all([
    startGitHub({
      app: { id: 4711, webhookSecret: WEBHOOK_SECRET, permissions, events },
      latencyMs: options.latencyMs?.github ?? 0,
    }),
    startAws(options.world, { latencyMs: options.latencyMs?.aws ?? 0 }),
  ]);
  const owner = github.createOwner(options.owner);
  const externalIdOf = (ownerId: number): string =>
    createHmac("sha256", externalIdSecret).update(String(ownerId)).digest("hex");
  const port = await freePort();
  const dataFolder = join(folder, "data");
  github.setWebhookUrl(`http://127.0.0.1:${port}/api/github/webhooks`);
  const environment: Record<string, string | undefined> = {
    PATH: process.env["PATH"],
    HOME: folder,
    APP_ID: String(github.appId),
    PRIVATE_KEY: github.privateKey,
    WEBHOOK_SECRET,
    EXTERNAL_ID_SECRET: externalIdSecret,
    GHE_HOST: github.host,
    GHE_PROTOCOL: "http",
    HOST: "127.0.0.1",
    PORT: String(port),
    DATA_DIR: dataFolder,
    DATABASE_URL: options.databaseUrl,
    LOG_LEVEL: "info",
    // No test reaches the public registry; modules on the emulated GitHub are the installation's.
    PLUMBLINE_MODULE_HOSTS: "none",
    AWS_ENDPOINT_URL: aws.url,
    AWS_ACCESS_KEY_ID: aws.credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: aws.credentials.secretAccessKey,
    AWS_EC2_METADATA_DISABLED: "true",
  };
  let child: ChildProcess | undefined;
  let log = "";

  async function start(): Promise<void> {
    const started = spawn(process.execPath, [SERVER], { env: environment, stdio: ["ignore", "pipe", "pipe"] } as const);
    child = started;
    for (const stream of [started.stdout, started.stderr])
      stream.setEncoding("utf8").on("data", (text: string) => (log += text));
    for (let waited = 0; waited < 60_000; waited += 50) {
      if (started.exitCode !== null) throw new Error(`the server ended at its start:\n${log}`);
      const ready = await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => undefined);
      if (ready?.ok) return;
      await sleep(50);
    }
    throw new Error(`the server is not ready after a minute:\n${log}`);
  }

  async function stop(signal: NodeJS.Signals = "SIGTERM"): Promise<void> {
    const running = child;
    if (!running || running.exitCode !== null || running.signalCode !== null) return;
    const exited = new Promise<void>((resolve) => running.once("exit", () => resolve()));
    running.kill(signal);
    await exited;
  }

  async function concluded(repository: string, headSha: string, after = 0): ReturnType<Stage["concluded"]> {
    for (let waited = 0; waited < 60_000; waited += 50) {
      const run = github.checkRuns(repository, headSha).at(-1);
      if (run && run.id > after && run.status === "completed" && run.conclusion !== "cancelled") {
        await github.idle();
        return run;
      }
      await sleep(50);
    }
    throw new Error(`no check of ${headSha} was concluded within a minute:\n${log}`);
  }

  return {
    github,
    aws,
    externalId: externalIdOf(owner.id),
    externalIdOf,
    dataFolder,
    start,
    stop,
    log: () => log,
    pid: () => child?.pid,
    concluded,
    async close() {
      await stop();
      await Promise.all([github.close(), aws.close()]);
      await rm(folder, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise<void>((resolve) => server.close(() => resolve()));
  return port;
}
