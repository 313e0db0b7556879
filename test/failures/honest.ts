import { expect } from "vitest";
import type { Report } from "../../src/report/schema.ts";
import { type Checked, check, type CheckOptions, type Files, withRepository, write } from "../support/checking.ts";
import { config, hotfix, topic } from "../support/hotfix.ts";

/** Resources that the change touches beside the hotfix, so that one failing read leaves others that are answered. */
const MORE = (text: string) => `resource "aws_sns_topic" "t" {
  name         = "t"
  display_name = "${text}"
}

resource "aws_lambda_function" "f" {
  function_name = "f"
  role          = aws_iam_role.f.arn
  description   = "${text}"
}

resource "aws_iam_role" "f" {
  name               = "f"
  assume_role_policy = "{}"
}
`;

/** Live as base declares it. */
export const LIVE = [
  topic("t", { DisplayName: "one" }),
  {
    type: "AWS::Lambda::Function",
    identifier: "f",
    properties: { Description: "one", Role: "arn:aws:iam::111122223333:role/f" },
  },
  { type: "AWS::IAM::Role", identifier: "f", properties: { RoleName: "f", AssumeRolePolicyDocument: {} } },
];

export type Formats = { readonly json: Checked; readonly markdown: Checked; readonly text: Checked };

/**
 * The same change in every format, each in a run of its own.
 * @param more further files at head
 */
export async function checkInEveryFormat(
  options: CheckOptions,
  settings = config(),
  more: Files = {},
): Promise<Formats> {
  return withRepository(async (repository) => {
    const { base, head } = hotfix(settings);
    await write(repository, { ...base, "infra/more.tf": MORE("one") });
    const baseCommit = await repository.commit("base");
    await write(repository, { ...head, "infra/more.tf": MORE("two"), ...more });
    const headCommit = await repository.commit("head");
    const run = (format: "json" | "markdown" | "text"): Promise<Checked> =>
      check(repository, { base: baseCommit, head: headCommit }, { ...options, format });
    const [json, markdown, text] = await Promise.all([run("json"), run("markdown"), run("text")]);
    return { json, markdown, text };
  });
}

/** What must hold whatever fails: nothing is made up of a failure. */
export function expectHonest({ json, markdown, text }: Formats, exit: number): Report {
  const { report } = json;
  expect(report.summary.conclusion).not.toBe("success");
  const madeUp = report.assumptions.filter(({ finding }) => finding === "missing" || finding === "taken");
  expect(madeUp).toEqual([]);
  expect([json.exit, markdown.exit, text.exit]).toEqual([exit, exit, exit]);
  expect([json.stderr, markdown.stderr, text.stderr]).toEqual(["", "", ""]);
  for (const { stdout } of [markdown, text]) expect(stdout).toMatch(/could not be (checked|reached|read)/i);
  if (json.requests.length > 0) expect(report.cost.awsCalls).toBe(json.requests.length);
  return report;
}

/** The words in all three outputs. */
export function expectSaidEverywhere({ json, markdown, text }: Formats, words: string): void {
  expect(json.stdout).toContain(words);
  expect(markdown.stdout).toContain(words);
  expect(text.stdout.replace(/\s+/g, " ")).toContain(words);
}

/** What became of each resource. */
export function verdicts(report: Report): Record<string, string> {
  return Object.fromEntries(
    report.assumptions.map(({ subject, verdict, reason }) => [
      subject.address,
      reason ? `${verdict}: ${reason}` : verdict,
    ]),
  );
}

const ALL = ["aws_iam_role.f", "aws_lambda_function.f", "aws_sns_topic.t", "aws_sqs_queue.invoices"];

/** The same unknown for every resource. */
export function allUnknown(reason: string): Record<string, string> {
  return Object.fromEntries(ALL.map((address) => [address, `unknown: ${reason}`]));
}
