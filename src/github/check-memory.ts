/** The part of the server's memory that GitHub's side needs; `src/jobs/memory.ts` provides it. */
export type CheckMemory = {
  rememberOpen(check: OpenCheck): Promise<void>;
  openChecks(of?: { readonly repositoryId: number; readonly subject: string }): Promise<readonly OpenCheck[]>;
  forgetOpen(check: Pick<OpenCheck, "repositoryId" | "subject" | "headSha">): Promise<void>;
  rememberConclusion(check: ConcludedCheck): Promise<void>;
  conclusionsFor(repositoryId: number, headSha: string): Promise<readonly ConcludedCheck[]>;
  forgetSubject(repositoryId: number, subject: string): Promise<void>;
  approve(repositoryId: number, subject: string, headSha: string, by: string): Promise<void>;
  isApproved(repositoryId: number, subject: string, headSha: string): Promise<boolean>;
};

/** A check run that was started and is not concluded yet. `request` is the locator that asked for it. */
export type OpenCheck = {
  readonly repositoryId: number;
  readonly subject: string;
  readonly headSha: string;
  readonly checkRunId: number;
  readonly request: object;
};

/** What the last finished check of a pull request said about a commit. */
export type ConcludedCheck = {
  readonly repositoryId: number;
  readonly subject: string;
  readonly headSha: string;
  readonly conclusion: string;
  readonly title: string;
};
