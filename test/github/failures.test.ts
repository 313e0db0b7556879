import { expect, test } from "vitest";
import { concluded, REPOSITORY, startBench, until, withChange } from "./harness.ts";

const finding = { id: "k3v9x2qa", path: "main.tf", line: 3, side: "RIGHT", text: "Not there." } as const;
const CREATE_CHECK = "POST /repos/{owner}/{repo}/check-runs";
const REVIEW = "POST /repos/{owner}/{repo}/pulls/{pull_number}/reviews";

test("5xx and secondary rate limits on the way are waited out", async () => {
  await using bench = await startBench();
  const { github } = bench;
  const { headSha } = await withChange(github);
  bench.say(() => ({ conclusion: "failure", comments: [finding], summary: "### 1 of 1" }));
  github.answerNext(CREATE_CHECK, { status: 502, body: { message: "Server Error" } }, 2);
  github.answerNext("GET /repos/{owner}/{repo}/git/trees/{tree_sha}", {
    status: 403,
    body: { message: "You have exceeded a secondary rate limit. Please wait." },
    headers: { "retry-after": "1" },
  });
  github.answerNext("POST /graphql", { status: 500, body: { message: "Server Error" } });
  const number = await github.openPull(REPOSITORY, { head: "change", by: "alice" });
  expect(await concluded(github, headSha)).toMatchObject([{ conclusion: "failure" }]);
  expect(github.threads(REPOSITORY, number)).toHaveLength(1);
});

test("a GitHub that is down for longer: the job is tried again, and the same check run is concluded", async () => {
  await using bench = await startBench();
  const { github } = bench;
  const { headSha } = await withChange(github);
  github.answerNext("GET /repos/{owner}/{repo}/git/trees/{tree_sha}", { status: 503, body: { message: "down" } }, 6);
  await github.openPull(REPOSITORY, { head: "change", by: "alice" });
  expect(await concluded(github, headSha)).toMatchObject([{ conclusion: "success" }]);
});

test("a review that GitHub refuses is in the summary, and the check is concluded", async () => {
  await using bench = await startBench();
  const { github } = bench;
  const { headSha } = await withChange(github);
  bench.say(() => ({ conclusion: "failure", comments: [finding], summary: "### 1 of 1" }));
  github.answerNext(REVIEW, {
    status: 422,
    body: { message: "Unprocessable Entity", errors: ["Line could not be resolved"] },
  });
  const number = await github.openPull(REPOSITORY, { head: "change", by: "alice" });
  expect(await concluded(github, headSha)).toMatchObject([{ conclusion: "failure" }]);
  expect(github.threads(REPOSITORY, number)).toEqual([]);
  expect(github.issueComments(REPOSITORY, number)).toHaveLength(1);
});

test("a review whose answer got lost is not posted twice", async () => {
  await using bench = await startBench();
  const { github } = bench;
  const { headSha } = await withChange(github);
  bench.say(() => ({ conclusion: "failure", comments: [finding], summary: "### 1 of 1" }));
  github.hangUpAfter(REVIEW);
  const number = await github.openPull(REPOSITORY, { head: "change", by: "alice" });
  expect(await concluded(github, headSha)).toMatchObject([{ conclusion: "failure" }]);
  expect(github.reviews(REPOSITORY, number)).toHaveLength(1);
});

test("a bug in the flow never leaves a check open, nor green", async () => {
  await using bench = await startBench();
  const { github } = bench;
  const { headSha } = await withChange(github);
  bench.say(() => {
    throw new TypeError("undefined is not a function");
  });
  await github.openPull(REPOSITORY, { head: "change", by: "alice" });
  const [run] = await concluded(github, headSha);
  expect(["failure", "action_required"]).toContain(run?.conclusion);
  expect(run?.summary).not.toContain("undefined is not");
});

test("without the permission for checks, nothing is posted at all", async () => {
  await using bench = await startBench();
  const { github } = bench;
  const { headSha } = await withChange(github, {
    metadata: "read",
    contents: "read",
    pull_requests: "write",
    issues: "read",
    merge_queues: "read",
  });
  const number = await github.openPull(REPOSITORY, { head: "change", by: "alice" });
  await until(
    () => github.requests.some(({ operation, status }) => operation === CREATE_CHECK && status === 403),
    "the check is refused",
  );
  expect(github.checkRuns(REPOSITORY, headSha)).toEqual([]);
  expect(github.issueComments(REPOSITORY, number)).toEqual([]);
});

test("many annotations come in batches, and all arrive", async () => {
  await using bench = await startBench();
  const { github } = bench;
  const { headSha } = await withChange(github);
  const annotations = Array.from({ length: 120 }, (_, index) => ({
    path: "main.tf",
    startLine: 3,
    endLine: 3,
    level: "warning" as const,
    title: `number ${index}`,
    message: "m",
    rawDetails: "",
  }));
  bench.say(() => ({ conclusion: "neutral", annotations }));
  await github.openPull(REPOSITORY, { head: "change", by: "alice" });
  const [run] = await concluded(github, headSha);
  expect(run?.annotations).toHaveLength(120);
  expect(github.problems).toEqual([]);
});
