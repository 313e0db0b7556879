import { expect, test } from "vitest";
import { concluded, queueFile, REPOSITORY, startBench, until, withChange } from "./harness.ts";

const finding = {
  id: "k3v9x2qa",
  path: "main.tf",
  line: 3,
  side: "RIGHT",
  text: "**Merging would undo a change made live.**",
} as const;

test("an opened pull request gets its check, a comment on the line, and one summary", async () => {
  await using bench = await startBench();
  const { github } = bench;
  const { headSha } = await withChange(github);
  bench.say(() => ({
    conclusion: "failure",
    title: "1 of 1 no longer holds",
    comments: [finding],
    summary: "### 1 of 1",
  }));
  const number = await github.openPull(REPOSITORY, { head: "change", by: "alice" });
  const [run] = await concluded(github, headSha);
  expect(run).toMatchObject({
    name: "Plumbline",
    conclusion: "failure",
    title: "1 of 1 no longer holds",
    externalId: `pull/${number}`,
  });
  expect(run?.history.map(({ status }) => status)).toEqual(["in_progress", "completed"]);
  const [thread, ...others] = github.threads(REPOSITORY, number);
  expect(others).toEqual([]);
  expect(thread).toMatchObject({ path: "main.tf", side: "RIGHT", line: 3 });
  expect(github.issueComments(REPOSITORY, number).map(({ body }) => body)).toEqual([
    "### 1 of 1\n\n<!-- plumbline:summary -->",
  ]);
  const [question] = bench.questions;
  expect([...(question?.change.changed ?? [])]).toEqual(["main.tf"]);
  expect(question?.config).toMatchObject({ kind: "text", text: "version: 1\n" });
  const contents = await question?.change.head.read(["main.tf", "nothing.tf"]);
  expect(contents?.get("main.tf")).toMatchObject({ kind: "text", text: queueFile(60) });
  expect(contents?.get("nothing.tf")).toMatchObject({ kind: "unreadable", reason: "missing" });
  expect(github.problems).toEqual([]);
});

test("a ten-file pull request with findings costs at most 15 calls", async () => {
  await using bench = await startBench();
  const { github } = bench;
  await withChange(github);
  const files = Object.fromEntries(
    Array.from({ length: 10 }, (_, index) => [`infra/file${index}.tf`, queueFile(index)]),
  );
  const headSha = await github.push(REPOSITORY, { branch: "many", files, by: "alice" });
  bench.say(async ({ change }) => {
    await Promise.all([change.base.read(["main.tf"]), change.head.read([...change.changed, "main.tf"])]);
    return { conclusion: "failure", comments: [{ ...finding, path: "infra/file3.tf" }], summary: "### 1 of 1" };
  });
  await github.settleTestMerge(REPOSITORY, await github.openPull(REPOSITORY, { head: "many", by: "alice" }));
  await concluded(github, headSha);
  const calls = github.requests.map(({ operation }) => operation);
  expect(calls).toSatisfy((made: readonly unknown[]) => made.length <= 15);
});

test("all is well: only the check", async () => {
  await using bench = await startBench();
  const { github } = bench;
  const { headSha } = await withChange(github);
  const number = await github.openPull(REPOSITORY, { head: "change", by: "alice" });
  expect(await concluded(github, headSha)).toMatchObject([{ conclusion: "success" }]);
  expect(github.threads(REPOSITORY, number)).toEqual([]);
  expect(github.issueComments(REPOSITORY, number)).toEqual([]);
});

test("what is put right is settled, the summary edited in place, and nothing is said twice", async () => {
  await using bench = await startBench();
  const { github } = bench;
  const { headSha } = await withChange(github);
  const other = { ...finding, id: "zzzz1111", line: 4, text: "Another." };
  bench.say(() => ({ conclusion: "failure", comments: [finding, other], summary: "### 2 of 2" }));
  const number = await github.openPull(REPOSITORY, { head: "change", by: "alice" });
  await concluded(github, headSha);
  bench.say(() => ({ conclusion: "failure", comments: [other], summary: "### 1 of 2" }));
  await github.comment(REPOSITORY, number, "/drift recheck", "alice");
  await concluded(github, headSha, 2);
  expect(github.reviews(REPOSITORY, number)).toHaveLength(1);
  expect(
    github.threads(REPOSITORY, number).map(({ line, comments }) => ({ line, hidden: comments[0]?.minimized })),
  ).toEqual([
    { line: 3, hidden: "resolved" },
    { line: 4, hidden: null },
  ]);
  const own = github.issueComments(REPOSITORY, number).filter(({ by }) => by === github.botLogin);
  expect(own.map(({ bodies }) => bodies.length)).toEqual([2]);
  // It comes back: it is said again.
  bench.say(() => ({ conclusion: "failure", comments: [finding, other], summary: "### 2 of 2" }));
  await github.comment(REPOSITORY, number, "/drift recheck", "alice");
  await concluded(github, headSha, 3);
  expect(github.reviews(REPOSITORY, number).map(({ comments }) => comments.length)).toEqual([2, 1]);
  expect(github.problems).toEqual([]);
});

