import { expect, test } from "vitest";

import { blockOf, declareText, resourceOf, shown } from "./declaring.ts";

const ORDERS = `# Orders
AWSTemplateFormatVersion: 2010-09-09
Parameters:
  Env: { Type: String, Default: prod }
Resources:
  Orders: # the queue
    Type: AWS::SQS::Queue
    DeletionPolicy: Retain
    Properties:
      QueueName: !Sub "orders-\${Env}"
      VisibilityTimeout: 30
      RedrivePolicy:
        deadLetterTargetArn: !GetAtt Dead.Arn
        maxReceiveCount: 5

  Dead:
    Type: AWS::SQS::Queue
    Properties:
      QueueName: dead
Outputs:
  Url:
    Value: !Ref Orders
`;

test("a resource has its type, identity, properties and places", async () => {
  const declared = await declareText(ORDERS);
  expect(declared.problems).toEqual([]);
  expect(declared).toMatchObject({ format: "cloudformation", writes: "changed", files: new Set(["t.yml"]) });
  const orders = resourceOf(declared, "Orders");
  expect(orders).toMatchObject({
    type: "AWS::SQS::Queue",
    formatType: "AWS::SQS::Queue",
    source: { path: "t.yml", line: 6, column: 3, endLine: 14, endColumn: 26 },
    identity: {
      kind: "identifier",
      identifier: "https://sqs.eu-west-1.amazonaws.com/111122223333/orders-prod",
      name: "orders-prod",
    },
    leansOn: ["Dead", "Parameters.Env"],
    ignored: [],
  });
  expect(shown(orders.properties)).toEqual({
    QueueName: "orders-prod",
    VisibilityTimeout: 30,
    RedrivePolicy: { deadLetterTargetArn: "arn:aws:sqs:eu-west-1:111122223333:dead", maxReceiveCount: 5 },
  });
  expect(orders.properties.entries.get("VisibilityTimeout")).toMatchObject({
    attribute: "VisibilityTimeout",
    source: { line: 11, column: 7, endLine: 11, endColumn: 27 },
  });
  const redrive = orders.properties.entries.get("RedrivePolicy");
  expect(redrive?.source).toMatchObject({ line: 12, endLine: 14 });
  expect(redrive?.kind === "map" && redrive.entries.get("deadLetterTargetArn")).toMatchObject({
    derivedFrom: "Dead",
    source: { line: 13, column: 9, endLine: 13, endColumn: 45 },
  });
  expect(shown(orders.arguments)).toMatchObject({ DeletionPolicy: "Retain", Properties: { VisibilityTimeout: 30 } });
  expect(orders.literals).toEqual([]);
});

test("outputs, parameters, conditions and mappings are blocks that lean on what they name", async () => {
  const declared = await declareText(`
Parameters:
  Env: { Type: String, Default: prod }
Mappings:
  Sizes: { prod: { Timeout: 60 } }
Conditions:
  IsProd: !Equals [!Ref Env, prod]
  Both: !And [!Condition IsProd, { Condition: IsProd }]
Resources:
  Q:
    Type: AWS::SQS::Queue
    Condition: Both
    DependsOn: Other
    Properties:
      VisibilityTimeout: !FindInMap [Sizes, !Ref Env, Timeout]
  Other: { Type: AWS::SQS::Queue }
Outputs:
  Arn: { Value: !Join ["", [!GetAtt Q.Arn]], Condition: IsProd }
  Hidden: { Value: x, Condition: Nope }
`);
  const leans = (address: string): readonly string[] => blockOf(declared, address).leansOn;
  expect([...declared.blocks.keys()]).toEqual([
    "Parameters.Env",
    "Mappings.Sizes",
    "Conditions.IsProd",
    "Conditions.Both",
    "Q",
    "Other",
    "Outputs.Arn",
    "Outputs.Hidden",
  ]);
  expect(leans("Q")).toEqual(["Conditions.Both", "Conditions.IsProd", "Mappings.Sizes", "Other", "Parameters.Env"]);
  expect(leans("Conditions.Both")).toEqual(["Conditions.IsProd", "Parameters.Env"]);
  expect(leans("Outputs.Arn")).toEqual(["Conditions.IsProd", "Parameters.Env", "Q"]);
  expect(shown(blockOf(declared, "Conditions.Both").arguments)).toEqual({ Value: true });
  expect(shown(resourceOf(declared, "Q").properties)).toEqual({ VisibilityTimeout: 60 });
  expect(declared.problems).toEqual([{ path: "t.yml", line: 19, message: "there is no condition `Nope`" }]);
});

