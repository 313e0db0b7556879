import { describe, expect, it } from "vitest";

import type { Declared } from "../../../src/model/declared.ts";
import { declareApp, PLACE, problemsOf, recognizes } from "./declaring.ts";

const TEMPLATE = JSON.stringify({ Resources: { Queue: { Type: "AWS::SQS::Queue", Properties: {} } } });
const HERE = "aws://111122223333/eu-west-1";

function stack(templateFile: string, environment = HERE, more: object = {}): object {
  return { type: "aws:cloudformation:stack", environment, properties: { templateFile, ...more } };
}

function manifest(artifacts: object, more: object = {}): string {
  return JSON.stringify({ version: "55.0.0", artifacts, ...more });
}

function files(artifacts: object, more: Record<string, string> = {}): Record<string, string> {
  return { "app/cdk.json": "{}", "app/cdk.out/manifest.json": manifest(artifacts), ...more };
}

/** Where each resource is, by the stack that deploys it. */
function placed(units: ReadonlyMap<string, Declared>): readonly string[] {
  return [...units].flatMap(([unit, { blocks }]) =>
    [...blocks.values()].flatMap((block) => {
      if (block.mode !== "resource") return [];
      const stack =
        block.identity.kind === "stack" ? `${block.identity.stack}.${block.identity.logicalId}` : block.identity.kind;
      const where = "account" in block.place ? `${block.place.account}/${block.place.region}` : "?";
      return [`${unit}: ${stack} in ${where}`];
    }),
  );
}

describe("what is recognized", () => {
  it("is a folder with cdk.json, and an assembly by itself", async () => {
    expect(await recognizes({ "app/cdk.json": "{}" }, "app")).toBe(true);
    expect(await recognizes({ "cdk.json": "{}" }, "")).toBe(true);
    expect(await recognizes({ "out/manifest.json": "{}", "out/cdk.out": "{}" }, "out")).toBe(true);
    expect(await recognizes({ "site/manifest.json": "{}" }, "site")).toBe(false);
    expect(await recognizes({ "app/sub/cdk.json": "{}" }, "app")).toBe(false);
  });
});

it("gives each stack its name and its place", async () => {
  const units = await declareApp(
    files(
      {
        Orders: stack("Orders.template.json", HERE, { stackName: "orders-prod" }),
        Edge: stack("Edge.template.json", "aws://111122223333/us-east-1"),
        Foreign: stack("Foreign.template.json", "aws://444455556666/eu-west-1"),
        Anywhere: stack("Anywhere.template.json", "aws://unknown-account/unknown-region"),
      },
      Object.fromEntries(
        ["Orders", "Edge", "Foreign", "Anywhere"].map((name) => [`app/cdk.out/${name}.template.json`, TEMPLATE]),
      ),
    ),
  );
  expect(placed(units)).toEqual([
    "app/cdk.out/Orders.template.json: orders-prod.Queue in 111122223333/eu-west-1",
    "app/cdk.out/Edge.template.json: Edge.Queue in 111122223333/us-east-1",
    "app/cdk.out/Foreign.template.json: Foreign.Queue in 444455556666/eu-west-1",
    "app/cdk.out/Anywhere.template.json: Anywhere.Queue in 111122223333/eu-west-1",
  ]);
  expect(problemsOf(units)).toEqual([]);
});

it("leaves a stack to the target whose place it names, where several have the same root", async () => {
  const staging = { ...PLACE, account: "444455556666" };
  const artifacts = {
    Prod: stack("p.json"),
    Staging: stack("s.json", "aws://444455556666/eu-west-1"),
    Edge: stack("e.json", "aws://444455556666/us-east-1"),
    Foreign: stack("f.json", "aws://777788889999/eu-west-1"),
    Anywhere: stack("a.json", "aws://unknown-account/unknown-region"),
  };
  const all = files(
    artifacts,
    Object.fromEntries(["p", "e", "s", "f", "a"].map((name) => [`app/cdk.out/${name}.json`, TEMPLATE])),
  );
  const names = async (place: typeof PLACE): Promise<readonly string[]> =>
    placed(await declareApp(all, { place, siblings: [PLACE, staging] })).map((line) => line.replace(/^.*: /, ""));
  expect(await names(PLACE)).toEqual([
    "Prod.Queue in 111122223333/eu-west-1",
    "Foreign.Queue in 777788889999/eu-west-1",
    "Anywhere.Queue in 111122223333/eu-west-1",
  ]);
  expect(await names(staging)).toEqual([
    "Staging.Queue in 444455556666/eu-west-1",
    "Edge.Queue in 444455556666/us-east-1",
    "Anywhere.Queue in 444455556666/eu-west-1",
  ]);
});

