import { createSign, generateKeyPairSync } from "node:crypto";
import { Octokit } from "@octokit/rest";
import { describe, expect, it } from "vitest";
import { readManifest, startGitHub } from "./index.ts";
import { asApp, asInstallation, at, events, permissions, start, withPull, withRepository } from "./support.ts";

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}

function jwt(key: string, claims: object): string {
  const signed = `${encode({ alg: "RS256", typ: "JWT" })}.${encode(claims)}`;
  return `${signed}.${createSign("RSA-SHA256").update(signed).sign(key).toString("base64url")}`;
}

const now = (): number => Math.floor(Date.now() / 1000);

describe("the App's own identity", () => {
  it("is its key's: Octokit's JWT is taken", async () => {
    const github = await start();
    const { data } = await asApp(github).apps.getAuthenticated();
    expect(data).toMatchObject({ id: 17, slug: "plumbline", permissions: { checks: "write" } });
  });

  it.each([
    [
      "valid for more than ten minutes",
      (key: string) => jwt(key, { iat: now(), exp: now() + 700, iss: 17 }),
      "too far in the future",
    ],
    ["expired", (key: string) => jwt(key, { iat: now() - 900, exp: now() - 300, iss: 17 }), "'exp'"],
    ["another App's", (key: string) => jwt(key, { iat: now(), exp: now() + 60, iss: 18 }), "'iss'"],
    [
      "signed with another key",
      () => jwt(otherKey(), { iat: now(), exp: now() + 60, iss: 17 }),
      "could not be decoded",
    ],
    ["no JWT at all", () => "a.b.c", "could not be decoded"],
  ])("is refused when its JWT is %s", async (_, make, message) => {
    const github = await start();
    const headers = { authorization: `bearer ${make(github.privateKey)}` };
    const response = await fetch(`${github.apiUrl}/app`, { headers });
    expect(response.status).toBe(401);
    expect(await response.text()).toContain(message);
  });
});

function otherKey(): string {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  return privateKey.export({ type: "pkcs8", format: "pem" }).toString();
}

describe("an installation token", () => {
  it("reaches the installation's repositories, and no other private one", async () => {
    const github = await start();
    const octokit = await withRepository(github);
    await github.createRepository({ name: "other/secret", files: { a: "b" } });
    await github.createRepository({ name: "other/open", files: { a: "b" }, private: false });
    const reached = await octokit.apps.listReposAccessibleToInstallation();
    expect(reached.data.repositories.map((one) => one.full_name)).toEqual(["acme/infra"]);
    await expect(octokit.repos.get({ owner: "other", repo: "secret" })).rejects.toMatchObject({ status: 404 });
    const content = await octokit.repos.getContent({ owner: "other", repo: "open", path: "a" });
    expect(content.data).toMatchObject({ type: "file", size: 1 });
  });

  it("can be narrowed by repository and permission, and not widened", async () => {
    const github = await start();
    await withRepository(github);
    await github.createRepository({ name: "acme/second", files: { a: "b" } });
    const app = asApp(github);
    const installation_id = (await app.apps.getRepoInstallation(at)).data.id;
    const narrow = await app.apps.createInstallationAccessToken({
      installation_id,
      repositories: ["infra"],
      permissions: { contents: "read" },
    });
    expect(narrow.data.repositories?.map((one) => one.name)).toEqual(["infra"]);
    const octokit = new Octokit({ auth: narrow.data.token, baseUrl: github.apiUrl });
    await octokit.repos.getContent({ ...at, path: "main.tf" });
    await expect(octokit.pulls.list(at)).rejects.toMatchObject({
      status: 403,
      message: expect.stringContaining("Resource not accessible by integration"),
      response: { headers: { "x-accepted-github-permissions": "pull_requests=read" } },
    });
    await expect(octokit.repos.get({ owner: "acme", repo: "second" })).rejects.toMatchObject({ status: 404 });
    const wider = app.apps.createInstallationAccessToken({ installation_id, permissions: { contents: "write" } });
    await expect(wider).rejects.toMatchObject({ status: 422 });
    const foreign = app.apps.createInstallationAccessToken({ installation_id, repositories: ["nowhere"] });
    await expect(foreign).rejects.toMatchObject({ status: 422 });
    expect(github.problems.filter((one) => one.kind === "permission")).toHaveLength(1);
  });

  it("stops working when the App is uninstalled; another installation has another id", async () => {
    const github = await start();
    await github.createRepository({ name: "acme/infra", files: { a: "b" } });
    const first = await github.install("acme");
    const octokit = asInstallation(github, first);
    await octokit.repos.get(at);
    await github.uninstall("acme");
    await expect(octokit.repos.get(at)).rejects.toMatchObject({ status: 401 });
    await expect(asApp(github).apps.getRepoInstallation(at)).rejects.toMatchObject({ status: 404 });
    expect(await github.install("acme")).not.toBe(first);
  });

  it("says that it is suspended", async () => {
    const github = await start();
    const octokit = await withRepository(github);
    await octokit.repos.get(at);
    await github.suspend("acme");
    await expect(octokit.repos.get(at)).rejects.toMatchObject({
      status: 403,
      message: expect.stringContaining("suspended"),
    });
  });

  it.each([
    [
      "checks: read",
      { checks: "read" },
      (octokit: Octokit, sha: string) => octokit.checks.create({ ...at, name: "x", head_sha: sha }),
    ],
    [
      "pull_requests: read",
      { pull_requests: "read" },
      (octokit: Octokit) => octokit.issues.createComment({ ...at, issue_number: 1, body: "x" }),
    ],
    [
      "issues: write without pull_requests",
      { issues: "write", pull_requests: "read" },
      (octokit: Octokit) => octokit.issues.createComment({ ...at, issue_number: 1, body: "x" }),
    ],
    ["no contents", { contents: undefined }, (octokit: Octokit) => octokit.git.getTree({ ...at, tree_sha: "main" })],
  ])("with %s is refused what needs more", async (_, changed, call) => {
    const wanted = Object.entries({ ...permissions, ...changed }).filter(([, level]) => level !== undefined);
    const github = await start({}, { permissions: Object.fromEntries(wanted) as typeof permissions });
    const { octokit } = await withPull(github);
    await expect(call(octokit, (await github.tip("acme/infra")) ?? "")).rejects.toMatchObject({ status: 403 });
    expect(github.problems).toMatchObject([{ kind: "permission" }]);
  });
});

