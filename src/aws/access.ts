import type { NodeHttpHandler } from "@smithy/node-http-handler";
import type { LiveAccess, LiveSession, Permission, Unreachable } from "../model/live.ts";
import { type Observation, type ReadRequest, requestKey } from "../model/observation.ts";
import type { Target } from "../model/target.ts";
import { createCaller, TIME_LIMITS } from "./call.ts";
import type { TimeLimits } from "./call.ts";
import { createHttp, createRegionClients, createStsClient } from "./clients.ts";
import type { Credentials, RegionClients } from "./clients.ts";
import { failureOf, ownFailure } from "./failure.ts";
import type { Limiters } from "./limiter.ts";
import { observationOf, readingOf } from "./reading.ts";
import type { Reading } from "./reading.ts";
import { readers } from "./reads/index.ts";
import type { RoleMemory } from "./role-memory.ts";
import { enterRole } from "./role.ts";
import type { SharedReads } from "./shared-reads.ts";
import type { TypeCache } from "./type-cache.ts";
import { createWidening } from "./widening.ts";

/** How one run gets into accounts. Plumbline's own credentials and endpoints come the SDK's way (`AWS_ENDPOINT_URL`, profiles, …). */
export type LiveAccessOptions = {
  /** What the owner's roles demand; null sends none. */
  readonly externalId: string | null;
  /** Who reads, as the account's CloudTrail shows it: repository and pull request. Made to fit STS's rules. */
  readonly sessionName: string;
  /** Shared by all runs of a process, so that they share each account's quota. */
  readonly limiters: Limiters;
  /** With it, a role that does not demand the ExternalId is refused, and sessions are tagged where the role lets them be. */
  readonly roles?: RoleMemory;
  /** Of a session, as CloudTrail shows them: tried with `roles` alone. */
  readonly tags?: Readonly<Record<string, string>>;
  /** Reads of other runs that this one may take, and of when at the earliest (milliseconds since 1970; Infinity for none). */
  readonly sharing?: { readonly reads: SharedReads; readonly notBefore: number };
  /** Schemas of types, shared likewise; left out, each is read anew. */
  readonly types?: TypeCache;
  /** For evidence. */
  readonly now?: () => Date;
  /** In milliseconds; what is left out keeps its default. */
  readonly limits?: Partial<TimeLimits>;
};

type Shared = {
  readonly options: LiveAccessOptions;
  readonly limits: TimeLimits;
  readonly http: NodeHttpHandler;
};

/**
 * Ways into AWS accounts for one run. A session's reads are concurrent under the limiters; each gives up after its own
 * time (`timeout`) or with the run's signal (`deadline`).
 */
export function createLiveAccess(options: LiveAccessOptions): LiveAccess {
  const shared: Shared = { options, limits: { ...TIME_LIMITS, ...options.limits }, http: createHttp() };
  return { open: (target, permissions, signal) => openSession(shared, target, permissions, signal) };
}

async function openSession(
  shared: Shared,
  target: Target,
  permissions: readonly Permission[],
  signal: AbortSignal,
): Promise<LiveSession | Unreachable> {
  const { options, limits, http } = shared;
  let calls = 0;
  const count = () => {
    calls += 1;
  };
  const limiter = options.limiters.of(target.account, target.region, "sts");
  const own = createStsClient(http, target.region);
  const enter = (needed: readonly Permission[]) => {
    const call = createCaller(limits, signal, count);
    const context = {
      externalId: options.externalId,
      sessionName: options.sessionName,
      roles: options.roles ?? null,
      tags: options.tags ?? {},
      sts: (credentials?: Credentials) => (credentials ? createStsClient(http, target.region, credentials) : own),
      call: <Output>(attempt: (abort: AbortSignal) => Promise<Output>) => call(limiter, attempt),
    };
    return enterRole(context, target, needed);
  };
  const entered = await enter(permissions);
  if ("code" in entered) return { ...entered, calls };
  const learning = new Set<Promise<unknown>>();
  const enterAgain = async (needed: readonly Permission[]) => {
    const again = await enter(needed);
    return "code" in again ? null : createClientCache(http, again);
  };
  const clientsFor = createWidening(permissions, createClientCache(http, entered), enterAgain, learning);
  const start = async (request: ReadRequest, stop: AbortSignal) =>
    read(shared, target, await clientsFor(request), stop, count, request);
  const readNow = (request: ReadRequest) => readShared(shared, target, request, signal, (stop) => start(request, stop));
  return {
    read: (request) => {
      if (request.api !== "cloudformation:DescribeType") return readNow(request);
      const { types } = options;
      const learned = types ? types.read(request, () => readNow(request)) : readNow(request);
      learning.add(learned);
      return learned.finally(() => learning.delete(learned));
    },
    get calls() {
      return calls;
    },
  };
}

/** Clients per region, made when first needed: types of global services are read elsewhere than in the target's region. */
function createClientCache(http: NodeHttpHandler, credentials: Credentials): (region: string) => RegionClients {
  const clients = new Map<string, RegionClients>();
  return (region) => {
    let regional = clients.get(region);
    if (!regional) {
      regional = createRegionClients(http, region, credentials);
      clients.set(region, regional);
    }
    return regional;
  };
}

/** Makes a read, or takes that of another run with the same role and ExternalId. The evidence stays that of the read. */
async function readShared(
  { options }: Shared,
  { role }: Target,
  request: ReadRequest,
  signal: AbortSignal,
  start: (stop: AbortSignal) => Promise<Observation>,
): Promise<Observation> {
  if (!options.sharing) return start(signal);
  const { reads, notBefore } = options.sharing;
  const what = requestKey({ ...request, target: "" });
  const key = JSON.stringify([role, options.externalId, what, request.key, request.attributes, request.actions]);
  const ended = ownFailure("deadline", "the run ended before this was read");
  const observation = await reads.read({
    key,
    notBefore,
    signal,
    // A state may be large.
    isKept: request.api !== "s3:GetObject",
    start,
    given: () => observationOf(readingOf(ended, request), request, options.now?.() ?? new Date()),
  });
  return { ...observation, request };
}

/** Nothing hangs on who changed something: where CloudTrail does not answer, the run does not wait for it for long. */
function patience(limits: TimeLimits, { api }: ReadRequest): TimeLimits {
  return api === "cloudtrail:LookupEvents" ? { ...limits, read: Math.min(limits.read, 10_000) } : limits;
}

async function read(
  shared: Shared,
  target: Target,
  clientsOf: (region: string) => RegionClients,
  signal: AbortSignal,
  count: () => void,
  request: ReadRequest,
): Promise<Observation> {
  const { options } = shared;
  const call = createCaller(patience(shared.limits, request), signal, count);
  let reading: Reading;
  if (request.account !== target.account) {
    const message = `the session is in account ${target.account}, not in ${request.account}`;
    reading = { outcome: "failed", reason: "wrong-account", message, requestId: null };
  } else {
    try {
      reading = await readers[request.api](
        {
          clients: clientsOf(request.region),
          call: (service, attempt) => call(options.limiters.of(request.account, request.region, service), attempt),
        },
        request,
      );
    } catch (error) {
      // A reader gives failures as values; this is for what nobody foresaw, so that one read cannot end the run.
      reading = readingOf(failureOf(error), request);
    }
  }
  return observationOf(reading, request, options.now?.() ?? new Date());
}
