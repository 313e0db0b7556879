import { describe, expect, test } from "vitest";

import { blockOf, declareText, resourceOf, shown, valueOf } from "./declaring.ts";

describe("scalars are what CloudFormation reads", () => {
  test.each<[text: string, value: unknown]>([
    ["30", 30],
    ["-1.5", -1.5],
    ["0", 0],
    ["0123", "0123"],
    ["012345678901", "012345678901"],
    ["111122223333", 111122223333],
    ["12345678901234567890", "12345678901234567890"],
    ["1.10", "1.10"],
    ["1e3", "1e3"],
    ["0x10", "0x10"],
    ["1_000", "1_000"],
    ["22:22", "22:22"],
    ["2012-10-17", "2012-10-17"],
    ["true", true],
    ["False", false],
    ["yes", true],
    ["NO", false],
    ["on", true],
    ["Off", false],
    ["y", "y"],
    ["n", "n"],
    ["null", null],
    ["~", null],
    ["'30'", "30"],
    ['"yes"', "yes"],
    ["!!str 30", "30"],
    ["!!int '30'", 30],
    ["'it''s'", "it's"],
    ['"\\u00e9\\n"', "é\n"],
    ["plain text # comment", "plain text"],
    ["|\n  a\n  b\n", "a\nb\n"],
    ["|-\n  a\n  b\n", "a\nb"],
    [">\n  a\n  b\n", "a b\n"],
    ["!Sub |\n  ${AWS::Region}\n  x\n", "eu-west-1\nx\n"],
    ["größe-✓-𝒳", "größe-✓-𝒳"],
    ["[a, {b: c}, [d]]", ["a", { b: "c" }, ["d"]]],
    ["{a: , b: [ ]}", { a: null, b: [] }],
  ])("%s", async (text, value) => {
    expect(await valueOf(text)).toEqual(value);
  });
});

test("short forms nest as long forms do", async () => {
  const short = await valueOf('!Join ["-", [!Select [0, !Split [",", !Sub "${AWS::Region},x"]], !Ref AWS::AccountId]]');
  const long = await valueOf(
    '{"Fn::Join": ["-", [{"Fn::Select": [0, {"Fn::Split": [",", {"Fn::Sub": "${AWS::Region},x"}]}]}, {"Ref": "AWS::AccountId"}]]}',
  );
  const block = await valueOf(
    "\n  Fn::Join:\n  - '-'\n  - - !Select\n      - 0\n      - Fn::Split:\n          - ','\n          - Fn::Sub: '${AWS::Region},x'\n    - Ref: AWS::AccountId",
  );
  expect([short, long, block]).toEqual(Array(3).fill("eu-west-1-111122223333"));
});

test("JSON has the same places, tabs and all", async () => {
  const declared = await declareText(
    '{\n\t"Resources": {\n\t\t"Q": {\n\t\t\t"Type": "AWS::SQS::Queue",\n\t\t\t"Properties": { "QueueName": { "Fn::Sub": "q-${AWS::Region}" }, "DelaySeconds": 5 }\n\t\t}\n\t}\n}\n',
    { root: "t.json" },
  );
  expect(declared.problems).toEqual([]);
  const queue = resourceOf(declared, "Q");
  expect(queue.source).toEqual({ path: "t.json", line: 3, column: 3, endLine: 6, endColumn: 3 });
  expect(queue.properties.entries.get("DelaySeconds")?.source).toEqual({
    path: "t.json",
    line: 5,
    column: 68,
    endLine: 5,
    endColumn: 84,
  });
  expect(shown(queue.properties)).toEqual({ QueueName: "q-eu-west-1", DelaySeconds: 5 });
});

test("anchors, aliases and merge keys are what the tools make of them", async () => {
  const declared = await declareText(`
Shared: &shared
  DelaySeconds: 1
  VisibilityTimeout: 2
Resources:
  A:
    Type: AWS::SQS::Queue
    Properties: &a
      <<: *shared
      DelaySeconds: 9
      Tags: &tags [{ Key: k, Value: v }]
  B:
    Type: AWS::SQS::Queue
    Properties:
      <<: [*a, { DelaySeconds: 3, MaximumMessageSize: 4 }]
      Tags: *tags
`);
  expect(declared.problems).toEqual([]);
  expect(shown(resourceOf(declared, "A").properties)).toEqual({
    DelaySeconds: 9,
    VisibilityTimeout: 2,
    Tags: [{ Key: "k", Value: "v" }],
  });
  expect(shown(resourceOf(declared, "B").properties)).toEqual({
    DelaySeconds: 9,
    VisibilityTimeout: 2,
    MaximumMessageSize: 4,
    Tags: [{ Key: "k", Value: "v" }],
  });
  expect(resourceOf(declared, "B").properties.entries.get("Tags")?.source).toMatchObject({ line: 16, endLine: 16 });
});

