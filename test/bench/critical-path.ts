/** One call of a run, as an emulated service recorded it. */
export type TimedCall = {
  readonly stage: Stage;
  /** How long the service took, its latency included, in milliseconds. */
  readonly milliseconds: number;
};

/** What a run calls for, in the words of the flow. */
export type Stage =
  | "token"
  | "pull request"
  | "start check"
  | "revisions"
  | "trees"
  | "contents"
  | "assume role"
  | "read"
  | "conversation"
  | "pull request files"
  | "review"
  | "summary"
  | "conclude check";

type Needs = {
  /** What must have been answered before this can be asked. */
  readonly after: readonly Stage[];
  /** Calls of this stage that follow each other; else they can all be under way at once. */
  readonly serial?: true;
};

/**
 * Which call cannot be made before which other one, and why. What the App does one after the other without a reason
 * given here makes its runs longer than their critical path.
 */
const NEEDS: { readonly [stage in Stage]: Needs } = {
  token: { after: [] },
  // The webhook tells of the pull request as it was; whether it merges, and into what, only GitHub can say now.
  "pull request": { after: ["token"] },
  // On the head that the pull request has now.
  "start check": { after: ["pull request"] },
  // Looks into the test merge, whose hash the pull request gives.
  revisions: { after: ["pull request"] },
  trees: { after: ["revisions"] },
  // Contents are fetched by the hashes that trees hold.
  contents: { after: ["trees"] },
  // The session is narrowed to what the code needs; no account is entered before the check is shown as in progress.
  "assume role": { after: ["contents", "start check"] },
  read: { after: ["assume role"] },
  // Reads the head once more, so that nothing is published on a commit that was pushed over meanwhile.
  conversation: { after: ["read", "contents"] },
  // Known from the pull request's number on; which files matter is only a saving.
  "pull request files": { after: ["token"] },
  // GitHub asks for writes to be made one after the other
  // (https://docs.github.com/en/rest/using-the-rest-api/best-practices-for-using-the-rest-api).
  review: { after: ["conversation", "pull request files"], serial: true },
  summary: { after: ["conversation", "review"], serial: true },
  // Last, so that nobody merges on a check whose findings are not there yet; annotations go in batches.
  "conclude check": { after: ["conversation", "summary", "review", "start check"], serial: true },
};

/**
 * The shortest time that a run's calls can take: the longest chain of stages that need each other, each as long as its
 * longest call (or, where calls follow each other, as all of them), and what the reads have to wait for the limiter.
 * A stage without calls takes no time.
 * @param limiterWait what the limiter makes the last read wait, in milliseconds
 */
export function criticalPath(calls: readonly TimedCall[], limiterWait: number): number {
  const known = new Map<Stage, number>();

  function endOf(stage: Stage): number {
    const ended = known.get(stage);
    if (ended !== undefined) return ended;
    const { after, serial = false } = NEEDS[stage];
    const begins = Math.max(0, ...after.map(endOf));
    const times = calls.filter((call) => call.stage === stage).map(({ milliseconds }) => milliseconds);
    const takes = serial ? times.reduce((sum, time) => sum + time, 0) : Math.max(0, ...times);
    const ends = begins + takes + (stage === "read" && times.length > 0 ? limiterWait : 0);
    known.set(stage, ends);
    return ends;
  }

  return endOf("conclude check");
}
