import { describe, expect, test } from "vitest";

import { declareText, resourceOf, shown, valueOf } from "./declaring.ts";

const SECTIONS = `
Parameters:
  Env: { Type: String, Default: prod }
  Empty: { Type: String, Default: "" }
  Count: { Type: Number, Default: 5 }
  Names: { Type: CommaDelimitedList, Default: "a, b ,c" }
  Ports: { Type: List<Number>, Default: "80,443" }
  Zeros: { Type: String, Default: 0123 }
  Missing: { Type: String }
  Secret: { Type: String, NoEcho: true, Default: hunter2 }
  Image: { Type: AWS::SSM::Parameter::Value<String>, Default: /x/image }
Mappings:
  Regions:
    eu-west-1: { Name: ireland, List: [x, y] }
Conditions:
  IsProd: !Equals [!Ref Env, prod]
  IsNot: !Not [!Condition IsProd]
  Open: !Equals [!Ref Missing, x]
  Loop: !Not [{ Condition: Loop }]
`;

/** Beside \`It\`, which holds the expression, there are these. */
const RESOURCES = `
  Named: { Type: AWS::SQS::Queue, Properties: { QueueName: named } }
  Made: { Type: AWS::SQS::Queue }
  Gone: { Type: AWS::SQS::Queue, Condition: IsNot }
  Topic: { Type: AWS::Unknown::Thing }
`;

async function of(expression: string): Promise<unknown> {
  const declared = await declareText(
    `${SECTIONS}\nResources:${RESOURCES}\n  It:\n    Type: AWS::SQS::Queue\n    Properties:\n      X: ${expression}\n`,
    {
      stack: "orders",
    },
  );
  return shown(resourceOf(declared, "It").properties.entries.get("X"));
}

const QUEUE_ARN = "arn:aws:sqs:eu-west-1:111122223333:named";
const NO_VALUE = "?parameter `Missing` has no value: add it under `parameters`";

