import { expect, test } from "vitest";
import type { ChangedBy, ChangeEvent } from "../../src/model/change-event.ts";
import { claimIn } from "../../src/report/markers.ts";
import { toReview } from "../../src/report/review.ts";
import * as given from "./fixtures.ts";
import { headline, said } from "./said.ts";

const event: ChangeEvent = {
  at: "2026-11-18T09:30:00.000Z",
  source: "sqs.amazonaws.com",
  call: "SetQueueAttributes",
  by: { kind: "sso", name: "bob@example.com", permissionSet: "AdministratorAccess" },
  with: { kind: "console" },
  names: ["VisibilityTimeout"],
};
const undeployed = { commit: "4f2a9c1d4e5f60718293a4b5c6d7e8f901234567", at: "2026-11-09T08:00:00.000Z", later: 0 };
const forgotten = given.stale({
  finding: "undeployed",
  undeployed,
  differences: [given.difference({ base: 300, live: 30 })],
});

function by(changedBy: ChangedBy): string {
  return said(
    given.finding(
      given.asDeclared(),
      given.stale({ finding: "would-revert", differences: [given.difference()], changedBy }),
    ),
  );
}

test("a forgotten deployment names the commit and how long ago it was, and says what deploying does", () => {
  const finding = given.finding(given.asDeclared(), forgotten);
  expect(headline(finding)).toBe("visibility_timeout_seconds of queue invoices: 4f2a9c1 is merged and not deployed");
  expect(said(finding)).toMatchInlineSnapshot(`
    "**A change of \`main\` is not deployed.**

    \`visibility_timeout_seconds\` of \`aws_sqs_queue.invoices\`:

    | \`main\` | live     | this change |
    | :----- | :------- | :---------- |
    | \`300\`  | **\`30\`** | \`60\`        |

    Live is what \`main\` declared before \`4f2a9c1\`, which was merged on 2026-11-09 (11 days ago) and is not deployed.

    Deploying this rolls that forward as well and sets \`60\`. Deploy \`main\` first, to keep the two apart."
  `);
});

test("the comment is the same claim on another day", () => {
  const finding = given.finding(given.asDeclared(), forgotten);
  const bodies = ["2026-11-20T14:02:11.000Z", "2026-12-20T14:02:11.000Z"].map((startedAt) => {
    const { comments } = toReview(given.result([finding], { startedAt }), given.terms, () => true);
    return comments[0]?.body ?? "";
  });
  expect(bodies[0]).not.toBe(bodies[1]);
  expect(claimIn(bodies[0] ?? "")).toBe(claimIn(bodies[1] ?? ""));
});

test("who changed it comes between what is there and what it means", () => {
  expect(by({ kind: "calls", calls: [{ event, paths: ["VisibilityTimeout"] }] })).toMatchInlineSnapshot(`
    "**Deploying this overwrites a live value.**

    \`visibility_timeout_seconds\` of \`aws_sqs_queue.invoices\`:

    | \`main\` | live      | this change |
    | :----- | :-------- | :---------- |
    | \`30\`   | **\`300\`** | \`60\`        |

    The last recorded call that concerns it is \`SetQueueAttributes\`, by \`bob@example.com\` (IAM Identity Center, \`AdministratorAccess\`) in the AWS console on 2026-11-18 09:30:00 UTC.

    Live is not what \`main\` declares. Deploying this sets \`60\`; if \`300\` is right, write it here instead."
  `);
});

test("of a call that does not name the attribute, only that it was the last one is said", () => {
  expect(by({ kind: "calls", calls: [{ event: { ...event, call: "TagQueue", with: null }, paths: [] }] })).toContain(
    "The queue was last changed by `bob@example.com` (IAM Identity Center, `AdministratorAccess`) on 2026-11-18 09:30:00 UTC, with `TagQueue`; CloudTrail does not tell whether that changed this.",
  );
});

test("names that CloudTrail has are text, whatever they hold", () => {
  const hostile = { ...event, by: { kind: "user", name: "@everyone | <img src=x> [a](http://b)" } } as const;
  const text = by({ kind: "calls", calls: [{ event: hostile, paths: ["VisibilityTimeout"] }] });
  expect(text).toContain("the IAM user `@everyone | <img src=x> [a](http://b)` in the AWS console");
  const why = by({ kind: "unread", reason: "failed", detail: "<b>@team</b> | no", action: null });
  expect(why).toContain("could not be read: `<b>@team</b> |` no.");
});

test.each([
  [
    { kind: "none", complete: true },
    "CloudTrail has no change of it in the last 90 days; one of the last 15 minutes may not have arrived yet.",
  ],
  [
    { kind: "none", complete: false },
    "CloudTrail has more calls on it than were looked through; none of the newest is a change.",
  ],
  [
    { kind: "unread", reason: "throttled", detail: "", action: null },
    "Who changed it could not be read: CloudTrail throttled the look-up.",
  ],
  [
    { kind: "unread", reason: "denied", detail: "", action: null },
    "Who changed it could not be read: the role may not call `cloudtrail:LookupEvents`.",
  ],
] as const)("%j is said", (changedBy, sentence) => {
  expect(by(changedBy)).toContain(sentence);
});
