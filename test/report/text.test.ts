import { describe, expect, it } from "vitest";
import { outputs } from "../../src/report/index.ts";
import * as given from "./fixtures.ts";

const local = { ...given.sample(), subject: { ...given.sample().subject, pull: null } };

describe("plain text", () => {
  it("reads well in 80 columns", () => {
    expect(outputs.text(local, given.terms)).toMatchInlineSnapshot(`
      "5 of 9 assumptions no longer hold, 2 could not be checked

      BLOCK  Queue ledger-events is missing
        infra/prod/main.tf:6  m1missing
        data.aws_sqs_queue.ledger looks up ledger-events in orders-prod
        (1111-2222-3333, eu-west-1). No such queue exists there, so planning this
        change fails. 2 blocks of this change rest on it:
        aws_lambda_event_source_mapping.ledger (line 41) and
        aws_sqs_queue_policy.ledger (line 58).
        Create it before this is deployed, or correct the name. Closest by name:
        ledger-event and ledger-events-dlq.
        cloudcontrol:GetResource AWS::SQS::Queue
          https://sqs.eu-west-1.amazonaws.com/111122223333/ledger-events: not found ·
          1111-2222-3333 · eu-west-1 · 2026-11-20 14:02:11 UTC · request
          5f0c8d6e-0d4b-4e0e-9a31-6f1f6a3c2b10
        $ aws cloudcontrol get-resource --type-name AWS::SQS::Queue --identifier https://sqs.eu-west-1.amazonaws.com/111122223333/ledger-events --region eu-west-1

      BLOCK  Deploying overwrites live visibility_timeout_seconds of queue invoices
        infra/prod/main.tf:14  k3v9x2qa
        visibility_timeout_seconds of aws_sqs_queue.invoices:
        main 30, live 300, this change 60
        Live is not what main declares. Deploying this sets 60; if 300 is right, write
        it here instead.
        cloudcontrol:GetResource AWS::SQS::Queue
          https://sqs.eu-west-1.amazonaws.com/111122223333/invoices: found ·
          1111-2222-3333 · eu-west-1 · 2026-11-20 14:02:11 UTC · request
          5f0c8d6e-0d4b-4e0e-9a31-6f1f6a3c2b10
        $ aws cloudcontrol get-resource --type-name AWS::SQS::Queue --identifier https://sqs.eu-west-1.amazonaws.com/111122223333/invoices --region eu-west-1

      BLOCK  The queue name refunds is taken
        infra/prod/main.tf:30  t4taken
        aws_sqs_queue.refunds is to create the queue refunds. One of that name exists
        already in orders-prod (1111-2222-3333, eu-west-1), so this cannot create a
        new one.
        Choose another name, or, if that queue is yours and meant here, import it
        first.
        cloudcontrol:GetResource AWS::SQS::Queue
          https://sqs.eu-west-1.amazonaws.com/111122223333/invoices: found ·
          1111-2222-3333 · eu-west-1 · 2026-11-20 14:02:11 UTC · request
          5f0c8d6e-0d4b-4e0e-9a31-6f1f6a3c2b10
        $ aws cloudcontrol get-resource --type-name AWS::SQS::Queue --identifier https://sqs.eu-west-1.amazonaws.com/111122223333/invoices --region eu-west-1

      WARN  global_secondary_index.by_email of table accounts is declared and not live
        infra/prod/main.tf:22  d2drifted
        The table accounts exists in orders-prod (1111-2222-3333, eu-west-1),
        global_secondary_index.by_email does not.
        This change leans on the table and does not write it, so it stays as it is
        live. If it should not be there, remove it from the code; if it should, make
        it live as main declares it.
        cloudcontrol:GetResource AWS::DynamoDB::Table accounts: found · 1111-2222-3333
          · eu-west-1 · 2026-11-20 14:02:11 UTC · request
          5f0c8d6e-0d4b-4e0e-9a31-6f1f6a3c2b10
        $ aws cloudcontrol get-resource --type-name AWS::DynamoDB::Table --identifier accounts --region eu-west-1

      INFO  Live already has message_retention_seconds of queue invoices
        infra/prod/main.tf:14  a5applied
        message_retention_seconds of aws_sqs_queue.invoices:
        main 345600, live 1209600, this change 1209600
        Deploying this changes nothing here.
        cloudcontrol:GetResource AWS::SQS::Queue
          https://sqs.eu-west-1.amazonaws.com/111122223333/invoices: found ·
          1111-2222-3333 · eu-west-1 · 2026-11-20 14:02:11 UTC · request
          5f0c8d6e-0d4b-4e0e-9a31-6f1f6a3c2b10
        $ aws cloudcontrol get-resource --type-name AWS::SQS::Queue --identifier https://sqs.eu-west-1.amazonaws.com/111122223333/invoices --region eu-west-1

      Could not be checked (2)
      - AWS denied lambda:GetFunction to the role plumbline-read
        (aws_lambda_function.settle). Add to the role's policy:
        {"Effect":"Allow","Action":"lambda:GetFunction","Resource":"*"}
      - Variable \`image\` has no value: add it under \`variables\`
        (aws_lambda_function.settle).

      2 hold. 14 AWS calls in 1.8 s against orders-prod (1111-2222-3333 / eu-west-1)
      at 2026-11-20 14:02:11 UTC for 4f2a9c1.
      "
    `);
  });

  it("is not wider, commands and long words aside", () => {
    const lines = outputs.text(local, given.terms).split("\n");
    const wide = lines.filter((line) => line.length > 80 && !line.startsWith("  $ ") && line.trim().includes(" "));
    expect(wide).toEqual([]);
  });

  it("does not speak of commands on GitHub outside a pull request", () => {
    expect(outputs.text(local, given.terms)).not.toContain("/drift");
    expect(outputs.markdown(local, given.terms)).not.toContain("/drift");
  });

  it("sends nothing to a terminal that it would act on", () => {
    const subject = { ...given.queue, name: "a\u001b[31mred\u0007", address: "b\u001b]0;t\u0007" };
    const source = { path: "c\u001b[2J.tf", line: 1, column: 1, endLine: 1, endColumn: 1, side: "head" as const };
    const finding = given.finding(given.exists({ subject, source }), given.stale());
    const text = outputs.text(
      given.result([finding], { problems: [{ path: "d\u001b", line: 1, message: "e\u001b" }] }),
      given.terms,
    );
    expect(text.replaceAll("\n", "")).not.toMatch(/\p{Cc}/u);
  });
});

describe("every output", () => {
  it("is the same twice, and ends with a newline", () => {
    for (const output of Object.values(outputs)) {
      const once = output(given.sample(), given.terms);
      expect(output(given.sample(), given.terms)).toBe(once);
      expect(once.endsWith("\n")).toBe(true);
    }
  });
});