it("reads an assembly that is the root itself, and one in another folder", async () => {
  const root = { "out/manifest.json": manifest({ A: stack("a.json") }), "out/cdk.out": "{}", "out/a.json": TEMPLATE };
  expect(placed(await declareApp(root, { root: "out" }))).toEqual(["out/a.json: A.Queue in 111122223333/eu-west-1"]);
  const moved = {
    "app/cdk.json": '{ "output": "build/assembly" }',
    "app/build/assembly/manifest.json": manifest({ A: stack("a.json") }),
    "app/build/assembly/a.json": TEMPLATE,
  };
  expect(placed(await declareApp(moved))).toEqual(["app/build/assembly/a.json: A.Queue in 111122223333/eu-west-1"]);
});

it("follows stages and nested stacks", async () => {
  const parent = JSON.stringify({
    Resources: {
      Child: {
        Type: "AWS::CloudFormation::Stack",
        Properties: { TemplateURL: { "Fn::Sub": "https://s3.${AWS::URLSuffix}/x" }, Parameters: { Name: "given" } },
        Metadata: { "aws:asset:path": "child.json" },
      },
    },
  });
  const child = JSON.stringify({
    Parameters: { Name: { Type: "String" } },
    Resources: {
      Named: { Type: "AWS::SNS::Topic", Properties: { TopicName: { Ref: "Name" } } },
      Queue: { Type: "AWS::SQS::Queue" },
    },
  });
  const units = await declareApp(
    files(
      { "assembly-Prod": { type: "cdk:cloud-assembly", properties: { directoryName: "assembly-Prod" } } },
      {
        "app/cdk.out/assembly-Prod/manifest.json": manifest({ P: stack("p.json", HERE, { stackName: "Prod-P" }) }),
        "app/cdk.out/assembly-Prod/p.json": parent,
        "app/cdk.out/assembly-Prod/child.json": child,
      },
    ),
  );
  expect(placed(units)).toEqual([
    "app/cdk.out/assembly-Prod/child.json: identifier in 111122223333/eu-west-1",
    "app/cdk.out/assembly-Prod/child.json: Prod-P/Child.Queue in 111122223333/eu-west-1",
  ]);
  expect(units.get("app/cdk.out/assembly-Prod/p.json")?.stack).toEqual({
    name: "Prod-P",
    place: PLACE,
    parameters: new Map(),
  });
  expect(problemsOf(units)).toEqual([]);
});

