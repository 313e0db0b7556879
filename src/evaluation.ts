import { createLimiters, createLiveAccess, createRoleMemory, createSharedReads, createTypeCache } from "./aws/index.ts";
import { check } from "./check.ts";
import { CONFIG_PATH, type Config } from "./config/config.ts";
import { readConfig } from "./config/read.ts";
import { suggestConfig } from "./config/suggest.ts";
import { createDeclarationCaches } from "./formats/declarations/cache.ts";
import { discoverRoots } from "./formats/discover.ts";
import { createParserPool, type ParserPool } from "./formats/parsing/pool.ts";
import { externalIds, type ExternalIdSecrets } from "./github/external-id.ts";
import type { Locator } from "./github/locator.ts";
import type { CheckOutput, Marks, Outcome } from "./github/outcome.ts";
import type { Replies } from "./github/replies.ts";
import type { CheckQuestion } from "./github/run-check.ts";
import { UserError } from "./model/errors.ts";
import type { CheckResult } from "./model/finding.ts";
import type { LiveAccess } from "./model/live.ts";
import { toCheckOutput } from "./report/check-run.ts";
import { summaryComment } from "./report/markdown.ts";
import { toReview } from "./report/review.ts";
import { claimIn, findingIdOf, isSummary } from "./report/markers.ts";
import { headMovedReply, helpReply, noPermissionReply, notUnderstoodReply } from "./report/replies.ts";
import {
  awaitingApproval,
  badConfiguration,
  checkStarted,
  internalError,
  noConfiguration,
  superseded,
  worseElsewhere,
} from "./report/states.ts";
import type { Terms } from "./report/terms.ts";
import { findReadable } from "./resources/index.ts";
import { createRemoteModules, type ModuleSettings } from "./sources/modules/remote.ts";

/** What is left of a run after this time is unknown. In milliseconds. */
const DEADLINE_MS = 100_000;

/** Answers GitHub's questions with the flow and the report; what runs share lives here. */
export type Evaluation = {
  readonly evaluate: (question: CheckQuestion) => Promise<Outcome>;
  readonly close: () => Promise<void>;
};

export function createEvaluation(secrets: ExternalIdSecrets, modules: ModuleSettings): Evaluation {
  const parsers = createParserPool();
  const declarations = createDeclarationCaches();
  const remote = createRemoteModules(modules);
  const limiters = createLimiters();
  const roles = createRoleMemory();
  const reads = createSharedReads();
  const types = createTypeCache();

  async function judge(question: CheckQuestion, config: Config): Promise<CheckResult> {
    const { owner, repo, ownerId, repositoryId, subject } = question.locator;
    const pull = subject.kind === "pull" ? subject.number : null;
    const sessionName = `plumbline-${owner}-${repo}-${pull ?? "queue"}`;
    const tags = { "plumbline:repository": `${owner}/${repo}`, "plumbline:pull": String(pull ?? "queue") };
    const sharing = { reads, notBefore: notBefore(question.locator) };
    const accesses = externalIds(ownerId, secrets).map((externalId) =>
      createLiveAccess({ externalId, sessionName, limiters, roles, tags, sharing, types }),
    );
    return check(
      {
        subject: { repository: `${owner}/${repo}`, pull, base: question.baseSha, head: question.headSha },
        change: question.change,
        config,
        signal: AbortSignal.any([question.signal, AbortSignal.timeout(DEADLINE_MS)]),
      },
      {
        live: firstThatOpens(accesses),
        parsers,
        modules: remote.forRun(question.modules),
        history: question.history,
        declarations: declarations.of(String(repositoryId)),
        githubCalls: question.githubCalls,
        now: () => new Date(),
      },
    );
  }

  return {
    async evaluate(question) {
      const config = await configOf(question, parsers);
      if (!("targets" in config)) return withoutFindings(config);
      return worded(await judge(question, config), { nounOf, base: question.baseName });
    },
    close: () => parsers.close(),
  };
}

/** What was read before the event that a check answers is too old for it; a merge queue's, or one that somebody asked for, reads itself. */
function notBefore({ subject, requestedAt, isFresh }: Locator): number {
  if (isFresh || subject.kind === "merge-group" || requestedAt === undefined) return Number.POSITIVE_INFINITY;
  return Date.parse(requestedAt);
}

/** While a secret is replaced, a role may still trust the previous one's ExternalId: the next is tried where one is refused. */
function firstThatOpens(accesses: readonly LiveAccess[]): LiveAccess {
  return {
    async open(target, actions, signal) {
      let calls = 0;
      for (const [index, access] of accesses.entries()) {
        const opened = await access.open(target, actions, signal);
        const isLast = index === accesses.length - 1;
        if (!("code" in opened) || opened.code !== "target-unreachable" || isLast) {
          return "code" in opened ? { ...opened, calls: calls + opened.calls } : opened;
        }
        calls += opened.calls;
      }
      return { code: "target-unreachable", reason: "the server has no ExternalId", calls };
    },
  };
}

/** The configuration, or what the check says without a usable one. */
async function configOf(
  { config: content, change }: CheckQuestion,
  parsers: ParserPool,
): Promise<Config | CheckOutput> {
  if (content.kind === "unreadable") {
    if (content.reason === "missing") return noConfiguration(suggestConfig(await discoverRoots(change, parsers)));
    return badConfiguration({ message: content.message, path: CONFIG_PATH, line: null });
  }
  try {
    return readConfig(content.text);
  } catch (error) {
    if (error instanceof UserError) return badConfiguration(error);
    throw error;
  }
}

function worded(result: CheckResult, terms: Terms): Outcome {
  const stale = result.findings.filter(({ judgement, waiver }) => judgement.verdict === "stale" && !waiver);
  const unknown = result.findings.filter(({ judgement }) => judgement.verdict === "unknown");
  const open = new Set([...stale, ...unknown].map(({ assumption }) => assumption.id));
  const differences = stale.flatMap(({ judgement }) => (judgement.verdict === "stale" ? judgement.differences : []));
  const paths = [
    ...stale.map(({ assumption }) => assumption.source.path),
    ...differences.flatMap(({ source }) => source?.path ?? []),
  ];
  return {
    check: toCheckOutput(result, terms),
    paths: new Set(paths),
    // What a broken file declares is not among the findings, and may still be so.
    isOpen: (id) => result.problems.length > 0 || open.has(id),
    review: (commentable) => toReview(result, terms, commentable),
    summary: (previous, untold) => summaryComment(result, terms, previous, untold),
  };
}

function withoutFindings(check: CheckOutput): Outcome {
  return {
    check,
    paths: new Set(),
    isOpen: () => true,
    review: () => ({ comments: [], body: "", offDiff: new Set() }),
    summary: () => null,
  };
}

function nounOf(type: string): string {
  return findReadable(type)?.noun ?? "resource";
}

/** What the App says besides its reports. */
export const replies: Replies = {
  help: helpReply,
  notUnderstood: notUnderstoodReply,
  needsWritePermission: noPermissionReply,
  headMoved: headMovedReply,
  started: checkStarted,
  awaitingApproval,
  superseded,
  failed: internalError,
  worseElsewhere,
};

/** How the App knows its own comments again. */
export const marks: Marks = { findingIdOf, isSummary, claimOf: claimIn };