describe("each function gives what CloudFormation documents", () => {
  test.each<[expression: string, result: unknown]>([
    ["!Ref Env", "prod"],
    ["{ Ref: Env }", "prod"],
    ["!Ref Count", 5],
    ["!Ref Names", ["a", "b", "c"]],
    ["!Ref Ports", [80, 443]],
    ["!Ref Zeros", "0123"],
    ["!Ref Missing", NO_VALUE],
    ["!Ref Image", "?the value of the SSM parameter `/x/image` is not read"],
    ["!Ref AWS::AccountId", "111122223333"],
    ["!Ref AWS::Region", "eu-west-1"],
    ["!Ref AWS::Partition", "aws"],
    ["!Ref AWS::URLSuffix", "amazonaws.com"],
    ["!Ref AWS::StackName", "orders"],
    ["!Ref AWS::StackId", "?`AWS::StackId` is known only after deploy"],
    ["!Ref AWS::NoValue", undefined],
    ["!Ref Named", "https://sqs.eu-west-1.amazonaws.com/111122223333/named"],
    ["!Ref Made", "?`Made` is known only after deploy"],
    ["!Ref Topic", "?`Topic` is known only after deploy"],
    ["!Ref Gone", "?`Gone` is not created: its condition is false"],
    ["!Ref Nowhere", "?`Nowhere` is neither a parameter nor a resource of this template"],
    ["!GetAtt Named.Arn", QUEUE_ARN],
    ["!GetAtt [Named, Arn]", QUEUE_ARN],
    ['{ "Fn::GetAtt": ["Named", "Arn"] }', QUEUE_ARN],
    ['{ "Fn::GetAtt": "Named.Arn" }', QUEUE_ARN],
    ["!GetAtt Made.Arn", "?`Made.Arn` is known only after deploy"],
    ["!GetAtt Topic.Outputs.Url", "?`Topic.Outputs.Url` is known only after deploy"],
    ["!GetAtt Named", "?`Fn::GetAtt` takes a resource and an attribute"],
    ["!Sub 'a-${Env}-${AWS::Region}-${!Env}'", "a-prod-eu-west-1-${Env}"],
    ["!Sub '${Named.Arn}/${Count}${Empty}'", `${QUEUE_ARN}/5`],
    ["!Sub ['${Who}-${Env}', { Who: !Select [1, !Ref Names] }]", "b-prod"],
    ["!Sub ['${Env}', { Env: mine }]", "mine"],
    ["!Sub '${Missing}-x'", NO_VALUE],
    ["!Sub '$Env ${} {x}'", "?`${}` in `Fn::Sub` is no name: write `${!}` for text"],
    ["!Sub '${Names}'", "?`${Names}` is a list, not text"],
    ["!Sub ['${A}', { A: !Ref AWS::NoValue }]", "?`${A}` is removed by `AWS::NoValue`"],
    ["!Join ['-', [a, !Ref Env, 1, true, 0123]]", "a-prod-1-true-0123"],
    ["!Join [',', !Ref Names]", "a,b,c"],
    ["!Join ['', [a, !Ref AWS::NoValue, b]]", "ab"],
    ["!Join ['', [a, !Ref Missing]]", NO_VALUE],
    ["!Join [a]", "?`Fn::Join` takes a separator and a list"],
    ["!Select [1, [a, b]]", "b"],
    ["!Select ['0', !Split ['|', 'x|y']]", "x"],
    ["!Select [0, [a, !Ref Missing]]", "a"],
    ["!Select [2, [a, b]]", "?`Fn::Select` asks for item `2` of a list of 2"],
    [
      "!Select [0, !GetAZs '']",
      "?the zones that `Fn::GetAZs` gives hang on the account's default subnets, and are not read",
    ],
    ["!Split [',', 'a,b,']", ["a", "b", ""]],
    ["!Split [':', !GetAtt Named.Arn]", ["arn", "aws", "sqs", "eu-west-1", "111122223333", "named"]],
    ["!FindInMap [Regions, !Ref AWS::Region, Name]", "ireland"],
    ["!FindInMap [Regions, eu-west-1, List]", ["x", "y"]],
    ["!FindInMap [Regions, mars, Name]", "?the mapping has no value `Regions.mars.Name`"],
    ["!FindInMap [Regions, mars, Name, { DefaultValue: !Ref Env }]", "prod"],
    ["!FindInMap [Regions, !Ref Missing, Name]", NO_VALUE],
    ["!If [IsProd, a, b]", "a"],
    ["!If [IsNot, a, b]", "b"],
    ["!If [IsNot, a, !Ref AWS::NoValue]", undefined],
    ["!If [Open, a, b]", NO_VALUE],
    ["!If [Nope, a, b]", "?there is no condition `Nope`"],
    ["!If [IsProd, a]", "?`Fn::If` takes a condition and two values"],
    ["!If [Loop, a, b]", "?the condition `Loop` depends on itself"],
    ["!If [IsProd, !If [IsNot, 1, { A: [!Sub '${Env}', !Ref AWS::NoValue] }], 2]", { A: ["prod"] }],
    ["!Base64 hi", "aGk="],
    ["!Base64 { 'Fn::Sub': 'x${Env}' }", "eHByb2Q="],
    ["!ImportValue other-vpc", "?the export `other-vpc` is known only to the account"],
    ["!ImportValue { 'Fn::Sub': '${Env}-vpc' }", "?the export `prod-vpc` is known only to the account"],
    ["!Cidr [10.0.0.0/16, 2, 8]", ["10.0.0.0/24", "10.0.1.0/24"]],
    [
      "!Cidr ['192.168.0.0/24', '6', '5']",
      [
        "192.168.0.0/27",
        "192.168.0.32/27",
        "192.168.0.64/27",
        "192.168.0.96/27",
        "192.168.0.128/27",
        "192.168.0.160/27",
      ],
    ],
    ["!Cidr [10.1.2.3/8, 1]", ["10.0.0.0/24"]],
    ["!Select [1, !Cidr ['2001:db8:1234:1a00::/56', 2, 64]]", "2001:db8:1234:1a01::/64"],
    ["!Cidr [10.0.0.0/24, 2, 8]", "?`Fn::Cidr` does not fit: so many blocks of so many bits are not in `10.0.0.0/24`"],
    ["!Cidr [10.0.0.0/8, 257, 8]", "?`Fn::Cidr` does not fit: so many blocks of so many bits are not in `10.0.0.0/8`"],
    ["!Cidr [ten, 1, 8]", "?`Fn::Cidr` takes a block such as `10.0.0.0/16`, not `ten`"],
    ["!Cidr [!Ref Missing, 1, 8]", NO_VALUE],
    ["{ 'Fn::Length': !Ref Names }", 3],
    ["{ 'Fn::Length': [1, !Ref Missing] }", 2],
    ["{ 'Fn::Length': !Split [',', 'a,b'] }", 2],
    ["{ 'Fn::Length': x }", "?`Fn::Length` takes a list"],
    [
      "{ 'Fn::ToJsonString': { b: !Ref Env, a: [1, true, !Ref AWS::NoValue, 'ü\"'] } }",
      '{"b":"prod","a":[1,true,"ü\\""]}',
    ],
    ["{ 'Fn::ToJsonString': [!Ref Missing] }", NO_VALUE],
    ["{ 'Fn::ToJsonString': x }", "?`Fn::ToJsonString` takes a map or a list"],
    [
      "{ 'Fn::GetStackOutput': { StackName: net, OutputName: !Sub '${Env}Vpc' } }",
      "?the output `net.prodVpc` of another stack is known only to the account",
    ],
    ["{ 'Fn::GetStackOutput': net }", "?`Fn::GetStackOutput` takes `StackName` and `OutputName`"],
    ["!Transform { Name: M }", "?what a macro makes is known only after deploy"],
    ["!Frobnicate x", "?`Fn::Frobnicate` is no function that can be evaluated"],
    ["'{{resolve:ssm:/a/b:1}}'", "?the dynamic reference `ssm:/a/b:1` is not read"],
    [
      "!Sub 'x{{resolve:secretsmanager:s-${Env}:SecretString}}'",
      "?the dynamic reference `secretsmanager:s-prod:SecretString` is not read",
    ],
    ["!Join ['', ['{{resolve:', 'ssm:a}}']]", "?the dynamic reference `ssm:a` is not read"],
    ["{ A: { 'Fn::Transform': { Name: AWS::Include } } }", { A: "?what a macro makes is known only after deploy" }],
    [
      "{ 'Fn::Transform': { Name: AWS::Include }, B: 1 }",
      { "Fn::Transform": "?what `Fn::Transform` puts here is known only after deploy", B: 1 },
    ],
    ["{ Condition: { StringEquals: { a: b } }, Ref: x }", { Condition: { StringEquals: { a: "b" } }, Ref: "x" }],
  ])("%s", async (expression, result) => {
    expect(await of(expression)).toEqual(result);
  });
});