describe("an App's manifest", () => {
  it("is read from app.yml", () => {
    const appYml =
      "name: x\ndefault_events:\n  - pull_request\ndefault_permissions:\n  checks: write\n  # issues: write\n";
    expect(readManifest(appYml)).toEqual({ events: ["pull_request"], permissions: { checks: "write" } });
  });

  it.each([
    ["issue_comment without issues", { ...permissions, issues: undefined }, events],
    ["merge_group without merge_queues", { ...permissions, merge_queues: undefined }, events],
    ["installation, which is sent anyway", permissions, ["installation"]],
  ])("is refused with %s", async (_, given, listed) => {
    const defined = Object.fromEntries(
      Object.entries(given).filter(([, level]) => level !== undefined),
    ) as typeof permissions;
    const starting = startGitHub({ app: { id: 1, webhookSecret: "x", permissions: defined, events: listed } });
    await expect(starting).rejects.toThrow("Default events");
  });
});

describe("a request that GitHub would not take", () => {
  it("is answered loudly and noted when nobody serves it", async () => {
    const github = await start();
    const octokit = await withRepository(github);
    await expect(octokit.repos.listTeams(at)).rejects.toMatchObject({ status: 501 });
    expect(github.problems).toMatchObject([{ kind: "unknown-endpoint", where: "GET /repos/acme/infra/teams" }]);
    expect(github.requests.at(-1)).toMatchObject({ operation: null, validated: false });
  });

  it.each([
    ["a misspelt parameter", { name: "x", head_sha: "1".repeat(40), sumary: "x" }, "sumary"],
    ["a missing one", { head_sha: "1".repeat(40) }, "name"],
    [
      "51 annotations",
      {
        name: "x",
        head_sha: "1".repeat(40),
        output: {
          title: "t",
          summary: "s",
          annotations: Array.from({ length: 51 }, () => ({
            path: "a",
            start_line: 1,
            end_line: 1,
            annotation_level: "notice",
            message: "m",
          })),
        },
      },
      "50 items",
    ],
    [
      "a summary above 65,535 characters",
      { name: "x", head_sha: "1".repeat(40), output: { title: "t", summary: "s".repeat(65_536) } },
      "65535",
    ],
  ])("is a 422 and noted for %s", async (_, body, message) => {
    const github = await start();
    const octokit = await withRepository(github);
    const posting = octokit.request("POST /repos/{owner}/{repo}/check-runs", { ...at, ...body } as never);
    await expect(posting).rejects.toMatchObject({ status: 422, message: expect.stringContaining(message) });
    expect(github.problems).toMatchObject([{ kind: "invalid-request" }]);
  });
});
