import { describe, expect, test } from "vitest";
import { MAIN, type Project } from "./app.ts";
import { queueBlock, tableBlock } from "./live.ts";
import { app } from "./shared.ts";

/** What could not be read is neither there nor missing: the check says why, and is never green. */
type Unread = {
  readonly name: string;
  /** Puts the obstacle in the way. */
  readonly given: (project: Project) => void;
  readonly more?: string;
  readonly conclusion: "action_required" | "neutral" | "failure";
  readonly title: string;
  readonly says: readonly string[];
};

/** One of two resources can be read, so that the target is not one where every read failed. */
const BASE = { [MAIN]: queueBlock("orders") + tableBlock("accounts") };
const HEAD = { [MAIN]: queueBlock("orders", 60) + tableBlock("accounts", '  table_class = "STANDARD"\n') };
const SAID_OF_MISSING = /is missing|not there|not found|no longer/i;
const NONE = "None of 2 assumptions could be checked";
const HALF = "1 of 2 assumptions holds, 1 could not be checked";

const cases: readonly Unread[] = [
  {
    name: "a role whose trust expects another ExternalId",
    given: (project) => project.setRole({ trust: { externalId: "that of somebody else" } }),
    conclusion: "action_required",
    title: NONE,
    says: ["could not be reached", "ExternalId", "role/plumbline-read"],
  },
  {
    name: "a role that is not there",
    given: (project) => app.aws.world.removeRole(project.account, "plumbline-read"),
    conclusion: "action_required",
    title: NONE,
    says: ["could not be reached", "role/plumbline-read"],
  },
  {
    name: "a role that cannot be assumed, where an unreachable target only warns",
    given: (project) => app.aws.world.removeRole(project.account, "plumbline-read"),
    more: "unreachable: warn\n",
    conclusion: "neutral",
    title: NONE,
    says: ["could not be reached"],
  },
  {
    name: "a role that leads into another account",
    given: (project) => project.addFault({ fault: "wrong-account" }),
    conclusion: "action_required",
    title: NONE,
    says: ["another account", "666655554444"],
  },
  {
    name: "one read that is denied",
    given: (project) => project.setRole({ deny: ["sqs:GetQueueAttributes"] }),
    conclusion: "neutral",
    title: HALF,
    says: [
      "AWS denied `sqs:GetQueueAttributes` to the role `plumbline-read`",
      '"Action":"sqs:GetQueueAttributes"',
      "aws_sqs_queue.orders",
    ],
  },
  {
    name: "one read that is denied, where unknowns block",
    given: (project) => project.setRole({ deny: ["sqs:GetQueueAttributes"] }),
    more: "unknown: block\n",
    conclusion: "failure",
    title: HALF,
    says: ["sqs:GetQueueAttributes"],
  },
  {
    name: "every read denied",
    given: (project) => project.setRole({ deny: ["cloudformation:GetResource"] }),
    conclusion: "action_required",
    title: NONE,
    says: ["cloudformation:GetResource"],
  },
  {
    name: "a type that AWS cannot read",
    given: (project) => project.addFault({ match: { type: "AWS::SQS::Queue" }, fault: "unsupported-type" }),
    conclusion: "neutral",
    title: HALF,
    says: ["AWS::SQS::Queue"],
  },
  {
    name: "a service that fails again and again",
    given: (project) => project.addFault({ match: { type: "AWS::SQS::Queue" }, fault: "server-error" }),
    conclusion: "neutral",
    title: HALF,
    says: ["The read failed"],
  },
];

function vpc(network: string): string {
  return `resource "aws_vpc" "main" {
  cidr_block = "${network}"
}
`;
}

/** What could not be read is neither there nor missing: the check says why, and is never green. */
export function unread(): void {
  describe.concurrent("never green unread", () => {
    // First, as a read is given 30 s.
    test("reads that are throttled for ever, and reads that never answer", async () => {
      const logs = 'resource "aws_cloudwatch_log_group" "logs" {\n  name = "logs"\n}\n';
      const project = await app.project("slow", { files: { [MAIN]: `${BASE[MAIN]}${logs}` } });
      project.setResource("AWS::Logs::LogGroup", "logs");
      project.addFault({ match: { type: "AWS::SQS::Queue" }, fault: "throttle" });
      project.addFault({ match: { type: "AWS::DynamoDB::Table" }, fault: "hang" });
      const changed = logs.replace("}", "  retention_in_days = 30\n}");
      const { pull, headSha } = await project.open({ [MAIN]: `${HEAD[MAIN]}${changed}` });
      const run = await project.concluded(headSha);
      expect(run).toMatchObject({ conclusion: "neutral", annotations: [] });
      expect(run.title).toBe("1 of 3 assumptions holds, 2 could not be checked");
      expect(run.summary).toContain("AWS throttled the read, also when it was repeated (`aws_sqs_queue.orders`)");
      expect(run.summary).toContain("AWS did not answer in time (`aws_dynamodb_table.accounts`)");
      expect(project.posted()).not.toMatch(SAID_OF_MISSING);
      expect(app.github.issueComments(project.name, pull)).toEqual([]);
    });

    for (const { name, given, more, conclusion, title, says } of cases) {
      test(`${name}: ${conclusion}`, async () => {
        const project = await app.project(name.replaceAll(/[^a-z]+/gi, "-"), { files: BASE, config: null });
        await app.github.push(project.name, { files: { ".github/plumbline.yml": project.configuration(more) } });
        project.setTable("accounts");
        given(project);
        const { pull, headSha } = await project.open(HEAD);
        const run = await project.concluded(headSha);
        expect({ conclusion: run.conclusion, title: run.title }).toEqual({ conclusion, title });
        for (const words of says) expect(run.summary).toContain(words);
        expect(run.annotations).toEqual([]);
        expect(project.posted()).not.toMatch(SAID_OF_MISSING);
        expect(app.github.issueComments(project.name, pull)).toEqual([]);
      });
    }

    test("a resource of a type that nothing here knows is named, and what is known is checked", async () => {
      const project = await app.project("unsupported", {
        files: { [MAIN]: queueBlock("orders") + vpc("10.0.0.0/16") },
      });
      project.setQueue("orders");
      const { headSha } = await project.open({ [MAIN]: queueBlock("orders", 60) + vpc("10.1.0.0/16") });
      const run = await project.concluded(headSha);
      expect(run).toMatchObject({ conclusion: "neutral", title: HALF });
      expect(run.summary).toContain("aws_vpc.main");
    });

    test("what has no value in code is not looked for", async () => {
      const project = await app.project("unresolved", { files: { [MAIN]: 'variable "env" {}\n' } });
      const { headSha } = await project.open({
        [MAIN]: 'variable "env" {}\ndata "aws_sqs_queue" "q" {\n  name = "orders-${var.env}"\n}\n',
      });
      const run = await project.concluded(headSha);
      expect(run).toMatchObject({ conclusion: "neutral", title: "The one assumption could not be checked" });
      expect(run.summary).toContain("Variable `env` has no value");
      expect(project.awsCalls()).toEqual([]);
    });
  });
}
