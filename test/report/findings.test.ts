import { describe, expect, it } from "vitest";
import type { Finding } from "../../src/model/finding.ts";
import { toCheckOutput } from "../../src/report/check-run.ts";
import { toReview } from "../../src/report/review.ts";
import { toReport } from "../../src/report/json.ts";
import * as given from "./fixtures.ts";
import { headline, said } from "./said.ts";

type Change = Parameters<typeof given.difference>[0];

function revert(...changes: readonly Change[]): Finding {
  const differences = changes.map((change) => given.difference(change));
  return given.finding(given.asDeclared(), given.stale({ finding: "would-revert", differences }));
}

function policy(action: string, max: number): string {
  return JSON.stringify({
    deadLetterTargetArn: "arn:aws:sqs:eu-west-1:1:dlq",
    maxReceiveCount: max,
    list: ["a", action],
  });
}

function long(middle: string): string {
  return `${"a".repeat(200)}${middle}${"z".repeat(200)}`;
}

describe("missing", () => {
  it("a look-up says what is not there, what it means and what is close", () => {
    expect(headline(given.missingReference())).toBe("Queue ledger-events is missing");
    expect(said(given.missingReference())).toMatchInlineSnapshot(`
      "**This queue is not there.**

      \`data.aws_sqs_queue.ledger\` looks up \`ledger-events\` in \`orders-prod\` (1111-2222-3333, eu-west-1). No such queue exists there, so planning this change fails. 2 blocks of this change rest on it: \`aws_lambda_event_source_mapping.ledger\` (line 41) and \`aws_sqs_queue_policy.ledger\` (line 58).

      Create it before this is deployed, or correct the name. Closest by name: \`ledger-event\` and \`ledger-events-dlq\`."
    `);
  });

  it("an id in text", () => {
    const literal = given.exists({
      by: "literal",
      usedBy: [],
      subject: { ...given.ledger, address: "aws_lambda_function.settle" },
    });
    expect(said(given.finding(literal, given.stale()))).toMatchInlineSnapshot(`
      "**This queue is not there.**

      \`aws_lambda_function.settle\` names \`https://sqs.eu-west-1.amazonaws.com/111122223333/ledger-events\`. No such queue exists in \`orders-prod\` (1111-2222-3333, eu-west-1), so this points at nothing.

      Create it before this is deployed, or correct the reference."
    `);
  });

  it("a template's parameter does not fail a plan", () => {
    const parameter = given.exists({ usedBy: [], subject: { ...given.ledger, address: "LedgerQueue" } });
    expect(said(given.finding(parameter, given.stale()))).toContain(
      "so a deployment that uses this name points at nothing",
    );
  });

  it("a declared resource, touched, leaned on, and under CloudFormation", () => {
    expect(said(given.finding(given.asDeclared(), given.stale()))).toMatchInlineSnapshot(`
      "**This queue is not there.**

      \`main\` declares the queue \`invoices\`, but no such queue exists in \`orders-prod\` (1111-2222-3333, eu-west-1), so deploying this creates it anew instead of changing it.

      If \`main\` was never deployed, deploy it first. If the queue was deleted, settle whether it is still wanted before merging."
    `);
    expect(said(given.finding(given.asDeclared({ touched: false }), given.stale()))).toContain(
      "and this change leans on it",
    );
    expect(said(given.finding(given.asDeclared({ writes: "changed" }), given.stale()))).toContain(
      "there is nothing for this change to update",
    );
  });

  it("a resource that the change removes and that is gone already", () => {
    const gone = given.finding(given.asDeclared({ head: null }), given.stale({ finding: "already-applied" }), {
      severity: "info",
    });
    expect(said(gone)).toMatchInlineSnapshot(`
      "**This queue is gone already.**

      This change removes the queue \`invoices\`, which \`main\` declares. No such queue exists in \`orders-prod\` (1111-2222-3333, eu-west-1), so deploying this deletes nothing here."
    `);
  });
});

