import { describe, expect, test } from "vitest";

import { declareFiles, declareText, resourceOf, shown, valueOf } from "./declaring.ts";

const GOOD = "  Good:\n    Type: AWS::SQS::Queue\n    Properties: { QueueName: good }\n";

describe("a file that cannot be a template is a problem with its line", () => {
  test.each<[what: string, text: string, line: number | null, message: string]>([
    ["an empty file", "", 1, "this is no CloudFormation template: the file is empty"],
    ["nothing but comments", "# nothing\n\n# here\n", 1, "this is no CloudFormation template: the file is empty"],
    [
      "another YAML file",
      "# buildspec\nversion: 0.2\nphases: {}\n",
      2,
      "this is no CloudFormation template: it has no `Resources`",
    ],
    ["a list", "- a\n- b\n", 1, "this is no CloudFormation template: it has no `Resources`"],
    ["text", "hello", 1, "this is no CloudFormation template: it has no `Resources`"],
    [
      "Resources of something else",
      "a: 1\nResources:\n  - b\n",
      2,
      "this is no CloudFormation template: nothing under `Resources` has a `Type`",
    ],
    [
      "Resources without a type",
      "\nResources:\n  A: { Properties: {} }\n",
      2,
      "this is no CloudFormation template: nothing under `Resources` has a `Type`",
    ],
    [
      "3,000 levels of brackets",
      `Resources:\n  A: ${"[".repeat(3000)}${"]".repeat(3000)}`,
      2,
      "nested deeper than 500 levels",
    ],
    ["3,000 levels of dashes", `Resources:\n  A:\n    ${"- ".repeat(3000)}x`, 3, "nested deeper than 200 levels"],
    [
      "many levels of indentation",
      Array.from({ length: 900 }, (_, depth) => `${" ".repeat(depth)}a:`).join("\n"),
      201,
      "nested deeper than 200 levels",
    ],
    ["more than 1 MB", `Resources:\n${GOOD}${"# padding\n".repeat(100_000)}`, null, "the file is larger than 1 MB"],
    [
      "an alias bomb",
      `a: &a0 [x,x,x,x,x,x,x,x,x,x]\n${Array.from({ length: 12 }, (_, level) => `b${level}: &a${level + 1} [${`*a${level},`.repeat(9)}*a${level}]`).join("\n")}\nResources:\n${GOOD}`,
      6,
      "aliases make the file larger than 400000 nodes",
    ],
    [
      "an alias bomb of long texts",
      `a: &a ${"x".repeat(100_000)}\nb: [${"*a,".repeat(200)}]\n`,
      2,
      "aliases make the file larger than 400000 nodes",
    ],
    [
      "aliases nested too deep",
      `a: &a0 [x]\n${Array.from({ length: 1000 }, (_, level) => `b${level}: &a${level + 1} [*a${level}]`).join("\n")}`,
      100,
      "nested deeper than 200 levels",
    ],
  ])("%s", async (_, text, line, message) => {
    const declared = await declareText(text);
    expect(declared.blocks.size).toBe(0);
    expect(declared.problems).toContainEqual({ path: "t.yml", line, message });
    expect(declared.files).toEqual(new Set(["t.yml"]));
  });
});

function isSaid(said: string, expected: string | RegExp): boolean {
  return typeof expected === "string" ? said === expected : expected.test(said);
}

test("what CloudFormation takes is read: 1 MB, and no byte more", async () => {
  const head = `Resources:\n${GOOD}`;
  const full = head + "#".repeat(1_000_000 - head.length);
  expect((await declareText(full)).problems).toEqual([]);
  expect((await declareText(full)).blocks.size).toBe(1);
  expect((await declareText(`${full}#`)).problems).toMatchObject([{ path: "t.yml", line: null }]);
});

test("a template that is too large lies in a folder of others: it is a problem, they are read", async () => {
  const tooLarge = { kind: "unreadable" as const, reason: "too-large" as const, message: "it has 1000001 bytes" };
  const files = { "templates/large.json": tooLarge, "templates/good.yml": `Resources:\n${GOOD}` };
  const units = await declareFiles(files, { root: "templates" });
  expect([...units].map(([path, { blocks, problems }]) => [path, blocks.size, problems])).toEqual([
    ["templates/large.json", 0, [{ path: "templates/large.json", line: null, message: "it has 1000001 bytes" }]],
    ["templates/good.yml", 1, []],
  ]);
});

