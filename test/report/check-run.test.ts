import { describe, expect, it } from "vitest";
import { toCheckOutput } from "../../src/report/check-run.ts";
import { helpReply, noPermissionReply, notUnderstoodReply } from "../../src/report/replies.ts";
import * as states from "../../src/report/states.ts";
import { findingTable } from "../../src/report/kinds.ts";
import * as given from "./fixtures.ts";
import { forbiddenIn, render } from "./rendered.ts";

const hold = given.finding(given.asDeclared(), given.holds());

function title(...findings: Parameters<typeof given.result>[0]): string {
  return toCheckOutput(given.result(findings), given.terms).title;
}

describe("the check run's title", () => {
  it("says how it stands", () => {
    const waived = { ...given.wouldRevert(), severity: null, waiver: { match: "*", reason: "r", expires: null } };
    expect([
      title(),
      title(hold),
      title(hold, hold),
      title(hold, waived),
      title(hold, given.unchecked()),
      title(given.unchecked()),
      title(given.unchecked(), given.unchecked()),
      title(given.taken()),
      title(hold, given.taken()),
      title(hold, given.taken(), given.taken(), given.unchecked(), given.unchecked()),
    ]).toMatchInlineSnapshot(`
      [
        "Nothing to check",
        "The one assumption holds",
        "Both assumptions hold",
        "1 of 2 assumptions holds, 1 waived",
        "1 of 2 assumptions holds, 1 could not be checked",
        "The one assumption could not be checked",
        "None of 2 assumptions could be checked",
        "The one assumption no longer holds",
        "1 of 2 assumptions no longer holds",
        "2 of 5 assumptions no longer hold, 2 could not be checked",
      ]
    `);
  });

  it("never says that nothing was there to check when files could not be read", () => {
    const problems = [{ path: "main.tf", line: 1, message: "m" }];
    expect(toCheckOutput(given.result([], { problems }), given.terms).title).toBe(
      "Nothing was checked, 1 problem in the code",
    );
    expect(toCheckOutput(given.result([hold], { problems }), given.terms).title).toContain("1 problem in the code");
  });
});

describe("annotations", () => {
  it("are one per finding on its line, in plain text, with evidence", () => {
    const { annotations, conclusion } = toCheckOutput(given.sample(), given.terms);
    expect(conclusion).toBe("failure");
    expect(annotations.map(({ startLine, level, title }) => `${startLine} ${level}: ${title}`)).toMatchInlineSnapshot(`
      [
        "6 failure: Queue ledger-events is missing",
        "14 notice: Live already has message_retention_seconds of queue invoices",
        "14 failure: Deploying overwrites live visibility_timeout_seconds of queue invoices",
        "22 warning: global_secondary_index.by_email of table accounts is declared and not live",
        "30 failure: The queue name refunds is taken",
      ]
    `);
    expect(annotations[0]?.rawDetails).toContain("$ aws cloudcontrol get-resource");
    expect(annotations.map(({ message }) => message).join()).not.toContain("`");
  });

  it("keep GitHub's limits", () => {
    const long = "é\n".repeat(60_000);
    const subject = { ...given.queue, name: long, identifier: long, address: long };
    const finding = given.finding(
      given.asDeclared({ subject }),
      given.stale({ finding: "would-revert", differences: [given.difference({ live: long, attribute: long })] }),
    );
    const [annotation] = toCheckOutput(given.result([finding]), given.terms).annotations;
    expect(annotation?.title.length).toBeLessThanOrEqual(255);
    expect(Buffer.byteLength(annotation?.message ?? "")).toBeLessThan(65_536);
    expect(Buffer.byteLength(annotation?.rawDetails ?? "")).toBeLessThan(65_536);
  });

  it("leave out what is quiet or removed", () => {
    const source = { path: "main.tf", line: 3, column: 1, endLine: 5, endColumn: 1, side: "base" as const };
    const gone = given.finding(given.asDeclared({ head: null, source }), given.stale({ finding: "already-applied" }));
    expect(toCheckOutput(given.result([gone, { ...given.taken(), quiet: true }]), given.terms).annotations).toEqual([]);
  });
});

