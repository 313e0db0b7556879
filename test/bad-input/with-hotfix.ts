import { expect } from "vitest";
import type { Report } from "../../src/report/schema.ts";
import { type CheckOptions, checkFiles, type Checked, type Files } from "../support/checking.ts";
import { config, hotfix, hotfixWorld, TEMPLATES, topic } from "../support/hotfix.ts";

/** A topic that is live. */
export const TOPIC = `resource "aws_sns_topic" "t" {
  name = "t"
}
`;

/** The same topic as a template. */
export const TEMPLATE = `Resources:
  T:
    Type: AWS::SNS::Topic
    Properties:
      TopicName: t
`;

export const WITH_TEMPLATES = config(TEMPLATES);

/** Adds files to both sides, or to head only, of the change with the hotfix. */
export async function checkWith(
  files: { readonly base?: Files; readonly head: Files },
  settings = config(),
  options: CheckOptions = {},
): Promise<Checked> {
  const { base, head } = hotfix(settings);
  const world = hotfixWorld([topic("t")]);
  return checkFiles({ ...base, ...files.base }, { ...head, ...files.head }, { world, ...options });
}

/** The one problem there is. */
export function onlyProblem({ report }: Checked): Report["problems"][number] | undefined {
  expect(report.problems).toHaveLength(1);
  return report.problems[0];
}
