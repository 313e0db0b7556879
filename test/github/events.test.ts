import { expect, test } from "vitest";
import { concluded, queueFile, REPOSITORY, startBench, until, withChange, type Bench } from "./harness.ts";

/** Gives every delivery that is under way the time to be worked on: it stands for "and nothing came of it". */
async function settled({ github }: Bench): Promise<void> {
  await github.idle();
  await new Promise((resolve) => setTimeout(resolve, 2500));
}

function ownComments({ github }: Bench, number: number): readonly string[] {
  return github
    .issueComments(REPOSITORY, number)
    .filter(({ by }) => by === github.botLogin)
    .map(({ body }) => body);
}

test("commands: recheck, help, what is none, and whose they are", async () => {
  await using bench = await startBench();
  const { github } = bench;
  const { headSha } = await withChange(github);
  const number = await github.openPull(REPOSITORY, { head: "change", by: "alice" });
  await concluded(github, headSha);

  const recheck = await github.comment(REPOSITORY, number, "It is repaired.\n\n/drift recheck\n", "maria");
  await concluded(github, headSha, 2);
  expect(github.issueComments(REPOSITORY, number).find(({ id }) => id === recheck)?.reactions).toEqual([
    `eyes by ${github.botLogin}`,
  ]);
  expect(ownComments(bench, number)).toEqual([]);

  await github.comment(REPOSITORY, number, "/drift rechekc", "alice");
  await until(() => ownComments(bench, number).length === 1, "the misspelt command is answered");
  expect(ownComments(bench, number)[0]).toContain("rechekc");

  await github.comment(REPOSITORY, number, "/drift recheck", "mallory");
  await until(() => ownComments(bench, number).length === 2, "the reader is answered");
  expect(ownComments(bench, number)[1]).toContain("write permission");

  await github.comment(REPOSITORY, number, "/drift help", "alice");
  await until(() => ownComments(bench, number).length === 3, "help is given");

  await github.comment(
    REPOSITORY,
    number,
    "One may say /drift recheck here.\n```\n/drift recheck\n```\n> /drift recheck",
    "alice",
  );
  await github.comment(REPOSITORY, number, "/drift recheck", "helper[bot]");
  const plain = await github.comment(REPOSITORY, number, "Hm.", "alice");
  await github.editComment(REPOSITORY, number, plain, "/drift recheck", "alice");
  await settled(bench);
  expect(github.checkRuns(REPOSITORY, headSha)).toHaveLength(2);
  expect(ownComments(bench, number)).toHaveLength(3);
  expect(github.problems).toEqual([]);
});

test("a command on a line is answered in its thread", async () => {
  await using bench = await startBench();
  const { github } = bench;
  const { headSha } = await withChange(github);
  const number = await github.openPull(REPOSITORY, { head: "change", by: "alice" });
  await concluded(github, headSha);
  const first = await github.commentOnLine(REPOSITORY, number, { path: "main.tf", line: 3, body: "Why?", by: "alice" });
  await github.reply(REPOSITORY, number, first, "/drift help", "alice");
  const comments = () => github.threads(REPOSITORY, number)[0]?.comments ?? [];
  await until(() => comments().length === 3, "help is given in the thread");
  expect(comments()[1]?.reactions).toEqual([`eyes by ${github.botLogin}`]);
  expect(comments()[2]).toMatchObject({ by: github.botLogin, inReplyTo: first });
  await github.reply(REPOSITORY, number, first, "/drift recheck", "alice");
  await concluded(github, headSha, 2);
});

test("a fork's pull request is not looked at until someone with write permission says so, for that head only", async () => {
  await using bench = await startBench();
  const { github } = bench;
  await withChange(github);
  const fork = await github.fork(REPOSITORY, "mallory");
  const headSha = await github.push(fork, { branch: "evil", files: { "main.tf": queueFile(1) }, by: "mallory" });
  const number = await github.openPull(REPOSITORY, { head: "mallory:evil", by: "mallory" });
  expect(await concluded(github, headSha)).toMatchObject([{ conclusion: "action_required" }]);

  await github.comment(REPOSITORY, number, "/drift recheck", "mallory");
  await until(() => ownComments(bench, number).length === 1, "the author is refused");
  expect(bench.questions).toEqual([]);

  await github.comment(REPOSITORY, number, "/drift recheck", "alice");
  expect((await concluded(github, headSha, 2)).at(-1)).toMatchObject({ conclusion: "success" });
  expect(bench.questions).toHaveLength(1);

  const later = await github.push(fork, { branch: "evil", files: { "main.tf": queueFile(2) }, by: "mallory" });
  expect(await concluded(github, later)).toMatchObject([{ conclusion: "action_required" }]);
  expect(bench.questions).toHaveLength(1);
});