test("a fingerprint follows the text of its own block and nothing else", async () => {
  const before = blockOf(await declareText(ORDERS), "Orders").fingerprint;
  const moved = await declareText(
    ORDERS.replace("# Orders", "# Orders\n#\n#").replaceAll("QueueName: dead", "QueueName: gone"),
  );
  expect(blockOf(moved, "Orders").fingerprint).toBe(before);
  expect(blockOf(await declareText(ORDERS.replaceAll("\n", "\r\n")), "Orders").fingerprint).toBe(before);
  expect(blockOf(await declareText(ORDERS.replace(": 30", ": 31")), "Orders").fingerprint).not.toBe(before);
  const json = `{"Resources":{"A":{"Type":"AWS::SQS::Queue"},"B":{"Type":"AWS::SQS::Queue","Properties":{"X":1}}}}`;
  const a = blockOf(await declareText(json), "A").fingerprint;
  expect(blockOf(await declareText(json.replace(":1", ":2")), "A").fingerprint).toBe(a);
});

test("where AWS makes the name up, the stack knows the resource, if it is known itself", async () => {
  const text = "Resources:\n  Q:\n    Type: AWS::SQS::Queue\n";
  expect(resourceOf(await declareText(text), "Q").identity).toEqual({ kind: "generated" });
  const declared = await declareText(text, { root: "infra/prod/orders.app.yml", stack: "{dir}-{file}" });
  expect(resourceOf(declared, "Q").identity).toEqual({ kind: "stack", stack: "prod-orders.app", logicalId: "Q" });
});

test("only AWS's own resources are resources, and only known types have a type", async () => {
  const declared = await declareText(`
Transform: AWS::Serverless-2016-10-31
Resources:
  Mine: { Type: Custom::Thing, Properties: { ServiceToken: "arn:aws:lambda:eu-west-1:111122223333:function:make-thing" } }
  Theirs: { Type: Datadog::Monitors::Monitor }
  Old: { Type: AWS::CloudFormation::CustomResource }
  Fn: { Type: AWS::Serverless::Function, Properties: { Handler: x } }
  Role: { Type: AWS::SQS::Queue, Properties: { QueueName: !GetAtt FnRole.Arn } }
  Unknown: { Type: AWS::New::Thing }
`);
  expect(["Mine", "Theirs", "Old"].map((address) => blockOf(declared, address).mode)).toEqual([
    "other",
    "other",
    "other",
  ]);
  expect(blockOf(declared, "Mine").literals).toMatchObject([
    { arn: "arn:aws:lambda:eu-west-1:111122223333:function:make-thing", source: { line: 4 } },
  ]);
  expect(resourceOf(declared, "Fn")).toMatchObject({ type: null, formatType: "AWS::Serverless::Function" });
  expect(resourceOf(declared, "Unknown")).toMatchObject({ type: null, formatType: "AWS::New::Thing" });
  expect(resourceOf(declared, "Role").identity).toMatchObject({
    kind: "unresolved",
    value: { reason: "`FnRole` is made by AWS::Serverless-2016-10-31, and known only after deploy" },
  });
  expect(declared.problems).toEqual([
    { path: "t.yml", line: 7, message: "SAM, `Fn`: a function of `PackageType` `Zip` needs `Runtime` and `Handler`" },
  ]);
});

test("what only a deployment expands is a problem, not silence", async () => {
  const declared = await declareText(`
Transform: MyMacro
Resources:
  Fn::ForEach::Queues:
    - Name
    - [a, b]
    - Queue\${Name}: { Type: AWS::SQS::Queue }
`);
  expect(declared.problems.map(({ line, message }) => [line, message])).toEqual([
    [2, "the macro `MyMacro` rewrites this template when it is deployed: what it makes of it is not known"],
    [4, "what `Fn::ForEach::Queues` makes is known only after deploy: its resources are not checked"],
  ]);
});

test("a module stands for resources that nobody has read", async () => {
  const declared = await declareText(`Resources:
  M: { Type: My::S3::Bucket::MODULE }
  Q: { Type: AWS::SQS::Queue, Properties: { QueueName: !Ref MBucket } }
`);
  expect(declared.problems).toEqual([]);
  expect(resourceOf(declared, "M")).toMatchObject({ type: null, formatType: "My::S3::Bucket::MODULE" });
  expect(resourceOf(declared, "Q").identity).toMatchObject({
    value: { reason: "`MBucket` is made by a module, and known only after deploy" },
  });
});

test("what a false condition leaves out need not make sense", async () => {
  const declared = await declareText(`Conditions: { Never: !Equals [a, b] }
Resources:
  Q: { Type: AWS::SQS::Queue }
  Out: { Type: AWS::SQS::Queue, Condition: Never, Properties: { QueueName: !FindInMap [No, No, No], X: !Ref Nothing } }
`);
  expect([...declared.blocks.keys()]).toEqual(["Conditions.Never", "Q"]);
  expect(declared.problems).toEqual([]);
});
