import { expect, test } from "vitest";
import { MAIN } from "./app.ts";
import { queueBlock } from "./live.ts";
import { app } from "./shared.ts";

const LOOKUP = (name: string): string => `data "aws_sqs_queue" "ledger" {
  name = "${name}"
}
`;
/** The queue leans on the other file's, which the change does not touch. */
const REDRIVE = `  redrive_policy = jsonencode({ deadLetterTargetArn = aws_sqs_queue.letters.arn, maxReceiveCount = 3 })
`;
const LETTERS = "infra/letters.tf";

/** One pull request after the other, as their calls are counted. */
export function story(): void {
  test("a pull request's life: findings on their lines, a push that puts one right, a repair that puts the rest right", async () => {
    const { github } = app;
    const orders = await app.project("story", {
      files: { [MAIN]: queueBlock("invoices", 30, REDRIVE), [LETTERS]: queueBlock("letters") },
    });
    const letters = `arn:aws:sqs:eu-west-1:${orders.account}:letters`;
    const redrive = { RedrivePolicy: { deadLetterTargetArn: letters, maxReceiveCount: 3 } };
    orders.setQueue("invoices", { VisibilityTimeout: 300, ...redrive });
    orders.setQueue("letters", { VisibilityTimeout: 45 });
    orders.setQueue("ledger-event");

    // Opened: one missing look-up and one hotfix on the diff, one drifted queue off it.
    const changed = (name: string): string => LOOKUP(name) + queueBlock("invoices", 60, REDRIVE);
    const { pull, headSha } = await orders.open({ [MAIN]: changed("ledger-events") });
    const first = await orders.concluded(headSha);

    const started = orders.githubCalls().find(({ operation }) => operation === "POST /repos/{owner}/{repo}/check-runs");
    expect(started?.body).toMatchObject({ status: "in_progress", name: "Plumbline", head_sha: headSha });
    const [firstRead] = orders.awsCalls();
    expect(Date.parse(started?.at ?? "")).toBeLessThanOrEqual(Date.parse(firstRead?.at ?? ""));
    expect(first.history.map(({ status }) => status)).toEqual(["in_progress", "completed"]);

    expect(first.conclusion).toBe("failure");
    expect(first.title).toBe("3 of 3 assumptions no longer hold");
    expect(
      first.annotations.map(
        ({ path, start_line: line, annotation_level: level, title }) => `${level} ${path}:${line} ${title}`,
      ),
    ).toEqual([
      `warning ${LETTERS}:3 visibility_timeout_seconds of queue letters is not live as main declares it`,
      `failure ${MAIN}:1 Queue ledger-events is missing`,
      `failure ${MAIN}:6 Deploying overwrites live visibility_timeout_seconds of queue invoices`,
    ]);

    const [review, ...others] = github.reviews(orders.name, pull);
    expect(others).toEqual([]);
    expect(review).toMatchObject({ state: "COMMENTED", commitId: headSha });
    const [missing, hotfix] = review?.comments ?? [];
    expect(review?.comments.map(({ path, line }) => `${path}:${line}`)).toEqual([`${MAIN}:1`, `${MAIN}:6`]);
    expect(missing?.body).toContain("No such queue exists there");
    expect(missing?.body).toContain("Closest by name: `ledger-event`");
    expect(hotfix?.body).toMatch(/\| `30` +\| \*\*`300`\*\* +\| `60` +\|/);
    expect(hotfix?.body).toContain(`aws cloudcontrol get-resource --type-name AWS::SQS::Queue`);

    const [summary, ...more] = orders.summaries(pull);
    expect(more).toEqual([]);
    expect(summary).toContain("### 3 of 3 assumptions no longer hold");
    for (const row of ["`ledger-events` is missing", "`300`", "`45`", `\`${LETTERS}:3\``])
      expect(summary).toContain(row);
    expect(summary).toContain("1 finding off the lines of this diff");

    // A push names the queue that is there: nothing is said twice, and what is over is folded away.
    const fixed = await orders.push("change", { [MAIN]: changed("ledger-event") });
    const second = await orders.concluded(fixed);
    expect(second.title).toBe("2 of 3 assumptions no longer hold");
    expect(orders.lineComments(pull).map(({ body, minimized }) => [body, minimized])).toEqual([
      [missing?.body, "resolved"],
      [hotfix?.body, null],
    ]);
    expect(orders.summaries(pull)).toHaveLength(1);
    expect(orders.summaries(pull)[0]).not.toContain("ledger-events");

    // The account is repaired, and someone with write permission asks for another look at the same commit.
    orders.setQueue("invoices", redrive);
    orders.setQueue("letters");
    const command = await github.comment(orders.name, pull, "All put right.\n\n/drift recheck", "dev");
    const third = await orders.concluded(fixed, second.id);
    const asked = github.issueComments(orders.name, pull).find(({ id }) => id === command);
    expect(asked?.reactions).toEqual([`eyes by ${github.botLogin}`]);
    expect(orders.checkRuns(fixed).map(({ id, conclusion }) => [id, conclusion])).toEqual([
      [second.id, "failure"],
      [third.id, "success"],
    ]);
    expect(third).toMatchObject({ title: "All 3 assumptions hold", annotations: [] });
    const [now, history] =
      orders.summaries(pull)[0]?.split("<details><summary>What this comment said before</summary>") ?? [];
    expect(now?.trim()).toMatch(/^\*\*All 3 assumptions hold again\.\*\* <sub>[^\n]*<\/sub>$/);
    expect(history).toContain("2 of 3 assumptions no longer hold");
    expect(orders.lineComments(pull).map(({ minimized }) => minimized)).toEqual(["resolved", "resolved"]);
    expect(github.issueComments(orders.name, pull)).toHaveLength(2);
  });

  test("nothing is posted on a pull request whose assumptions all hold, the check aside", async () => {
    const orders = await app.project("quiet", { files: { [MAIN]: queueBlock("invoices") } });
    orders.setQueue("invoices");
    const { pull, headSha } = await orders.open({ [MAIN]: queueBlock("invoices", 60) });
    expect(await orders.concluded(headSha)).toMatchObject({ conclusion: "success", title: "The one assumption holds" });
    expect(app.github.reviews(orders.name, pull)).toEqual([]);
    expect(app.github.issueComments(orders.name, pull)).toEqual([]);
  });

  test("ten changed files cost at most 15 calls of GitHub, and one call of AWS per resource besides two and a role's first use", async () => {
    const names = Array.from({ length: 10 }, (_, index) => `queue-${index}`);
    const files = (timeout: number) =>
      Object.fromEntries(names.map((name) => [`infra/${name}.tf`, queueBlock(name, timeout)]));
    const orders = await app.project("ten", { files: files(30) });
    for (const [index, name] of names.entries()) orders.setQueue(name, index < 5 ? { VisibilityTimeout: 300 } : {});
    const before = app.github.requests.length;
    const { headSha } = await orders.open(files(60));
    expect(await orders.concluded(headSha)).toMatchObject({
      conclusion: "failure",
      title: "5 of 10 assumptions no longer hold",
    });
    const calls = app.github.requests.slice(before);
    expect(calls.length).toBeLessThanOrEqual(15);
    const reads = orders.awsCalls().filter(({ service }) => service === "cloudcontrol");
    expect(new Set(reads.map(({ identifier }) => identifier)).size).toBe(10);
    // Used for the first time, the role is asked whether it can be assumed without the ExternalId, and with another.
    const [entry, ...probes] = orders.awsCalls().filter(({ service, externalId }) => {
      return service === "sts" && externalId !== app.externalId;
    });
    expect([entry, ...probes].map((call) => call?.status)).toEqual([403, 403]);
    expect(orders.awsCalls().length).toBeLessThanOrEqual(10 + 2 + 2);
  });
}
