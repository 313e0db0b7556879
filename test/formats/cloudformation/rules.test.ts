import { describe, expect, test } from "vitest";

import { declareText } from "./declaring.ts";

const REST = "Resources: { Q: { Type: AWS::SQS::Queue } }\n";
const PARAMETERS = `Parameters:
  Env: { Type: String, Default: prod }
  Size: { Type: String, Default: small }
  Zones: { Type: CommaDelimitedList, Default: "a,b" }
  Open: { Type: String }
`;

/** Lines and messages of the problems of a template with one rule. */
async function problems(rule: string): Promise<readonly (readonly [number | null, string])[]> {
  const declared = await declareText(`${PARAMETERS}Rules:\n  R: ${rule}\n${REST}`);
  expect(declared.blocks.has("Q")).toBe(true);
  return declared.problems.map(({ line, message }) => [line, message]);
}

describe("a rule that refuses the parameters is a problem", () => {
  test.each([
    "!Equals [!Ref Env, test]",
    "!Contains [[test, dev], !Ref Env]",
    "!EachMemberEquals [[a, b], a]",
    "!EachMemberIn [!Ref Zones, [a, c]]",
    "!Not [!Contains [!Ref Zones, a]]",
    "!And [!Equals [!Ref Env, prod], !Equals [!Ref Size, large]]",
    "{ Fn::Equals: [!Ref Env, test] }",
  ])("%s", async (assertion) => {
    const rule = `{ Assertions: [{ Assert: ${assertion}, AssertDescription: "not so" }] }`;
    expect(await problems(rule)).toEqual([
      [
        7,
        "the rule `R` refuses the parameters that are known (not so): add what the deployment passes under `parameters`",
      ],
    ]);
  });

  test("each assertion at its own line, where the rule applies", async () => {
    const rule = `
    RuleCondition: !Equals [!Ref Env, prod]
    Assertions:
      - Assert: !Equals [!Ref Size, large]
      - Assert: !Contains [[small], !Ref Size]
      - Assert: !Equals [!Ref Size, huge]`;
    expect((await problems(rule)).map(([line]) => line)).toEqual([10, 12]);
  });
});

describe("a rule says nothing", () => {
  test.each([
    ["where it holds", "{ Assertions: [{ Assert: !Contains [[prod], !Ref Env] }] }"],
    [
      "where it does not apply",
      "{ RuleCondition: !Equals [!Ref Env, test], Assertions: [{ Assert: !Equals [a, b] }] }",
    ],
    ["where it hangs on what has no value", "{ Assertions: [{ Assert: !Equals [!Ref Open, b] }] }"],
    [
      "where it applies only perhaps",
      "{ RuleCondition: !Equals [!Ref Open, b], Assertions: [{ Assert: !Equals [a, b] }] }",
    ],
    [
      "of what only the account knows",
      "{ Assertions: [{ Assert: !EachMemberIn [!ValueOfAll [AWS::EC2::VPC::Id, Tags.x], !RefAll AWS::EC2::VPC::Id] }] }",
    ],
    ["without an assertion", "{ Assertions: [] }"],
  ])("%s", async (_, rule) => {
    expect(await problems(rule)).toEqual([]);
  });
});
