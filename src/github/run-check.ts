import type { ChangeSet, FileContent } from "../model/files.ts";
import { findAnchors } from "./anchors.ts";
import type { BlobSource } from "./blobs.ts";
import { readChangeSet } from "./change-set.ts";
import type { CheckMemory } from "./check-memory.ts";
import { cancelCheck, concludeCheck, startCheck, type CheckRun } from "./check-run.ts";
import { countCalls, type GitHub } from "./client.ts";
import type { ContentCache } from "./content-cache.ts";
import { readConversation } from "./conversation.ts";
import { explaining } from "./failures.ts";
import { subjectName, type Locator, type PullLocator } from "./locator.ts";
import type { CheckOutput, Outcome } from "./outcome.ts";
import { publish } from "./publish.ts";
import { readPullRequest } from "./pull-request.ts";
import type { Replies } from "./replies.ts";
import { groupRevisions, pullRevisions, type Revisions } from "./revisions.ts";
import { worseElsewhere } from "./shared-head.ts";

/** What is to be judged. */
export type CheckQuestion = {
  readonly locator: Locator;
  readonly baseSha: string;
  /** The pull request's own head, or the merge group's commit. */
  readonly headSha: string;
  readonly change: ChangeSet;
  readonly config: FileContent;
  readonly githubCalls: () => number;
  readonly signal: AbortSignal;
};

/** What a run needs besides GitHub. */
export type RunPorts = {
  connect(installationId: number): Promise<GitHub>;
  /** The flow: judges a change set and words the result. */
  evaluate(question: CheckQuestion): Promise<Outcome>;
  readonly memory: CheckMemory;
  readonly cache: ContentCache;
  readonly replies: Replies;
  /** Path of the configuration file. */
  readonly configPath: string;
  /** Whether a newer request is why the signal was aborted; otherwise the server stops, and the job is taken up again. */
  isSuperseded(signal: AbortSignal): boolean;
};

/**
 * One check from its start on the commit to its conclusion. Throws `RetryableError` where another attempt may do
 * better; the check run then stays open for it.
 */
export async function runCheck(locator: Locator, ports: RunPorts, signal: AbortSignal): Promise<void> {
  await explaining(async () => {
    const github = await ports.connect(locator.installationId);
    if (locator.subject.kind === "pull") await checkPull(github, { ...locator, subject: locator.subject }, ports, signal);
    else await checkGroup(github, locator, locator.subject, ports, signal);
  });
}

async function checkPull(github: GitHub, locator: PullLocator, ports: RunPorts, signal: AbortSignal): Promise<void> {
  const { memory } = ports;
  const githubCalls = countCalls(github);
  const pull = await readPullRequest(github, locator);
  if (!pull.isOpen) return closeOpenChecks(github, locator, memory);
  const run = await startCheck(github, locator, pull.headSha, memory);
  if (pull.isFork && !(await memory.isApproved(locator.repositoryId, run.subject, pull.headSha))) {
    const output = ports.replies.awaitingApproval(pull.headSha);
    return conclude(github, locator, run, ports, { conclusion: "action_required", output });
  }
  const revisions = await pullRevisions(github, locator, pull, ports.configPath);
  const source = { github, cache: ports.cache, ...locator };
  const { change, outcome } = await judge(locator, pull.headSha, revisions, source, githubCalls, ports, signal);
  if (signal.aborted) return giveWay(github, locator, run, ports, signal);
  const [conversation, anchors] = await Promise.all([
    readConversation(github, locator, run.appSlug),
    findAnchors(
      outcome.comments.map(({ span }) => span),
      pull.number,
      change,
      source,
    ),
  ]);
  if (conversation.headSha !== pull.headSha || !conversation.isOpen || signal.aborted) return giveWay(github, locator, run, ports, signal);
  await publish(outcome, { github, locator, headSha: pull.headSha, conversation, anchors });
  await conclude(github, locator, run, ports, { conclusion: outcome.conclusion, output: outcome.check });
}

async function checkGroup(
  github: GitHub,
  locator: Locator,
  group: { readonly headSha: string; readonly baseSha: string },
  ports: RunPorts,
  signal: AbortSignal,
): Promise<void> {
  const githubCalls = countCalls(github);
  const run = await startCheck(github, locator, group.headSha, ports.memory);
  const revisions = await groupRevisions(github, locator, group, ports.configPath);
  const source = { github, cache: ports.cache, ...locator };
  const { outcome } = await judge(locator, group.headSha, revisions, source, githubCalls, ports, signal);
  if (signal.aborted) return giveWay(github, locator, run, ports, signal);
  await conclude(github, locator, run, ports, { conclusion: outcome.conclusion, output: outcome.check });
}

async function judge(
  locator: Locator,
  headSha: string,
  revisions: Revisions,
  source: BlobSource,
  githubCalls: () => number,
  ports: RunPorts,
  signal: AbortSignal,
): Promise<{ readonly change: ChangeSet; readonly outcome: Outcome }> {
  const change = await readChangeSet(revisions, source);
  const question = { locator, baseSha: revisions.baseSha, headSha, change, config: revisions.config, githubCalls, signal };
  return { change, outcome: await ports.evaluate(question) };
}

type Verdict = { readonly conclusion: Outcome["conclusion"]; readonly output: CheckOutput };

/** Concludes with this run's verdict, or with that of another open pull request at the same commit if it is worse. */
async function conclude(github: GitHub, locator: Locator, run: CheckRun, ports: RunPorts, { conclusion, output }: Verdict): Promise<void> {
  const { memory, replies } = ports;
  const { repositoryId, subject, headSha } = run;
  // Remembered first: of two that conclude at once, the later one sees the other.
  if (locator.subject.kind === "pull") await memory.rememberConclusion({ repositoryId, subject, headSha, conclusion, title: output.title });
  const worse = await worseElsewhere(github, locator, headSha, conclusion, memory);
  if (!worse) return concludeCheck(github, locator, run, memory, conclusion, output);
  const shown = replies.worseElsewhere(output, { pull: Number(worse.subject.slice("pull/".length)), title: worse.title });
  await concludeCheck(github, locator, run, memory, worse.conclusion as Verdict["conclusion"], shown);
}

/** The result is of no use any more. When the server stops, the check stays open: the job is taken up again. */
async function giveWay(github: GitHub, locator: Locator, run: CheckRun, ports: RunPorts, signal: AbortSignal): Promise<void> {
  if (signal.aborted && !ports.isSuperseded(signal)) return;
  await cancelCheck(github, locator, run, ports.memory, "A newer push or request has taken its place");
}

/** Ends what is open for a pull request that was closed, or whose check was given up. */
export async function closeOpenChecks(github: GitHub, locator: Locator, memory: CheckMemory): Promise<void> {
  const open = await memory.openChecks({ repositoryId: locator.repositoryId, subject: subjectName(locator) });
  for (const one of open) await cancelCheck(github, locator, one, memory, "The pull request was closed");
}

/** Concludes what a check left open that will not be tried again: never green, as nothing was looked at. */
export async function concludeDeadCheck(locator: Locator, cause: string, ports: Pick<RunPorts, "connect" | "memory" | "replies">): Promise<void> {
  await explaining(async () => {
    const github = await ports.connect(locator.installationId);
    const remembered = await ports.memory.openChecks({ repositoryId: locator.repositoryId, subject: subjectName(locator) });
    const open = remembered.length > 0 ? remembered : [await startCheck(github, locator, locator.headSha, ports.memory)];
    for (const one of open) await concludeCheck(github, locator, one, ports.memory, "action_required", ports.replies.couldNotFinish(cause));
  });
}
