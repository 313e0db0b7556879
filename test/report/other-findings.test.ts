import { describe, expect, it } from "vitest";
import * as given from "./fixtures.ts";
import { headline, said } from "./said.ts";

describe("drifted", () => {
  it("an index that is declared and not live", () => {
    expect(said(given.drifted())).toMatchInlineSnapshot(`
      "**\`global_secondary_index.by_email\` is declared and not live.**

      The table \`accounts\` exists in \`orders-prod\` (1111-2222-3333, eu-west-1), \`global_secondary_index.by_email\` does not.

      This change leans on the table and does not write it, so it stays as it is live. If it should not be there, remove it from the code; if it should, make it live as \`main\` declares it."
    `);
  });

  it("CloudFormation leaves what the change does not alter", () => {
    const drift = given.difference({ effect: "drift", head: 30 });
    expect(
      said(
        given.finding(
          given.asDeclared({ writes: "changed" }),
          given.stale({ finding: "drifted", differences: [drift] }),
        ),
      ),
    ).toMatchInlineSnapshot(`
      "**A live value is not as \`main\` declares it.**

      \`visibility_timeout_seconds\` of \`aws_sqs_queue.invoices\`:

      | \`main\` | live      |
      | :----- | :-------- |
      | \`30\`   | **\`300\`** |

      CloudFormation writes only the properties that a change alters, so deploying this leaves it as it is live. If \`300\` is right, declare it; if not, put back what \`main\` declares."
    `);
  });

  it("a tag that is live and not declared", () => {
    const {
      base: _base,
      head: _head,
      ...tag
    } = given.difference({ effect: "drift", path: "Tags/owner", attribute: "tags", live: "@everyone" });
    const finding = given.finding(
      given.asDeclared({ touched: false }),
      given.stale({ finding: "drifted", differences: [tag] }),
    );
    expect(headline(finding)).toBe("tags.owner of queue invoices is live and not declared on main");
  });
});

describe("already-applied and taken", () => {
  it("already-applied", () => {
    expect(said(given.alreadyApplied())).toMatchInlineSnapshot(`
      "**Live already is as this change declares it.**

      \`message_retention_seconds\` of \`aws_sqs_queue.invoices\`:

      | \`main\`   | live          | this change |
      | :------- | :------------ | :---------- |
      | \`345600\` | **\`1209600\`** | \`1209600\`   |

      Deploying this changes nothing here."
    `);
  });

  it("taken", () => {
    expect(said(given.taken())).toMatchInlineSnapshot(`
      "**This name is taken.**

      \`aws_sqs_queue.refunds\` is to create the queue \`refunds\`. One of that name exists already in \`orders-prod\` (1111-2222-3333, eu-west-1), so this cannot create a new one.

      Choose another name, or, if that queue is yours and meant here, import it first."
    `);
  });

  it("taken worldwide", () => {
    const subject = { address: "aws_s3_bucket.logs", type: "AWS::S3::Bucket", identifier: "logs", name: "logs" };
    const evidence = [given.evidence({ api: "s3:HeadBucket", type: null, identifier: "logs" })];
    const finding = given.finding(
      given.free({ subject }),
      given.stale({ finding: "taken", takenIn: "us-east-1", evidence }),
    );
    expect(said(finding)).toMatchInlineSnapshot(`
      "**This name is taken.**

      \`aws_s3_bucket.logs\` is to create the bucket \`logs\`. Bucket names are shared by all AWS accounts and this one is in use in us-east-1, so this cannot create a new one.

      Choose another name, or, if that bucket is yours and meant here, import it first."
    `);
  });
});

describe("several effects on one resource", () => {
  it("come one after another, the worst first", () => {
    const applied = given.difference({
      path: "DelaySeconds",
      attribute: "delay_seconds",
      base: 0,
      head: 5,
      live: 5,
      effect: "applied",
    });
    const finding = given.finding(
      given.asDeclared(),
      given.stale({ finding: "would-revert", differences: [applied, given.difference()] }),
    );
    expect(said(finding)).toMatchInlineSnapshot(`
      "**Deploying this overwrites a live value.**

      \`visibility_timeout_seconds\` of \`aws_sqs_queue.invoices\`:

      | \`main\` | live      | this change |
      | :----- | :-------- | :---------- |
      | \`30\`   | **\`300\`** | \`60\`        |

      Live is not what \`main\` declares. Deploying this sets \`60\`; if \`300\` is right, write it here instead.

      Also \`delay_seconds\` of \`aws_sqs_queue.invoices\`:

      | \`main\` | live    | this change |
      | :----- | :------ | :---------- |
      | \`0\`    | **\`5\`** | \`5\`         |

      Deploying this changes nothing here."
    `);
  });
});
