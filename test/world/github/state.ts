import { randomBytes } from "node:crypto";
import type { GitRepository } from "./git.ts";

/** What the emulated GitHub knows. Plain mutable records; the git objects themselves are in real bare repositories. */

export type PermissionLevel = "read" | "write";
/** Permission name (`pull_requests`) to level, as in an App's manifest. */
export type Permissions = Readonly<Record<string, PermissionLevel>>;
export type CollaboratorPermission = "admin" | "maintain" | "write" | "triage" | "read" | "none";

export interface Account {
  readonly id: number;
  readonly login: string;
  readonly type: "User" | "Organization" | "Bot";
}

export interface App {
  readonly id: number;
  readonly slug: string;
  readonly name: string;
  readonly owner: Account;
  readonly bot: Account;
  permissions: Permissions;
  events: readonly string[];
  readonly createdAt: string;
}

export interface Installation {
  readonly id: number;
  readonly account: Account;
  /** `all`, or the ids of the repositories that were selected. */
  repositories: "all" | Set<number>;
  permissions: Permissions;
  suspendedAt: string | null;
  readonly createdAt: string;
}

export interface Token {
  readonly token: string;
  readonly installation: Installation;
  readonly permissions: Permissions;
  /** Narrower than the installation's repositories, or null for all of them. */
  readonly repositories: ReadonlySet<number> | null;
  readonly expiresAt: number;
}

export interface Repository {
  readonly id: number;
  readonly owner: Account;
  readonly name: string;
  readonly isPrivate: boolean;
  readonly defaultBranch: string;
  readonly git: GitRepository;
  readonly forkOf: Repository | null;
  readonly collaborators: Map<string, CollaboratorPermission>;
  readonly pulls: Map<number, Pull>;
  readonly checkSuites: CheckSuite[];
  readonly checkRuns: CheckRun[];
  readonly createdAt: string;
  pushedAt: string;
  nextNumber: number;
}

/** GitHub computes the test merge in the background: `unknown` until asked for once, then `clean` or `conflict`. */
interface TestMerge {
  state: "unknown" | "computing" | "clean" | "conflict";
  /** While `unknown`, the test merge of before: GitHub goes on showing the old `merge_commit_sha`. */
  sha: string | null;
}

export interface Pull {
  readonly id: number;
  readonly number: number;
  readonly repository: Repository;
  readonly user: Account;
  title: string;
  body: string | null;
  state: "open" | "closed";
  draft: boolean;
  baseRef: string;
  /** The base branch's tip when the pull request was opened, pushed to or retargeted; a push to base leaves it. */
  baseSha: string;
  /** Null once the fork is deleted. */
  headRepository: Repository | null;
  readonly headRef: string;
  headSha: string;
  testMerge: TestMerge;
  mergedAt: string | null;
  mergedBy: Account | null;
  closedAt: string | null;
  readonly createdAt: string;
  updatedAt: string;
  readonly issueComments: IssueComment[];
  readonly reviews: Review[];
  readonly threads: Thread[];
}

export type ReactionContent = "+1" | "-1" | "laugh" | "confused" | "heart" | "hooray" | "rocket" | "eyes";

export interface Reaction {
  readonly id: number;
  readonly user: Account;
  readonly content: ReactionContent;
  readonly createdAt: string;
}

interface Comment {
  readonly id: number;
  readonly nodeId: string;
  readonly user: Account;
  readonly viaApp: boolean;
  body: string;
  readonly createdAt: string;
  updatedAt: string;
  minimizedReason: string | null;
  /** Every body that the comment had, oldest first, the present one last. */
  readonly bodies: string[];
  readonly reactions: Reaction[];
}

export interface IssueComment extends Comment {
  readonly pull: Pull;
}

export type Side = "LEFT" | "RIGHT";

/** Where a thread stands in a diff; lines count from 1 in the file of that side. */
export interface Anchor {
  readonly path: string;
  readonly side: Side;
  readonly line: number;
  readonly startLine: number | null;
  readonly startSide: Side | null;
}

export interface Thread {
  readonly nodeId: string;
  readonly pull: Pull;
  readonly original: Anchor;
  readonly originalCommit: string;
  readonly diffHunk: string;
  /** Present line at the pull request's head, or null when outdated. */
  line: number | null;
  startLine: number | null;
  resolvedBy: Account | null;
  readonly comments: ReviewComment[];
}

export interface ReviewComment extends Comment {
  readonly thread: Thread;
  readonly review: Review;
  readonly inReplyTo: number | null;
}

export type ReviewState = "APPROVED" | "CHANGES_REQUESTED" | "COMMENTED" | "DISMISSED" | "PENDING";