test("a byte order mark, carriage returns and comments move nothing", async () => {
  const text =
    "\uFEFFResources:\r\n  # one\r\n  Q: # two\r\n    Type: AWS::SQS::Queue\r\n    Properties:\r\n      DelaySeconds: 5 # three\r\n\r\n";
  const queue = resourceOf(await declareText(text), "Q");
  expect(queue.source).toEqual({ path: "t.yml", line: 3, column: 3, endLine: 6, endColumn: 21 });
  expect(queue.properties.entries.get("DelaySeconds")).toMatchObject({
    value: 5,
    source: { line: 6, column: 7, endColumn: 21 },
  });
});

test("a block scalar ends with its last character, not after the lines that follow", async () => {
  const declared = await declareText(
    "Resources:\n  Q:\n    Type: AWS::SQS::Queue\n    Properties:\n      X: |\n        a\n        b\n\n\n  R: { Type: AWS::SQS::Queue }\n",
  );
  expect(resourceOf(declared, "Q").source).toMatchObject({ endLine: 7, endColumn: 9 });
  expect(resourceOf(declared, "R").source).toMatchObject({ line: 10, endLine: 10, endColumn: 30 });
});

test("of a key that is written twice the later one counts; where that loses a resource it is said", async () => {
  const declared = await declareText(`Resources:
  Q:
    Type: AWS::SQS::Queue
    Properties: { DelaySeconds: 1, DelaySeconds: 2 }
  R: { Type: AWS::SQS::Queue, Properties: { X: 1 } }
  R: { Type: AWS::SQS::Queue, Properties: { X: 2 } }
  S: { Type: AWS::SQS::Queue }
  S: { Type: AWS::SQS::Queue }
`);
  expect(shown(resourceOf(declared, "Q").properties)).toEqual({ DelaySeconds: 2 });
  expect(shown(resourceOf(declared, "R").properties)).toEqual({ X: 2 });
  expect(declared.problems).toEqual([
    { path: "t.yml", line: 6, message: "`R` is written twice, first at line 5: the later one is taken" },
  ]);
});

test("keys of JavaScript's own are keys like any other", async () => {
  const declared = await declareText(
    'Resources:\n  __proto__: { Type: AWS::SQS::Queue, Properties: { __proto__: { polluted: yes }, constructor: 1, "toString": 2 } }\n  constructor: { Type: AWS::SQS::Queue }\nParameters:\n  hasOwnProperty: { Type: String, Default: __proto__ }\n',
  );
  expect(declared.problems).toEqual([]);
  const { properties } = resourceOf(declared, "__proto__");
  expect([...properties.entries.keys()]).toEqual(["__proto__", "constructor", "toString"]);
  expect(blockOf(declared, "constructor").address).toBe("constructor");
  expect(blockOf(declared, "Parameters.hasOwnProperty").address).toBe("Parameters.hasOwnProperty");
  expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
});

describe("between brackets and within quotes, indentation means nothing", () => {
  test.each<[what: string, text: string, value: unknown]>([
    ["a closing bracket on its own", "[\n  a,\n  b\n]", ["a", "b"]],
    ["JSON that is not indented", '{\n"a": [\n"b",\n{ "c": 1 }],\n"d": "e" }', { a: ["b", { c: 1 }], d: "e" }],
    ["a quoted text that is not indented", "'{\n\"a\": 1\n}'", '{ "a": 1 }'],
    ["a double-quoted one", '"one\n two\\\n three"', "one twothree"],
    ["quotes within brackets", "['a\nb', c]", ["a b", "c"]],
    ["a short form", "!Join ['-',\n[a,\n!Sub 'b\n${AWS::Region}']\n]", "a-b eu-west-1"],
  ])("%s", async (_, text, value) => {
    const declared = await declareText(
      `Resources:\n  Q:\n    Type: AWS::SQS::Queue\n    Properties:\n      X:\n        Y: ${text}\n      "Z": 1\n  "R":\n    "Type": AWS::SQS::Queue\n    Properties: { X: 1 }\n`,
    );
    expect(declared.problems).toEqual([]);
    expect(shown(resourceOf(declared, "Q").properties)).toEqual({ X: { Y: value }, Z: 1 });
    expect(shown(resourceOf(declared, "R").properties)).toEqual({ X: 1 });
  });

  test("quoted keys end what was indented further", async () => {
    const text = `Resources:
  Q:
    Type: AWS::SQS::Queue
    Properties:
      X: plain
        and more
      "Y": |
        block
      'Z': |

  "R":
    Type: AWS::SQS::Queue
`;
    const declared = await declareText(text);
    expect(declared.problems).toEqual([]);
    expect(shown(resourceOf(declared, "Q").properties)).toEqual({ X: "plain and more", Y: "block\n", Z: "" });
    expect(resourceOf(declared, "R").source.line).toBe(11);
  });
});

test("a block scalar at the end of a file ends as the file does", async () => {
  const text = "Resources:\n  Q:\n    Type: AWS::SQS::Queue\n    Properties:\n      X: |\n        a";
  expect(shown(resourceOf(await declareText(text), "Q").properties)).toEqual({ X: "a" });
  expect(shown(resourceOf(await declareText(`${text}\n`), "Q").properties)).toEqual({ X: "a\n" });
});
