import { mkdir, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { errorSchema, type ErrorReport, type Report, reportSchema } from "../../src/report/schema.ts";
import { startAws } from "../world/aws/server.ts";
import type { WorldFile } from "../world/world.ts";
import { type CliResult, runCli } from "./cli.ts";
import { createRepository, type TestRepository } from "./repository.ts";

/** Files by path. What is no text is a link to somewhere. */
export type Files = Readonly<Record<string, string | Uint8Array | { readonly linkTo: string }>>;

/** One call that the emulated AWS got. */
export type Requested = { readonly service: string; readonly operation: string };

export type Checked = CliResult & {
  /** The report, held against its schema. */
  readonly report: Report;
  /** The error, held against its schema. */
  readonly error: ErrorReport["error"];
  /** What the emulated AWS was asked, in order. */
  readonly requests: readonly Requested[];
};

export type CheckOptions = {
  readonly world?: WorldFile;
  readonly format?: "json" | "markdown" | "text";
  /** Further arguments. */
  readonly args?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
};

/** A throw-away repository for one test: `use` gets it, then it is gone. */
export async function withRepository<Result>(use: (repository: TestRepository) => Promise<Result>): Promise<Result> {
  const repository = await createRepository();
  try {
    return await use(repository);
  } finally {
    await repository.remove();
  }
}

/** Puts files into the work tree. */
export async function write(repository: TestRepository, files: Files): Promise<void> {
  for (const [path, content] of Object.entries(files)) {
    const file = join(repository.folder, path);
    await mkdir(dirname(file), { recursive: true });
    if (typeof content === "string" || content instanceof Uint8Array) await writeFile(file, content);
    else await symlink(content.linkTo, file);
  }
}

/** Runs `plumbline check` on a repository, in a process of its own, against an AWS that serves the world. */
export async function check(
  repository: TestRepository,
  revisions: { readonly base: string; readonly head?: string },
  options: CheckOptions = {},
): Promise<Checked> {
  const aws = await startAws(options.world ?? {});
  try {
    const args = ["check", "--repo", repository.folder, `--base=${revisions.base}`];
    if (revisions.head !== undefined) args.push(`--head=${revisions.head}`);
    args.push("--format", options.format ?? "json", ...(options.args ?? []));
    const result = await runCli(args, {
      AWS_ENDPOINT_URL: aws.url,
      AWS_ACCESS_KEY_ID: aws.credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: aws.credentials.secretAccessKey,
      ...options.environment,
    });
    if (aws.notEmulated.length > 0)
      throw new Error(`AWS was asked for what is not emulated: ${JSON.stringify(aws.notEmulated)}`);
    return toChecked(result, [...aws.requests]);
  } finally {
    await aws.close();
  }
}

/** Commits both sides, each on top of the other, and checks the change between them. */
export async function checkFiles(base: Files, head: Files, options: CheckOptions = {}): Promise<Checked> {
  return withRepository(async (repository) => {
    await write(repository, base);
    const baseCommit = await repository.commit("base");
    await repository.git("rm", "--quiet", "-r", "--ignore-unmatch", ".");
    await write(repository, head);
    const headCommit = await repository.commit("head");
    return check(repository, { base: baseCommit, head: headCommit }, options);
  });
}

/** What a run printed, read as a contract where that is asked for. */
export function toChecked(result: CliResult, requests: readonly Requested[]): Checked {
  return {
    ...result,
    requests,
    get report() {
      return reportSchema.parse(parse(result));
    },
    get error() {
      return errorSchema.parse(parse(result)).error;
    },
  };
}

function parse({ exit, stdout, stderr }: CliResult): unknown {
  try {
    return JSON.parse(stdout);
  } catch (cause) {
    throw new Error(`no JSON (exit ${exit}): ${stdout.slice(0, 500)}${stderr.slice(0, 4000)}`, { cause });
  }
}