describe("would-revert", () => {
  it("shows all three values and what to do", () => {
    expect(headline(given.wouldRevert())).toBe(
      "Deploying overwrites live visibility_timeout_seconds of queue invoices",
    );
    expect(said(given.wouldRevert())).toMatchInlineSnapshot(`
      "**Deploying this overwrites a live value.**

      \`visibility_timeout_seconds\` of \`aws_sqs_queue.invoices\`:

      | \`main\` | live      | this change |
      | :----- | :-------- | :---------- |
      | \`30\`   | **\`300\`** | \`60\`        |

      Live is not what \`main\` declares. Deploying this sets \`60\`; if \`300\` is right, write it here instead."
    `);
  });

  it("says when the change does not even mean it", () => {
    expect(said(revert({ head: 30 }))).toContain(
      "Deploying this sets `30` again, although this change leaves it as it is; if `300` is right, write it here instead.",
    );
  });

  it("groups what is written on one line, and tells text from numbers", () => {
    expect(said(revert({}, { path: "DelaySeconds", attribute: "delay_seconds", base: 0, head: 0, live: "0" })))
      .toMatchInlineSnapshot(`
      "**Deploying this overwrites 2 live values.**

      2 attributes of \`aws_sqs_queue.invoices\`:

      |                              | \`main\` | live      | this change |
      | :--------------------------- | :----- | :-------- | :---------- |
      | \`visibility_timeout_seconds\` | \`30\`   | **\`300\`** | \`60\`        |
      | \`delay_seconds\`              | \`0\`    | **\`"0"\`** | \`0\`         |

      Live is not what \`main\` declares. Deploying this sets the values of this change; if the live ones are right, write them here instead."
    `);
  });

  it("takes a line for each place", () => {
    const source = {
      path: "infra/prod/main.tf",
      line: 16,
      column: 1,
      endLine: 16,
      endColumn: 9,
      side: "head" as const,
    };
    const finding = revert({}, { path: "DelaySeconds", attribute: "delay_seconds", base: 0, head: 0, live: 5, source });
    const { comments } = toReview(given.result([finding]), given.terms, () => true);
    expect(comments.map(({ line }) => line)).toEqual([14, 16]);
    expect(new Set(comments.map(({ id }) => id)).size).toBe(2);
  });

  it("never shows a secret, even one that came along", () => {
    const finding = revert({
      path: "KmsMasterKeyId",
      attribute: "kms_master_key_id",
      sensitive: true,
      base: "s3cret-a",
      head: "s3cret-b",
      live: "s3cret-c",
    });
    expect(said(finding)).toMatchInlineSnapshot(`
      "**Deploying this overwrites a live value.**

      \`kms_master_key_id\` of \`aws_sqs_queue.invoices\`:

      | \`main\`    | live        | this change |
      | :-------- | :---------- | :---------- |
      | not shown | **differs** | not shown   |

      Live is not what \`main\` declares. Deploying this sets the value of this change; if the live value is right, write it here instead."
    `);
    const everything = [given.result([finding])].map((result) =>
      JSON.stringify([
        toReport(result, given.terms),
        toReview(result, given.terms, () => true),
        toCheckOutput(result, given.terms),
      ]),
    );
    expect(everything[0]).not.toContain("s3cret");
  });

  it("says that a value of this change is not known", () => {
    expect(said(revert({ head: { unresolved: "variable `timeout` has no value: add it under `variables`" } })))
      .toMatchInlineSnapshot(`
      "**Deploying this overwrites a live value.**

      \`visibility_timeout_seconds\` of \`aws_sqs_queue.invoices\`:

      | \`main\` | live      | this change    |
      | :----- | :-------- | :------------- |
      | \`30\`   | **\`300\`** | not known here |

      Deploying this sets a value that is not known here (variable \`timeout\` has no value: add it under \`variables\`). If \`300\` is right, make sure that this change sets it."
    `);
  });

  it("shows of JSON only what differs", () => {
    const finding = revert({
      path: "RedrivePolicy",
      attribute: "redrive_policy",
      base: policy("b", 3),
      head: policy("b", 3),
      live: policy("c", 9),
    });
    expect(said(finding)).toMatchInlineSnapshot(`
      "**Deploying this overwrites a live value.**

      \`redrive_policy\` of \`aws_sqs_queue.invoices\`:

      |                                  | \`main\`  | live        | this change |
      | :------------------------------- | :------ | :---------- | :---------- |
      | \`redrive_policy.list\`            | \`["b"]\` | **\`["c"]\`** | \`["b"]\`     |
      | \`redrive_policy.maxReceiveCount\` | \`3\`     | **\`9\`**     | \`3\`         |

      Live is not what \`main\` declares. Deploying this sets the values of this change; if the live ones are right, write them here instead."
    `);
  });

  it("keeps what differs of long values in sight", () => {
    const text = said(revert({ base: long("1"), head: long("1"), live: long("2") }));
    expect(text).toContain("`…aaaaaaaaaaa1zzzzzzzzzzz…`".replace(/a+/, "a".repeat(12)).replace(/z+/, "z".repeat(12)));
    expect(text.length).toBeLessThan(900);
  });

  it("survives JSON that nests without end", () => {
    const deep = "[".repeat(50_000);
    expect(said(revert({ base: deep + "]".repeat(50_000), head: deep, live: deep }))).toContain("Deploying this");
  });

  it("a removed resource is not as the base declares it", () => {
    const removed = given.finding(
      given.asDeclared({
        head: null,
        source: { path: "main.tf", line: 3, column: 1, endLine: 9, endColumn: 1, side: "base" },
      }),
      given.stale({ finding: "would-revert", differences: [given.difference()] }),
    );
    expect(said(removed)).toMatchInlineSnapshot(`
      "**This removes a live queue that is not as \`main\` declares it.**

      \`visibility_timeout_seconds\` of \`aws_sqs_queue.invoices\`:

      | \`main\` | live      |
      | :----- | :-------- |
      | \`30\`   | **\`300\`** |

      Deploying this deletes the queue, live values included, unless it is retained. Make sure that nothing needs them, then merge."
    `);
  });
});
