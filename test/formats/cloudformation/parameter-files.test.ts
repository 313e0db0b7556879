import { describe, expect, test } from "vitest";

import { cloudformation } from "../../../src/formats/cloudformation/index.ts";
import { createParserPool } from "../../../src/formats/parsing/pool.ts";
import type { Declared } from "../../../src/model/declared.ts";
import type { Problem } from "../../../src/model/source.ts";
import { resourceOf, shown, treeOf } from "./declaring.ts";

const TEMPLATE = `Parameters:
  Env: { Type: String, Default: dev }
  Size: { Type: String, Default: small }
Resources:
  Q: { Type: AWS::SQS::Queue, Properties: { Tags: [!Ref Env, !Ref Size] } }
`;
const SAM = 'version = 0.1\n[prod.deploy.parameters]\nstack_name = "s"\nparameter_overrides = "Env=sam Size=sam"\n';
const UNKNOWN = /^\?/;

type Seen = { readonly tags: unknown; readonly problems: readonly Problem[] };

async function read(
  files: Readonly<Record<string, string>>,
  own: Readonly<Record<string, string>> = {},
): Promise<Declared> {
  const parsers = createParserPool({ workers: 1 });
  const units = await cloudformation.declare({
    tree: treeOf({ "app/template.yaml": TEMPLATE, ...files }),
    root: "app/template.yaml",
    place: { partition: "aws", account: "111122223333", region: "eu-west-1" },
    varFiles: ["one.json", "two.json"],
    variables: new Map(),
    workspace: "default",
    providers: new Map(),
    stack: "s",
    parameters: new Map(Object.entries(own)),
    parsers,
  });
  await parsers.close();
  const declared = units.get("app/template.yaml");
  if (!declared) throw new Error("the template was not read");
  return declared;
}

async function declare(...args: Parameters<typeof read>): Promise<Seen> {
  const declared = await read(...args);
  expect([...declared.files]).toEqual(expect.arrayContaining(["one.json", "two.json"]));
  return { tags: shown(resourceOf(declared, "Q").properties.entries.get("Tags")), problems: declared.problems };
}

describe("parameter files", () => {
  const list = JSON.stringify([
    { ParameterKey: "Env", ParameterValue: "list" },
    { ParameterKey: "Size", UsePreviousValue: true },
  ]);
  const pipeline = JSON.stringify({ Parameters: { Env: "pipeline", Size: 3 }, StackPolicy: {} });

  test("win over defaults and samconfig.toml, later ones over earlier ones, the target over all", async () => {
    const sam = { "app/samconfig.toml": SAM };
    expect(await declare({ ...sam, "one.json": "[]", "two.json": list })).toEqual({
      tags: ["list", "sam"],
      problems: [],
    });
    expect((await declare({ "one.json": pipeline, "two.json": list })).tags).toEqual(["list", "3"]);
    expect((await declare({ "one.json": list, "two.json": pipeline })).tags).toEqual(["pipeline", "3"]);
    expect((await declare({ "one.json": pipeline, "two.json": list }, { Env: "own" })).tags).toEqual(["own", "3"]);
  });

  test.each([
    ["missing", undefined, null],
    ["not closed", '{\n "Parameters": {"Size": "a"', 2],
    ["empty", "", 1],
    ["of another shape", '{"Env": "prod"}', 1],
    ["a text", '"prod"', 1],
    ["a list of something else", '[\n"Env=prod"]', 2],
    ["with a value that is no text", '{"Parameters": {\n"Size": {"Fn::GetParam": ["a", "b", "c"]}}}', 2],
  ])("%s: a problem, and no value is taken for known", async (_what, text, line) => {
    const { tags, problems } = await declare(
      {
        "app/samconfig.toml": SAM,
        "one.json": list,
        ...(text !== undefined && { "two.json": text }),
      },
      { Env: "own" },
    );
    expect(problems.map(({ path, line: at }) => [path, at])).toEqual([["two.json", line]]);
    expect(tags).toEqual(["own", expect.stringMatching(UNKNOWN)]);
  });

  test("that cannot be read leave open what SAM makes of a parameter's default", async () => {
    const template = `Transform: AWS::Serverless-2016-10-31
Parameters:
  Size: { Type: String, Default: small }
Resources:
  Q: { Type: AWS::SQS::Queue, Properties: { QueueName: q } }
  T: { Type: AWS::Serverless::SimpleTable, Properties: { TableName: !Ref Size } }
`;
    const names = async (two: string): Promise<unknown> => {
      const declared = await read({ "app/template.yaml": template, "one.json": "[]", "two.json": two });
      return shown(resourceOf(declared, "T").properties.entries.get("TableName"));
    };
    expect(await names("[]")).toBe("small");
    expect(await names("{}")).toMatch(UNKNOWN);
  });
});
