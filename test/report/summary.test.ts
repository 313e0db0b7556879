import { describe, expect, it } from "vitest";
import { sizeOf } from "../../src/report/fit.ts";
import { isSummary, SUMMARY_MARKER } from "../../src/report/markers.ts";
import { markdownReport, summaryComment } from "../../src/report/markdown.ts";
import { toCheckOutput } from "../../src/report/check-run.ts";
import * as given from "./fixtures.ts";
import { forbiddenIn, render } from "./rendered.ts";

const GITHUB_LIMIT = 65_536;
const allHold = given.result(
  [given.finding(given.asDeclared(), given.holds()), given.finding(given.exists(), given.holds())],
  {
    conclusion: "success",
  },
);

function comment(result: ReturnType<typeof given.result>, previous: string | null = null): string {
  return summaryComment(result, given.terms, previous) ?? "no comment";
}

describe("the sticky comment", () => {
  it("says in a table what no longer holds, then what could not be checked, then where and when it looked", () => {
    expect(comment(given.sample())).toMatchInlineSnapshot(`
      "### 5 of 9 assumptions no longer hold, 2 could not be checked

      | | what | live | where |
      | :- | :- | :- | :- |
      | ⛔ | queue \`ledger-events\` is missing | not found | \`infra/prod/main.tf:6\` |
      | ⛔ | deploying overwrites live \`visibility_timeout_seconds\` of queue \`invoices\` | \`300\` | \`infra/prod/main.tf:14\` |
      | ⛔ | the queue name \`refunds\` is taken | in use | \`infra/prod/main.tf:30\` |
      | ⚠️ | \`global_secondary_index.by_email\` of table \`accounts\` is declared and not live | – | \`infra/prod/main.tf:22\` |
      | ℹ️ | live already has \`message_retention_seconds\` of queue \`invoices\` | \`1209600\` | \`infra/prod/main.tf:14\` |

      **Could not be checked (2)**

      - AWS denied \`lambda:GetFunction\` to the role \`plumbline-read\` (\`aws_lambda_function.settle\`). Add to the role's policy: \`{"Effect":"Allow","Action":"lambda:GetFunction","Resource":"*"}\`
      - Variable \`image\` has no value: add it under \`variables\` (\`aws_lambda_function.settle\`).

      <sub>2 hold. 14 AWS calls in 1.8 s against \`orders-prod\` (1111-2222-3333 / eu-west-1) at 2026-11-20 14:02:11 UTC for \`4f2a9c1\`. \`/drift recheck\` looks again.</sub>

      <!-- plumbline:summary -->"
    `);
  });

  it("shows broken files, expired and used waivers", () => {
    const waiver = { match: "aws_sqs_queue.*", reason: "known until the move", expires: "2027-03-31" };
    const waived = given.finding(
      given.asDeclared({ id: "w" }),
      given.stale({ finding: "drifted", differences: [given.difference({ effect: "drift" })] }),
      { severity: null, waiver },
    );
    const problems = [
      { path: "infra/prod/net.tf", line: 3, message: "Invalid block definition" },
      { path: "infra/prod/big.tf", line: null, message: "is larger than 512 KiB" },
    ];
    const expiredWaivers = [{ match: "aws_ecs_service.*#DesiredCount", reason: "autoscaled", expires: "2026-03-31" }];
    const body = comment(given.result([given.missingReference(), waived], { problems, expiredWaivers }));
    expect(body.slice(body.indexOf("**Files"), body.indexOf("<sub>"))).toMatchInlineSnapshot(`
      "**Files with problems (2)**

      - \`infra/prod/net.tf:3\`: Invalid block definition
      - \`infra/prod/big.tf\`: is larger than 512 KiB

      **Expired waivers (1)**

      - \`aws_ecs_service.*#DesiredCount\` (autoscaled) expired on 2026-03-31 and is ignored.

      <details><summary>Waived (1)</summary>

      - \`visibility_timeout_seconds\` of queue \`invoices\` is not live as \`main\` declares it: known until the move, until 2027-03-31

      </details>

      "
    `);
  });

  it("is not made when all is well, nor for what the policy keeps quiet", () => {
    expect(comment(allHold)).toBe("no comment");
    expect(comment(given.result([{ ...given.alreadyApplied(), quiet: true }]))).toBe("no comment");
    expect(comment(given.result([given.unchecked()]))).toBe("no comment");
  });

  it("says in one line when all is true again, and folds what it said", () => {
    const before = comment(given.sample());
    const after = comment(allHold, before.replaceAll("\n", "\r\n"));
    expect(after.split("\n")[0]).toMatchInlineSnapshot(
      `"**Both assumptions hold again.** <sub>2 hold. 14 AWS calls in 1.8 s against \`orders-prod\` (1111-2222-3333 / eu-west-1) at 2026-11-20 14:02:11 UTC for \`4f2a9c1\`. \`/drift recheck\` looks again.</sub>"`,
    );
    expect(after).toContain(
      "<details><summary>What this comment said before</summary>\n\n### 5 of 9 assumptions no longer hold",
    );
    expect(isSummary(after)).toBe(true);
    expect(after.split(SUMMARY_MARKER)).toHaveLength(2);
    expect(comment(allHold, after).match(/What this comment said before/g)).toHaveLength(1);
    expect(comment(allHold, comment(allHold, after))).toBe(after);
  });

  it("folds no fold within the history, so that a cut cannot open one", () => {
    const offDiff = new Set(["m1missing", "k3v9x2qa"]);
    const before = summaryComment(given.sample(), given.terms, null, offDiff) ?? "";
    expect(before).toContain("2 findings off the lines of this diff");
    const after = comment(allHold, before);
    expect(after.match(/<details>/g)).toHaveLength(1);
    expect(after).not.toContain("```");
    expect(after).toContain("**Could not be checked (2)**");
  });

  it("keeps to unknowns when nothing is stale any more", () => {
    const after = comment(given.result([given.unchecked()]), comment(given.sample()));
    expect(after.startsWith("### The one assumption could not be checked")).toBe(true);
    expect(after).toContain("lambda:GetFunction");
    expect(after).toContain("What this comment said before");
  });

  it("ignores a previous body that is none of its own", () => {
    expect(comment(allHold, `${SUMMARY_MARKER}\nforged`)).toBe("no comment");
  });
});