export interface Review {
  readonly id: number;
  readonly nodeId: string;
  readonly pull: Pull;
  readonly user: Account;
  body: string;
  readonly state: ReviewState;
  readonly commitId: string;
  readonly submittedAt: string;
  minimizedReason: string | null;
}

export type CheckStatus = "queued" | "in_progress" | "completed";
export type CheckConclusion =
  | "action_required"
  | "cancelled"
  | "failure"
  | "neutral"
  | "success"
  | "skipped"
  | "stale"
  | "timed_out";

export interface Annotation {
  readonly path: string;
  readonly start_line: number;
  readonly end_line: number;
  readonly start_column: number | null;
  readonly end_column: number | null;
  readonly annotation_level: "notice" | "warning" | "failure";
  readonly message: string;
  readonly title: string | null;
  readonly raw_details: string | null;
}

export interface CheckSuite {
  readonly id: number;
  readonly repository: Repository;
  readonly appId: number;
  readonly headSha: string;
  headBranch: string | null;
  readonly createdAt: string;
  updatedAt: string;
  /** Set when people asked for a re-run and nothing has been reported since. */
  rerequested: boolean;
}

export interface CheckRun {
  readonly id: number;
  readonly repository: Repository;
  readonly suite: CheckSuite;
  readonly appId: number;
  readonly headSha: string;
  name: string;
  status: CheckStatus;
  conclusion: CheckConclusion | null;
  startedAt: string;
  completedAt: string | null;
  externalId: string;
  detailsUrl: string | null;
  title: string | null;
  summary: string | null;
  text: string | null;
  actions: readonly { readonly label: string; readonly description: string; readonly identifier: string }[];
  readonly annotations: Annotation[];
  /** One entry for the creation and each update. */
  readonly history: CheckChange[];
}

/** What a check run looked like after it was created or updated. */
export interface CheckChange {
  readonly at: string;
  readonly status: CheckStatus;
  readonly conclusion: CheckConclusion | null;
  readonly title: string | null;
  readonly summary: string | null;
  readonly annotations: number;
}

export interface State {
  readonly app: App;
  /** Another App, whose checks are none of ours. */
  readonly otherApp: App;
  readonly accounts: Map<string, Account>;
  readonly repositories: Map<string, Repository>;
  readonly installations: Map<number, Installation>;
  readonly tokens: Map<string, Token>;
  /** Counts up; every record of any sort takes the next one. */
  nextId: number;
}

export function takeId(state: State): number {
  state.nextId += 1;
  return state.nextId;
}

/** An opaque GraphQL id, with GitHub's prefix for the sort of record (`PRRT` for a review thread). */
export function nodeId(prefix: string, id: number): string {
  return `${prefix}_${Buffer.from(`plumbline-world:${id}`).toString("base64url")}`;
}

export function timestamp(at: Date = new Date()): string {
  return at.toISOString().replace(/\.\d{3}Z$/, "Z");
}

export function newToken(): string {
  return `ghs_${randomBytes(18).toString("hex")}`;
}

/** The account of this login, made a person if nobody has it. */
export function accountOf(state: State, login: string, type: Account["type"] = "User"): Account {
  const known = state.accounts.get(login.toLowerCase());
  if (known !== undefined) return known;
  const account: Account = { id: takeId(state), login, type };
  state.accounts.set(login.toLowerCase(), account);
  return account;
}

export function repositoryNamed(state: State, fullName: string): Repository | undefined {
  return state.repositories.get(fullName.toLowerCase());
}

export function fullName(repository: Repository): string {
  return `${repository.owner.login}/${repository.name}`;
}

export function covers(installation: Installation, repository: Repository): boolean {
  if (installation.account.id !== repository.owner.id) return false;
  return installation.repositories === "all" || installation.repositories.has(repository.id);
}

export function installationOf(state: State, repository: Repository): Installation | undefined {
  return [...state.installations.values()].find((installation) => covers(installation, repository));
}

/** The App of a check: ours, or the other one. */
export function appOf(state: State, id: number): App {
  return id === state.app.id ? state.app : state.otherApp;
}

export function allPulls(state: State): Pull[] {
  return [...state.repositories.values()].flatMap((repository) => Array.from(repository.pulls.values()));
}

/** What someone may do in a repository: the owner is its admin, and anyone may read what is public. */
export function permissionOf(repository: Repository, login: string): CollaboratorPermission {
  const given = repository.collaborators.get(login.toLowerCase());
  if (given !== undefined) return given;
  if (repository.owner.login.toLowerCase() === login.toLowerCase()) return "admin";
  return repository.isPrivate ? "none" : "read";
}
