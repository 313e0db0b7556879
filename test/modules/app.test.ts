import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { type App, expectClean, MAIN, startApp } from "../app/app.ts";
import { QUEUE_MODULE } from "./stage.ts";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 90_000 });

let app: App;

beforeAll(async () => {
  app = await startApp();
  const { github } = app;
  const files = {
    "queue/main.tf": `module "inner" {\n  source  = "../inner"\n  name    = var.name\n  timeout = var.timeout\n}\nvariable "name" {}\nvariable "timeout" {\n  default = 30\n}\n`,
    "inner/main.tf": QUEUE_MODULE,
  };
  await github.createRepository({ name: "acme/modules", files });
  await github.createRepository({ name: "acme/open-modules", files, private: false });
  await github.createRepository({ name: "strangers/modules", files });
});
afterAll(() => app.close());

function call(repository: string, more = "", ref = "main"): string {
  return `module "queue" {
  source = "git::http://${app.github.host}/${repository}.git//queue?ref=${ref}"
  name   = "orders"
${more}}
`;
}

/** A summary without the marks that names are set in. */
function plain(summary: string | null): string {
  return (summary ?? "").replaceAll("`", "");
}

const ADDRESS = "module.queue.module.inner.aws_sqs_queue.this";

describe.concurrent("a module in a repository on GitHub", () => {
  it("is read through the installation's own access, and findings are at its call", async () => {
    const commit = await app.github.tip("acme/modules", "main");
    const project = await app.project("uses-private", { files: { [MAIN]: call("acme/modules", "", commit ?? "") } });
    project.setQueue("orders", { VisibilityTimeout: 300 });
    const { pull, headSha } = await project.open({ [MAIN]: call("acme/modules", "  timeout = 60\n", commit ?? "") });
    const run = await project.concluded(headSha);
    expect(run).toMatchObject({ conclusion: "failure", title: "The one assumption no longer holds" });
    expect(run.annotations.map(({ path, start_line: line, title }) => `${path}:${line} ${title}`)).toEqual([
      `${MAIN}:1 Deploying overwrites live visibility_timeout_seconds of queue orders`,
    ]);
    const [comment] = project.lineComments(pull);
    expect(comment).toMatchObject({ path: MAIN });
    expect(comment?.body).toContain(ADDRESS);
  });

  it("that is private is not read before base names it", async () => {
    const project = await app.project("adds-private", { files: { [MAIN]: "locals {}\n" } });
    const { headSha } = await project.open({ [MAIN]: call("acme/modules") });
    const run = await project.concluded(headSha);
    expect(plain(run.summary)).toContain("acme/modules is private, and the base branch does not name it yet");
    expect(run.conclusion).toBe("neutral");
  });

  it("that is private is not read for a public repository", async () => {
    const project = await app.project("public", { files: { [MAIN]: call("acme/modules") }, private: false });
    const { headSha } = await project.open({ [MAIN]: call("acme/modules", "  timeout = 60\n") });
    const run = await project.concluded(headSha);
    expect(plain(run.summary)).toContain(
      "acme/modules is private, and is only read for pull requests of private repositories",
    );
    expect(run.conclusion).toBe("neutral");
  });

  it("that is private is not read for a fork, whoever lets it be checked", async () => {
    const { github } = app;
    const project = await app.project("forked", { files: { [MAIN]: call("acme/modules") } });
    const fork = await github.fork(project.name, "colleague");
    const files = { [MAIN]: call("acme/modules", "  timeout = 60\n") };
    const headSha = await github.push(fork, { branch: "fix", from: "main", files, by: "colleague" });
    const pull = await github.openPull(project.name, { head: "colleague:fix", by: "colleague" });
    const waiting = await project.concluded(headSha);
    expect(waiting.conclusion).toBe("action_required");
    await github.comment(project.name, pull, "/drift recheck", "dev");
    const run = await project.concluded(headSha, waiting.id);
    expect(plain(run.summary)).toContain("and for none from a fork");
  });

  it("that is public is read where head names it first", async () => {
    const project = await app.project("adds-public", { files: { [MAIN]: "locals {}\n" } });
    project.setQueue("orders");
    const { headSha } = await project.open({ [MAIN]: call("acme/open-modules") });
    const run = await project.concluded(headSha);
    expect(run.title).toBe("The one assumption no longer holds");
    expect(run.annotations[0]?.title).toContain("orders");
  });

  it("that is out of reach says why: not there, no such ref, another host, no such folder", async () => {
    const { github } = app;
    const source = (name: string, address: string): string => `module "${name}" {\n  source = "${address}"\n}\n`;
    const at = `git::http://${github.host}`;
    const project = await app.project("out-of-reach", { files: { [MAIN]: "locals {}\n" } });
    const { headSha } = await project.open({
      [MAIN]: [
        source("strange", `${at}/strangers/modules.git`),
        source("gone", `${at}/acme/nothing.git`),
        source("untagged", `${at}/acme/open-modules.git//queue?ref=v9`),
        source("elsewhere", "github.com/acme/modules"),
        source("registry", "acme/queue/aws"),
      ].join(""),
    });
    const run = await project.concluded(headSha);
    for (const why of [
      "strangers/modules is not there, or the App is not installed on it",
      "acme/nothing is not there, or the App is not installed on it",
      "acme/open-modules has no branch, tag or commit v9",
      "github.com is not this App's GitHub",
      "registry.terraform.io is not among the hosts that modules are fetched from",
    ])
      expect(plain(run.summary)).toContain(why);
  });
});

it("a module that GitHub does not give is unknown; nothing else was asked for that it refuses", async () => {
  const { github } = app;
  await expectClean(app);
  const project = await app.project("failing", { files: { [MAIN]: "locals {}\n" } });
  github.answerNext("GET /repos/{owner}/{repo}", { status: 502, body: { message: "Bad Gateway" } }, 4);
  const { headSha } = await project.open({ [MAIN]: call("acme/open-modules") });
  const failing = await project.concluded(headSha);
  expect(plain(failing.summary)).toContain("GitHub did not give acme/open-modules (502)");
  expect(failing.conclusion).toBe("neutral");
});
