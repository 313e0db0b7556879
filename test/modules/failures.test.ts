import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { type ModuleStage, QUEUE_MODULE, startStage } from "./stage.ts";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });

let stage: ModuleStage;

beforeAll(async () => {
  stage = await startStage();
});
afterAll(() => stage.close());

/** Why each module could not be had, by the name of its call, the port left out. */
async function reasonsFor(calls: Readonly<Record<string, string>>): Promise<Readonly<Record<string, string | null>>> {
  const text = Object.entries(calls)
    .map(([name, source]) => `module "${name}" {\n  ${source}\n}\n`)
    .join("");
  const { report } = await stage.check({ "infra/main.tf": "" }, { "infra/main.tf": text });
  expect(report.problems).toEqual([]);
  return Object.fromEntries(
    report.assumptions.map(({ subject, reason, message }) => {
      expect(reason).toBe("module-unavailable");
      const why = /^Not checked: a module could not be had: module `.*?` \(.*?\): (.*)\. Look at what/s.exec(
        message,
      )?.[1];
      return [subject.address.replace("module.", ""), (why ?? message).replaceAll(stage.registry.host, "HOST")];
    }),
  );
}

it("says for each kind of failure why the module could not be had", async () => {
  const { registry } = stage;
  const service = "/v1/modules/acme";
  const from = (name: string, version = "1.0.0"): string =>
    `source = "${registry.host}/acme/${name}/aws"\n  version = "${version}"`;
  const commit = await registry.commit("acme/real", "v1", { "main.tf": QUEUE_MODULE });
  registry.publish("acme/real/aws", "1.0.0", registry.gitSource("acme/real", commit));
  registry.answer(`${service}/forbidden/aws/versions`, { status: 403 });
  registry.answer(`${service}/failing/aws/versions`, { status: 500, body: "oops" });
  registry.answer(`${service}/malformed/aws/versions`, { status: 200, body: `{"modules": [` });
  registry.answer(`${service}/strange/aws/versions`, {
    status: 200,
    body: `{"modules": [{"versions": [{"version": 1}]}]}`,
  });
  registry.answer(`${service}/hanging/aws/versions`, "hang");
  registry.answer(`${service}/large/aws/versions`, { status: 200, body: Buffer.alloc(9 * 1024 * 1024, " ") });
  registry.answer(`${service}/moved/aws/versions`, {
    status: 302,
    headers: { location: "http://169.254.169.254/latest" },
  });
  registry.answer(`${service}/endless/aws/versions`, { status: 302, headers: { location: "versions" } });
  registry.answer("/git/acme/stuck.git/info/refs", "hang");
  for (const [name, location] of [
    ["unlocated", ""],
    ["local", "./../../../etc"],
    ["bucket", "s3::https://s3.amazonaws.com/bucket/x.zip"],
    ["elsewhere", "git::https://git.example.com/acme/x.git"],
    ["nothing", registry.gitSource("acme/nothing", "v1")],
    ["untagged", registry.gitSource("acme/real", "v9")],
    ["uncommitted", registry.gitSource("acme/real", "1".repeat(40))],
    ["stuck", registry.gitSource("acme/stuck", "v1")],
  ] as const)
    registry.publish(`acme/${name}/aws`, "1.0.0", location);
  expect(
    await reasonsFor({
      absent: from("absent"),
      forbidden: from("forbidden"),
      failing: from("failing"),
      malformed: from("malformed"),
      strange: from("strange"),
      hanging: from("hanging"),
      large: from("large"),
      moved: from("moved"),
      endless: from("endless"),
      unlocated: from("unlocated"),
      local: from("local"),
      bucket: from("bucket"),
      elsewhere: from("elsewhere"),
      nothing: from("nothing"),
      untagged: from("untagged"),
      uncommitted: from("uncommitted"),
      stuck: from("stuck"),
      unmatched: from("real", "~> 2.0"),
      nonsense: from("real", "newest"),
      other_host: `source = "registry.example.com/acme/x/aws"`,
      versioned: `source = "${registry.gitSource("acme/real", "v1")}"\n  version = "1.0.0"`,
      mercurial: `source = "hg::http://${registry.host}/x"`,
      bitbucket: `source = "bitbucket.org/acme/x"`,
      archive: `source = "https://${registry.host}/x.zip"`,
      file: `source = "git::file:///etc"`,
      helper: `source = "git::ext::sh -c whoami"`,
    }),
  ).toMatchInlineSnapshot(`
    {
      "absent": "the list of versions of \`acme/absent/aws\` on \`HOST\` is not there (404)",
      "archive": "an archive is only read where a registry leads to it",
      "bitbucket": "\`bitbucket.org\` is not among the hosts that modules are fetched from (PLUMBLINE_MODULE_HOSTS)",
      "bucket": "the download of \`acme/bucket/aws\` 1.0.0 on \`HOST\` is elsewhere: modules are not read from \`s3\` sources",
      "elsewhere": "\`git.example.com\` is not among the hosts that modules are fetched from (PLUMBLINE_MODULE_HOSTS)",
      "endless": "\`HOST\` redirects more than 5 times",
      "failing": "the list of versions of \`acme/failing/aws\` on \`HOST\` is not given (500)",
      "file": "git repositories are not read over \`file\`",
      "forbidden": "the list of versions of \`acme/forbidden/aws\` on \`HOST\` is refused (403): no access",
      "hanging": "\`HOST\` did not answer in time",
      "helper": "this is no source address that Terraform knows; a folder's begins with \`./\` or \`../\`",
      "large": "\`HOST\` sends more than 8 MiB",
      "local": "the download of \`acme/local/aws\` 1.0.0 on \`HOST\` is elsewhere: modules are not read from http://HOST: it is no git repository and no known archive",
      "malformed": "the list of versions of \`acme/malformed/aws\` on \`HOST\` cannot be read",
      "mercurial": "modules are not read from \`hg\` sources",
      "moved": "\`HOST\` leads to another host: \`169.254.169.254\` is not among the hosts that modules are fetched from (PLUMBLINE_MODULE_HOSTS)",
      "nonsense": "the version constraint \`newest\` cannot be read",
      "nothing": "HOST/git/acme/nothing is not there, or may not be read with these credentials",
      "other_host": "\`registry.example.com\` is not among the hosts that modules are fetched from (PLUMBLINE_MODULE_HOSTS)",
      "strange": "the list of versions of \`acme/strange/aws\` on \`HOST\` cannot be read",
      "stuck": "HOST/git/acme/stuck did not answer in time",
      "uncommitted": "HOST/git/acme/real has no such commit",
      "unlocated": "the download of \`acme/unlocated/aws\` 1.0.0 on \`HOST\` has no location",
      "unmatched": "no version on \`HOST\` matches \`~> 2.0\`; the newest is 1.0.0",
      "untagged": "HOST/git/acme/real has no branch or tag \`v9\`",
      "versioned": "only a module of a registry has a version: \`terraform init\` refuses it",
    }
  `);
});

