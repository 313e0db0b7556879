import type { ChangeSet, FileContent } from "../model/files.ts";
import type { BaseHistory } from "../model/history.ts";
import type { ModuleAccess } from "../model/modules.ts";
import { findAnchors, type Anchors } from "./anchors.ts";
import type { BlobSource } from "./blobs.ts";
import { readChangeSet } from "./change-set.ts";
import type { CheckMemory } from "../model/check-memory.ts";
import { concludeCheck, startCheck, type CheckRun } from "./check-run.ts";
import { countCalls, type GitHub } from "./client.ts";
import type { ContentCache } from "./content-cache.ts";
import { readConversation } from "./conversation.ts";
import { githubHistory } from "./history.ts";
import { explaining } from "./failures.ts";
import { subjectName, type Locator, type PullLocator } from "./locator.ts";
import { githubModules } from "./modules.ts";
import type { CheckOutput, Marks, Outcome } from "./outcome.ts";
import { publish } from "./publish.ts";
import { readPullRequest } from "./pull-request.ts";
import type { Replies } from "./replies.ts";
import { groupRevisions, pullRevisions, type Revisions } from "./revisions.ts";
import { worseElsewhere } from "./shared-head.ts";

/** What is to be judged. */
export type CheckQuestion = {
  readonly locator: Locator;
  /** What people call the base: its branch. */
  readonly baseName: string;
  readonly baseSha: string;
  /** The pull request's own head, or the merge group's commit. */
  readonly headSha: string;
  readonly change: ChangeSet;
  readonly config: FileContent;
  readonly modules: ModuleAccess;
  readonly history: BaseHistory;
  readonly githubCalls: () => number;
  readonly signal: AbortSignal;
};

/** What a run needs besides GitHub. */
export type RunPorts = {
  connect(installationId: number): Promise<GitHub>;
  /** The flow: judges a change set and words the result. */
  readonly evaluate: (question: CheckQuestion) => Promise<Outcome>;
  readonly memory: CheckMemory;
  readonly cache: ContentCache;
  readonly replies: Replies;
  readonly marks: Marks;
  /** Path of the configuration file. */
  readonly configPath: string;
  /** Whether a newer request is why the signal was aborted; otherwise the server stops, and the job is taken up again. */
  readonly isSuperseded: (signal: AbortSignal) => boolean;
};

/**
 * One check from its start on the commit to its conclusion. Throws `RetryableError` where another attempt may do
 * better; the check run then stays open for it.
 */
export async function runCheck(locator: Locator, ports: RunPorts, signal: AbortSignal): Promise<void> {
  await explaining(async () => {
    const github = await ports.connect(locator.installationId);
    if (locator.subject.kind === "pull")
      await checkPull(github, { ...locator, subject: locator.subject }, ports, signal);
    else await checkGroup(github, locator, locator.subject, ports, signal);
  });
}

async function checkPull(github: GitHub, locator: PullLocator, ports: RunPorts, signal: AbortSignal): Promise<void> {
  const { memory } = ports;
  const githubCalls = countCalls(github);
  const pull = await readPullRequest(github, locator);
  if (!pull.isOpen) return closeOpenChecks(github, locator, ports);
  if (pull.isFork && !(await memory.isApproved(locator.repositoryId, subjectName(locator), pull.headSha))) {
    const run = await startCheck(github, locator, pull.headSha, ports);
    return conclude(github, locator, run, ports, ports.replies.awaitingApproval(pull.headSha));
  }
  const [run, revisions] = await Promise.all([
    startCheck(github, locator, pull.headSha, ports),
    pullRevisions(github, locator, pull, ports.configPath),
  ]);
  const source = { github, cache: ports.cache, ...locator };
  const asked = { locator, headSha: pull.headSha, isFork: pull.isFork, githubCalls, signal };
  const { change, outcome } = await judge(asked, revisions, source, ports);
  if (signal.aborted) return giveWay(github, locator, run, ports, signal, null);
  const [conversation, anchors] = await Promise.all([
    readConversation(github, locator, run.appSlug, ports.marks),
    findAnchors(outcome.paths, pull.number, change, source),
  ]);
  const moved = conversation.headSha !== pull.headSha ? conversation.headSha : null;
  if (moved !== null || !conversation.isOpen || signal.aborted)
    return giveWay(github, locator, run, ports, signal, moved);
  await publish(outcome, { github, locator, headSha: pull.headSha, conversation, anchors, marks: ports.marks });
  await conclude(github, locator, run, ports, onOwnLines(outcome.check, anchors));
}

