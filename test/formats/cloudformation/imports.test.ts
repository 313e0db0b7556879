import { describe, expect, test } from "vitest";

import type { Declared } from "../../../src/model/declared.ts";
import { blockOf, declareText, lookupOf, type Options, resourceOf } from "./declaring.ts";

const ROLE = "arn:aws:iam::444455556666:role/reader";

function withProperties(properties: string, head = ""): string {
  return `${head}Resources:\n  It:\n    Type: AWS::Lambda::EventSourceMapping\n    Properties:\n      ${properties}\n`;
}

async function declare(properties: string, head = "", options: Options = {}): Promise<Declared> {
  return declareText(withProperties(properties, head), options);
}

/** Addresses of what is imported, with where the account has it. */
function importsOf({ blocks }: Declared): unknown {
  return [...blocks.values()].flatMap((block) =>
    block.mode === "lookup" && block.formatType.startsWith("cloudformation:")
      ? [[block.address, block.formatType, block.identity, block.place]]
      : [],
  );
}

function at(identifier: string, place: object = {}): readonly unknown[] {
  const here = { partition: "aws", account: "111122223333", region: "eu-west-1", ...place };
  return [{ kind: "identifier", identifier, name: identifier }, here];
}

describe("what another stack has is looked up, once per name", () => {
  test.each<[properties: string, address: string, type: string, expected: readonly unknown[]]>([
    ["A: !ImportValue shared-vpc", "ImportValue.shared-vpc", "Export", at("shared-vpc")],
    ["A: { Fn::ImportValue: shared-vpc }", "ImportValue.shared-vpc", "Export", at("shared-vpc")],
    ["A: !ImportValue { Fn::Sub: '${AWS::Region}-vpc' }", "ImportValue.eu-west-1-vpc", "Export", at("eu-west-1-vpc")],
    ["A: !Join ['', ['a', !ImportValue { 'Fn::Join': ['-', [x, y]] }]]", "ImportValue.x-y", "Export", at("x-y")],
    ["A: !Sub ['${V}/x', { V: !ImportValue shared-vpc }]", "ImportValue.shared-vpc", "Export", at("shared-vpc")],
    ["A: !Split [',', !ImportValue subnets]", "ImportValue.subnets", "Export", at("subnets")],
    [
      "A: { Fn::GetStackOutput: { StackName: net, OutputName: Vpc } }",
      "GetStackOutput.net.Vpc",
      "StackOutput",
      at("net.Vpc"),
    ],
    [
      "A: { Fn::GetStackOutput: { StackName: net, OutputName: Vpc, Region: us-east-1 } }",
      "GetStackOutput.net.Vpc (us-east-1)",
      "StackOutput",
      at("net.Vpc", { region: "us-east-1" }),
    ],
    [
      `A: { Fn::GetStackOutput: { StackName: net, OutputName: Vpc, RoleArn: "${ROLE}" } }`,
      "GetStackOutput.net.Vpc (444455556666 eu-west-1)",
      "StackOutput",
      at("net.Vpc", { account: "444455556666" }),
    ],
  ])("%s", async (properties, address, type, expected) => {
    const declared = await declare(properties);
    expect(importsOf(declared)).toEqual([[address, `cloudformation:${type}`, ...expected]]);
    expect(resourceOf(declared, "It").leansOn).toContain(address);
  });

  test("wherever it stands: in outputs, in conditions, twice", async () => {
    const declared = await declareText(`Conditions:
  Large: !Equals [!ImportValue size, large]
Resources:
  A: { Type: AWS::SQS::Queue, Condition: Large, Properties: { X: !ImportValue one, Y: !ImportValue one } }
  B: { Type: AWS::SQS::Queue, Properties: { X: !ImportValue one } }
Outputs:
  O: { Value: !ImportValue two }
`);
    expect(importsOf(declared)).toHaveLength(3);
    expect(lookupOf(declared, "ImportValue.one").source).toMatchObject({ line: 4 });
    expect(resourceOf(declared, "A").leansOn).toEqual(["Conditions.Large", "ImportValue.one", "ImportValue.size"]);
    expect(blockOf(declared, "Outputs.O").leansOn).toEqual(["ImportValue.two"]);
  });

  test("not where it is not taken: a resource that is not declared, another branch", async () => {
    const declared = await declareText(`Conditions: { Never: !Equals [a, b] }
Resources:
  A: { Type: AWS::SQS::Queue, Condition: Never, Properties: { X: !ImportValue one } }
  B: { Type: AWS::SQS::Queue, Properties: { X: !If [Never, !ImportValue two, !ImportValue three] } }
Outputs:
  O: { Condition: Never, Value: !ImportValue four }
`);
    expect(importsOf(declared)).toEqual([["ImportValue.three", "cloudformation:Export", ...at("three")]]);
  });

  test("not where its name is not known, or not to be shown", async () => {
    const secret = "Parameters: { S: { Type: String, NoEcho: true, Default: hush }, U: { Type: String } }\n";
    for (const name of ["{ Ref: U }", "{ Ref: S }", "{ 'Fn::Sub': 'x-${S}' }"]) {
      expect([name, importsOf(await declare(`A: !ImportValue ${name}`, secret))]).toEqual([name, []]);
    }
  });
});

