import { describe, expect, it } from "vitest";
import { config, hotfixWorld, queue, topic } from "../support/hotfix.ts";
import type { Fault } from "../world/world.ts";
import { allUnknown, checkInEveryFormat, expectHonest, expectSaidEverywhere, LIVE, verdicts } from "./honest.ts";

/** What only head has: a look-up of what is not there, one of what is, a name that is taken and one that is free. */
const MORE = `data "aws_sqs_queue" "absent" {
  name = "absent"
}

data "aws_sqs_queue" "present" {
  name = "present"
}

resource "aws_sns_topic" "taken" {
  name = "taken"
}

resource "aws_sns_topic" "free" {
  name = "free"
}
`;

const MORE_ADDRESSES = [
  "data.aws_sqs_queue.absent",
  "data.aws_sqs_queue.present",
  "aws_sns_topic.taken",
  "aws_sns_topic.free",
];

const GET_ANYTHING = { service: "cloudcontrol", operation: "GetResource" } as const;

/** Over a read's 30 s, and well under two of them: reads are waited for together. */
const LONGEST_MS = 45_000;

function allOf(reason: string): Record<string, string> {
  return {
    ...allUnknown(reason),
    ...Object.fromEntries(MORE_ADDRESSES.map((address) => [address, `unknown: ${reason}`])),
  };
}

describe.concurrent("nothing is waited for for ever, and silence proves nothing", { timeout: 100_000 }, () => {
  const live = [...LIVE, queue("present"), topic("taken")];

  it.each<[name: string, fault: Fault["fault"], reason: string, words: string]>([
    ["throttled for ever", "throttle", "throttled", "throttled the read"],
    ["throttled for ever in the handlers", "throttle-in-handler", "throttled", "throttled the read"],
    ["no answer", "hang", "timeout", "did not answer in time"],
  ])("%s", async (_, fault, reason, words) => {
    const formats = await checkInEveryFormat(
      { world: hotfixWorld(live, { faults: [{ match: GET_ANYTHING, fault }] }) },
      config(),
      { "infra/new.tf": MORE },
    );
    const report = expectHonest(formats, 1);
    expect(report.summary.conclusion).toBe("action_required");
    expect(verdicts(report)).toEqual(allOf(reason));
    expectSaidEverywhere(formats, words);
    expect(report.cost.durationMs).toBeLessThan(LONGEST_MS);
  });

  it("no answer from STS", async () => {
    const formats = await checkInEveryFormat(
      { world: hotfixWorld(live, { faults: [{ match: { service: "sts" }, fault: "hang" }] }) },
      config(),
      { "infra/new.tf": MORE },
    );
    const report = expectHonest(formats, 2);
    expect(report.summary.conclusion).toBe("action_required");
    expect(verdicts(report)).toEqual(allOf("target-unreachable"));
    expect(report.cost.durationMs).toBeLessThan(LONGEST_MS);
  });
});
