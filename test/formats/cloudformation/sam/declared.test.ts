import { describe, expect, test } from "vitest";

import { blockOf, declareText, resourceOf, shown } from "../declaring.ts";

const ORDERS = `Transform: AWS::Serverless-2016-10-31
Parameters:
  Env: { Type: String, Default: prod }
  Secret: { Type: String, NoEcho: true, Default: hunter2 }
Globals:
  Function:
    Runtime: nodejs22.x
    Timeout: 5
Resources:
  Fn:
    Type: AWS::Serverless::Function
    Properties:
      Handler: index.handler
      CodeUri: src/
      MemorySize: 256
      AutoPublishAlias: live
      Environment: { Variables: { TOPIC: !Ref Topic, KEY: !Ref Secret } }
      Events:
        Orders:
          Type: SQS
          Properties:
            Queue: !GetAtt Queue.Arn
            BatchSize: 5
  Queue: { Type: AWS::SQS::Queue, Properties: { QueueName: !Sub "orders-\${Env}" } }
  Topic: { Type: AWS::SNS::Topic, Properties: { TopicName: !Sub "\${FnRole}-x" } }
`;

test("what SAM makes is declared, at the resource or the event that it comes from", async () => {
  const declared = await declareText(ORDERS, { stack: "orders" });
  expect(declared.problems).toEqual([]);
  const fn = resourceOf(declared, "Fn");
  expect(fn).toMatchObject({
    type: "AWS::Lambda::Function",
    source: { line: 10, endLine: 23 },
    identity: { kind: "stack", stack: "orders", logicalId: "Fn" },
  });
  expect(shown(fn.properties)).toMatchObject({
    Timeout: 5,
    MemorySize: 256,
    Code: "?`CodeUri` is uploaded when the template is packaged: where to is known only after deploy",
    Role: "?`FnRole.Arn` is known only after deploy",
  });
  expect(fn.properties.entries.get("MemorySize")?.source).toMatchObject({ line: 15 });
  expect(fn.properties.entries.get("Timeout")?.source).toMatchObject({ line: 8 });
  expect(fn.properties.entries.get("Code")?.source).toMatchObject({ line: 14 });
  expect(fn.leansOn).toEqual(["FnRole", "Parameters.Secret", "Topic"]);
  expect(resourceOf(declared, "FnRole")).toMatchObject({
    type: "AWS::IAM::Role",
    source: { line: 10 },
    identity: { kind: "stack", logicalId: "FnRole" },
  });
  const mapping = resourceOf(declared, "FnOrders");
  expect(mapping).toMatchObject({ formatType: "AWS::Lambda::EventSourceMapping", source: { line: 19, endLine: 23 } });
  expect(mapping.properties.entries.get("BatchSize")?.source).toMatchObject({ line: 23 });
  expect(shown(mapping.properties)).toMatchObject({
    EventSourceArn: "arn:aws:sqs:eu-west-1:111122223333:orders-prod",
  });
});

test("a logical id that hangs on what is uploaded is not made up", async () => {
  const declared = await declareText(ORDERS, { stack: "orders" });
  expect(resourceOf(declared, "FnVersion").identity).toMatchObject({
    kind: "unresolved",
    value: { reason: "its logical id ends in a hash of what is uploaded when the template is packaged" },
  });
  expect(resourceOf(declared, "FnAliaslive").identity).toMatchObject({ kind: "stack", logicalId: "FnAliaslive" });
});

test("a secret parameter's value does not go into what SAM makes", async () => {
  const declared = await declareText(ORDERS);
  const { entries } = resourceOf(declared, "Fn").properties;
  const environment = entries.get("Environment");
  const variables = environment?.kind === "map" ? environment.entries.get("Variables") : undefined;
  expect(variables?.kind === "map" && variables.entries.get("KEY")).toMatchObject({ sensitive: true });
});

describe("what a change touches is what comes out differently", () => {
  test.each<[what: string, from: string, to: string, addresses: readonly string[]]>([
    ["a property of the function", "MemorySize: 256", "MemorySize: 512", ["Fn"]],
    ["a property of the event", "BatchSize: 5", "BatchSize: 6", ["FnOrders"]],
    ["a default", "Timeout: 5", "Timeout: 6", ["Fn"]],
    ["a line above", "Globals:", "# more\nGlobals:", []],
  ])("%s", async (_, from, to, addresses) => {
    const before = await declareText(ORDERS);
    const after = await declareText(ORDERS.replace(from, to));
    const changed = [...after.blocks.values()].filter(
      ({ address, fingerprint }) => before.blocks.get(address)?.fingerprint !== fingerprint,
    );
    expect(changed.map(({ address }) => address)).toEqual(addresses);
  });
});

test("what SAM refuses is a problem at its line, and the rest is declared", async () => {
  const declared = await declareText(`${ORDERS}  Bad:
    Type: AWS::Serverless::Function
    Properties: { Handler: x, Nonsense: 1 }
`);
  expect(declared.problems).toEqual([
    { path: "t.yml", line: 26, message: "SAM, `Bad`: `Function` has no property `Nonsense`" },
  ]);
  expect(resourceOf(declared, "Bad")).toMatchObject({ type: null, formatType: "AWS::Serverless::Function" });
  expect(resourceOf(declared, "FnRole").type).toBe("AWS::IAM::Role");
});

test("an API's resources are those of the template's own text too", async () => {
  const declared = await declareText(`Transform: AWS::Serverless-2016-10-31
Conditions: { Prod: !Equals [!Ref AWS::Region, eu-west-1] }
Resources:
  Fn:
    Type: AWS::Serverless::Function
    Condition: Prod
    Properties:
      Handler: i.h
      Runtime: nodejs22.x
      InlineCode: x
      Events: { Get: { Type: Api, Properties: { Path: /a, Method: get } } }
Outputs:
  Url: { Value: !Sub "\${ServerlessRestApi}/\${ServerlessRestApi.Stage}" }
`);
  expect(declared.problems).toEqual([]);
  const ids = [...declared.blocks.keys()].filter((address) => address.startsWith("ServerlessRestApi"));
  expect(ids).toEqual([
    "ServerlessRestApi",
    expect.stringMatching(/^ServerlessRestApiDeployment[0-9a-f]{10}$/),
    "ServerlessRestApiProdStage",
  ]);
  expect(blockOf(declared, "Outputs.Url").leansOn).toEqual(["ServerlessRestApi", "ServerlessRestApiProdStage"]);
});

test("no template makes the transform work for ever", async () => {
  const events = Array.from(
    { length: 500 },
    (_, index) => `        E${index}: { Type: Api, Properties: { Path: /p${index}, Method: get } }\n`,
  );
  const text = (count: number): string =>
    `Transform: AWS::Serverless-2016-10-31\nResources:\n  Fn:\n    Type: AWS::Serverless::Function\n    Properties:\n      Handler: i.h\n      Runtime: nodejs22.x\n      InlineCode: x\n      Events:\n${events.slice(0, count).join("")}`;
  const started = performance.now();
  const declared = await declareText(text(500));
  expect(declared.blocks.size).toBeGreaterThan(500);
  expect(performance.now() - started).toBeLessThan(20_000);
  const more = await declareText(`${text(500)}        More: { Type: Api, Properties: { Path: /more, Method: get } }\n`);
  expect(more.problems.map(({ message }) => message)).toContain(
    "more than 500 events of APIs: no stack may have so many resources",
  );
});
