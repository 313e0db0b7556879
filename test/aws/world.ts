import { onTestFinished, vi } from "vitest";
import { createLimiters, createLiveAccess } from "../../src/aws/index.ts";
import type { LiveAccessOptions, TimeLimits } from "../../src/aws/index.ts";
import type { LiveSession, Unreachable } from "../../src/model/live.ts";
import type { ReadApi, ReadRequest } from "../../src/model/observation.ts";
import type { Target } from "../../src/model/target.ts";
import { startAws } from "../world/aws/server.ts";
import type { AwsOptions, EmulatedAws } from "../world/aws/server.ts";
import type { WorldFile } from "../world/world.ts";

export const ACCOUNT = "111122223333";
export const REGION = "eu-west-1";
export const QUEUE = `https://sqs.${REGION}.amazonaws.com/${ACCOUNT}/orders`;
export const EXTERNAL_ID = "owner-1";
export const TARGET: Target = {
  name: "orders-prod",
  account: ACCOUNT,
  region: REGION,
  role: `arn:aws:iam::${ACCOUNT}:role/team/plumbline-read`,
};

/** Short, so that a test of what never answers takes no time. */
const LIMITS: TimeLimits = { read: 500, attempt: 200, firstPause: 10, longestPause: 40 };

/** For tests that count calls: a busy machine is no reason to ask again. */
export const PATIENT: Partial<TimeLimits> = { read: 20_000, attempt: 10_000 };

/** Plumbline's own credentials and endpoint, as its process would have them; nothing of this machine's. */
export function stubCaller(
  url: string,
  keys: { readonly accessKeyId: string; readonly secretAccessKey: string } | null,
): void {
  vi.stubEnv("AWS_ENDPOINT_URL", url);
  vi.stubEnv("AWS_ACCESS_KEY_ID", keys?.accessKeyId);
  vi.stubEnv("AWS_SECRET_ACCESS_KEY", keys?.secretAccessKey);
  for (const name of ["AWS_SESSION_TOKEN", "AWS_PROFILE", "AWS_REGION"]) vi.stubEnv(name, undefined);
  vi.stubEnv("AWS_CONFIG_FILE", "/dev/null");
  vi.stubEnv("AWS_SHARED_CREDENTIALS_FILE", "/dev/null");
  vi.stubEnv("AWS_EC2_METADATA_DISABLED", "true");
  onTestFinished(() => {
    vi.unstubAllEnvs();
  });
}

/** An account with a role that demands the ExternalId, and with this content in its region; gone when the test is over. */
export async function serve(
  content: Partial<WorldFile> & { readonly here?: object; readonly role?: object },
  options: AwsOptions = {},
): Promise<EmulatedAws> {
  const { here = {}, role = {}, ...world } = content;
  const aws = await startAws(
    {
      accounts: {
        [ACCOUNT]: {
          roles: { "team/plumbline-read": { trust: { externalId: EXTERNAL_ID }, ...role } },
          regions: { [REGION]: here },
        },
      },
      ...world,
    },
    options,
  );
  onTestFinished(() => aws.close());
  stubCaller(aws.url, aws.credentials);
  return aws;
}

type Opening = {
  readonly target?: Target;
  readonly actions?: readonly string[];
  readonly signal?: AbortSignal;
  readonly options?: Partial<LiveAccessOptions>;
};

export function open({
  target = TARGET,
  actions = ["*"],
  signal = new AbortController().signal,
  options = {},
}: Opening = {}): Promise<LiveSession | Unreachable> {
  const access = createLiveAccess({
    externalId: EXTERNAL_ID,
    sessionName: "o/r#7",
    limiters: createLimiters({ start: 500, burst: 500 }),
    limits: LIMITS,
    now: () => new Date("2026-11-20T14:02:11Z"),
    ...options,
  });
  return access.open(target, actions, signal);
}

/** @throws Error with the reason when the target could not be entered. */
export async function enter(opening: Opening = {}): Promise<LiveSession> {
  const session = await open(opening);
  if ("code" in session) throw new Error(session.reason);
  return session;
}

export function request(api: ReadApi, identifier: string, more: Partial<ReadRequest> = {}): ReadRequest {
  return { api, target: TARGET.name, account: ACCOUNT, region: REGION, type: null, identifier, actions: [], ...more };
}

export function queue(more: Partial<ReadRequest> = {}): ReadRequest {
  return request("cloudcontrol:GetResource", QUEUE, {
    type: "AWS::SQS::Queue",
    actions: ["cloudformation:GetResource", "sqs:GetQueueAttributes", "sqs:ListQueueTags"],
    ...more,
  });
}
