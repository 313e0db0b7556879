import type { Assumption } from "./assumption.ts";
import type { ChangedBy } from "./change-event.ts";
import type { Json } from "./json.ts";
import type { Evidence } from "./observation.ts";
import type { Problem, Span } from "./source.ts";
import type { Target } from "./target.ts";
import type { UnknownReason } from "./unknown.ts";

/** Kinds of finding that are built. A kind that is not here is in no registry, schema or document. */
export const findingKinds = [
  "missing",
  "ambiguous",
  "drifted",
  "would-revert",
  "already-applied",
  "undeployed",
  "taken",
  "not-ready",
] as const;
export type FindingKind = (typeof findingKinds)[number];
export type Severity = "block" | "warn" | "info";
export type Policy = Severity | "off";
export type Effect = "revert" | "drift" | "applied";

/** One path where live differs from base. An absent value leaves its key out; an unresolved one is `{ unresolved: why }`. */
export type Difference = {
  /** Path in the CloudFormation type, list items by key: `GlobalSecondaryIndexes/by_email/KeySchema`. */
  readonly path: string;
  /** The attribute as the author spells it. */
  readonly attribute: string;
  readonly base?: Json;
  readonly head?: Json;
  readonly live?: Json;
  readonly sensitive?: true;
  readonly effect: Effect;
  /** Where the attribute is written: at head, else at base; null when it is written nowhere. */
  readonly source: (Span & { readonly side: "base" | "head" }) | null;
};

const WORST_FIRST: readonly (readonly [Effect, FindingKind])[] = [
  ["revert", "would-revert"],
  ["drift", "drifted"],
  ["applied", "already-applied"],
];

/** The finding that a resource's differences add up to: the worst effect names it. There is at least one difference. */
export function findingOf(differences: readonly Difference[]): FindingKind {
  const worst = WORST_FIRST.find(([effect]) => differences.some((difference) => difference.effect === effect));
  return worst?.[1] ?? "drifted";
}

/** A declared path that could not be compared. */
export type Unchecked = {
  readonly path: string;
  readonly reason: UnknownReason;
  /** For people: what is unresolved, or which permission would make it observable. */
  readonly detail: string;
  /** Whether the resource becomes unknown because of it: true unless reads never return the path at all. */
  readonly decides: boolean;
};

export type Judgement =
  | { readonly verdict: "holds"; readonly unchecked: readonly Unchecked[]; readonly evidence: readonly Evidence[] }
  | {
      readonly verdict: "stale";
      readonly finding: FindingKind;
      readonly differences: readonly Difference[];
      readonly unchecked: readonly Unchecked[];
      readonly evidence: readonly Evidence[];
      /** Live names closest to one that is missing, best first. */
      readonly closest: readonly string[];
      /** For a look-up that must match one thing: all that it matches. */
      readonly matches?: readonly string[];
      /** For a bucket name that is taken elsewhere: where, when AWS says. */
      readonly takenIn: string | null;
      /** For a value that is there, and names something that is not: what that is. */
      readonly named?: { readonly type: string; readonly name: string };
      /** For what exists and is not ready: the state that AWS says it is in. */
      readonly state?: string;
      /** It exists and is scheduled for deletion: its name stays taken, and nothing may rely on it unless it is restored. */
      readonly pendingDeletion?: true;
      /**
       * Live is as base declared it before this change of base, which is not deployed; nor are `later` ones of the same
       * files. `at` is when it came onto base, ISO 8601.
       */
      readonly undeployed?: { readonly commit: string; readonly at: string; readonly later: number };
      /** Why it could not be told whether an earlier commit of base declared what is live. Untrusted text. */
      readonly historyGap?: string;
      /** Who made live differ; left out where the target does not ask. */
      readonly changedBy?: ChangedBy;
    }
  | {
      readonly verdict: "unknown";
      readonly reason: UnknownReason;
      /** For people: what AWS or the evaluation said. Untrusted text. */
      readonly detail: string;
      /** The IAM action whose absence caused it, where that is known. */
      readonly action: string | null;
      readonly unchecked: readonly Unchecked[];
      readonly evidence: readonly Evidence[];
    };

/** An accepted finding. `expires` is a date, `YYYY-MM-DD`, valid through that day in UTC. */
export type Waiver = { readonly match: string; readonly reason: string; readonly expires: string | null };

/** A judged assumption as outputs get it. */
export type Finding = {
  readonly assumption: Assumption;
  readonly judgement: Judgement;
  /** Null when it holds or is waived. */
  readonly severity: Severity | null;
  /** The policy said `off`: severity `info`, and not shown on lines. */
  readonly quiet: boolean;
  /** Set when the whole finding is waived: the verdict shown is then `waived`. */
  readonly waiver: Waiver | null;
};

/** What became of a target in one run. */
export type TargetState = Target & { readonly reachable: boolean; readonly reason: string | null };

export type Conclusion = "success" | "neutral" | "failure" | "action_required";

/** What one run of the flow gives to the outputs: judged, not yet ordered or worded. */
export type CheckResult = {
  readonly subject: {
    readonly repository: string;
    readonly pull: number | null;
    readonly base: string;
    readonly head: string;
  };
  readonly targets: readonly TargetState[];
  readonly findings: readonly Finding[];
  readonly problems: readonly Problem[];
  /** Waivers past their date that would have matched, for the report to say so. */
  readonly expiredWaivers: readonly Waiver[];
  readonly conclusion: Conclusion;
  /** ISO 8601 UTC. */
  readonly startedAt: string;
  readonly cost: { readonly awsCalls: number; readonly githubCalls: number; readonly durationMs: number };
};