describe("what can be read beside a mistake is read", () => {
  test.each<[what: string, text: string, line: number, message: string | RegExp]>([
    [
      "a tab",
      `Resources:\n${GOOD}  Bad:\n    Type: AWS::SQS::Queue\n\tProperties: {}\n`,
      7,
      "Tabs are not allowed as indentation",
    ],
    [
      "a wrong indentation",
      `Resources:\n${GOOD}  Bad:\n    Type: AWS::SQS::Queue\n   Properties: {}\n`,
      7,
      /same column/,
    ],
    [
      "a text that never ends",
      `Resources:\n${GOOD}  Bad:\n    Type: AWS::SQS::Queue\n    Metadata: "x\n`,
      7,
      /closing "quote/,
    ],
    [
      "a flow map that never ends",
      `Resources:\n${GOOD}  Bad: { Type: AWS::SQS::Queue, Properties: { X: 1 }\n`,
      5,
      /flow map|Flow map/,
    ],
    [
      "a character that YAML reserves",
      `Resources:\n${GOOD}  Bad:\n    Type: AWS::SQS::Queue\n    Properties: { QueueName: @x }\n`,
      7,
      /reserved character/,
    ],
    [
      "a template engine",
      `Resources:\n${GOOD}  Bad:\n    Type: AWS::SQS::Queue\n    Properties:\n      QueueName: {{ name }}\n`,
      8,
      /a key must be text/,
    ],
    [
      "a template engine's statements",
      `Resources:\n${GOOD}  Bad:\n    Type: AWS::SQS::Queue\n    {% if x %}\n    Properties: {}\n    {% endif %}\n`,
      7,
      /./,
    ],
    [
      "an alias of nothing",
      `Resources:\n${GOOD}  Bad: { Type: AWS::SQS::Queue, Properties: { QueueName: *nothing } }\n`,
      5,
      "the alias `*nothing` has no anchor",
    ],
    [
      "an alias of itself",
      `Resources:\n${GOOD}  Bad: { Type: AWS::SQS::Queue, Properties: { QueueName: &me [*me] } }\n`,
      5,
      /a part of/,
    ],
    [
      "a function that is none",
      `Resources:\n${GOOD}  Bad: { Type: AWS::SQS::Queue, Properties: { QueueName: !Nonsense x } }\n`,
      5,
      "CloudFormation has no intrinsic function `Nonsense`",
    ],
    [
      "a resource without a type",
      `Resources:\n${GOOD}  Bad: { Properties: { QueueName: x } }\n`,
      5,
      "the resource `Bad` has no `Type`",
    ],
    [
      "a reference to nothing",
      `Resources:\n${GOOD}  Bad:\n    Type: AWS::SQS::Queue\n    Properties:\n      QueueName:\n        !Ref Nowhere\n`,
      9,
      "`Nowhere` is neither a parameter nor a resource of this template",
    ],
    [
      "a circular reference",
      `Resources:\n${GOOD}  Bad:\n    Type: AWS::SQS::Queue\n    Properties:\n      QueueName: !Ref Worse\n  Worse:\n    Type: AWS::SQS::Queue\n    Properties:\n      QueueName: !GetAtt Bad.QueueName\n`,
      12,
      "`Bad.QueueName` is a circular reference",
    ],
    [
      "a condition that depends on itself",
      `Conditions:\n  A: !Not [!Condition B]\n  B: !Not [!Condition A]\nResources:\n${GOOD}  Bad: { Type: AWS::SQS::Queue, Condition: A }\n`,
      3,
      "the condition `A` depends on itself",
    ],
  ])("%s", async (_, text, line, message) => {
    const declared = await declareText(text);
    const found = declared.problems.filter((problem) => problem.line === line && isSaid(problem.message, message));
    expect(found).not.toEqual([]);
    expect(resourceOf(declared, "Good").identity).toMatchObject({ kind: "identifier", name: "good" });
    const bad = declared.blocks.get("Bad");
    expect(bad?.mode === "resource" ? bad.identity.kind : "unresolved").toBe("unresolved");
  });
});

