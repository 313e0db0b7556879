import { createPublicKey, generateKeyPairSync } from "node:crypto";
import type { KeyObject } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { checkManifest } from "./manifest.ts";
import type { Answer } from "./http.ts";
import { commentActions } from "./people/comments.ts";
import type { CommentActions } from "./people/comments.ts";
import { installationActions } from "./people/installations.ts";
import type { InstallationActions } from "./people/installations.ts";
import { pullActions } from "./people/pulls.ts";
import type { PullActions } from "./people/pulls.ts";
import { repositoryActions } from "./people/repositories.ts";
import type { RepositoryActions } from "./people/repositories.ts";
import { posted } from "./posted.ts";
import type { Posted } from "./posted.ts";
import { createHttpServer } from "./server.ts";
import { timestamp } from "./state.ts";
import type { App, Permissions, State } from "./state.ts";
import { createValidator } from "./validate.ts";
import type { Validator } from "./validate.ts";
import { createWebhooks } from "./webhooks.ts";
import type { Delivery, Webhooks } from "./webhooks.ts";
import { githubLimits } from "./world.ts";
import type { Interruption, Limits, Problem, RecordedRequest, World } from "./world.ts";

export interface GitHubOptions {
  readonly app: {
    readonly id: number;
    /** PEM; made if it is not given. */
    readonly privateKey?: string;
    readonly webhookSecret: string;
    /** As in app.yml: nothing more is granted. */
    readonly permissions: Permissions;
    /** As in app.yml: nothing else is sent, installations aside. */
    readonly events: readonly string[];
    readonly slug?: string;
  };
  /** Where the App listens; may be set later. */
  readonly webhookUrl?: string;
  /** Added to every answer, in milliseconds. */
  readonly latencyMs?: number;
  readonly limits?: Partial<Limits>;
}

/** An emulated GitHub: what people do there, what was posted, and what the App asked for. */
export interface GitHub extends RepositoryActions, PullActions, CommentActions, InstallationActions, Posted {
  /** `127.0.0.1:PORT`, for GHE_HOST; with GHE_PROTOCOL=http. */
  readonly host: string;
  /** `http://127.0.0.1:PORT/api/v3`, for Octokit's `baseUrl`. */
  readonly apiUrl: string;
  readonly appId: number;
  /** The App's private key, PEM. */
  readonly privateKey: string;
  /** The App's login in comments, `slug[bot]`. */
  readonly botLogin: string;
  /** Every call so far, oldest first. */
  readonly requests: readonly RecordedRequest[];
  /** What GitHub would have refused, and mistakes of the emulator. A healthy run leaves it empty. */
  readonly problems: readonly Problem[];
  /** Every webhook so far, sent or not, oldest first. */
  readonly deliveries: readonly Delivery[];
  readonly setWebhookUrl: (url: string | null) => void;
  readonly setWebhookSecret: (secret: string) => void;
  readonly setLatency: (milliseconds: number) => void;
  /** Sends a webhook again, with the same X-GitHub-Delivery, as GitHub's "Redeliver" does. */
  readonly redeliver: (delivery: number) => Promise<Delivery>;
  /** Keeps webhooks back until `release`. */
  readonly hold: () => void;
  readonly release: () => Promise<void>;
  /** Done when no webhook is under way. */
  readonly idle: () => Promise<void>;
  /** The next `times` calls of an operation get this answer and are not carried out. */
  readonly answerNext: (operation: Interruption["operation"], answer: Answer, times?: number) => void;
  /** The next `times` calls are carried out, and the connection is closed without an answer. */
  readonly hangUpAfter: (operation: Interruption["operation"], times?: number) => void;
  /** Forgets recorded requests and problems. */
  readonly forget: () => void;
  /** Stops the server and removes the repositories. */
  readonly close: () => Promise<void>;
}

/** Compiling GitHub's schemas takes a moment, so one validator serves every world of a process. */
let sharedValidator: Validator | undefined;

