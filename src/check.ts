import { findingSpecs, kindOf } from "./assumptions/index.ts";
import { deriveAll } from "./assumptions/derive.ts";
import { observe, type Observed } from "./assumptions/observe.ts";
import { blockedJudgement } from "./assumptions/unknown.ts";
import { withoutConflicts } from "./changes/conflicts.ts";
import { sliceOf } from "./changes/slice.ts";
import type { Config } from "./config/config.ts";
import { conclude, decide } from "./config/policy.ts";
import type { DeclarationCache } from "./formats/declarations/cache.ts";
import { inTurns, ROOTS_AT_ONCE } from "./formats/in-turns.ts";
import type { ParserPool } from "./formats/parsing/pool.ts";
import type { Assumption } from "./model/assumption.ts";
import type { ChangeSet } from "./model/files.ts";
import type { CheckResult, Judgement, TargetState } from "./model/finding.ts";
import type { BaseHistory } from "./model/history.ts";
import type { LiveAccess } from "./model/live.ts";
import type { ModuleSources } from "./model/modules.ts";
import type { Problem } from "./model/source.ts";
import { declareRoot, type Root } from "./roots.ts";
import { withHistory } from "./undeployed.ts";

export type CheckInput = {
  readonly subject: CheckResult["subject"];
  readonly change: ChangeSet;
  readonly config: Config;
  /** Ends the run: what is not read by then is unknown (`deadline`). */
  readonly signal: AbortSignal;
};

/** What the flow reaches the world through. */
export type CheckPorts = {
  readonly live: LiveAccess;
  readonly parsers: ParserPool;
  readonly modules: ModuleSources;
  /** What roots of this repository declared before. */
  readonly declarations: DeclarationCache;
  readonly history: BaseHistory;
  /** GitHub calls made so far for this run. */
  readonly githubCalls: () => number;
  readonly now: () => Date;
};

/** The whole flow: change set, declared, assumptions, observations, findings. What becomes of the result is for outputs. */
export async function check({ subject, change, config, signal }: CheckInput, ports: CheckPorts): Promise<CheckResult> {
  const started = ports.now();
  const merged = { ...change, head: withoutConflicts(change) };
  const declaring = { sources: ports.modules, signal, cache: ports.declarations };
  const roots = await inTurns(config.targets, ROOTS_AT_ONCE, (target) =>
    declareRoot(target, merged, config, ports.parsers, declaring),
  );
  const concerned = roots.filter(({ units }) => units.length > 0);
  const slices = concerned.flatMap(({ target, units }) =>
    units.map((unit) => ({ target, slice: sliceOf(unit.name, unit.base, unit.head) })),
  );
  const assumptions = deriveAll(slices, config.targets);
  const observed = await observe(assumptions, config.targets, ports.live, signal);
  const defaults = new Map(findingSpecs().map(({ kind, severity }) => [kind, severity]));
  const today = started.toISOString().slice(0, 10);
  const judged = assumptions.map((assumption) => ({ assumption, judgement: judge(assumption, observed) }));
  const told = await withHistory(judged, concerned, observed.observations, ports.history, signal);
  const decided = told.map(({ assumption, judgement }) => decide(assumption, judgement, config, defaults, today));
  const findings = decided.map(({ finding }) => finding);
  const targets = targetStates(concerned, assumptions, config, observed);
  const problems = distinct([
    ...roots.flatMap((root) => root.problems),
    ...slices.flatMap(({ slice }) => problemsOf(slice)),
  ]);
  return {
    subject,
    targets,
    findings,
    problems,
    expiredWaivers: config.waivers.filter((waiver) => decided.some(({ expired }) => expired.includes(waiver))),
    conclusion: conclude(findings, problems.length, targets, config),
    startedAt: started.toISOString(),
    cost: {
      awsCalls: observed.calls,
      githubCalls: ports.githubCalls(),
      durationMs: ports.now().getTime() - started.getTime(),
    },
  };
}

function judge(assumption: Assumption, { observations, unreachable }: Observed): Judgement {
  const closed = assumption.blocked ? undefined : unreachable.get(assumption.target);
  if (closed) return blockedJudgement({ reason: closed.code, detail: closed.reason });
  return kindOf(assumption).judge(assumption, observations);
}

function problemsOf(slice: ReturnType<typeof sliceOf>): readonly Problem[] {
  return [...(slice.base?.problems ?? []), ...(slice.head?.problems ?? []), ...slice.problems];
}

function distinct(problems: readonly Problem[]): readonly Problem[] {
  const byText = new Map(
    problems.map((problem) => [JSON.stringify([problem.path, problem.line, problem.message]), problem]),
  );
  return [...byText.values()];
}

function targetStates(
  concerned: readonly Root[],
  assumptions: readonly Assumption[],
  { targets }: Config,
  { unreachable }: Observed,
): readonly TargetState[] {
  const names = new Set([...concerned.map(({ target }) => target.name), ...assumptions.map(({ target }) => target)]);
  return targets
    .filter(({ name }) => names.has(name))
    .map(({ name, account, region, role }) => {
      const reason = unreachable.get(name)?.reason ?? null;
      return { name, account, region, role, reachable: reason === null, reason };
    });
}
