import { describe, expect, it } from "vitest";
import { about, config, hotfixWorld } from "../support/hotfix.ts";
import { allUnknown, checkInEveryFormat, expectHonest, expectSaidEverywhere, LIVE, verdicts } from "./honest.ts";

/** AssumeRole, and one read of each of the four resources. */
const CALLS = 5;

const FUNCTION = "aws_lambda_function.f";

/** The hotfix is found, two resources hold, and the function could not be checked. */
function oneUnknown(reason: string): Record<string, string> {
  return {
    "aws_iam_role.f": "holds",
    [FUNCTION]: `unknown: ${reason}`,
    "aws_sns_topic.t": "holds",
    "aws_sqs_queue.invoices": "stale",
  };
}

const GET_FUNCTION = { service: "cloudcontrol", operation: "GetResource", type: "AWS::Lambda::Function" } as const;
const GET_ANYTHING = { service: "cloudcontrol", operation: "GetResource" } as const;

describe.concurrent(
  "one read that fails leaves the others standing: exit 1 for the hotfix",
  { timeout: 100_000 },
  () => {
    it("denied in the handler, which the missing action is named for", async () => {
      const formats = await checkInEveryFormat({
        world: hotfixWorld(LIVE, { role: { deny: ["lambda:GetFunction"] } }),
      });
      const report = expectHonest(formats, 1);
      expect(verdicts(report)).toEqual(oneUnknown("denied"));
      expect(formats.json.requests).toHaveLength(CALLS);
      expectSaidEverywhere(formats, "lambda:GetFunction");
      expect(about(report, FUNCTION).evidence).toMatchObject([{ api: "cloudcontrol:GetResource", outcome: "denied" }]);
    });

    it("throttled at first", async () => {
      const formats = await checkInEveryFormat({
        world: hotfixWorld(LIVE, { faults: [{ match: GET_FUNCTION, fault: "throttle", times: 2 }] }),
      });
      expect(verdicts(formats.json.report)).toEqual({ ...oneUnknown(""), [FUNCTION]: "holds" });
      expect(formats.json.exit).toBe(1);
      expect(formats.json.requests).toHaveLength(CALLS + 2);
    });

    it.each([
      ["an unsupported type", "unsupported-type", "unsupported-type", "AWS::Lambda::Function", CALLS],
      ["a session that ended", "expired-session", "failed", "no longer accepted", CALLS],
      ["an answer that breaks off", "malformed", "failed", "could not be read", CALLS],
      ["properties that break off", "malformed-properties", "failed", "made no sense", CALLS],
      ["a server's errors", "server-error", "failed", "internal error", CALLS + 3],
      ["a broken connection", "reset", "failed", "connection", CALLS + 3],
      ["another region's answer", "wrong-region", "failed", "refused", CALLS],
      ["credentials that the handler does not accept", "invalid-credentials", "failed", "no longer accepted", CALLS],
    ] as const)("%s", async (_, fault, reason, words, calls) => {
      const formats = await checkInEveryFormat({
        world: hotfixWorld(LIVE, { faults: [{ match: GET_FUNCTION, fault }] }),
      });
      const report = expectHonest(formats, 1);
      expect(verdicts(report)).toEqual(oneUnknown(reason));
      expectSaidEverywhere(formats, words);
      expect(formats.json.requests).toHaveLength(calls);
    });
  },
);

describe.concurrent("when every read fails the check asks for action: exit 1", { timeout: 100_000 }, () => {
  it("denied at Cloud Control", async () => {
    const formats = await checkInEveryFormat({
      world: hotfixWorld(LIVE, { role: { deny: ["cloudformation:GetResource"] } }),
    });
    const report = expectHonest(formats, 1);
    expect(report.summary.conclusion).toBe("action_required");
    expect(verdicts(report)).toEqual(allUnknown("denied"));
    expect(formats.json.requests).toHaveLength(CALLS);
    expectSaidEverywhere(formats, "cloudformation:GetResource");
  });

  it("an outage", async () => {
    const world = hotfixWorld(LIVE, { faults: [{ match: GET_ANYTHING, fault: "server-error" }] });
    const report = expectHonest(await checkInEveryFormat({ world }), 1);
    expect(report.summary.conclusion).toBe("action_required");
    expect(verdicts(report)).toEqual(allUnknown("failed"));
    const lenient = expectHonest(await checkInEveryFormat({ world }, config("unreachable: warn\n")), 0);
    expect(lenient.summary.conclusion).toBe("neutral");
  });

  it("an outage with `unknown: block` fails", async () => {
    const world = hotfixWorld(LIVE, { faults: [{ match: GET_ANYTHING, fault: "server-error" }] });
    const report = expectHonest(await checkInEveryFormat({ world }, config("unknown: block\n")), 1);
    expect(report.summary.conclusion).toBe("failure");
  });
});