it("never shows credentials that are part of an address", async () => {
  const reasons = await stage.check(
    { "infra/main.tf": "" },
    {
      "infra/main.tf": `module "x" {\n  source = "git::https://me:hunter2@git.example.com/acme/x.git?sshkey=c2VjcmV0"\n}\n`,
    },
  );
  expect(reasons.stdout).toContain("git.example.com");
  expect(reasons.stdout).not.toMatch(/hunter2|c2VjcmV0/);
});

it("takes a token along to its own host only, and only for what base names", async () => {
  const { registry } = stage;
  const commit = await registry.commit("acme/private", "v1", { "main.tf": QUEUE_MODULE });
  registry.publish("acme/private/aws", "1.0.0", registry.gitSource("acme/private", commit));
  const call = (name: string): string =>
    `module "${name}" {\n  source = "${registry.host}/acme/private/aws"\n  name = "${name}"\n}\n`;
  const environment = { TF_TOKEN_127_0_0_1: "a-token" };
  const before = registry.requests.length;
  const added = await stage.check({ "infra/main.tf": "" }, { "infra/main.tf": call("a") }, { environment });
  expect(registry.requests.slice(before)).toEqual([]);
  expect(added.report.assumptions).toMatchObject([
    { reason: "module-unavailable", message: expect.stringContaining("is a private registry") },
  ]);
  const kept = await stage.check(
    { "infra/main.tf": call("a") },
    { "infra/main.tf": call("a") + call("b") },
    { environment },
  );
  expect(kept.report.assumptions.map(({ subject }) => subject.address)).toContain("module.b.aws_sqs_queue.this");
  expect(new Set(registry.requests.slice(before).map(({ authorization }) => authorization))).toEqual(
    new Set(["Bearer a-token"]),
  );
});
