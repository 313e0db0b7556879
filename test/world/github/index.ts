/** The public face of the emulated GitHub. */
export { startGitHub } from "./github.ts";
export type { GitHub, GitHubOptions } from "./github.ts";
export type { FileContent, Files } from "./git.ts";
export type { MergeGroup, NewPull, PullEdit } from "./people/pulls.ts";
export type { NewCommit, NewRepository } from "./people/repositories.ts";
export type { PostedCheckRun, PostedComment, PostedReview, PostedReviewComment, PostedThread } from "./posted.ts";
export type { Delivery } from "./webhooks.ts";
export type { Limits, Problem, RecordedRequest } from "./world.ts";
