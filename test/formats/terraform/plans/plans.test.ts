import { readdir, readFile } from "node:fs/promises";
import { join, relative } from "node:path";

import { afterAll, describe, expect, it } from "vitest";

import { declareSide } from "../../../../src/formats/declare.ts";
import { createParserPool } from "../../../../src/formats/parsing/pool.ts";
import type { Declared } from "../../../../src/model/declared.ts";
import type { FileTree } from "../../../../src/model/files.ts";
import { treeOf } from "../declare.ts";
import { disagreements } from "./compare.ts";
import { planNames, PLANS, readPlan, readTarget } from "./recorded.ts";

const parsers = createParserPool({ workers: 1 });
afterAll(() => parsers.close());

const names = planNames();

/** The folder as a repository, without what is recorded about it. */
async function repositoryOf(name: string): Promise<FileTree> {
  const folder = join(PLANS, name);
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .filter((path) => path !== "target.json" && path !== "plan.json");
  const texts = await Promise.all(paths.map((path) => readFile(join(folder, path), "utf8")));
  return treeOf(Object.fromEntries(paths.map((path, index) => [path, texts[index] ?? ""])));
}

async function declaredBy(name: string): Promise<Declared> {
  const [tree, target] = await Promise.all([repositoryOf(name), readTarget(name)]);
  const context = {
    root: target.root,
    place: { partition: "aws", account: "111122223333", region: "eu-west-1" },
    varFiles: target.var_files,
    variables: new Map(Object.entries(target.variables)),
    workspace: target.workspace,
    providers: new Map(),
    stack: null,
    parameters: new Map(),
    parsers,
  };
  const unit = (await declareSide(context, tree))?.get(target.root);
  if (!unit) throw new Error("no format recognizes the root");
  return unit;
}

describe("root modules come to what `terraform plan` makes of them", () => {
  it("has at least 46 of them, of which at least 6 are refused", async () => {
    const plans = await Promise.all(names.map(readPlan));
    expect(plans.length).toBeGreaterThanOrEqual(46);
    expect(plans.filter((plan) => "errors" in plan).length).toBeGreaterThanOrEqual(6);
  });

  it.each(names)("%s", async (name) => {
    const [declared, plan, target] = await Promise.all([declaredBy(name), readPlan(name), readTarget(name)]);
    expect(disagreements(declared, plan, target.marked_here)).toEqual([]);
  });
});
