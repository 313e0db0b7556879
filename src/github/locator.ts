import { z } from "zod";

const pullSubject = z.object({ kind: z.literal("pull"), number: z.number().int().positive() });

/** A merge queue's group: a commit on top of the base branch that holds several pull requests. */
const mergeGroupSubject = z.object({
  kind: z.literal("merge-group"),
  headSha: z.string(),
  baseSha: z.string(),
  baseBranch: z.string(),
});

/** Where a check is wanted, as an event tells it: enough to find everything else, and nothing that grows old. */
export const locatorSchema = z.object({
  owner: z.string().min(1),
  /** Of the account that owns the repository; the ExternalId hangs on it, as names change hands. */
  ownerId: z.number().int().positive(),
  repo: z.string().min(1),
  repositoryId: z.number().int().positive(),
  installationId: z.number().int().positive(),
  subject: z.discriminatedUnion("kind", [pullSubject, mergeGroupSubject]),
  /** The head commit at the time of the event. */
  headSha: z.string().min(1),
  /** When it was asked for: what was read of an account before that is too old for it. */
  requestedAt: z.iso.datetime().optional(),
  /** Somebody asked for a new look: nothing that others read is taken. */
  isFresh: z.boolean().optional(),
  /** Id of the delivery that asked, for the logs. */
  deliveredBy: z.string(),
});

export type Locator = z.infer<typeof locatorSchema>;

/** A pull request's locator. */
export type PullLocator = Locator & { readonly subject: z.infer<typeof pullSubject> };

/** What is checked, within its repository: `pull/7`, `merge-group/<sha>`. Also the check run's `external_id`. */
export function subjectName({ subject }: Pick<Locator, "subject">): string {
  return subject.kind === "pull" ? `pull/${subject.number}` : `merge-group/${subject.headSha}`;
}

/** Checks with the same key take each other's place. */
export function checkKey(locator: Pick<Locator, "repositoryId" | "subject">): string {
  return `${locator.repositoryId}/${subjectName(locator)}`;
}
