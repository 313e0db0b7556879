import { execFile, spawn } from "node:child_process";
import { cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";

import type { Answer } from "./corpus.ts";
import { LOCALS, UNSET } from "./locals.ts";

const FIXTURES = new URL("fixtures/", import.meta.url);
const RECORDED_VERSION = "1.11";
const PROCESSES = 2;
const TIME_LIMIT_MS = 60_000;

/** Terraform's environment: nothing of the machine's own settings, and no question whether there is a newer one. */
const ENVIRONMENT = { PATH: "/usr/local/bin:/usr/bin:/bin", CHECKPOINT_DISABLE: "1", TF_CLI_CONFIG_FILE: "/dev/null" };

/** Why nothing can be recorded on this machine; undefined when it can. */
export async function whyNotRecordable(): Promise<string | undefined> {
  const version = await run(["version", "-json"], tmpdir()).catch(() => undefined);
  if (!version) return "terraform is not installed: the recorded answers stay as they are";
  const { terraform_version: found } = JSON.parse(version) as { readonly terraform_version: string };
  if (found.startsWith(`${RECORDED_VERSION}.`)) return undefined;
  return `the answers are those of Terraform ${RECORDED_VERSION}, and ${found} is installed`;
}

/** The signatures of Terraform's functions, as `terraform metadata functions -json` lists them. */
export async function functionMetadata(): Promise<unknown> {
  return JSON.parse(await run(["metadata", "functions", "-json"], tmpdir()));
}

/** What `terraform console` answers to each expression, in a module that is a copy of `fixtures/module`. */
export async function ask(
  expressions: readonly string[],
  progress: (done: number) => void,
): Promise<readonly Answer[]> {
  const answers: Answer[] = [];
  let next = 0;

  async function work(): Promise<void> {
    const folder = await mkdtemp(path.join(tmpdir(), "console-"));
    const module = path.join(folder, "module");
    await cp(FIXTURES, folder, { recursive: true });
    await writeLocals(path.join(module, "locals.tf"), LOCALS);
    const variables = Object.entries(UNSET).map(([name, type]) => `variable "${name}" {\n  type = ${type}\n}\n`);
    await writeFile(path.join(module, "variables.tf"), variables.join(""));
    for (let index = next++; index < expressions.length; index = next++) {
      answers[index] = await askOne(expressions[index] ?? "", module);
      if (index % 100 === 99) progress(index + 1);
    }
    await rm(folder, { recursive: true });
  }

  await Promise.all(Array.from({ length: PROCESSES }, work));
  return answers;
}

/** A piped console prints the last line's answer only, so each expression has a process of its own, about 0.1 s. */
async function askOne(expression: string, module: string): Promise<Answer> {
  if (!expression.includes("\n")) return await printed(expression, module);
  // The console reads a line at a time; an expression of several is a local value's.
  const file = path.join(module, "main.tf");
  await writeLocals(file, { asked: expression });
  const answer = await printed("local.asked", module);
  await rm(file);
  return answer;
}

async function printed(line: string, module: string): Promise<Answer> {
  const { stdout, stderr } = await converse(["console", "-no-color"], `${line}\n`, module);
  const error = parseError(stderr);
  return error ?? { prints: stdout.replace(/\n$/, "") };
}

async function writeLocals(file: string, locals: Readonly<Record<string, string>>): Promise<void> {
  const lines = Object.entries(locals).map(([name, expression]) => `  ${name} = ${expression}\n`);
  await writeFile(file, `locals {\n${lines.join("")}}\n`);
}

/** The first error of the diagnostics that Terraform writes for people: summary, place, detail wrapped at 78 columns. */
function parseError(stderr: string): Answer | undefined {
  const [, first] = stderr.split(/^Error: /m);
  if (first === undefined) return undefined;
  const paragraphs = first.trim().split(/\n\n+/);
  const detail = paragraphs.slice(1).filter((paragraph) => !/^ {2}on .* line \d+/.test(paragraph));
  return {
    error: unwrapped(paragraphs[0] ?? ""),
    // Where Terraform itself crashes it adds a trace, with addresses of memory.
    detail: detail
      .map((paragraph) => unwrapped(paragraph))
      .join("\n")
      .replace(/[.:]? goroutine \d+ .*$/s, ""),
  };
}

function unwrapped(text: string): string {
  return text.replaceAll(/\n(?! )/g, " ").trim();
}

function converse(args: readonly string[], input: string, cwd: string): Promise<{ stdout: string; stderr: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn("nice", ["terraform", ...args], { cwd, env: ENVIRONMENT, timeout: TIME_LIMIT_MS });
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    child.stdout.on("data", (chunk: Buffer) => out.push(chunk));
    child.stderr.on("data", (chunk: Buffer) => err.push(chunk));
    child.on("error", reject);
    child.on("close", () =>
      resolve({ stdout: Buffer.concat(out).toString("utf8"), stderr: Buffer.concat(err).toString("utf8") }),
    );
    child.stdin.end(input);
  });
}

async function run(args: readonly string[], cwd: string): Promise<string> {
  const { stdout } = await promisify(execFile)("terraform", args, { cwd, env: ENVIRONMENT, maxBuffer: 10_000_000 });
  return stdout;
}
