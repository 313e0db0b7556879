import { basename, resolve } from "node:path";
import { createLimiters, createLiveAccess } from "../aws/index.ts";
import { check } from "../check.ts";
import { CONFIG_PATH, type Config } from "../config/config.ts";
import { readConfig } from "../config/read.ts";
import { readCliEnv } from "../env.ts";
import { createDeclarationCaches } from "../formats/declarations/cache.ts";
import { createParserPool } from "../formats/parsing/pool.ts";
import { UserError } from "../model/errors.ts";
import type { CheckResult } from "../model/finding.ts";
import { outputs } from "../report/index.ts";
import { findReadable } from "../resources/index.ts";
import { originOf, readAtRevision, type Repository, repositoryAt } from "../sources/git.ts";
import { openLocalChange } from "../sources/local-change.ts";
import { createGitModules } from "../sources/modules/git.ts";
import { moduleHosts } from "../sources/modules/hosts.ts";
import { createRemoteModules } from "../sources/modules/remote.ts";
import { onlyTarget, readConfigFile } from "./configuration.ts";
import type { Done } from "./done.ts";
import { optionsOf, usage } from "./usage.ts";

/** What is left of a run after this time is unknown. In milliseconds. */
const DEADLINE_MS = 100_000;

type Options = {
  readonly repo: string;
  readonly base: string;
  readonly head: string | null;
  readonly config: string | null;
  readonly target: string | null;
  readonly format: keyof typeof outputs;
};

/** `plumbline check`: checks a change of a local repository. @throws UserError for what the person can put right */
export async function checkChange(args: readonly string[], progress: (text: string) => void): Promise<Done> {
  const options = readOptions(args);
  const result = await checkRepository(options, progress);
  const stdout = outputs[options.format](result, { nounOf, base: shortName(options.base) });
  return { exit: exitCodeOf(result), stdout, stderr: "" };
}

function readOptions(args: readonly string[]): Options {
  const values = optionsOf(args, ["repo", "base", "head", "config", "target", "format"]);
  const { base, format = "text" } = values;
  if (base === undefined) throw usage("--base is missing");
  if (!isFormat(format)) throw usage(`--format is json, markdown or text, not \`${format}\``);
  return {
    repo: resolve(values.repo ?? "."),
    base,
    head: values.head ?? null,
    config: values.config ?? null,
    target: values.target ?? null,
    format,
  };
}

function isFormat(name: string): name is Options["format"] {
  return Object.hasOwn(outputs, name);
}

async function checkRepository(options: Options, progress: (text: string) => void): Promise<CheckResult> {
  const { environment, externalId, modules } = readCliEnv();
  const repository = repositoryAt(options.repo, environment);
  const signal = AbortSignal.timeout(DEADLINE_MS);
  const config = await loadConfig(options, repository);
  const name = (await originOf(repository)) ?? basename(options.repo);
  const local = await openLocalChange(repository, options.base, options.head);
  const parsers = createParserPool();
  try {
    progress(`checking ${local.change.changed.size} changed files of ${name}`);
    const live = createLiveAccess({ externalId, sessionName: `plumbline-${name}`, limiters: createLimiters() });
    const subject = { repository: name, pull: null, base: local.base, head: local.head };
    const git = createGitModules({ ...modules, hosts: moduleHosts(modules.hosts), environment });
    // It reads with the rights of whoever runs it, as `terraform init` would.
    const access = { git, readsPrivate: true };
    return await check(
      { subject, change: local.change, config, signal },
      {
        live,
        parsers,
        modules: createRemoteModules(modules).forRun(access),
        declarations: createDeclarationCaches().of(name),
        history: local.history,
        githubCalls: () => 0,
        now: () => new Date(),
      },
    );
  } finally {
    await Promise.all([parsers.close(), local.close()]);
  }
}

async function loadConfig({ config, base, target }: Options, repository: Repository): Promise<Config> {
  const all = config === null ? await configAtBase(repository, base) : await readConfigFile(config);
  return target === null ? all : onlyTarget(all, target);
}

async function configAtBase(repository: Repository, base: string): Promise<Config> {
  const text = await readAtRevision(repository, base, CONFIG_PATH);
  if (text === undefined)
    throw new UserError("no-config", `${shortName(base)} has no ${CONFIG_PATH}: add it, or give one with --config`, {
      path: CONFIG_PATH,
    });
  return readConfig(text);
}

function nounOf(type: string): string {
  return findReadable(type)?.noun ?? "resource";
}

/** A full commit id as people write it. */
function shortName(revision: string): string {
  return /^[0-9a-f]{40}$/.test(revision) ? revision.slice(0, 7) : revision;
}

function exitCodeOf({ conclusion, targets }: CheckResult): number {
  if (targets.length > 0 && targets.every(({ reachable }) => !reachable)) return 2;
  return conclusion === "success" || conclusion === "neutral" ? 0 : 1;
}