test("a comment that a person settled is not said again while it says the same", async () => {
  await using bench = await startBench();
  const { github } = bench;
  const { headSha } = await withChange(github);
  bench.say(() => ({ conclusion: "neutral", comments: [finding] }));
  const number = await github.openPull(REPOSITORY, { head: "change", by: "alice" });
  await concluded(github, headSha);
  github.resolveThread(REPOSITORY, number, github.threads(REPOSITORY, number)[0]?.comments[0]?.id ?? 0, "alice");
  await github.comment(REPOSITORY, number, "/drift recheck", "alice");
  await concluded(github, headSha, 2);
  expect(github.threads(REPOSITORY, number)).toHaveLength(1);
  bench.say(() => ({ conclusion: "neutral", comments: [{ ...finding, text: "Now it is 400." }] }));
  await github.comment(REPOSITORY, number, "/drift recheck", "alice");
  await concluded(github, headSha, 3);
  expect(github.threads(REPOSITORY, number)).toHaveLength(2);
});

test("a comment of somebody else's with our marks is not ours", async () => {
  await using bench = await startBench();
  const { github } = bench;
  const { headSha } = await withChange(github);
  bench.say(() => ({ conclusion: "failure", comments: [finding], summary: "### 1 of 1" }));
  github.hold();
  const number = await github.openPull(REPOSITORY, { head: "change", by: "alice" });
  await github.comment(REPOSITORY, number, "no summary\n\n<!-- plumbline:summary -->", "mallory");
  await github.commentOnLine(REPOSITORY, number, {
    path: "main.tf",
    line: 3,
    body: `${finding.text}\n\n<!-- plumbline:k3v9x2qa -->`,
    by: "mallory",
  });
  await github.release();
  await concluded(github, headSha);
  expect(github.threads(REPOSITORY, number)).toHaveLength(2);
  expect(github.issueComments(REPOSITORY, number).map(({ by, bodies }) => [by, bodies.length])).toEqual([
    ["mallory", 1],
    [github.botLogin, 1],
  ]);
});

test("lines follow the pull request's own head when the base branch has moved on", async () => {
  await using bench = await startBench();
  const { github } = bench;
  const { headSha } = await withChange(github);
  await github.push(REPOSITORY, { files: { "main.tf": queueFile(30, "# one\n# two\n") } });
  bench.say(async ({ change }) => {
    const head = (await change.head.read(["main.tf"])).get("main.tf");
    expect(head).toMatchObject({ text: queueFile(60, "# one\n# two\n") });
    return {
      comments: [
        { ...finding, line: 5 },
        { ...finding, id: "removed00", line: 5, side: "LEFT", text: "30" },
        { ...finding, id: "offdiff00", line: 1, text: "not on the diff" },
      ],
      annotations: [
        { path: "main.tf", startLine: 5, endLine: 5, level: "warning", title: "t", message: "m", rawDetails: "" },
      ],
    };
  });
  const number = await github.openPull(REPOSITORY, { head: "change", by: "alice" });
  const [run] = await concluded(github, headSha);
  expect(github.threads(REPOSITORY, number).map(({ side, line }) => ({ side, line }))).toEqual([
    { side: "RIGHT", line: 3 },
    { side: "LEFT", line: 3 },
  ]);
  expect(run?.annotations).toMatchObject([{ path: "main.tf", start_line: 3 }]);
  expect([...(bench.questions[0]?.change.changed ?? [])]).toEqual(["main.tf"]);
});

