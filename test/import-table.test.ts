import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";

const ROOT = fileURLToPath(new URL("../", import.meta.url));

const wrong: readonly (readonly [file: string, line: string])[] = [
  ["src/model/x.ts", 'import "../config/read.ts";'],
  ["src/config/x.ts", 'import "../aws/index.ts";'],
  ["src/changes/x.ts", 'import "../resources/index.ts";'],
  ["src/report/x.ts", 'import "../assumptions/index.ts";'],
  ["src/resources/x.ts", 'import "../formats/index.ts";'],
  ["src/resources/comparison/x.ts", 'import "../../report/index.ts";'],
  ["src/formats/x.ts", 'import "../assumptions/index.ts";'],
  ["src/assumptions/x.ts", 'import "../config/config.ts";'],
  ["src/aws/x.ts", 'import "../github/external-id.ts";'],
  ["src/github/x.ts", 'import "../jobs/queue.ts";'],
  ["src/jobs/x.ts", 'import "../sources/git.ts";'],
  ["src/sources/x.ts", 'import "../aws/index.ts";'],
  ["src/check.ts", 'import "./aws/index.ts";'],
  ["src/role.ts", 'import "./sources/git.ts";'],
  ["src/report/x.ts", 'import "@aws-sdk/client-sts";'],
  ["src/jobs/x.ts", 'import "probot";'],
  ["src/github/x.ts", 'import "pg-boss";'],
  ["src/formats/x.ts", 'import "node:child_process";'],
  ["src/check.ts", 'import "@octokit/rest";'],
  ["src/github/x.ts", 'export const answer = fetch("https://example.com");'],
  ["src/aws/x.ts", "export const home = process.env;"],
];

const right: readonly (readonly [file: string, line: string])[] = [
  ["src/config/y.ts", 'import "../model/json.ts";'],
  ["src/formats/terraform/y.ts", 'import "../../resources/index.ts";'],
  ["src/aws/y.ts", 'import "@aws-sdk/client-sts";'],
  ["src/sources/y.ts", 'import "node:child_process";'],
  ["src/check.ts", 'import "./assumptions/index.ts";'],
];

describe("the import table", () => {
  const folders: string[] = [];
  afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true }))));

  async function lint(file: string, line: string): Promise<string> {
    const folder = await mkdtemp(join(tmpdir(), "plumbline-lint-"));
    folders.push(folder);
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await writeFile(join(folder, file), `${line}\n`);
    await symlink(join(ROOT, ".oxlintrc.json"), join(folder, ".oxlintrc.json"));
    return new Promise((resolve) => {
      const oxlint = join(ROOT, "node_modules/oxlint/bin/oxlint");
      execFile(process.execPath, [oxlint, "--config", ".oxlintrc.json", file], { cwd: folder }, (_error, stdout) =>
        resolve(stdout),
      );
    });
  }

  it.each(wrong)("refuses in %s: %s", async (file, line) => {
    expect(await lint(file, line)).toMatch(/no-restricted-(imports|globals)|no-process-env/);
  });

  it.each(right)("accepts in %s: %s", async (file, line) => {
    expect(await lint(file, line)).not.toMatch(/no-restricted/);
  });
});