test("a fork's push between the comment and its answer is not let through", async () => {
  await using bench = await startBench();
  const { github } = bench;
  await withChange(github);
  const fork = await github.fork(REPOSITORY, "mallory");
  const shown = await github.push(fork, { branch: "evil", files: { "main.tf": queueFile(1) }, by: "mallory" });
  const number = await github.openPull(REPOSITORY, { head: "mallory:evil", by: "mallory" });
  await concluded(github, shown);
  github.hold();
  await github.comment(REPOSITORY, number, "/drift recheck", "alice");
  const later = await github.push(fork, { branch: "evil", files: { "main.tf": queueFile(2) }, by: "mallory" });
  await github.release();
  await until(() => ownComments(bench, number).length === 1, "the comment is answered");
  expect(ownComments(bench, number)[0]).toContain(later.slice(0, 7));
  await concluded(github, later);
  await settled(bench);
  expect(github.checkRuns(REPOSITORY, later).map(({ conclusion }) => conclusion)).not.toContain("success");
  expect(bench.questions).toEqual([]);
});

test("the merge queue gets its answer, for the group's commit against its base", async () => {
  await using bench = await startBench();
  const { github } = bench;
  const { headSha } = await withChange(github);
  const number = await github.openPull(REPOSITORY, { head: "change", by: "alice" });
  await concluded(github, headSha);
  bench.say(() => ({ conclusion: "failure", title: "1 of 1 no longer holds", summary: "### not posted" }));
  const group = await github.enqueue(REPOSITORY, number, "alice");
  const [run] = await concluded(github, group.headSha);
  expect(run).toMatchObject({ conclusion: "failure", name: "Plumbline" });
  const question = bench.questions.at(-1);
  expect(question).toMatchObject({ baseSha: group.baseSha, headSha: group.headSha, baseName: "main" });
  expect([...(question?.change.changed ?? [])]).toEqual(["main.tf"]);
  expect(ownComments(bench, number)).toEqual([]);
  bench.say(() => ({}));
  await github.rerequestCheckRun(REPOSITORY, run?.id ?? 0, "alice");
  expect((await concluded(github, group.headSha, 2)).at(-1)).toMatchObject({ conclusion: "success" });
});

test("re-run buttons, a changed base, a reopened pull request: each is a new run", async () => {
  await using bench = await startBench();
  const { github } = bench;
  const { headSha } = await withChange(github);
  await github.push(REPOSITORY, { branch: "release", files: { "other.tf": "# other\n" } });
  const number = await github.openPull(REPOSITORY, { head: "change", by: "alice", draft: true });
  const [first] = await concluded(github, headSha);
  await github.rerequestCheckRun(REPOSITORY, first?.id ?? 0, "alice");
  await concluded(github, headSha, 2);
  await github.rerequestCheckSuite(REPOSITORY, headSha, "alice");
  await concluded(github, headSha, 3);
  await github.editPull(REPOSITORY, number, { base: "release", by: "alice" });
  await concluded(github, headSha, 4);
  expect(bench.questions.at(-1)).toMatchObject({ baseName: "release" });
  await github.markReady(REPOSITORY, number, "alice");
  await concluded(github, headSha, 5);
  await github.closePull(REPOSITORY, number, "alice");
  await github.reopenPull(REPOSITORY, number, "alice");
  await concluded(github, headSha, 6);
  await github.editPull(REPOSITORY, number, { title: "Another title", by: "alice" });
  await settled(bench);
  expect(github.checkRuns(REPOSITORY, headSha)).toHaveLength(6);
});

test("an installation checks the pull requests that are open already", async () => {
  await using bench = await startBench();
  const { github } = bench;
  await github.createRepository({
    name: REPOSITORY,
    files: { "main.tf": queueFile(30) },
    collaborators: { alice: "write" },
  });
  const headSha = await github.push(REPOSITORY, { branch: "change", files: { "main.tf": queueFile(60) }, by: "alice" });
  await github.openPull(REPOSITORY, { head: "change", by: "alice" });
  await github.install("acme");
  expect(await concluded(github, headSha)).toMatchObject([{ conclusion: "success" }]);
});

test("a delivery that is sent again is one check", async () => {
  await using bench = await startBench();
  const { github } = bench;
  const { headSha } = await withChange(github);
  await github.openPull(REPOSITORY, { head: "change", by: "alice" });
  await concluded(github, headSha);
  const opened = github.deliveries.find(({ event, action }) => event === "pull_request" && action === "opened");
  const again = await github.redeliver(opened?.id ?? 0);
  expect(again.status).toBe(202);
  await settled(bench);
  expect(github.checkRuns(REPOSITORY, headSha)).toHaveLength(1);
});
