/** The grammars that workers know: each is a folder with a `parse.ts`. */
export type Grammar = "terraform" | "cloudformation" | "cdk";

/** What a grammar's `parse.ts` exports. The result is a plain JSON tree; what is wrong with the file is thrown as a `ParseError`. */
export type GrammarModule = {
  parse(text: string, path: string): unknown;
};

/** One file to be parsed. Ids count up from 1 and are never reused within a pool. */
export type ParseJob = {
  readonly id: number;
  readonly grammar: Grammar;
  readonly path: string;
  readonly text: string;
};

/** `json` is the parsed file as JSON text: cheaper to pass between threads than a cloned tree, and compact to keep. */
export type ParseResult =
  | { readonly id: number; readonly kind: "parsed"; readonly json: string }
  | {
      readonly id: number;
      readonly kind: "problem";
      readonly line: number | null;
      readonly message: string;
      /** The worker was stopped: another time the file may be read. */
      readonly byChance?: true;
    };

export type WorkerRequest = readonly ParseJob[];

export type WorkerReply = {
  readonly results: readonly ParseResult[];
  /** The grammar failed in a way that may have broken the worker's state: it takes no more work. */
  readonly broken: boolean;
};

/** What a worker starts with. `progress[0]` is the id of the job it is at, 0 between jobs: read by the pool to find the file that hangs. */
export type WorkerStart = {
  readonly progress: Int32Array;
};