describe("bad input is a problem with its place, and the rest is read", () => {
  const good = { Good: stack("good.json") };
  const goodFile = { "app/cdk.out/good.json": TEMPLATE };

  it.each<readonly [string, object, Record<string, string>, object]>([
    [
      "a template outside",
      { Bad: stack("../../secrets.json") },
      { "secrets.json": TEMPLATE },
      {
        path: "app/cdk.out/manifest.json",
        message: "the template of the stack `Bad` is not within the assembly: it is not read",
      },
    ],
    [
      "an absolute template",
      { Bad: stack("/etc/passwd") },
      {},
      {
        path: "app/cdk.out/manifest.json",
        message: "the template of the stack `Bad` is not within the assembly: it is not read",
      },
    ],
    [
      "a template that is not there",
      { Bad: stack("bad.json") },
      {},
      {
        path: "app/cdk.out/manifest.json",
        message: "the template `app/cdk.out/bad.json` of the stack `Bad` is not there",
      },
    ],
    [
      "a template that is no JSON",
      { Bad: stack("bad.json") },
      { "app/cdk.out/bad.json": "{{{" },
      { path: "app/cdk.out/bad.json", line: 1 },
    ],
    [
      "a stack without a template",
      { Bad: { type: "aws:cloudformation:stack", environment: HERE } },
      {},
      {
        path: "app/cdk.out/manifest.json",
        message: "the stack `Bad` has no `templateFile` or no `environment`",
      },
    ],
    [
      "an environment that is none",
      { Bad: stack("bad.json", "azure://x") },
      {},
      {
        path: "app/cdk.out/manifest.json",
        message: "the stack `Bad` has an environment that is none: `azure://x`",
      },
    ],
    [
      "an assembly in itself",
      { Bad: { type: "cdk:cloud-assembly", properties: { directoryName: "." } } },
      {},
      {
        path: "app/cdk.out/manifest.json",
        message: "the folder of the nested assembly `Bad` is not within this one: it is not read",
      },
    ],
    [
      "an assembly that is not there",
      { Bad: { type: "cdk:cloud-assembly", properties: { directoryName: "x" } } },
      {},
      {
        path: "app/cdk.out/manifest.json",
        message: "the nested assembly `Bad` has no `manifest.json`: its stacks are not checked",
      },
    ],
    [
      "a nested manifest that is no JSON",
      { Bad: { type: "cdk:cloud-assembly", properties: { directoryName: "x" } } },
      {
        "app/cdk.out/x/manifest.json": "{\n nonsense }",
      },
      { path: "app/cdk.out/x/manifest.json", line: 2, message: "this is not JSON from here on" },
    ],
  ])("%s", async (_name, artifacts, more, problem) => {
    const units = await declareApp(files({ ...artifacts, ...good }, { ...goodFile, ...more }));
    expect(problemsOf(units)).toEqual([expect.objectContaining(problem)]);
    expect(placed(units)).toEqual(["app/cdk.out/good.json: Good.Queue in 111122223333/eu-west-1"]);
  });

  it("a manifest that is none, or is too large", async () => {
    const none = await declareApp({ "app/cdk.json": "{}", "app/cdk.out/manifest.json": "[1]" });
    expect(problemsOf(none).map(({ message }) => message)).toEqual([
      "this is no cloud assembly: it has no `artifacts`",
    ]);
    const huge = await declareApp({ "app/cdk.json": "{}", "app/cdk.out/manifest.json": `"${"x".repeat(1_000_000)}"` });
    expect(problemsOf(huge)).toMatchObject([
      { path: "app/cdk.out/manifest.json", message: "the file is larger than 1 MB" },
    ]);
  });

  it("look-ups that were still to be made when it was synthesized", async () => {
    const units = await declareApp({
      "app/cdk.json": "{}",
      "app/cdk.out/manifest.json": manifest({}, { missing: [{ key: "ssm:account=1", provider: "ssm", props: {} }] }),
    });
    expect(problemsOf(units)).toMatchObject([{ path: "app/cdk.out/manifest.json", line: 1 }]);
  });

  it("an app that was never synthesized, settings that are no JSON, an output outside", async () => {
    const message = expect.stringContaining("known only after `cdk synth`") as string;
    expect(problemsOf(await declareApp({ "app/cdk.json": "{}" }))).toEqual([
      { path: "app/cdk.json", line: null, message },
    ]);
    const broken = await declareApp({ "app/cdk.json": "{\n  app: 1\n}" });
    expect(problemsOf(broken)).toMatchObject([{ path: "app/cdk.json", line: 2 }]);
    const outside = await declareApp({
      "app/cdk.json": '{ "output": "../other" }',
      "other/manifest.json": manifest(good),
    });
    expect(placed(outside)).toEqual([]);
  });
});

it("reads all that it needs of an app in two batches, however many stacks it has", async () => {
  const names = Array.from({ length: 40 }, (_, index) => `Stack${index}`);
  const artifacts = Object.fromEntries(names.map((name) => [name, stack(`${name}.template.json`)]));
  const templates = names.map((name) => [`app/cdk.out/${name}.template.json`, TEMPLATE] as const);
  const all = files(artifacts, { "app/bin/app.ts": "", ...Object.fromEntries(templates) });
  const reads: number[] = [];
  const units = await declareApp(all, {
    onRead: (paths) => reads.push(paths.filter((path) => Object.hasOwn(all, path)).length),
  });
  expect(placed(units)).toHaveLength(40);
  expect(reads.filter((count) => count > 0)).toEqual([42, 1]);
});