/** What a condition comes to, seen from a resource that depends on it. */
async function truth(condition: string): Promise<unknown> {
  const declared = await declareText(
    `${SECTIONS}  It: ${condition}\nResources: { Q: { Type: AWS::SQS::Queue, Condition: It } }`,
  );
  const block = declared.blocks.get("Q");
  if (!block) return false;
  return block.mode === "resource" && block.identity.kind === "unresolved"
    ? `?${block.identity.value.reason}`
    : block.mode === "resource";
}

describe("conditions", () => {
  test.each<[condition: string, result: unknown]>([
    ["!Equals [a, a]", true],
    ["!Equals [a, A]", false],
    ["!Equals [!Ref Env, 'prod']", true],
    ["!Equals ['true', true]", true],
    ["!Equals ['false', no]", true],
    ["!Equals [!Ref Count, '5']", true],
    ["!Equals [!Ref Empty, '']", true],
    ["!Equals [!Join ['', !Ref Names], 'abc']", true],
    ["!Not [!Equals [a, b]]", true],
    ["!And [!Condition IsProd, !Not [{ Condition: IsNot }]]", true],
    ["!And [!Condition Open, !Condition IsNot]", false],
    ["!And [!Condition Open, !Condition IsProd]", NO_VALUE],
    ["!Or [!Condition Open, !Condition IsProd]", true],
    ["!Or [!Condition Open, !Condition IsNot]", NO_VALUE],
    ["!Or [!Condition IsProd]", "?`Fn::Or` takes two to ten conditions"],
    ["!Condition IsProd", true],
    ["{ 'Fn::Not': [{ 'Fn::Equals': [{ Ref: AWS::Region }, us-east-1] }] }", true],
    ["maybe", "?this is no condition"],
  ])("%s", async (condition, result) => {
    expect(await truth(condition)).toEqual(result);
  });
});