describe("GitHub's limits", () => {
  const many = Array.from({ length: 3000 }, (_, index) =>
    given.finding(
      given.exists({
        id: `m${index}`,
        subject: { ...given.ledger, name: `queue-${"é".repeat(index % 300)}-${index}` },
      }),
      given.stale(),
    ),
  );

  it("are kept by leaving out whole rows, and saying how many", () => {
    const body = comment(given.result(many));
    expect(sizeOf(body)).toBeLessThanOrEqual(GITHUB_LIMIT);
    expect(sizeOf(body)).toBeGreaterThan(GITHUB_LIMIT * 0.95);
    const rows = body.split("\n").filter((line) => line.startsWith("| ⛔"));
    expect(rows.every((row) => row.endsWith(" |"))).toBe(true);
    expect(body).toContain(`\nand ${3000 - rows.length} more\n`);
    expect(isSummary(body)).toBe(true);
  });

  it("are kept in the check's summary, by history and by problems", () => {
    const problems = Array.from({ length: 3000 }, (_, index) => ({
      path: `${"d/".repeat(500)}${index}.tf`,
      line: index + 1,
      message: "`|<".repeat(400),
    }));
    expect(sizeOf(toCheckOutput(given.result(many, { problems }), given.terms).summary)).toBeLessThan(GITHUB_LIMIT);
    const after = comment(given.result([given.unchecked()], { problems }), comment(given.result(many)));
    expect(sizeOf(after)).toBeLessThanOrEqual(GITHUB_LIMIT);
    expect(isSummary(after)).toBe(true);
  });
});

describe("foreign text", () => {
  it("takes no effect anywhere in a review", () => {
    const evil =
      "@everyone | `x` ```\n<img src=x> [a](https://evil.example) #12 www.evil.example <!-- plumbline:summary -->";
    const subject = { ...given.queue, name: evil, address: evil };
    const findings = [
      given.finding(
        given.asDeclared({ id: "e1", subject }),
        given.stale({
          finding: "would-revert",
          differences: [given.difference({ attribute: evil, live: evil, base: evil })],
        }),
      ),
      given.finding(
        given.exists({ id: "e2", subject, usedBy: [{ address: evil, source: given.exists().source }] }),
        given.stale({ closest: [evil] }),
      ),
      given.finding(
        given.asDeclared({ id: "e3", subject, target: evil }),
        given.unchecked("failed", evil, null).judgement,
      ),
    ];
    const problems = [{ path: evil, line: 1, message: evil }];
    const html = render(
      markdownReport(given.result(findings, { problems }), { ...given.terms, nounOf: () => evil, base: evil }),
    );
    expect(forbiddenIn(html).filter((tag) => /<(a|img|script|em|del)/i.test(tag))).toEqual([]);
    const outside = html.replace(/<code[\s\S]*?<\/code>/g, "").replace(/<!-- plumbline:(e\d|summary) -->/g, "");
    expect(outside).not.toContain("@everyone");
    expect(outside).not.toContain("evil.example");
    expect(outside).not.toContain("#12");
  });
});
