import { z } from "zod";
import { findingKinds } from "../model/finding.ts";
import type { UnknownReason } from "../model/unknown.ts";

const side = z.enum(["base", "head"]);
const lines = { path: z.string(), line: z.int().positive(), endLine: z.int().positive() };

/** Every reason once: a code that is missing here, or invented, does not type-check. */
const reasons: { readonly [reason in UnknownReason]: reason } = {
  denied: "denied",
  throttled: "throttled",
  timeout: "timeout",
  deadline: "deadline",
  failed: "failed",
  "unsupported-type": "unsupported-type",
  unobservable: "unobservable",
  unresolved: "unresolved",
  ambiguous: "ambiguous",
  "no-target": "no-target",
  "target-unreachable": "target-unreachable",
  "wrong-account": "wrong-account",
  "stack-missing": "stack-missing",
  problem: "problem",
  "module-unavailable": "module-unavailable",
  "no-identity": "no-identity",
};
const reason = z.enum(reasons);

/** One path where live differs from base. An absent value leaves its key out, an unresolved one is `{ "unresolved": why }`. */
const difference = z.strictObject({
  path: z.string(),
  base: z.json().optional(),
  head: z.json().optional(),
  live: z.json().optional(),
  sensitive: z.literal(true).optional(),
  effect: z.enum(["revert", "drift", "applied"]),
  source: z.strictObject(lines).nullable(),
});

const evidence = z.strictObject({
  api: z.string(),
  outcome: z.enum(["present", "absent", "denied", "throttled", "unsupported", "ambiguous", "failed"]),
  account: z.string(),
  region: z.string(),
  requestId: z.string().nullable(),
  at: z.iso.datetime(),
});

const assumption = z.strictObject({
  id: z.string(),
  kind: z.enum(["exists", "as-declared", "free", "ready"]),
  finding: z.enum(findingKinds).nullable(),
  verdict: z.enum(["holds", "stale", "unknown", "waived"]),
  severity: z.enum(["block", "warn", "info"]).nullable(),
  target: z.string(),
  subject: z.strictObject({ address: z.string(), type: z.string(), identifier: z.string().nullable() }),
  source: z.strictObject({ ...lines, side }),
  claim: z.string(),
  reason: reason.nullable(),
  message: z.string(),
  differences: z.array(difference),
  unchecked: z.array(z.strictObject({ path: z.string(), reason })),
  evidence: z.array(evidence),
  waiver: z.strictObject({ match: z.string(), reason: z.string(), expires: z.iso.date().nullable() }).nullable(),
});

/** The report, `plumbline.report/1`: a public contract. */
export const reportSchema = z.strictObject({
  schema: z.literal("plumbline.report/1"),
  subject: z.strictObject({
    repository: z.string(),
    pull: z.int().positive().nullable(),
    base: z.string(),
    head: z.string(),
  }),
  targets: z.array(
    z.strictObject({
      name: z.string(),
      account: z.string(),
      region: z.string(),
      role: z.string(),
      reachable: z.boolean(),
      reason: z.string().nullable(),
    }),
  ),
  assumptions: z.array(assumption),
  problems: z.array(z.strictObject({ path: z.string(), line: z.int().positive().nullable(), message: z.string() })),
  summary: z.strictObject({
    total: z.int().nonnegative(),
    holds: z.int().nonnegative(),
    stale: z.int().nonnegative(),
    unknown: z.int().nonnegative(),
    waived: z.int().nonnegative(),
    conclusion: z.enum(["success", "neutral", "failure", "action_required"]),
  }),
  cost: z.strictObject({
    awsCalls: z.int().nonnegative(),
    githubCalls: z.int().nonnegative(),
    durationMs: z.number().nonnegative(),
  }),
});

/** What goes to stdout when nothing could be checked, `plumbline.error/1`. */
export const errorSchema = z.strictObject({
  schema: z.literal("plumbline.error/1"),
  error: z.strictObject({
    code: z.string(),
    message: z.string(),
    path: z.string().nullable(),
    line: z.int().positive().nullable(),
  }),
});

export type Report = z.infer<typeof reportSchema>;
export type ReportedAssumption = Report["assumptions"][number];
export type ErrorReport = z.infer<typeof errorSchema>;

/** The report's contract as JSON Schema (draft 2020-12). */
export function reportJsonSchema(): object {
  return z.toJSONSchema(reportSchema);
}
