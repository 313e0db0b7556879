import type { Observation, ReadRequest } from "./observation.ts";
import type { Target } from "./target.ts";

/** A way into one target's account. Reads are bounded by their own time and by the run's signal; they never throw. */
export type LiveSession = {
  read(request: ReadRequest): Promise<Observation>;
  /** Calls made so far on this session, retries included. */
  readonly calls: number;
};

/** Why a target could not be entered. `reason` is for people and says what to do. */
export type Unreachable = {
  readonly code: "target-unreachable" | "wrong-account";
  readonly reason: string;
  readonly calls: number;
};

/** Opens sessions into accounts: assumes the role, verifies the identity, narrows the session to `actions`. */
export type LiveAccess = {
  open(target: Target, actions: readonly string[], signal: AbortSignal): Promise<LiveSession | Unreachable>;
};
