/**
 * A check run that was started and is not concluded yet. It is written down before the first live read, so that a
 * crash cannot leave it open on GitHub for ever.
 */
export type OpenCheck = {
  readonly repositoryId: number;
  /** `pull/7`, `merge-group/<sha>`. */
  readonly subject: string;
  readonly headSha: string;
  readonly checkRunId: number;
  /** What was asked for, so that it can be asked for again. */
  readonly request: object;
};

/** What the last finished check of a pull request said about a commit. */
type ConcludedCheck = {
  readonly repositoryId: number;
  readonly subject: string;
  readonly headSha: string;
  readonly conclusion: string;
  readonly title: string;
};

/** A remembered conclusion. `since` is when this subject's check first concluded for this commit. */
type RememberedCheck = ConcludedCheck & { readonly since: Date };

/** What the checks must not forget between runs and across restarts. Nothing of AWS and no secret is kept. */
export type CheckMemory = {
  /** One open check per subject and commit: a later one replaces the earlier. */
  rememberOpen(check: OpenCheck): Promise<void>;
  /** Open checks of one subject, or of all; oldest first. */
  openChecks(of?: { readonly repositoryId: number; readonly subject: string }): Promise<readonly OpenCheck[]>;
  forgetOpen(check: Pick<OpenCheck, "repositoryId" | "subject" | "headSha">): Promise<void>;
  rememberConclusion(check: ConcludedCheck): Promise<void>;
  /** Conclusions for the commit, of every subject. */
  conclusionsFor(repositoryId: number, headSha: string): Promise<readonly RememberedCheck[]>;
  /** Drops what is remembered about a closed pull request's conclusions and approvals. */
  forgetSubject(repositoryId: number, subject: string): Promise<void>;
  /** Somebody with write permission let this very commit of a fork be checked. */
  approve(repositoryId: number, subject: string, headSha: string, by: string): Promise<void>;
  isApproved(repositoryId: number, subject: string, headSha: string): Promise<boolean>;
};
