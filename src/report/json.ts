import type { CheckResult, Difference, Finding } from "../model/finding.ts";
import type { Json } from "../model/json.ts";
import { decidingLook } from "./evidence.ts";
import { inPlain } from "./phrase.ts";
import { compareText, countsOf, inOrder, verdictOf } from "./order.ts";
import type { ErrorReport, Report, ReportedAssumption } from "./schema.ts";
import { type Sides, valuesOf } from "./shown.ts";
import { type Terms, type Voice, voiceOf } from "./terms.ts";
import { claimOf } from "./wording/claim.ts";
import { messageOf } from "./wording/index.ts";

/** A run as its public contract: worded, ordered by target, path, line and id. Times aside, equal inputs give equal reports. */
export function toReport(result: CheckResult, terms: Terms): Report {
  const { repository, pull, base, head } = result.subject;
  const voice = voiceOf(result, terms);
  return {
    schema: "plumbline.report/1",
    subject: { repository, pull, base, head },
    targets: result.targets
      .map(({ name, account, region, role, reachable, reason }) => ({ name, account, region, role, reachable, reason }))
      .toSorted((left, right) => compareText(left.name, right.name)),
    assumptions: inOrder(result.findings).map((finding) => toAssumption(finding, voice)),
    problems: result.problems
      .map(({ path, line, message }) => ({ path, line, message }))
      .toSorted(
        (left, right) =>
          compareText(left.path, right.path) ||
          (left.line ?? 0) - (right.line ?? 0) ||
          compareText(left.message, right.message),
      ),
    summary: { ...countsOf(result), conclusion: result.conclusion },
    cost: { awsCalls: result.cost.awsCalls, githubCalls: result.cost.githubCalls, durationMs: result.cost.durationMs },
  };
}

/** The report as text, with a final newline. */
export function reportJson(result: CheckResult, terms: Terms): string {
  return `${JSON.stringify(toReport(result, terms), null, 2)}\n`;
}

/** Why nothing could be checked, as `plumbline.error/1`, with a final newline. */
export function errorJson(error: {
  readonly code: string;
  readonly message: string;
  readonly path: string | null;
  readonly line: number | null;
}): string {
  const { code, message, path, line } = error;
  const report: ErrorReport = { schema: "plumbline.error/1", error: { code, message, path, line } };
  return `${JSON.stringify(report, null, 2)}\n`;
}

function toAssumption(finding: Finding, voice: Voice): ReportedAssumption {
  const { assumption, judgement, severity, waiver } = finding;
  const { path, line, endLine, side } = assumption.source;
  const { address, type } = assumption.subject;
  const isStale = judgement.verdict === "stale";
  return {
    id: assumption.id,
    kind: assumption.kind,
    finding: isStale ? judgement.finding : null,
    verdict: verdictOf(finding),
    severity: verdictOf(finding) === "waived" ? null : severity,
    target: assumption.target,
    subject: { address, type, identifier: identifierRead(finding) },
    source: { path, line, endLine, side },
    claim: inPlain(claimOf(finding, voice)),
    reason: judgement.verdict === "unknown" ? judgement.reason : null,
    message: messageOf(finding, voice),
    differences: isStale
      ? judgement.differences.map(toDifference).toSorted((left, right) => compareText(left.path, right.path))
      : [],
    unchecked: judgement.unchecked
      .map((unchecked) => ({ path: unchecked.path, reason: unchecked.reason }))
      .toSorted((left, right) => compareText(left.path, right.path) || compareText(left.reason, right.reason)),
    evidence: judgement.evidence.map(({ api, outcome, account, region, requestId, at }) => ({
      api,
      outcome,
      account,
      region,
      requestId,
      at,
    })),
    waiver: isStale && waiver ? { match: waiver.match, reason: waiver.reason, expires: waiver.expires } : null,
  };
}

/** What was read: where code does not give it, as the last look at a resource found it, through the stack or by name. */
function identifierRead({ assumption, judgement }: Finding): string | null {
  const look = decidingLook(judgement.evidence);
  const seen = look && look.type !== null && look.identifier !== "" ? look.identifier : null;
  return assumption.subject.identifier ?? seen;
}

function toDifference(difference: Difference): ReportedAssumption["differences"][number] {
  const { path, effect, source } = difference;
  const values = valuesOf(difference);
  return {
    path,
    ...(values === "secret" ? { sensitive: true as const } : presentOnes(values)),
    effect,
    source: source && { path: source.path, line: source.line, endLine: source.endLine },
  };
}

/** An absent value leaves its key out. Values are copied, as the contract's type is not read-only. */
function presentOnes({ base, head, live }: Sides<Json | undefined>): {
  base?: JsonCopy;
  head?: JsonCopy;
  live?: JsonCopy;
} {
  return {
    ...(base === undefined ? {} : { base: structuredClone(base) as JsonCopy }),
    ...(head === undefined ? {} : { head: structuredClone(head) as JsonCopy }),
    ...(live === undefined ? {} : { live: structuredClone(live) as JsonCopy }),
  };
}

type JsonCopy = NonNullable<ReportedAssumption["differences"][number]["base"]> | null;
