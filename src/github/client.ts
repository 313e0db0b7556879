import { randomUUID } from "node:crypto";
import { Probot, ProbotOctokit } from "probot";
import { burstLimiter } from "./burst-limiter.ts";
import { concurrencyLimiter, retryLimiter } from "./request-limiters.ts";

/** GitHub, as one installation. */
export type GitHub = ProbotOctokit;

export type AppOptions = {
  readonly appId: number;
  readonly privateKey: string;
  /** REST root of a GitHub Enterprise Server; undefined for github.com. */
  readonly githubUrl: string | undefined;
  readonly logLevel: "trace" | "debug" | "info" | "warn" | "error" | "fatal";
  /** What one second of waiting between retries lasts, in milliseconds; tests hurry. */
  readonly retrySecond?: number;
};

/** A rate limit that ends sooner than this is waited for; otherwise the job is put off. In seconds. */
const LONGEST_WAIT = 20;
const RETRIES = 3;

/** The Probot that works on events. Signatures are verified before an event gets here, so its own secret is never used. */
export async function createApp(options: AppOptions): Promise<Probot> {
  const probot = new Probot({
    appId: options.appId,
    privateKey: options.privateKey,
    secret: randomUUID(),
    logLevel: options.logLevel,
    logFormat: "json",
    Octokit: octokitFor(options.retrySecond ?? 1000),
    ...(options.githubUrl ? { baseUrl: options.githubUrl } : {}),
  });
  return probot.ready();
}

function octokitFor(retrySecond: number): typeof ProbotOctokit {
  // Octokit keeps its limiters per process and installation id: two Apps in one process (tests) would share them.
  const instance = randomUUID();
  // Octokit's own limiters let one write, and one GraphQL query, through per second, however few there are. GitHub
  // asks for a second between writes only of those who make many, allows 80 comments or reviews a minute, and 900
  // points a minute, a write costing five (https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api).
  const limits = {
    write: burstLimiter(20, 5),
    notifications: burstLimiter(10, 1),
    // As many at once as Octokit itself would have.
    global: concurrencyLimiter(10),
    auth: concurrencyLimiter(1),
    retryLimiter: retryLimiter(),
  };
  return ProbotOctokit.defaults((given: ConstructorParameters<typeof ProbotOctokit>[0]) => ({
    ...given,
    retry: { retryAfterBaseValue: retrySecond, retries: RETRIES },
    throttle: {
      ...given?.throttle,
      ...limits,
      id: `${instance} ${String(given?.throttle?.id ?? "app")}`,
      retryAfterBaseValue: retrySecond,
      onRateLimit: waitShortly,
      onSecondaryRateLimit: waitShortly,
    },
  }));
}

function waitShortly(seconds: number, _request: unknown, _octokit: unknown, retries: number): boolean {
  return seconds <= LONGEST_WAIT && retries < RETRIES;
}

/** Counts the calls made with a client from now on; a retried call counts once. */
export function countCalls(github: GitHub): () => number {
  let calls = 0;
  github.hook.before("request", () => {
    calls += 1;
  });
  return () => calls;
}
