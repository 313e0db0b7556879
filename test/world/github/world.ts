import type { ServedOperation } from "./served.ts";
import type { State } from "./state.ts";
import type { Answer } from "./http.ts";
import type { Webhooks } from "./webhooks.ts";

/** GitHub's limits, which tests may lower so that reaching one does not take a huge repository. */
export interface Limits {
  /** Entries of a recursive tree before `truncated` (GitHub: 100,000, or 7 MB). */
  readonly treeEntries: number;
  /** Bytes up to which `contents` gives a file in its object form (GitHub: 1 MB). */
  readonly contentBytes: number;
  /** Bytes above which `contents` and `blobs` refuse (GitHub: 100 MB). */
  readonly blobBytes: number;
  /** Bytes of text a GraphQL blob gives before `isTruncated`. */
  readonly graphqlBlobBytes: number;
  /** Files of a pull request that are listed (GitHub: 3,000). */
  readonly pullFiles: number;
  /** Bytes and lines of one file's patch above which it is left out. */
  readonly patchBytes: number;
  readonly patchLines: number;
  /** Bytes of all patches of a pull request, after which the rest are left out. */
  readonly totalPatchBytes: number;
  /** How long a test merge takes, in milliseconds. */
  readonly testMergeMs: number;
}

export const githubLimits: Limits = {
  treeEntries: 100_000,
  contentBytes: 1_048_576,
  blobBytes: 104_857_600,
  graphqlBlobBytes: 512_000,
  pullFiles: 3000,
  patchBytes: 512_000,
  patchLines: 20_000,
  totalPatchBytes: 10_485_760,
  testMergeMs: 20,
};

export interface RecordedRequest {
  readonly at: string;
  readonly method: string;
  /** Without `/api/v3`, with the query. */
  readonly path: string;
  /** The operation, `POST /graphql`, or null for an unknown endpoint. */
  readonly operation: ServedOperation | "POST /graphql" | null;
  readonly status: number;
  /** Whether the request passed GitHub's OpenAPI (for GraphQL: the schema). */
  readonly validated: boolean;
  readonly durationMs: number;
  readonly body: unknown;
}

/** Something that the App did and GitHub would not have liked, or a mistake of the emulator itself. */
export interface Problem {
  readonly kind: "unknown-endpoint" | "invalid-request" | "permission" | "authentication" | "graphql" | "emulator";
  readonly where: string;
  readonly message: string;
}

/** An answer that a test put in the way of the next matching requests. */
export interface Interruption {
  readonly operation: ServedOperation | "POST /graphql";
  readonly answer: Answer;
  /** `hang-up` closes the connection after the request was carried out: the caller never learns that it worked. */
  readonly mode: "answer" | "hang-up";
  left: number;
}

export interface World {
  readonly state: State;
  readonly limits: Limits;
  readonly urls: { readonly api: string; readonly html: string; readonly graphql: string };
  readonly webhooks: Webhooks;
  readonly requests: RecordedRequest[];
  readonly problems: Problem[];
  readonly interruptions: Interruption[];
  /** Work that nobody waits for, until the world is closed. */
  readonly background: Set<Promise<void>>;
}