function createState(options: GitHubOptions["app"]): State {
  const maker = { id: 1, login: "plumbline-makers", type: "Organization" } as const;
  const describe = (id: number, slug: string, botId: number): Omit<App, "permissions" | "events"> => {
    const bot = { id: botId, login: `${slug}[bot]`, type: "Bot" } as const;
    return { id, slug, name: slug, owner: maker, bot, createdAt: timestamp() };
  };
  const ours = describe(options.id, options.slug ?? "plumbline", 2);
  const others = describe(options.id + 1, "another-app", 3);
  const app: App = { ...ours, permissions: { metadata: "read", ...options.permissions }, events: options.events };
  const otherApp: App = { ...others, permissions: { metadata: "read", checks: "write" }, events: [] };
  return {
    app,
    otherApp,
    accounts: new Map([maker, app.bot, otherApp.bot].map((account) => [account.login.toLowerCase(), account])),
    repositories: new Map(),
    installations: new Map(),
    tokens: new Map(),
    nextId: 1000,
  };
}

/** Making a key takes longer than most tests, so the Apps of a process that bring none share one. */
let sharedKey: string | undefined;

function newKey(): string {
  const pair = generateKeyPairSync("rsa", { modulusLength: 2048 });
  return pair.privateKey.export({ type: "pkcs1", format: "pem" }).toString();
}

/** Starts an emulated GitHub on a free port of the loopback interface. */
export async function startGitHub(options: GitHubOptions): Promise<GitHub> {
  checkManifest(options.app.permissions, options.app.events);
  const folder = await mkdtemp(join(tmpdir(), "emulated-github-"));
  const privateKey = options.app.privateKey ?? (sharedKey ??= newKey());
  const key: KeyObject = createPublicKey(privateKey);
  const state = createState(options.app);
  sharedValidator ??= createValidator();
  const validator = sharedValidator;
  let latencyMs = options.latencyMs ?? 0;

  const secret = options.app.webhookSecret;
  const settings = { url: options.webhookUrl ?? null, secret, held: false, timeoutMs: 10_000 };
  const webhooks: Webhooks = createWebhooks(settings, validator, () => world);
  const server = createHttpServer(() => ({ world, validator, key, latencyMs: () => latencyMs }));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const html = `http://${host}`;
  const world: World = {
    state,
    limits: { ...githubLimits, ...options.limits },
    urls: { html, api: `${html}/api/v3`, graphql: `${html}/api/graphql` },
    webhooks,
    requests: [],
    problems: [],
    interruptions: [],
    background: new Set(),
  };

  return {
    host,
    apiUrl: world.urls.api,
    appId: options.app.id,
    privateKey,
    botLogin: state.app.bot.login,
    requests: world.requests,
    problems: world.problems,
    deliveries: webhooks.deliveries,
    ...repositoryActions(world, folder),
    ...pullActions(world),
    ...commentActions(world),
    ...installationActions(world),
    ...posted(world),
    setWebhookUrl: (url) => void (settings.url = url),
    setWebhookSecret: (next) => void (settings.secret = next),
    setLatency: (milliseconds) => void (latencyMs = milliseconds),
    redeliver: webhooks.redeliver,
    hold: () => void (settings.held = true),
    release: webhooks.release,
    idle: webhooks.idle,
    answerNext: (operation, answer, times = 1) =>
      void world.interruptions.push({ operation, answer, mode: "answer", left: times }),
    hangUpAfter: (operation, times = 1) =>
      void world.interruptions.push({ operation, answer: { status: 0 }, mode: "hang-up", left: times }),
    forget() {
      world.requests.length = 0;
      world.problems.length = 0;
    },
    async close() {
      await webhooks.idle();
      await Promise.all(world.background);
      for (const repository of state.repositories.values()) repository.git.objects.close();
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
      await rm(folder, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}
