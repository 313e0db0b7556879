import { createServer } from "node:net";
import { describe, expect, it } from "vitest";
import { about, config, hotfixWorld } from "../support/hotfix.ts";
import type { WorldFile } from "../world/world.ts";
import { allUnknown, checkInEveryFormat, expectHonest, expectSaidEverywhere, LIVE, verdicts } from "./honest.ts";

/** A port where nobody listens. */
async function deadUrl(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return `http://127.0.0.1:${typeof address === "object" && address ? address.port : 1}`;
}

describe.concurrent("an account that cannot be entered: exit 2, with the full report", { timeout: 100_000 }, () => {
  it("the role is denied", async () => {
    const formats = await checkInEveryFormat({
      world: hotfixWorld(LIVE, { role: { trust: { principal: "arn:aws:iam::444455556666:root" } } }),
    });
    const report = expectHonest(formats, 2);
    expect(report.summary.conclusion).toBe("action_required");
    expect(verdicts(report)).toEqual(allUnknown("target-unreachable"));
    expect(report.targets).toMatchObject([
      { reachable: false, reason: expect.stringContaining("sts:AssumeRole") as string },
    ]);
    expectSaidEverywhere(formats, "sts:AssumeRole");
  });

  it("the ExternalId is another one", async () => {
    const world = hotfixWorld(LIVE, { role: { trust: { externalId: "right" } } });
    const formats = await checkInEveryFormat({ world, environment: { PLUMBLINE_EXTERNAL_ID: "wrong" } });
    const report = expectHonest(formats, 2);
    expect(verdicts(report)).toEqual(allUnknown("target-unreachable"));
    expectSaidEverywhere(formats, "ExternalId");
  });

  it("while the right ExternalId opens the same account", async () => {
    const world = hotfixWorld(LIVE, { role: { trust: { externalId: "right" } } });
    const right = await checkInEveryFormat({ world, environment: { PLUMBLINE_EXTERNAL_ID: "right" } });
    expect(right.json.report.targets).toMatchObject([{ reachable: true }]);
    expect(about(right.json.report, "aws_sqs_queue.invoices").finding).toBe("would-revert");
  });

  it("the role does not exist", async () => {
    const world: WorldFile = { accounts: { "111122223333": { roles: {} } } };
    const report = expectHonest(await checkInEveryFormat({ world }), 2);
    expect(verdicts(report)).toEqual(allUnknown("target-unreachable"));
  });

  it("another account answers", async () => {
    const formats = await checkInEveryFormat({
      world: hotfixWorld(LIVE, { faults: [{ match: { service: "sts" }, fault: "wrong-account" }] }),
    });
    const report = expectHonest(formats, 2);
    expect(report.summary.conclusion).toBe("action_required");
    expect(verdicts(report)).toEqual(allUnknown("wrong-account"));
    expectSaidEverywhere(formats, "666655554444");
  });

  it("nothing listens", async () => {
    const url = await deadUrl();
    const formats = await checkInEveryFormat({ world: hotfixWorld(LIVE), environment: { AWS_ENDPOINT_URL: url } });
    const { json } = formats;
    expect({ exit: json.exit, conclusion: json.report.summary.conclusion, verdicts: verdicts(json.report) }).toEqual({
      exit: 2,
      conclusion: "action_required",
      verdicts: allUnknown("target-unreachable"),
    });
    expect(json.requests).toEqual([]);
    expectSaidEverywhere(formats, "check the network");
  });

  it("there are no credentials", async () => {
    const nobody = {
      AWS_ACCESS_KEY_ID: "",
      AWS_SECRET_ACCESS_KEY: "",
      AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
      AWS_PROFILE: "",
      HOME: "/nonexistent",
    };
    const formats = await checkInEveryFormat({ world: hotfixWorld(LIVE), environment: nobody });
    const report = expectHonest(formats, 2);
    expect(verdicts(report)).toEqual(allUnknown("target-unreachable"));
    expectSaidEverywhere(formats, "credentials that Plumbline itself runs with");
    expect(formats.json.requests).toEqual([]);
  });

  it("the caller's credentials are over", async () => {
    const formats = await checkInEveryFormat({
      world: hotfixWorld(LIVE, {
        faults: [{ match: { service: "sts", operation: "AssumeRole" }, fault: "expired-session" }],
      }),
    });
    const report = expectHonest(formats, 2);
    expect(verdicts(report)).toEqual(allUnknown("target-unreachable"));
    expectSaidEverywhere(formats, "credentials that Plumbline itself runs with");
  });

  it("the caller's secret is wrong", async () => {
    const formats = await checkInEveryFormat({
      world: hotfixWorld(LIVE),
      environment: { AWS_SECRET_ACCESS_KEY: "wrong" },
    });
    expect(verdicts(expectHonest(formats, 2))).toEqual(allUnknown("target-unreachable"));
    expect(formats.json.stdout).not.toContain("wrong");
  });

  it("and where people prefer merging through an outage, the check is neutral, the exit code still 2", async () => {
    const formats = await checkInEveryFormat(
      { world: hotfixWorld(LIVE, { role: { trust: { externalId: "right" } } }) },
      config("unreachable: warn\n"),
    );
    expect(expectHonest(formats, 2).summary.conclusion).toBe("neutral");
  });
});