test("one bad file among templates leaves the others alone", async () => {
  const units = await declareFiles({
    "a/good.yml": `Resources:\n${GOOD}`,
    "a/bad.yml": "\tno: yaml: at: all",
    "a/link.yml": { kind: "unreadable", reason: "symlink", message: "a symlink is not followed" },
    "a/binary.yml": { kind: "unreadable", reason: "binary", message: "not text" },
  });
  expect([...units].map(([path, { blocks, problems }]) => [path, blocks.size, problems.length > 0])).toEqual([
    ["a/good.yml", 1, false],
    ["a/bad.yml", 0, true],
    ["a/link.yml", 0, true],
    ["a/binary.yml", 0, true],
  ]);
  expect(units.get("a/link.yml")?.problems).toEqual([
    { path: "a/link.yml", line: null, message: "a symlink is not followed" },
  ]);
});

describe("no template takes more than its bounds", () => {
  test("a text that doubles forty times", async () => {
    const doubled = Array.from({ length: 40 }).reduce<string>((inner) => `!Sub ["\${a}\${a}", { a: ${inner} }]`, "xx");
    expect(await valueOf(doubled)).toBe("?the text is longer than 262144 characters");
  });

  test("names that double along a chain of resources", async () => {
    const chain = Array.from(
      { length: 60 },
      (_, index) =>
        `  Q${index + 1}: { Type: AWS::SQS::Queue, Properties: { QueueName: !Sub "\${Q${index}.QueueName}\${Q${index}.QueueName}" } }\n`,
    );
    const declared = await declareText(
      `Resources:\n  Q0: { Type: AWS::SQS::Queue, Properties: { QueueName: aa } }\n${chain.toReversed().join("")}`,
    );
    expect(resourceOf(declared, "Q60").identity).toMatchObject({ kind: "unresolved" });
    expect(resourceOf(declared, "Q3").identity).toMatchObject({ name: "a".repeat(16) });
  });

  test("many long texts", async () => {
    const long = "x".repeat(200_000);
    const queues = Array.from(
      { length: 2000 },
      (_, index) => `  Q${index}: { Type: AWS::SQS::Queue, Properties: { A: !Ref P, B: !Sub "\${P}-\${P}" } }\n`,
    );
    const declared = await declareText(
      `Parameters: { P: { Type: String, Default: ${long} } }\nResources:\n${queues.join("")}`,
    );
    expect(declared.blocks.size).toBe(2001);
  });

  test("a long list that is used often", async () => {
    const long = Array.from({ length: 50_000 }, () => "x").join(",");
    const queues = Array.from(
      { length: 3000 },
      (_, index) => `  Q${index}: { Type: AWS::SQS::Queue, Properties: { A: !Ref P } }\n`,
    );
    const declared = await declareText(
      `Parameters: { P: { Type: CommaDelimitedList, Default: "${long}" } }\nResources:\n${queues.join("")}`,
    );
    expect(shown(resourceOf(declared, "Q2999").properties)).toEqual({ A: "?the template makes too much text" });
  });

  test("a chain of 4,000 resources, and one of as many conditions", async () => {
    const resources = Array.from(
      { length: 4000 },
      (_, index) =>
        `  Q${index}: { Type: AWS::SQS::Queue, Properties: { QueueName: !Sub "\${Q${index + 1}.QueueName}" } }\n`,
    );
    const conditions = Array.from({ length: 4000 }, (_, index) => `  C${index}: !Not [!Condition C${index + 1}]\n`);
    const declared = await declareText(
      `Conditions:\n${conditions.join("")}  C4000: !Equals [a, a]\nResources:\n${resources.join("")}  Q4000: { Type: AWS::SQS::Queue, Condition: C0, Properties: { QueueName: q } }\n`,
    );
    expect(resourceOf(declared, "Q0").identity).toMatchObject({ kind: "unresolved" });
    expect(declared.problems.length).toBeLessThanOrEqual(50);
  });

  test("dynamic references that never end", async () => {
    expect(await valueOf(`!Join ["", ["${"{{resolve:".repeat(200)}"]]`)).toBe("{{resolve:".repeat(200));
  });
});
