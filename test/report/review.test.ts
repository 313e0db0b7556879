import { describe, expect, it } from "vitest";
import { findingIdOf } from "../../src/report/markers.ts";
import { summaryComment } from "../../src/report/markdown.ts";
import { type DiffLine, toReview } from "../../src/report/review.ts";
import * as given from "./fixtures.ts";

const everywhere = () => true;
const only =
  (...lines: readonly number[]) =>
  ({ line }: DiffLine) =>
    lines.includes(line);

describe("line comments", () => {
  it("stand on the lines of the diff, in order, each with its finding's id", () => {
    const { comments, body } = toReview(given.sample(), given.terms, everywhere);
    expect(comments.map(({ path, line, side, id }) => ({ path, line, side, id }))).toMatchInlineSnapshot(`
      [
        {
          "id": "m1missing",
          "line": 6,
          "path": "infra/prod/main.tf",
          "side": "RIGHT",
        },
        {
          "id": "a5applied",
          "line": 14,
          "path": "infra/prod/main.tf",
          "side": "RIGHT",
        },
        {
          "id": "k3v9x2qa",
          "line": 14,
          "path": "infra/prod/main.tf",
          "side": "RIGHT",
        },
        {
          "id": "d2drifted",
          "line": 22,
          "path": "infra/prod/main.tf",
          "side": "RIGHT",
        },
        {
          "id": "t4taken",
          "line": 30,
          "path": "infra/prod/main.tf",
          "side": "RIGHT",
        },
      ]
    `);
    expect(comments.map((comment) => findingIdOf(comment.body))).toEqual(comments.map(({ id }) => id));
    expect(body).toMatchInlineSnapshot(
      `"5 of 9 assumptions no longer hold, 2 could not be checked; 5 comments on the lines concerned."`,
    );
  });

  it("are not made off the diff", () => {
    const { comments, body, offDiff } = toReview(given.sample(), given.terms, () => false);
    expect({ comments, body }).toEqual({ comments: [], body: "" });
    expect(offDiff).toEqual(new Set(["m1missing", "k3v9x2qa", "t4taken", "d2drifted", "a5applied"]));
    expect(toReview(given.sample(), given.terms, only(7)).comments.map(({ id, line }) => [id, line])).toEqual([
      ["m1missing", 7],
    ]);
  });

  it("leave to the summary what is on the diff in part only", () => {
    const elsewhere = { path: "variables.tf", line: 3, column: 1, endLine: 3, endColumn: 9, side: "head" as const };
    const differences = [given.difference(), given.difference({ path: "DelaySeconds", source: elsewhere })];
    const source = { path: "main.tf", line: 1, column: 1, endLine: 2, endColumn: 1, side: "head" as const };
    const finding = given.finding(given.asDeclared({ source }), given.stale({ finding: "would-revert", differences }));
    const { comments, offDiff } = toReview(given.result([finding]), given.terms, only(14));
    expect(comments).toHaveLength(1);
    const summary = summaryComment(given.result([finding]), given.terms, null, offDiff) ?? "";
    expect(summary).toContain("<details><summary>1 finding off the lines of this diff</summary>");
    expect(summary).toContain("**Deploying this overwrites 2 live values.**");
  });

  it("stay within GitHub's limit, however many values differ", () => {
    const differences = Array.from({ length: 2000 }, (_, index) =>
      given.difference({
        path: `Tags/t${index}`,
        attribute: `tags.t${index}`,
        base: "é".repeat(80),
        head: "a",
        live: "b",
      }),
    );
    const finding = given.finding(given.asDeclared(), given.stale({ finding: "would-revert", differences }));
    const [comment] = toReview(given.result([finding]), given.terms, everywhere).comments;
    expect(Buffer.byteLength(comment?.body ?? "")).toBeLessThanOrEqual(65_536);
    expect(comment?.body).toMatch(/\n\nand \d+ more\n/);
    expect(findingIdOf(comment?.body ?? "")).toBe("k3v9x2qa");
  });

  it("go to the block where the attribute's own line is off the diff, and say where it is written", () => {
    const { comments } = toReview(given.result([given.wouldRevert()]), given.terms, only(17));
    expect(comments).toHaveLength(1);
    expect(comments[0]?.line).toBe(17);
    expect(comments[0]?.body).toContain("Written at `line 14`.");
  });

  it("go to the left side for what only the base has", () => {
    const source = { path: "main.tf", line: 3, column: 1, endLine: 5, endColumn: 1, side: "base" as const };
    const gone = given.finding(given.asDeclared({ head: null, source }), given.stale({ finding: "already-applied" }));
    expect(toReview(given.result([gone]), given.terms, everywhere).comments[0]).toMatchObject({
      line: 3,
      side: "LEFT",
    });
  });

  it("leave out what is quiet, waived or unknown", () => {
    const waiver = { match: "*", reason: "r", expires: null };
    const findings = [
      { ...given.wouldRevert(), quiet: true },
      { ...given.taken(), waiver, severity: null },
      given.unchecked(),
    ];
    expect(toReview(given.result(findings), given.terms, everywhere).comments).toEqual([]);
  });

  it("carry their evidence, with the command that repeats it", () => {
    const { comments } = toReview(given.result([given.missingReference()]), given.terms, everywhere);
    const body = comments[0]?.body ?? "";
    expect(body.slice(body.indexOf("<sub>"))).toMatchInlineSnapshot(`
      "<sub>\`orders-prod\` · 1111-2222-3333 · eu-west-1 · read 14:02:11 UTC · \`m1missing\`</sub>

      <details><summary>Evidence</summary>

      - \`cloudcontrol:GetResource\` \`AWS::SQS::Queue\` \`https://sqs.eu-west-1.amazonaws.com/111122223333/ledger-events\`: not found · 1111-2222-3333 · eu-west-1 · 2026-11-20 14:02:11 UTC · request \`5f0c8d6e-0d4b-4e0e-9a31-6f1f6a3c2b10\`

      \`\`\`sh
      aws cloudcontrol get-resource --type-name AWS::SQS::Queue --identifier https://sqs.eu-west-1.amazonaws.com/111122223333/ledger-events --region eu-west-1
      \`\`\`

      </details>

      <!-- plumbline:m1missing -->"
    `);
  });

  it("show no id from inside a body", () => {
    expect(findingIdOf("<!-- plumbline:abc -->\nand more")).toBeNull();
    expect(findingIdOf("said\r\n\r\n<!-- plumbline:k3v9x2qa-4f2a9c -->\r\n")).toBe("k3v9x2qa-4f2a9c");
  });
});