/** Annotations are of what merging would give; the check run belongs to the pull request's own head. */
function onOwnLines(output: CheckOutput, anchors: Anchors): CheckOutput {
  const annotations = output.annotations.map((annotation) => ({
    ...annotation,
    startLine: anchors.ownLine(annotation.path, annotation.startLine),
    endLine: anchors.ownLine(annotation.path, annotation.endLine),
  }));
  return { ...output, annotations };
}

async function checkGroup(
  github: GitHub,
  locator: Locator,
  group: { readonly headSha: string; readonly baseSha: string; readonly baseBranch: string },
  ports: RunPorts,
  signal: AbortSignal,
): Promise<void> {
  const githubCalls = countCalls(github);
  const run = await startCheck(github, locator, group.headSha, ports);
  const revisions = await groupRevisions(github, locator, group, ports.configPath);
  const source = { github, cache: ports.cache, ...locator };
  const asked = { locator, headSha: group.headSha, isFork: false, githubCalls, signal };
  const { outcome } = await judge(asked, revisions, source, ports);
  if (signal.aborted) return giveWay(github, locator, run, ports, signal, null);
  await conclude(github, locator, run, ports, outcome.check);
}

async function judge(
  { isFork, ...asked }: Pick<CheckQuestion, "locator" | "headSha" | "githubCalls" | "signal"> & { isFork: boolean },
  { baseSha, baseName, config, isPrivate, ...revisions }: Revisions,
  source: BlobSource,
  ports: RunPorts,
): Promise<{ readonly change: ChangeSet; readonly outcome: Outcome }> {
  const change = await readChangeSet({ ...revisions, baseSha }, source);
  // Whoever reads the report may read the repository; what a fork's author names is not fetched for its owner's eyes.
  const readsPrivate = isPrivate && !isFork;
  const modules = { git: githubModules(source, readsPrivate), readsPrivate };
  const question = { ...asked, baseName, baseSha, change, config, modules, history: githubHistory(baseSha, source) };
  return { change, outcome: await ports.evaluate(question) };
}

/** Concludes with this run's output, or with that of another open pull request at the same commit if it is worse. */
async function conclude(
  github: GitHub,
  locator: Locator,
  run: CheckRun,
  ports: RunPorts,
  output: CheckOutput,
): Promise<void> {
  const { memory, replies } = ports;
  const { repositoryId, subject, headSha } = run;
  const { conclusion, title } = output;
  // Remembered first: of two that conclude at once, the later one sees the other.
  if (locator.subject.kind === "pull")
    await memory.rememberConclusion({ repositoryId, subject, headSha, conclusion, title });
  const worse = await worseElsewhere(github, locator, headSha, conclusion, memory);
  await concludeCheck(github, locator, run, memory, worse ? replies.worseElsewhere(output, worse) : output);
}

/** The result is of no use any more. When the server stops, the check stays open: the job is taken up again. */
async function giveWay(
  github: GitHub,
  locator: Locator,
  run: CheckRun,
  { memory, replies, isSuperseded }: RunPorts,
  signal: AbortSignal,
  newHead: string | null,
): Promise<void> {
  if (signal.aborted && !isSuperseded(signal)) return;
  await concludeCheck(github, locator, run, memory, replies.superseded(newHead));
}

/** Ends what is open for a pull request that was closed. */
export async function closeOpenChecks(
  github: GitHub,
  locator: Locator,
  { memory, replies }: Pick<RunPorts, "memory" | "replies">,
): Promise<void> {
  const open = await memory.openChecks({ repositoryId: locator.repositoryId, subject: subjectName(locator) });
  for (const one of open) await concludeCheck(github, locator, one, memory, replies.superseded(null));
}

/** Concludes a check that will not be tried again: never green, as nothing was looked at. */
export async function concludeDeadCheck(
  locator: Locator,
  ports: Pick<RunPorts, "connect" | "memory" | "replies">,
): Promise<void> {
  await explaining(async () => {
    const github = await ports.connect(locator.installationId);
    const remembered = await ports.memory.openChecks({
      repositoryId: locator.repositoryId,
      subject: subjectName(locator),
    });
    const open = remembered.length > 0 ? remembered : [await startCheck(github, locator, locator.headSha, ports)];
    for (const one of open)
      await concludeCheck(github, locator, one, ports.memory, ports.replies.failed(locator.deliveredBy));
  });
}
