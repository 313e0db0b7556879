import { describe, expect, test } from "vitest";
import type { Json } from "../src/model/json.ts";
import { type Checked, checkFiles } from "./support/checking.ts";
import type { WorldFile } from "./world/world.ts";

const SQS = "sqs.amazonaws.com";

type Where = { account?: string; region?: string; partition?: string; changedBy?: boolean };
type Setup = Where & {
  resources: NonNullable<WorldFile["accounts"]>[string]["regions"];
  deny?: string[];
  faults?: WorldFile["faults"];
};

function config({
  account = "111122223333",
  region = "eu-west-1",
  partition = "aws",
  changedBy = true,
}: Where): string {
  return `version: 1
targets:
  prod:
    root: infra
    account: "${account}"
    region: ${region}
    role: arn:${partition}:iam::${account}:role/plumbline-read
    changed_by: ${changedBy}
`;
}

function run(base: string, head: string, { resources, deny = [], faults = [], ...where }: Setup): Promise<Checked> {
  const files = { ".github/plumbline.yml": config(where) };
  return checkFiles(
    { ...files, "infra/main.tf": base },
    { ...files, "infra/main.tf": head },
    {
      world: {
        accounts: {
          [where.account ?? "111122223333"]: {
            roles: { "plumbline-read": { deny } },
            ...(resources ? { regions: resources } : {}),
          },
        },
        faults,
      },
    },
  );
}

const URL = "https://sqs.eu-west-1.amazonaws.com/111122223333/invoices";

function queue(timeout: number, delay = 0): string {
  return `resource "aws_sqs_queue" "invoices" {
  name                       = "invoices"
  visibility_timeout_seconds = ${timeout}
  delay_seconds              = ${delay}
}
`;
}

function liveQueue(timeout: number, delay = 0) {
  return { type: "AWS::SQS::Queue", identifier: URL, properties: { VisibilityTimeout: timeout, DelaySeconds: delay } };
}

function call(name: string, hoursAgo: number, requestParameters: Json, userName: string) {
  const record = { userIdentity: { type: "IAMUser", userName }, requestParameters };
  return { name, source: SQS, hoursAgo, resources: [URL], record };
}

function lookUps({ requests }: Checked) {
  return requests.filter(({ operation }) => operation === "LookupEvents");
}

test("nobody is asked about what is as declared, nor where the target does not want it", async () => {
  const asDeclared = await run(queue(30), queue(60), { resources: { "eu-west-1": { resources: [liveQueue(30)] } } });
  expect(asDeclared.report.summary).toMatchObject({ holds: 1, stale: 0 });
  expect(lookUps(asDeclared)).toEqual([]);
  const unwanted = await run(queue(30), queue(60), {
    changedBy: false,
    resources: { "eu-west-1": { resources: [liveQueue(300)] } },
  });
  expect(unwanted.report.summary).toMatchObject({ stale: 1 });
  expect(lookUps(unwanted)).toEqual([]);
  expect(unwanted.report.assumptions[0]?.message).not.toContain("CloudTrail");
});

test("the session may look up events only where a target wants it", async () => {
  for (const changedBy of [true, false]) {
    const checked = await run(queue(30), queue(60), {
      changedBy,
      resources: { "eu-west-1": { resources: [liveQueue(300)] } },
    });
    const policies = checked.requests.flatMap((request) => ("sessionPolicy" in request ? [request.sessionPolicy] : []));
    expect(policies.some((policy) => String(policy).includes("cloudtrail:LookupEvents"))).toBe(changedBy);
  }
});

test("each attribute has its own last call, and a newer one of something else is not taken for it", async () => {
  const { report } = await run(queue(30, 0), queue(60, 0), {
    resources: {
      "eu-west-1": {
        resources: [liveQueue(300, 5)],
        events: [
          call("SetQueueAttributes", 9, { attributes: { VisibilityTimeout: "300" } }, "alice"),
          call("SetQueueAttributes", 5, { attributes: { DelaySeconds: "5" } }, "bob"),
          call("AddPermission", 1, { label: "x" }, "mallory"),
        ],
      },
    },
  });
  const message = report.assumptions[0]?.message;
  expect(message).toMatch(/concerns visibility_timeout_seconds is SetQueueAttributes, by the IAM user alice/);
  expect(message).toMatch(/concerns delay_seconds is SetQueueAttributes, by the IAM user bob/);
  expect(message).not.toContain("mallory");
});

