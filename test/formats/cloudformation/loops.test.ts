import { describe, expect, test } from "vitest";

import { blockOf, declareFiles, declareText, resourceOf, shown } from "./declaring.ts";

const EXTENSIONS = "Transform: AWS::LanguageExtensions\n";

describe("a loop is written out", () => {
  test("over a list, a parameter and a mapping, nested and within properties", async () => {
    const declared = await declareText(
      `${EXTENSIONS}Parameters:
  Names: { Type: CommaDelimitedList, Default: "a-1,b.2" }
  Env: { Type: String, Default: prod }
Mappings: { M: { k: { Queues: [x, y] } } }
Conditions:
  Fn::ForEach::C:
    - Name
    - [One, Two]
    - Is\${Name}: !Equals [!Ref Env, "\${Name}"]
Resources:
  Fn::ForEach::Queues:
    - Name
    - !Ref Names
    - Queue&{Name}:
        Type: AWS::SQS::Queue
        Properties:
          QueueName: !Sub "\${Env}-\${Name}"
          Tags:
            - { Key: n, Value: !Ref Name }
  Fn::ForEach::Outer:
    - A
    - !FindInMap [M, k, Queues]
    - Fn::ForEach::Inner:
        - B
        - ["1", "2"]
        - Topic\${A}\${B}: { Type: AWS::SNS::Topic, Properties: { TopicName: !Join ["-", [!Ref A, !Ref B]] } }
  Policy:
    Type: AWS::S3::Bucket
    Properties:
      BucketName: policy
      Fn::ForEach::P: [K, [V1, V2], { "\${K}": !Sub "is \${K}" }]
Outputs:
  Fn::ForEach::O:
    - Name
    - [Qa1]
    - "\${Name}Arn": { Value: !GetAtt ["Queuea1", "Arn"] }
`,
      { parameters: { Env: "test" } },
    );
    expect(declared.problems).toEqual([]);
    expect(
      [...declared.blocks.keys()].filter((key) => !key.startsWith("Parameters") && !key.startsWith("Mappings")),
    ).toEqual([
      "Conditions.IsOne",
      "Conditions.IsTwo",
      "Queuea1",
      "Queueb2",
      "Topicx1",
      "Topicx2",
      "Topicy1",
      "Topicy2",
      "Policy",
      "Outputs.Qa1Arn",
    ]);
    expect(shown(resourceOf(declared, "Queueb2").properties)).toEqual({
      QueueName: "test-b.2",
      Tags: [{ Key: "n", Value: "b.2" }],
    });
    expect(resourceOf(declared, "Queueb2").source).toMatchObject({ line: 15, endLine: 20 });
    expect(resourceOf(declared, "Topicy2").identity).toMatchObject({ name: "y-2" });
    expect(shown(resourceOf(declared, "Policy").properties)).toEqual({
      BucketName: "policy",
      V1: "is V1",
      V2: "is V2",
    });
    expect(blockOf(declared, "Outputs.Qa1Arn").leansOn).toEqual(["Queuea1"]);
  });

  test("only what comes out of it differently is touched", async () => {
    const text = (names: string): string =>
      `${EXTENSIONS}Resources:\n  Fn::ForEach::Q: [N, [${names}], { "Q\${N}": { Type: AWS::SQS::Queue, Properties: { QueueName: !Ref N } } }]\n`;
    const before = await declareText(text("a, b"));
    const after = await declareText(text("a, c"));
    expect(blockOf(before, "Qa").fingerprint).toBe(blockOf(after, "Qa").fingerprint);
    expect([...after.blocks.keys()]).toEqual(["Qa", "Qc"]);
  });

  test.each<[what: string, loop: string, message: RegExp]>([
    ["no value", '[N, !Ref Missing, { "Q${N}": { Type: AWS::SQS::Queue } }]', /parameter `Missing` has no value/],
    ["no list", '[N, text, { "Q${N}": { Type: AWS::SQS::Queue } }]', /must go over a list/],
    ["no loop", "[N, [a]]", /takes a name, a list and a map/],
    [
      "too much",
      `[N, [${Array.from({ length: 3000 }, (_, n) => `n${n}`).join(",")}], { "Q\${N}": { Type: AWS::SQS::Queue, Metadata: [${"x,".repeat(200)}x] } }]`,
      /more than 200000 nodes/,
    ],
  ])("not where there is %s, and the rest is declared", async (_, loop, message) => {
    const declared = await declareText(
      `${EXTENSIONS}Parameters: { Missing: { Type: CommaDelimitedList } }\nResources:\n  Good: { Type: AWS::SQS::Queue }\n  Fn::ForEach::Q: ${loop}\n`,
    );
    expect(declared.problems).toEqual([{ path: "t.yml", line: 5, message: expect.stringMatching(message) }]);
    expect(resourceOf(declared, "Good").type).toBe("AWS::SQS::Queue");
  });
});

describe("a file of the repository that is included", () => {
  const TEMPLATE = `Resources:
  Q:
    Type: AWS::SQS::Queue
    Properties:
      QueueName: q
      Fn::Transform: { Name: AWS::Include, Parameters: { Location: ../shared/queue.yml } }
      RedrivePolicy:
        Fn::Transform: { Name: AWS::Include, Parameters: { Location: ./redrive.json } }
      Tags: !Transform { Name: AWS::Include, Parameters: { Location: s3://bucket/tags.yml } }
`;
  const FILES = {
    "infra/t.yml": TEMPLATE,
    "shared/queue.yml": "VisibilityTimeout: 30\nDelaySeconds: { Ref: Delay }\n",
    "infra/redrive.json": '{ "maxReceiveCount": 5 }',
  };

  test("stands where it is included", async () => {
    const declared = (await declareFiles(FILES, { root: "infra/t.yml" })).get("infra/t.yml");
    if (!declared) throw new Error("not read");
    expect(shown(resourceOf(declared, "Q").properties)).toEqual({
      QueueName: "q",
      VisibilityTimeout: 30,
      DelaySeconds: "?`Delay` is neither a parameter nor a resource of this template",
      RedrivePolicy: { maxReceiveCount: 5 },
      Tags: "?what a macro makes is known only after deploy",
    });
    expect(resourceOf(declared, "Q").properties.entries.get("VisibilityTimeout")?.source).toMatchObject({ line: 6 });
    expect(declared.files).toEqual(new Set(["infra/t.yml", "shared/queue.yml", "infra/redrive.json"]));
  });

  test("is a problem where it cannot be read or lies outside", async () => {
    const declared = (
      await declareFiles(
        {
          ...FILES,
          "shared/queue.yml": "a: &a [*a",
          "infra/redrive.json": { kind: "unreadable", reason: "missing", message: "missing" },
        },
        { root: "infra/t.yml" },
      )
    ).get("infra/t.yml");
    expect(declared?.problems.map(({ line, message }) => [line, message])).toContainEqual([
      8,
      "the included file `./redrive.json` could not be read: missing",
    ]);
    const outside = (await declareFiles({ "t.yml": TEMPLATE }, { root: "t.yml" })).get("t.yml");
    expect([...(outside?.files ?? [])]).toEqual(["t.yml", "redrive.json"]);
  });
});
