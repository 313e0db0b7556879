import type { Assumption } from "../model/assumption.ts";
import type {
  Conclusion,
  Finding,
  FindingKind,
  Judgement,
  Policy,
  Severity,
  TargetState,
  Waiver,
} from "../model/finding.ts";
import type { Evidence } from "../model/observation.ts";
import type { Config } from "./config.ts";
import { applyWaivers } from "./waivers.ts";

export type Decided = { readonly finding: Finding; readonly expired: readonly Waiver[] };

/**
 * What the configuration makes of one verdict: its severity, and whether it is waived.
 * @param defaults severity per finding kind where the configuration says nothing
 * @param today `YYYY-MM-DD`, UTC
 */
export function decide(
  assumption: Assumption,
  judgement: Judgement,
  config: Pick<Config, "policy" | "unknown" | "waivers">,
  defaults: ReadonlyMap<FindingKind, Severity>,
  today: string,
): Decided {
  const calm = { assumption, judgement, quiet: false, waiver: null };
  if (judgement.verdict === "holds") return { finding: { ...calm, severity: null }, expired: [] };
  if (judgement.verdict === "unknown") return { finding: { ...calm, severity: config.unknown }, expired: [] };
  const waived = applyWaivers(assumption.subject.address, judgement, config.waivers, today);
  const finding = waived.judgement.finding;
  const policy: Policy = config.policy.get(finding) ?? defaults.get(finding) ?? "block";
  const severity = waived.waiver
    ? null
    : policy === "off"
      ? "info"
      : isAdvisory(assumption) && policy === "block"
        ? "warn"
        : policy;
  return {
    finding: { assumption, judgement: waived.judgement, severity, quiet: policy === "off", waiver: waived.waiver },
    expired: waived.expired,
  };
}

/** The tool itself only warns of it. */
function isAdvisory(assumption: Assumption): boolean {
  return assumption.kind === "exists" && assumption.isAdvisory === true;
}

/**
 * The conclusion of a run. In this order: failure, action_required, neutral, success; never success unread.
 * @param problems how many files could not be read in full: each counts as an unknown
 */
export function conclude(
  findings: readonly Finding[],
  problems: number,
  targets: readonly TargetState[],
  config: Pick<Config, "unknown" | "unreachable">,
): Conclusion {
  const severities = new Set(findings.map(({ severity }) => severity));
  if (severities.has("block") || (problems > 0 && config.unknown === "block")) return "failure";
  const isUnread = targets.some((target) => !target.reachable || nothingWasRead(target.name, findings));
  if (isUnread && config.unreachable === "block") return "action_required";
  if (isUnread || problems > 0 || severities.has("warn")) return "neutral";
  return "success";
}

const FAILED_READS: ReadonlySet<Evidence["outcome"]> = new Set(["denied", "throttled", "failed"]);

/** Whether a target was asked something and not one read gave an answer. */
function nothingWasRead(target: string, findings: readonly Finding[]): boolean {
  const asked = findings.filter(
    ({ assumption, judgement }) => assumption.target === target && judgement.evidence.length > 0,
  );
  return asked.length > 0 && asked.every(isUnread);
}

/** That a stack is not there is an answer, although what it holds is unknown. */
function isUnread({ judgement }: Finding): boolean {
  if (judgement.verdict === "unknown" && judgement.reason === "stack-missing") return false;
  return judgement.evidence.every(({ outcome }) => FAILED_READS.has(outcome));
}