test("what was sent is shown nowhere, and names are shown as text", async () => {
  const { stdout } = await run(queue(30), queue(60), {
    resources: {
      "eu-west-1": {
        resources: [liveQueue(300)],
        events: [call("SetQueueAttributes", 1, { attributes: { VisibilityTimeout: "300", Token: "hunter2" } }, "a<b>")],
      },
    },
  });
  expect(stdout).not.toContain("hunter2");
  expect(stdout).toContain("a<b>");
});

test.each(["throttle", "hang", "server-error", "malformed", "reset"] as const)(
  "%s in CloudTrail changes no verdict, and is said",
  { timeout: 60_000 },
  async (fault) => {
    const { report, exit } = await run(queue(30), queue(60), {
      resources: { "eu-west-1": { resources: [liveQueue(300)] } },
      faults: [{ match: { service: "cloudtrail" }, fault }],
    });
    const [assumption] = report.assumptions;
    expect([exit, assumption?.finding, report.summary.conclusion]).toEqual([1, "would-revert", "failure"]);
    expect(assumption?.message).toContain("Who changed it could not be read: ");
    expect(assumption?.subject.identifier).toBe(URL);
    const looks = assumption?.evidence.filter(({ api }) => api === "cloudtrail:LookupEvents");
    expect(looks).toEqual([expect.objectContaining({ outcome: fault === "throttle" ? "throttled" : "failed" })]);
  },
);

test("of a resource that the change removes and that is gone, who deleted it is said", async () => {
  const { report } = await run(queue(30), "", {
    resources: { "eu-west-1": { events: [call("DeleteQueue", 3, { queueUrl: URL }, "alice")] } },
  });
  expect(report.assumptions[0]).toMatchObject({ finding: "already-applied" });
  expect(report.assumptions[0]?.message).toContain("Deleted by the IAM user alice");
});

test("a deletion of something else of it is none of it", async () => {
  const { report } = await run(queue(30), queue(60), {
    resources: { "eu-west-1": { events: [call("DeleteQueuePolicy", 3, {}, "alice")] } },
  });
  expect(report.assumptions[0]).toMatchObject({ finding: "missing" });
  expect(report.assumptions[0]?.message).toContain("CloudTrail has no deletion of it in the last 90 days");
});

describe.each([
  { partition: "aws", region: "eu-west-1", home: "us-east-1" },
  { partition: "aws-us-gov", region: "us-gov-east-1", home: "us-gov-west-1" },
  { partition: "aws-cn", region: "cn-northwest-1", home: "cn-north-1" },
])("in $region", ({ partition, region, home }) => {
  test("IAM's calls are looked up where the partition records them", async () => {
    const role = (description: string) => `resource "aws_iam_role" "deploy" {
  name               = "deploy"
  description        = "${description}"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [] })
}
`;
    const checked = await run(role("a"), role("b"), {
      partition,
      region,
      resources: {
        [region]: {
          resources: [
            {
              type: "AWS::IAM::Role",
              identifier: "deploy",
              properties: {
                Description: "c",
                AssumeRolePolicyDocument: { Version: "2012-10-17", Statement: [] },
              },
            },
          ],
        },
        [home]: {
          events: [
            {
              name: "UpdateRole",
              source: "iam.amazonaws.com",
              hoursAgo: 1,
              resources: ["deploy"],
              record: { userIdentity: { type: "Root" }, requestParameters: { roleName: "deploy", description: "c" } },
            },
          ],
        },
      },
    });
    expect(checked.report.assumptions[0]?.message).toContain("is UpdateRole, by the root user");
    const regions = checked.report.assumptions[0]?.evidence.map(({ api, region: where }) => [api, where]);
    expect(regions).toEqual([
      ["cloudcontrol:GetResource", region],
      ["cloudtrail:LookupEvents", home],
      ["cloudtrail:LookupEvents", home],
    ]);
  });
});
