import { readFile } from "node:fs/promises";
import { basename, resolve } from "node:path";
import { parseArgs } from "node:util";
import { createLimiters, createLiveAccess } from "./aws/index.ts";
import { check } from "./check.ts";
import { CONFIG_PATH, type Config } from "./config/config.ts";
import { readConfig } from "./config/read.ts";
import { readCliEnv } from "./env.ts";
import { createDeclarationCaches } from "./formats/declarations/cache.ts";
import { createParserPool } from "./formats/parsing/pool.ts";
import { UserError } from "./model/errors.ts";
import type { CheckResult } from "./model/finding.ts";
import { visible } from "./report/escape.ts";
import { outputs } from "./report/index.ts";
import { errorJson } from "./report/json.ts";
import { findReadable } from "./resources/index.ts";
import { originOf, readAtRevision, type Repository, repositoryAt } from "./sources/git.ts";
import { openLocalChange } from "./sources/local-change.ts";
import { createGitModules } from "./sources/modules/git.ts";
import { moduleHosts } from "./sources/modules/hosts.ts";
import { createRemoteModules } from "./sources/modules/remote.ts";

const USAGE = `usage: plumbline check --repo DIR --base REV [--head REV] [--config FILE] [--target NAME] [--format json|markdown|text]

  --repo DIR      the local git repository
  --base REV      what the change is merged into
  --head REV      the change; the work tree when left out
  --config FILE   the configuration; ${CONFIG_PATH} of the base revision when left out
  --target NAME   only this target
  --format        json, markdown or text (the default)
`;

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

/** Runs the command line. @returns its exit code: 0 success or neutral, 1 failure or action_required, 2 nothing could be reached or started */
export async function main(args: readonly string[]): Promise<number> {
  if (args.includes("--help") || args[0] === "help") {
    process.stdout.write(USAGE);
    return 0;
  }
  try {
    const options = readOptions(args);
    const result = await checkRepository(options);
    process.stdout.write(outputs[options.format](result, { nounOf, base: shortName(options.base) }));
    return exitCodeOf(result);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const { code, message, path, line } = error;
    const place = [path, line].filter((part) => part !== null).join(":");
    process.stderr.write(`${printable(place === "" ? message : `${place}: ${message}`)}\n`);
    if (wantsJson(args)) process.stdout.write(errorJson({ code, message, path, line }));
    return 2;
  }
}

function readOptions(args: readonly string[]): Options {
  const [command, ...rest] = args;
  if (command !== "check")
    throw usage(command === undefined ? "a command is missing" : `there is no command \`${command}\``);
  const { values } = parse(rest);
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

function parse(args: readonly string[]) {
  const text = { type: "string" } as const;
  try {
    return parseArgs({
      args: [...args],
      options: { repo: text, base: text, head: text, config: text, target: text, format: text },
      allowPositionals: false,
    });
  } catch (error) {
    throw usage(error instanceof Error ? error.message : String(error));
  }
}

function isFormat(name: string): name is Options["format"] {
  return Object.hasOwn(outputs, name);
}

function wantsJson(args: readonly string[]): boolean {
  return args.includes("--format=json") || args[args.indexOf("--format") + 1] === "json";
}

function usage(message: string): UserError {
  return new UserError("usage", `${message}\n\n${USAGE}`);
}

async function checkRepository(options: Options): Promise<CheckResult> {
  const { environment, externalId, modules } = readCliEnv();
  const repository = repositoryAt(options.repo, environment);
  const signal = AbortSignal.timeout(DEADLINE_MS);
  const config = onlyTarget(await loadConfig(options, repository), options.target);
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
        githubCalls: () => 0,
        now: () => new Date(),
      },
    );
  } finally {
    await Promise.all([parsers.close(), local.close()]);
  }
}

async function loadConfig({ config, base }: Options, repository: Repository): Promise<Config> {
  if (config !== null) return readConfig(await readConfigFile(config), config);
  const text = await readAtRevision(repository, base, CONFIG_PATH);
  if (text === undefined)
    throw new UserError("no-config", `${shortName(base)} has no ${CONFIG_PATH}: add it, or give one with --config`, {
      path: CONFIG_PATH,
    });
  return readConfig(text);
}

async function readConfigFile(path: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    throw new UserError(
      "no-config",
      "the configuration cannot be read: is the path right?",
      { path },
      { cause: error },
    );
  }
}

function onlyTarget(config: Config, name: string | null): Config {
  if (name === null) return config;
  const targets = config.targets.filter((target) => target.name === name);
  if (targets.length > 0) return { ...config, targets };
  const known = config.targets.map((target) => target.name).join(", ");
  throw usage(`the configuration has no target \`${name}\`; it has: ${known}`);
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

/** Names and values in a message are anyone's: nothing of them may reach a terminal as a command. */
function printable(text: string): string {
  return text.split("\n").map(visible).join("\n");
}

function progress(text: string): void {
  if (process.stderr.isTTY) process.stderr.write(`${text}\n`);
}

if (import.meta.main) process.exitCode = await main(process.argv.slice(2));
