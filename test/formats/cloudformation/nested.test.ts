import { expect, test } from "vitest";

import { blockOf, declareFiles, resourceOf, shown } from "./declaring.ts";

const PARENT = `Parameters:
  Env: { Type: String, Default: prod }
  Secret: { Type: String, NoEcho: true, Default: hunter2 }
Resources:
  Queues:
    Type: AWS::CloudFormation::Stack
    Properties:
      TemplateURL: nested/queues.yml
      Parameters: { Env: !Ref Env, Zones: [a, b], Password: !Ref Secret, Made: !GetAtt Other.Arn }
  Again: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: ./nested/queues.yml } }
  Remote: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: "https://s3.amazonaws.com/b/t.yml" } }
  Lost: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: nested/built.yml } }
  Other: { Type: AWS::SQS::Queue }
`;
const QUEUES = `Parameters:
  Env: { Type: String, Default: dev }
  Zones: { Type: CommaDelimitedList, Default: "" }
  Password: { Type: String, Default: none }
  Made: { Type: String }
Resources:
  Q: { Type: AWS::SQS::Queue, Properties: { Tags: [!Ref Env, !Ref Zones, !Ref Password, !Ref Made] } }
  Deep: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: ../parent.yml } }
`;

test("a nested stack's template is declared as its parent deploys it", async () => {
  const files = { "infra/parent.yml": PARENT, "infra/nested/queues.yml": QUEUES };
  const units = await declareFiles(files, { root: "infra/*.yml", stack: "{file}" });
  const queues = units.get("infra/nested/queues.yml");
  if (!queues) throw new Error(`not among ${[...units.keys()].join(", ")}`);
  expect(resourceOf(queues, "Q").identity).toEqual({ kind: "stack", stack: "parent/Queues", logicalId: "Q" });
  expect(shown(resourceOf(queues, "Q").properties)).toEqual({
    Tags: ["prod", ["a", "b"], "none", "?parameter `Made` has no value: add it under `parameters`"],
  });
  const again = units.get("infra/nested/queues.yml (parent/Again)");
  if (!again) throw new Error(`not among ${[...units.keys()].join(", ")}`);
  expect(resourceOf(again, "Q").identity).toMatchObject({ stack: "parent/Again" });
});

test("what holds a template that is read is no resource of its own; one that is not read is", async () => {
  const units = await declareFiles(
    { "infra/parent.yml": PARENT, "infra/nested/queues.yml": QUEUES.replace(/ {2}Deep.*\n/, "") },
    { root: "infra/parent.yml" },
  );
  const parent = units.get("infra/parent.yml");
  if (!parent) throw new Error("not read");
  expect(["Queues", "Again", "Remote", "Lost"].map((address) => blockOf(parent, address).mode)).toEqual([
    "other",
    "other",
    "resource",
    "resource",
  ]);
  expect([...units.keys()]).toEqual(["infra/parent.yml", "infra/nested/queues.yml", "infra/nested/queues.yml (2)"]);
});

test("templates that nest each other end", async () => {
  const nests = (other: string): string =>
    `Resources:\n  A: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: ${other} } }\n  B: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: ${other} } }\n  Q: { Type: AWS::SQS::Queue }\n`;
  const units = await declareFiles({ "a.yml": nests("b.yml"), "b.yml": nests("a.yml") }, { root: "a.yml", stack: "s" });
  expect(units.size).toBeLessThanOrEqual(200);
});
