import { describe, expect, test } from "vitest";

import { cloudformation } from "../../../src/formats/cloudformation/index.ts";
import { createParserPool } from "../../../src/formats/parsing/pool.ts";
import type { Declared } from "../../../src/model/declared.ts";
import { resourceOf, shown, treeOf } from "./declaring.ts";

const TEMPLATE = `Parameters:
  Env: { Type: String, Default: dev }
  Size: { Type: String, Default: small }
Resources:
  Q: { Type: AWS::SQS::Queue, Properties: { Tags: [!Ref Env, !Ref Size, !Ref AWS::StackName] } }
`;
const ONE = `version = 0.1
[prod.global.parameters]
stack_name = "orders"
[prod.deploy.parameters]
region = "eu-west-1"
parameter_overrides = 'Env="pr od" ParameterKey=Size,ParameterValue=large'
`;

type Given = {
  readonly stack?: string;
  readonly parameters?: Readonly<Record<string, string>>;
  readonly path?: string;
};

async function declare(samconfig: string, given: Given = {}, atHead?: string): Promise<Declared> {
  const parsers = createParserPool({ workers: 1 });
  const path = given.path ?? "app/template.yaml";
  const files = (config: string) => ({ [path]: TEMPLATE, "app/samconfig.toml": config });
  const units = await cloudformation.declare({
    tree: treeOf(files(atHead ?? samconfig)),
    settings: treeOf(files(samconfig)),
    root: path,
    place: { partition: "aws", account: "111122223333", region: "eu-west-1" },
    varFiles: [],
    variables: new Map(),
    workspace: "default",
    providers: new Map(),
    stack: given.stack ?? null,
    parameters: new Map(Object.entries(given.parameters ?? {})),
    parsers,
  });
  await parsers.close();
  const declared = units.get(path);
  if (!declared) throw new Error("the template was not read");
  return declared;
}

async function tags(...args: Parameters<typeof declare>): Promise<unknown> {
  const value = shown(resourceOf(await declare(...args), "Q").properties.entries.get("Tags"));
  return Array.isArray(value) ? value.map((tag) => (String(tag).startsWith("?") ? null : tag)) : value;
}

describe("samconfig.toml", () => {
  test("gives the stack's name and the parameters", async () => {
    expect(await tags(ONE)).toEqual(["pr od", "large", "orders"]);
    expect(resourceOf(await declare(ONE), "Q").identity).toEqual({ kind: "stack", stack: "orders", logicalId: "Q" });
  });

  test("takes overrides as a list too", async () => {
    const config =
      '[default.deploy.parameters]\nstack_name = "s"\nparameter_overrides = ["Env=a b", "Size=\\"x=y\\""]\n';
    expect(await tags(config)).toEqual(["a b", "x=y", "s"]);
  });

  test("loses against the target", async () => {
    expect(await tags(ONE, { stack: "mine-{file}", parameters: { Size: "own" } })).toEqual([
      "dev",
      "own",
      "mine-template",
    ]);
    expect(await tags(ONE, { stack: "orders", parameters: { Size: "own" } })).toEqual(["pr od", "own", "orders"]);
  });

  test("is that of base, whatever head makes of it", async () => {
    expect(await tags(ONE, {}, ONE.replace('"orders"', '"elsewhere"'))).toEqual(["pr od", "large", "orders"]);
  });

  test.each<[what: string, config: string, given?: Given]>([
    ["another region", ONE.replace("eu-west-1", "us-east-1")],
    ["several environments", `${ONE}\n[test.deploy.parameters]\nstack_name = "orders-test"\n`],
    ["another template", `${ONE}template_file = "other.yaml"\n`],
    ["a template of another name", ONE, { path: "app/queue.yaml" }],
    ["nothing of interest", "version = 0.1\n[default.build.parameters]\ncached = true\n"],
    ["settings of another kind", "[default.deploy.parameters]\nstack_name = 5\n"],
  ])("is left aside where it is for %s", async (_, config, given) => {
    expect(await tags(config, given)).toEqual(["dev", "small", null]);
  });

  test("chooses among environments by the target's region, or its stack", async () => {
    const other = '\n[us.deploy.parameters]\nstack_name = "orders-us"\nregion = "us-east-1"\n';
    expect(await tags(ONE + other)).toEqual(["pr od", "large", "orders"]);
    const same = '\n[test.deploy.parameters]\nstack_name = "orders-test"\nparameter_overrides = "Env=test"\n';
    expect(await tags(ONE + same, { stack: "orders-test" })).toEqual(["test", "small", "orders-test"]);
  });

  test("is a problem with its line where it is no TOML", async () => {
    const declared = await declare("version = 0.1\n[default\n");
    expect(declared.problems).toEqual([{ path: "app/samconfig.toml", line: 2, message: "it is no TOML" }]);
    expect(resourceOf(declared, "Q").type).toBe("AWS::SQS::Queue");
  });
});