test("with a conflict, the file that both sides changed is one, and head is the pull request's own", async () => {
  await using bench = await startBench();
  const { github } = bench;
  const { headSha } = await withChange(github);
  await github.push(REPOSITORY, { files: { "main.tf": queueFile(45), "base.tf": "# only base\n" } });
  await github.push(REPOSITORY, { branch: "change", files: { "own.tf": "# only here\n" }, by: "alice" });
  const head = (await github.tip(REPOSITORY, "change")) ?? "";
  expect(head).not.toBe(headSha);
  await github.openPull(REPOSITORY, { head: "change", by: "alice" });
  await concluded(github, head);
  const change = bench.questions[0]?.change;
  expect([...(change?.conflicts ?? [])]).toEqual(["main.tf"]);
  expect(change?.head.revision).toBe(head);
  expect(change?.base.revision).toBe(await github.tip(REPOSITORY, "main"));
});

test("a push during a check: the first is cancelled and says nothing, the second counts", async () => {
  await using bench = await startBench();
  const { github } = bench;
  const { headSha } = await withChange(github);
  bench.say(async ({ signal }) => {
    await new Promise((resolve) => signal.addEventListener("abort", resolve));
    return { conclusion: "failure", comments: [finding], summary: "### old" };
  });
  const number = await github.openPull(REPOSITORY, { head: "change", by: "alice" });
  await until(() => bench.questions.length === 1, "the first check runs");
  bench.say(() => ({ conclusion: "success" }));
  const second = await github.push(REPOSITORY, { branch: "change", files: { "main.tf": queueFile(90) }, by: "alice" });
  expect(await concluded(github, second)).toMatchObject([{ conclusion: "success" }]);
  expect(await concluded(github, headSha)).toMatchObject([{ conclusion: "cancelled" }]);
  expect(github.threads(REPOSITORY, number)).toEqual([]);
  expect(github.issueComments(REPOSITORY, number)).toEqual([]);
});

test("a push that nobody told of is noticed before anything is published", async () => {
  await using bench = await startBench();
  const { github } = bench;
  const { headSha } = await withChange(github);
  bench.say(async () => {
    github.hold();
    await github.push(REPOSITORY, { branch: "change", files: { "main.tf": queueFile(90) }, by: "alice" });
    return { conclusion: "failure", comments: [finding], summary: "### old" };
  });
  const number = await github.openPull(REPOSITORY, { head: "change", by: "alice" });
  expect(await concluded(github, headSha)).toMatchObject([{ conclusion: "cancelled" }]);
  expect(github.threads(REPOSITORY, number)).toEqual([]);
  bench.say(() => ({}));
  await github.release();
  await concluded(github, (await github.tip(REPOSITORY, "change")) ?? "");
});

test("two pull requests at one commit: the check is the worse of both, and says so", async () => {
  await using bench = await startBench();
  const { github } = bench;
  const { headSha } = await withChange(github);
  await github.push(REPOSITORY, { branch: "release", files: { "other.tf": "# other\n" } });
  bench.say(({ locator }) =>
    locator.subject.kind === "pull" && locator.subject.number === first
      ? { conclusion: "failure", title: "1 of 1 no longer holds" }
      : {},
  );
  const first: number = await github.openPull(REPOSITORY, { head: "change", by: "alice" });
  await concluded(github, headSha);
  await github.openPull(REPOSITORY, { head: "change", base: "release", by: "alice" });
  const [, second] = await concluded(github, headSha, 2);
  expect(second).toMatchObject({ conclusion: "failure", title: `1 of 1 no longer holds (#${first})` });
  await github.closePull(REPOSITORY, first, "alice");
  const [, , third] = await concluded(github, headSha, 3);
  expect(third).toMatchObject({ conclusion: "success", title: "All hold" });
});

test("a closed pull request's check is given up", async () => {
  await using bench = await startBench();
  const { github } = bench;
  const { headSha } = await withChange(github);
  bench.say(async ({ signal }) => {
    await new Promise((resolve) => signal.addEventListener("abort", resolve));
    return { conclusion: "failure", summary: "### old" };
  });
  const number = await github.openPull(REPOSITORY, { head: "change", by: "alice" });
  await until(() => bench.questions.length === 1, "the check runs");
  await github.closePull(REPOSITORY, number, "alice");
  expect(await concluded(github, headSha)).toMatchObject([{ conclusion: "cancelled" }]);
  expect(github.issueComments(REPOSITORY, number)).toEqual([]);
});
