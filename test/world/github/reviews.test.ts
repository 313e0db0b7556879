import { describe, expect, it } from "vitest";
import { at, mainTf, start, withPull } from "./support.ts";

describe("a review", () => {
  it("with every comment within the hunks is posted, by line, side and range", async () => {
    const github = await start();
    const { number, octokit } = await withPull(github);
    await octokit.pulls.createReview({
      ...at,
      pull_number: number,
      event: "COMMENT",
      body: "",
      comments: [
        { path: "main.tf", line: 3, side: "RIGHT", body: "on the new line" },
        { path: "main.tf", line: 3, side: "LEFT", body: "on the old line" },
        { path: "main.tf", start_line: 2, line: 4, side: "RIGHT", body: "on a range" },
      ],
    });
    const [review] = github.reviews("acme/infra", number);
    expect(review?.comments.map(({ line, side, startLine }) => [startLine, line, side])).toEqual([
      [null, 3, "RIGHT"],
      [null, 3, "LEFT"],
      [2, 4, "RIGHT"],
    ]);
    const comments = await octokit.paginate(octokit.pulls.listReviewComments, {
      ...at,
      pull_number: number,
      per_page: 1,
    });
    expect(comments.map((comment) => comment.body)).toEqual(["on the new line", "on the old line", "on a range"]);
    expect(comments[0]?.diff_hunk.split("\n").at(-1)).toBe("+  visibility_timeout_seconds = 60");
  });

  it.each([
    ["a line off the hunks", { path: "main.tf", line: 12, body: "x" }, "line must be part of the diff"],
    ["a line beyond the file", { path: "main.tf", line: 999, body: "x" }, "line must be part of the diff"],
    ["a file that is not changed", { path: "README.md", line: 1, body: "x" }, "Path could not be resolved"],
    ["a range that starts off its hunk", { path: "main.tf", start_line: 7, line: 3, body: "x" }, "must precede"],
    ["an empty body", { path: "main.tf", line: 3, body: " " }, "body can't be blank"],
    ["a body above the limit", { path: "main.tf", line: 3, body: "x".repeat(65_537) }, "maximum is 65536"],
  ])("is refused whole for %s", async (_, comment, message) => {
    const github = await start();
    const { number, octokit } = await withPull(github);
    const comments = [{ path: "main.tf", line: 3, body: "fine" }, comment];
    const posting = octokit.pulls.createReview({ ...at, pull_number: number, event: "COMMENT", comments });
    await expect(posting).rejects.toMatchObject({ status: 422 });
    await expect(posting).rejects.toThrow(message);
    expect(github.reviews("acme/infra", number)).toEqual([]);
  });

  it("is outdated where a push changed its line, and follows it where a push moved it", async () => {
    const github = await start();
    const { number, octokit } = await withPull(github);
    const comments = [
      { path: "main.tf", line: 2, body: "name" },
      { path: "main.tf", line: 3, body: "timeout" },
    ];
    await octokit.pulls.createReview({ ...at, pull_number: number, event: "COMMENT", comments });
    await github.push("acme/infra", {
      branch: "change",
      files: { "main.tf": `# new\n${mainTf.replace("= 30", "= 90")}` },
    });
    const { data } = await octokit.pulls.listReviewComments({ ...at, pull_number: number });
    expect(data.map(({ line, original_line }) => [line, original_line])).toEqual([
      [3, 2],
      [null, 3],
    ]);
    expect(github.threads("acme/infra", number).map((thread) => thread.outdated)).toEqual([false, true]);
  });
});
