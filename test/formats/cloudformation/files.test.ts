import { describe, expect, test } from "vitest";

import { cloudformation } from "../../../src/formats/cloudformation/index.ts";
import { declareFiles, type TestFiles, treeOf } from "./declaring.ts";

const TEMPLATE = "Resources:\n  Q: { Type: AWS::SQS::Queue }\n";
const BROKEN = "Resources:\n\tQ: { Type: AWS::SQS::Queue }\n";

const FILES: TestFiles = {
  "infra/a.yml": TEMPLATE,
  "infra/sub/b.yaml": TEMPLATE,
  "infra/sub/c.json": '{"Resources":{"Q":{"Type":"AWS::SQS::Queue"}}}',
  "infra/sub/d.template": TEMPLATE,
  "infra/sub/broken.yml": BROKEN,
  "infra/sub/buildspec.yml": "version: 0.2\n",
  "infra/README.md": TEMPLATE,
  "infra2/e.yml": TEMPLATE,
  "terraform/main.tf": "",
  "terraform/template.yml": TEMPLATE,
  "app/cdk.json": "{}",
  "app/cdk.out/App.template.json": '{"Resources":{"Q":{"Type":"AWS::SQS::Queue"}}}',
  "config/values.yml": "a: 1\n",
  "config/serverless.yml": "service: x\nresources:\n  Resources:\n    Q: { Type: AWS::SQS::Queue }\n",
};

describe("a root is this format's", () => {
  test.each<[root: string, recognized: boolean]>([
    ["infra/a.yml", true],
    ["./infra/a.yml", true],
    ["infra/*.yml", true],
    ["infra/**/*.{json,template}", true],
    ["infra/**", true],
    ["infra/*.md", false],
    ["infra/none.yml", false],
    ["infra/none/*.yml", false],
    ["infra", true],
    ["infra/", true],
    ["infra2", true],
    ["config", false],
    ["config/values.yml", true],
    ["terraform", false],
    ["terraform/*.yml", true],
    ["app", false],
    ["nowhere", false],
  ])("%s: %s", async (root, recognized) => {
    expect(await cloudformation.recognizes(root, treeOf(FILES))).toBe(recognized);
  });
});

describe("a root's units are its templates", () => {
  test.each<[root: string, units: readonly string[]]>([
    ["infra/a.yml", ["infra/a.yml"]],
    ["infra/*", ["infra/a.yml"]],
    ["infra", ["infra/a.yml", "infra/sub/b.yaml", "infra/sub/c.json", "infra/sub/d.template", "infra/sub/broken.yml"]],
    ["infra/**/*.yml", ["infra/a.yml", "infra/sub/broken.yml", "infra/sub/buildspec.yml"]],
  ])("%s", async (root, units) => {
    expect([...(await declareFiles(FILES, { root })).keys()]).toEqual(units);
  });
});

test("a file that a glob means and that is no template is a problem; in a folder it is none of ours", async () => {
  const meant = await declareFiles(FILES, { root: "infra/**/*.yml" });
  expect(meant.get("infra/sub/buildspec.yml")?.problems).toEqual([
    { path: "infra/sub/buildspec.yml", line: 1, message: "this is no CloudFormation template: it has no `Resources`" },
  ]);
  expect((await declareFiles(FILES, { root: "infra" })).has("infra/sub/buildspec.yml")).toBe(false);
});

test("a unit is decided by its own file", async () => {
  const units = await declareFiles(FILES, { root: "infra" });
  expect([...units].map(([path, { files }]) => [...files].join() === path)).toEqual([true, true, true, true, true]);
});
