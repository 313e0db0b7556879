import { expect, test } from "vitest";
import { check, type Checked, withRepository, write } from "./support/checking.ts";
import type { TestRepository } from "./support/repository.ts";
import { createRepository } from "./support/repository.ts";
import type { WorldFile } from "./world/world.ts";

const CONFIG = `version: 1
targets:
  prod:
    root: infra
    account: "111122223333"
    region: eu-west-1
    role: arn:aws:iam::111122223333:role/plumbline-read
`;

function world(timeout: number): WorldFile {
  const identifier = "https://sqs.eu-west-1.amazonaws.com/111122223333/invoices";
  const resource = { type: "AWS::SQS::Queue", identifier, properties: { VisibilityTimeout: timeout } };
  return { accounts: { "111122223333": { regions: { "eu-west-1": { resources: [resource] } } } } };
}

const queue = (timeout: number, more = "") => `resource "aws_sqs_queue" "invoices" {
  name                       = "invoices"
  visibility_timeout_seconds = ${timeout}
}
${more}`;

async function commitQueue(repository: TestRepository, timeout: number, more = ""): Promise<string> {
  await write(repository, { ".github/plumbline.yml": CONFIG, "infra/main.tf": queue(timeout, more) });
  return repository.commit(`timeout ${timeout}`);
}

async function checked(repository: TestRepository, base: string, live: number): Promise<Checked["report"]> {
  await write(repository, { "infra/main.tf": queue(90) });
  return (await check(repository, { base }, { world: world(live) })).report;
}

test("a merge counts as one change, when it was merged, whatever its branch went through", async () => {
  await withRepository(async (repository) => {
    await commitQueue(repository, 30);
    await repository.git("checkout", "--quiet", "-b", "feature");
    await commitQueue(repository, 40);
    await commitQueue(repository, 60);
    await repository.git("checkout", "--quiet", "main");
    await write(repository, { "README.md": "on main" });
    await repository.commit("another file");
    await repository.git("merge", "--quiet", "--no-ff", "--no-edit", "feature");
    const merge = await repository.git("rev-parse", "HEAD");
    const undeployed = await checked(repository, merge, 30);
    expect(undeployed.assumptions[0]).toMatchObject({ finding: "undeployed", severity: "warn" });
    expect(undeployed.assumptions[0]?.message).toContain(`before ${merge.slice(0, 7)}, which was merged`);
    await repository.git("checkout", "--quiet", ".");
    // What only the branch ever declared was never on base.
    expect((await checked(repository, merge, 40)).assumptions[0]).toMatchObject({ finding: "would-revert" });
  });
});

test("commits to other files, and changes of other blocks, are none of the block's", async () => {
  await withRepository(async (repository) => {
    await commitQueue(repository, 30);
    const change = await commitQueue(repository, 60);
    await commitQueue(repository, 60, '\nlocals {\n  unrelated = "a"\n}\n');
    await write(repository, { "infra/other.tf": 'locals {\n  other = "b"\n}\n' });
    const base = await repository.commit("another file of the root");
    const { assumptions } = await checked(repository, base, 30);
    expect(assumptions[0]).toMatchObject({ finding: "undeployed" });
    expect(assumptions[0]?.message).toContain(`before ${change.slice(0, 7)}, which`);
  });
});

test("what was declared more than twenty changes ago is not looked for", async () => {
  await withRepository(async (repository) => {
    await commitQueue(repository, 30);
    let base = "";
    for (let timeout = 100; timeout < 121; timeout++) base = await commitQueue(repository, timeout);
    expect((await checked(repository, base, 101)).assumptions[0]).toMatchObject({ finding: "undeployed" });
    await repository.git("checkout", "--quiet", ".");
    const { assumptions } = await checked(repository, base, 30);
    expect(assumptions[0]).toMatchObject({ finding: "would-revert" });
    expect(assumptions[0]?.message).not.toContain("could not be told");
  });
}, 60_000);

test("a block that was added is not what was declared before; neither is one of another name", async () => {
  await withRepository(async (repository) => {
    await write(repository, { ".github/plumbline.yml": CONFIG, "infra/main.tf": "# nothing yet\n" });
    await repository.commit("no queue");
    await write(repository, { "infra/main.tf": queue(30).replace('"invoices"\n', '"bills"\n') });
    await repository.commit("another name");
    const base = await commitQueue(repository, 60);
    expect((await checked(repository, base, 30)).assumptions[0]).toMatchObject({ finding: "would-revert" });
  });
});

test("a shallow clone changes nothing, and is noted", async () => {
  await withRepository(async (origin) => {
    await commitQueue(origin, 30);
    const base = await commitQueue(origin, 60);
    const clone = await createRepository();
    try {
      await clone.git("fetch", "--quiet", "--depth=1", `file://${origin.folder}`, "main");
      await clone.git("reset", "--quiet", "--hard", "FETCH_HEAD");
      const { assumptions, summary } = await checked(clone, base, 30);
      expect(assumptions[0]).toMatchObject({ finding: "would-revert", severity: "block" });
      expect(assumptions[0]?.message).toContain("could not be told: this clone is shallow (git fetch --unshallow");
      expect(summary.conclusion).toBe("failure");
    } finally {
      await clone.remove();
    }
  });
});

test("earlier code that cannot be read or makes no sense is no match", async () => {
  await withRepository(async (repository) => {
    await commitQueue(repository, 30);
    await write(repository, { "infra/main.tf": "resource {{{\n" });
    await repository.commit("broken");
    await write(repository, { "infra/main.tf": queue(40).replace("= 40", "= var.unknown") });
    await repository.commit("without a value");
    const base = await commitQueue(repository, 60);
    const { assumptions } = await checked(repository, base, 30);
    expect(assumptions[0]).toMatchObject({ finding: "undeployed" });
  });
});

test("the policy decides how severe it is, and a waiver of its path takes it away", async () => {
  await withRepository(async (repository) => {
    await commitQueue(repository, 30);
    const policy = `${CONFIG}policy:\n  undeployed: block\n`;
    await write(repository, { ".github/plumbline.yml": policy, "infra/main.tf": queue(60) });
    const base = await repository.commit("timeout 60");
    expect((await checked(repository, base, 30)).assumptions[0]).toMatchObject({ severity: "block" });
    const waiver = "waivers:\n  - { match: 'aws_sqs_queue.*#VisibilityTimeout', reason: soon }\n";
    await repository.git("checkout", "--quiet", ".");
    await write(repository, { ".github/plumbline.yml": policy + waiver });
    const waived = await repository.commit("waived");
    const { assumptions } = await checked(repository, waived, 30);
    expect(assumptions[0]).toMatchObject({ finding: "undeployed", verdict: "waived" });
  });
});
