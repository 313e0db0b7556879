import type { Blocked } from "../model/assumption.ts";
import type { Judgement, Unchecked } from "../model/finding.ts";
import type { Evidence, Observation } from "../model/observation.ts";
import type { UnknownReason } from "../model/unknown.ts";

type Unknown = Extract<Judgement, { verdict: "unknown" }>;
type Undecided = Exclude<Observation, { outcome: "present" | "absent" }>;

/** The verdict on an assumption that the account was never asked about. */
export function blockedJudgement(blocked: Blocked): Unknown {
  return {
    verdict: "unknown",
    reason: blocked.reason,
    detail: blocked.detail,
    action: null,
    unchecked: [],
    evidence: [],
  };
}

/** The verdict where a read gave neither presence nor absence: the reason, never a guess. */
export function unknownFrom(observation: Undecided, trail: readonly Observation[]): Unknown {
  return {
    verdict: "unknown",
    reason: reasonOf(observation),
    detail: observation.message,
    action: observation.outcome === "denied" ? observation.action : null,
    unchecked: [],
    evidence: evidenceOf(trail),
  };
}

/** The verdict where the resource is there and a declared path could not be compared. */
export function unknownPath(
  { reason, detail, action }: Unchecked & { readonly action: string | null },
  unchecked: readonly Unchecked[],
  trail: readonly Observation[],
): Unknown {
  return { verdict: "unknown", reason, detail, action, unchecked, evidence: evidenceOf(trail) };
}

export function evidenceOf(trail: readonly Observation[]): readonly Evidence[] {
  return trail.map(({ evidence }) => evidence);
}

/** The stable code of why a read decided nothing. */
export function reasonOf(observation: Undecided): UnknownReason {
  if (observation.outcome === "unsupported") return "unsupported-type";
  return observation.outcome === "failed" ? observation.reason : observation.outcome;
}
