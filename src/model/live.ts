import type { Observation, ReadRequest } from "./observation.ts";
import type { Target } from "./target.ts";

/** What a session may do: an IAM action on any resource, or only on this one. */
export type Permission =
  | string
  | {
      readonly action: string;
      /** ARN. */
      readonly resource: string;
      /** Only where this service asks for it, as `kms:ViaService` names it. */
      readonly via?: string;
      /** Name of the target whose role needs it, where that is not the assumption's. */
      readonly target?: string;
    };

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

/** Opens sessions into accounts: assumes the role, verifies the identity, narrows the session to `permissions`. */
export type LiveAccess = {
  open(target: Target, permissions: readonly Permission[], signal: AbortSignal): Promise<LiveSession | Unreachable>;
};