test("values that the target gives win over defaults", async () => {
  const sections =
    "Parameters: { Env: { Type: String, Default: dev }, N: { Type: Number }, L: { Type: CommaDelimitedList } }";
  const parameters = { Env: "prod", N: "12", L: "a,b" };
  expect(await valueOf("[!Ref Env, !Ref N, !Ref L]", sections, { parameters })).toEqual(["prod", 12, ["a", "b"]]);
});

test("what a NoEcho parameter goes into is secret", async () => {
  const declared = await declareText(`${SECTIONS}\nResources:
  It:
    Type: AWS::SQS::Queue
    Properties: { A: !Ref Secret, B: !Sub "x-\${Secret}", C: !Join ["", [!Ref Secret]], D: !Base64 { Ref: Secret }, E: !Select [0, !Split [",", !Ref Secret]], F: !Ref Env }
`);
  const { entries } = resourceOf(declared, "It").properties;
  expect(["A", "B", "C", "D", "E"].map((name) => entries.get(name)?.sensitive)).toEqual([true, true, true, true, true]);
  expect(entries.get("F")?.sensitive).toBeUndefined();
  const parameter = declared.blocks.get("Parameters.Secret");
  expect(parameter?.arguments.entries.get("Default")).toMatchObject({ sensitive: true });
});

test("no message tells a secret", async () => {
  const declared = await declareText(`
Parameters:
  Secret: { Type: String, NoEcho: true, Default: hunter2 }
  Hidden: { Type: "AWS::SSM::Parameter::Value<String>", NoEcho: true, Default: hunter2 }
Resources:
  It:
    Type: AWS::SQS::Queue
    Properties:
      QueueName: !Sub "q-\${Secret}"
      A: !ImportValue { Ref: Secret }
      B: !FindInMap [M, !Ref Secret, x]
      C: !Select [!Ref Secret, [a]]
      D: !Sub "{{resolve:ssm:\${Secret}}}"
      E: !Ref Hidden
      F: !Join ["", [!Ref Secret, !Ref Nowhere]]
`);
  const it = resourceOf(declared, "It");
  const messages = [it.identity, declared.problems, shown(it.properties)].map((part) => JSON.stringify(part));
  expect(it.identity).toMatchObject({ kind: "unresolved" });
  expect(messages.slice(0, 2).join("")).not.toContain("hunter2");
  expect(
    Object.entries(shown(it.properties) as object).filter(([, value]) => String(value).includes("hunter2")),
  ).toEqual([["QueueName", "q-hunter2"]]);
});

test("what was computed from a declared resource says so", async () => {
  const declared = await declareText(`Resources:
  Dead: { Type: AWS::SQS::Queue, Properties: { QueueName: dead } }
  It:
    Type: AWS::SQS::Queue
    Properties: { A: !GetAtt Dead.Arn, B: !Sub "\${Dead.Arn}", C: !Join [":", ["arn:aws:sqs:eu-west-1:111122223333", !GetAtt Dead.QueueName]] }
`);
  const it = resourceOf(declared, "It");
  expect(["A", "B", "C"].map((name) => it.properties.entries.get(name)?.derivedFrom)).toEqual(["Dead", "Dead", "Dead"]);
  expect(it.literals).toEqual([]);
});

test("an unresolved part leaves its neighbours known", async () => {
  expect(await of("{ A: !Ref Missing, B: [1, !Ref Made], C: x }")).toEqual({
    A: NO_VALUE,
    B: [1, "?`Made` is known only after deploy"],
    C: "x",
  });
});

test("partitions have their own suffix", async () => {
  const place = { partition: "aws-cn", account: "111122223333", region: "cn-north-1" };
  expect(await valueOf("!Sub '${AWS::Partition} ${AWS::URLSuffix}'", "", { place })).toBe("aws-cn amazonaws.com.cn");
});