describe("what the value may name is expected by where it is used", () => {
  test.each<[properties: string, types: readonly string[], byName: string | null]>([
    ["FunctionName: !ImportValue x", ["AWS::Lambda::Function"], "AWS::Lambda::Function"],
    ["SubnetIds: !Split [',', !ImportValue x]", ["AWS::EC2::Subnet"], null],
    ["SecurityGroupIds: [!ImportValue x]", ["AWS::EC2::SecurityGroup"], null],
    ["KmsKeyArn: !ImportValue x", ["AWS::KMS::Key"], null],
    ["Name: !ImportValue x", [], null],
  ])("%s", async (properties, types, byName) => {
    expect(lookupOf(await declare(properties), "ImportValue.x").names).toEqual({ types, byName });
  });

  test("not of what is made of it", async () => {
    const declared = await declare("FunctionName: !Sub ['${F}:live', { F: !ImportValue x }]");
    expect(lookupOf(declared, "ImportValue.x").names).toBeUndefined();
  });
});

describe("the value itself is the account's, where it is used as it is", () => {
  test.each<[properties: string, imported: object | undefined]>([
    ["X: !ImportValue x", { identifier: "x" }],
    ["X: !If [Always, !ImportValue x, y]", { identifier: "x" }],
    ["X: !Select [1, [a, !ImportValue x]]", { identifier: "x" }],
    ["X: !Split ['|', !ImportValue x]", { identifier: "x", separator: "|" }],
    ["X: !Sub ['${V}', { V: !ImportValue x }]", undefined],
    ["X: !Join ['', [!ImportValue x]]", undefined],
    ["X: !Select [0, !Split [',', !ImportValue x]]", undefined],
    ["X: !Select [!ImportValue x, [a, b]]", undefined],
    ["X: !Base64 { 'Fn::ImportValue': x }", undefined],
    ["X: !If [Maybe, a, b]", undefined],
    ["X: !Split [',', !Split [',', !ImportValue x]]", undefined],
    ["X: !FindInMap [M, !ImportValue x, k]", undefined],
  ])("%s", async (properties, imported) => {
    const conditions = "Conditions: { Always: !Equals [a, a], Maybe: !Equals [!ImportValue x, a] }\n";
    const value = resourceOf(await declare(properties, conditions), "It").properties.entries.get("X");
    expect(value?.kind).toBe("unresolved");
    const found = value?.kind === "unresolved" ? value.imported : null;
    if (imported === undefined) expect(found).toBeUndefined();
    else expect(found).toMatchObject(imported);
  });
});

test("outputs are told with the names that they are exported under", async () => {
  const declared = await declareText(
    `Parameters: { Env: { Type: String } }
Conditions: { Never: !Equals [a, b] }
Resources: { Q: { Type: AWS::SQS::Queue } }
Outputs:
  Plain: { Value: a }
  Named: { Value: a, Export: { Name: !Sub "\${Env}-a" } }
  Open: { Value: a, Export: { Name: !Ref Unknown } }
  Absent: { Condition: Never, Value: a, Export: { Name: absent } }
`,
    { parameters: { Env: "prod" } },
  );
  expect(declared.outputs?.map(({ name, exportName, source }) => [name, exportName, source.line])).toEqual([
    ["Plain", null, 5],
    ["Named", "prod-a", 6],
    ["Open", null, 7],
  ]);
});