describe("a change that leads to no assumption", () => {
  it("is said to, with the look's footer", () => {
    const { title, summary } = toCheckOutput(given.result([]), given.terms);
    expect(`${title}\n${summary}`).toMatchInlineSnapshot(`
      "Nothing to check
      Plumbline found nothing in this change that rests on the accounts of \`.github/plumbline.yml\`.

      <sub>14 AWS calls in 1.8 s against \`orders-prod\` (1111-2222-3333 / eu-west-1) at 2026-11-20 14:02:11 UTC for \`4f2a9c1\`. \`/drift recheck\` looks again.</sub>"
    `);
  });
});

describe("other ends of a run", () => {
  it("say what is the matter and what to do", () => {
    const said = {
      unconfigured: states.noConfiguration("version: 1\ntargets: {} # ```\n"),
      misconfigured: states.badConfiguration({
        message: "unknown key `polcy`: did you mean `policy`?",
        path: ".github/plumbline.yml",
        line: 3,
      }),
      fork: states.awaitingApproval("4f2a9c1d4e5f"),
      superseded: states.superseded("4f2a9c1d4e5f"),
      crashed: states.internalError("job-17"),
    };
    expect(
      Object.entries(said)
        .map(([end, { conclusion, title, summary }]) => `${end}: ${conclusion}: ${title}\n${summary}`)
        .join("\n\n"),
    ).toMatchInlineSnapshot(`
      "unconfigured: neutral: No configuration yet
      Plumbline does not know which account this repository deploys into, so nothing was checked. Put this into \`.github/plumbline.yml\` on the default branch, complete it, and comment \`/drift recheck\`:

      \`\`\`\`yaml
      version: 1
      targets: {} # \`\`\`
      \`\`\`\`

      misconfigured: action_required: The configuration has an error
      \`.github/plumbline.yml:3\`: unknown key \`polcy\`: did you mean \`policy\`?

      Nothing was checked. Put it right on the default branch, then comment \`/drift recheck\`.

      fork: action_required: Waiting for someone with write permission
      This pull request comes from a fork, so the account has not been asked anything. When someone with write permission comments \`/drift recheck\`, what the change takes for granted is checked for \`4f2a9c1\`, the head at that moment. Later pushes need the comment again. Nothing of the fork's code is run.

      superseded: cancelled: Superseded
      A newer push, \`4f2a9c1\`, is checked instead.

      crashed: failure: Plumbline failed
      The check did not finish because of an error in Plumbline, and says nothing about this change. The server's log has it as \`job-17\`.

      Comment \`/drift recheck\` to try again."
    `);
  });

  it("escape what they quote", () => {
    const evil = "@everyone <img src=x> [a](https://evil.example)";
    const outputs = [
      states.badConfiguration({ message: evil, path: evil, line: null }),
      states.superseded(evil),
      states.internalError(evil),
    ];
    for (const { summary } of outputs)
      expect(forbiddenIn(render(summary)).filter((tag) => !/<(ul|li)/.test(tag))).toEqual([]);
  });
});

describe("replies to commands", () => {
  it("are short and name what there is", () => {
    expect([helpReply(), notUnderstoodReply("@everyone `now`"), noPermissionReply()].join("\n\n"))
      .toMatchInlineSnapshot(`
      "Plumbline checks what this pull request takes for granted against the live account. Commands, for people with write permission:

      - \`/drift recheck\` looks at the account again and posts what it finds; on a fork's pull request it also allows the look, for the commit that is the head right then.
      - \`/drift help\` shows this.

      \`\` /drift @everyone \`now\` \`\` is not a command. There are \`/drift recheck\` and \`/drift help\`.

      Commands are taken from people with write permission to this repository only."
    `);
  });
});

describe("the docs' table of finding kinds", () => {
  it("comes from the registry", () => {
    expect(findingTable([{ kind: "missing", says: "something is not there", severity: "block" }]))
      .toMatchInlineSnapshot(`
      "| kind      | says                   | default |
      | --------- | ---------------------- | ------- |
      | \`missing\` | something is not there | block   |"
    `);
  });
});
