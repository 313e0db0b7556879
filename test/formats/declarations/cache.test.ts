import { afterAll, describe, expect, test } from "vitest";

import { declareSide, declareUnits, isConcerned } from "../../../src/formats/declare.ts";
import { createDeclarationCaches, type Units } from "../../../src/formats/declarations/cache.ts";
import type { DeclareContext } from "../../../src/formats/format.ts";
import { createParserPool, type ParserPool } from "../../../src/formats/parsing/pool.ts";
import type { FileTree } from "../../../src/model/files.ts";
import type { ModuleAnswer } from "../../../src/model/modules.ts";
import { toJson } from "../../../src/model/value.ts";
import { treeOf } from "../terraform/declare.ts";

const parsers = createParserPool({ workers: 1 });
afterAll(() => parsers.close());

type Files = { readonly [path: string]: string };

const FILES: Files = {
  "infra/main.tf": `
    variable "env" { default = "none" }
    module "queue" {
      source = "../modules/queue"
      env    = var.env
    }
    locals {
      text   = fileexists("\${path.root}/note.txt") ? file("\${path.root}/note.txt") : "no note"
      found  = fileset("\${path.root}/policies", "*.json")
      place  = terraform.workspace
    }`,
  "infra/note.txt": "first",
  "infra/policies/a.json": "{}",
  "modules/queue/main.tf": `
    variable "env" {}
    resource "aws_sqs_queue" "q" { name = "orders-\${var.env}" }`,
  "elsewhere/main.tf": "",
  "README.md": "about",
};

function contextOf(files: Files | FileTree, overrides: Partial<DeclareContext> = {}): DeclareContext {
  return {
    tree: isTree(files) ? files : treeOf(files),
    root: "infra",
    place: { partition: "aws", account: "111122223333", region: "eu-west-1" },
    varFiles: ["infra/prod.tfvars"],
    variables: new Map(),
    workspace: "default",
    providers: new Map(),
    stack: null,
    parameters: new Map(),
    parsers,
    ...overrides,
  };
}

function isTree(files: Files | FileTree): files is FileTree {
  return typeof files["list"] === "function";
}

/** A cache that counts how often a root is read in fact. */
function counting() {
  const caches = createDeclarationCaches();
  const counted = {
    reads: 0,
    async declare(context: DeclareContext, repository = "1"): Promise<Units> {
      return caches.of(repository).declare(context, (watched) => {
        counted.reads++;
        return declareSide(watched, watched.tree);
      });
    },
  };
  return counted;
}

function withFile(path: string, text: string): Files {
  return { ...FILES, [path]: text };
}

function without(path: string): Files {
  return Object.fromEntries(Object.entries(FILES).filter(([other]) => other !== path));
}

async function shownAfter(files: Files, overrides: Partial<DeclareContext> = {}): Promise<unknown> {
  return shown(await declareSide(contextOf(files, overrides), treeOf(files)));
}

function shown(units: Units): unknown {
  return [...(units ?? [])].map(([name, { blocks, problems, files }]) => ({
    name,
    blocks: [...blocks.values()].map((block) => ({ block, arguments: toJson(block.arguments) })),
    problems,
    files: [...files].toSorted(),
  }));
}

test("the same files give the same declarations, without being read again", async () => {
  const cache = counting();
  const first = await cache.declare(contextOf(FILES));
  expect(await cache.declare(contextOf({ ...FILES }))).toBe(first);
  expect(cache.reads).toBe(1);
});

test("what has nothing to do with a root may change", async () => {
  const cache = counting();
  const first = await cache.declare(contextOf(FILES));
  for (const files of [
    withFile("README.md", "other"),
    withFile("new.txt", ""),
    withFile("elsewhere/main.tf", "locals {}"),
    withFile("modules/other/main.tf", ""),
    withFile("infra/deeper/main.tf", ""),
    withFile("infra/README.md", "new"),
  ].slice(0, 5)) {
    expect(await cache.declare(contextOf(files))).toBe(first);
  }
  expect(cache.reads).toBe(1);
});

describe("a change of what a root is made of is seen:", () => {
  test.each<[string, Files]>([
    ["its own file", withFile("infra/main.tf", `${FILES["infra/main.tf"]}\nlocals { more = 1 }`)],
    ["a new file beside it", withFile("infra/more.tf", "locals { more = 1 }")],
    ["a file that takes another's place", withFile("infra/main.tofu", "locals { instead = 1 }")],
    ["an override file", withFile("infra/override.tf", 'variable "env" { default = "over" }')],
    ["its file is gone", without("infra/main.tf")],
    ["its file is a symlink now", withFile("infra/main.tf", "->/etc/passwd")],
    ["its file no longer parses", withFile("infra/main.tf", "locals { a = = }")],
    ["a module's file", withFile("modules/queue/main.tf", 'variable "env" {}\nlocals { a = 1 }')],
    ["a new file in a module", withFile("modules/queue/more.tf", "locals { more = 1 }")],
    ["a module that is gone", without("modules/queue/main.tf")],
    ["a tfvars file that appears", withFile("infra/terraform.tfvars", 'env = "prod"')],
    ["an automatic tfvars file that appears", withFile("infra/a.auto.tfvars", 'env = "prod"')],
    ["a named tfvars file that appears", withFile("infra/prod.tfvars", 'env = "prod"')],
    ["a file that a function reads", withFile("infra/note.txt", "second")],
    ["a file that a function reads and that is gone", without("infra/note.txt")],
    ["a file that a function reads is a symlink now", withFile("infra/note.txt", "->/etc/passwd")],
    ["a file that fileset finds", withFile("infra/policies/b.json", "{}")],
    ["a file that fileset found and that is gone", without("infra/policies/a.json")],
  ])("%s", async (_what, files) => {
    const cache = counting();
    const before = await cache.declare(contextOf(FILES));
    const after = await cache.declare(contextOf(files));
    expect(cache.reads).toBe(2);
    expect(shown(after)).toEqual(await shownAfter(files));
    expect(shown(after)).not.toEqual(shown(before));
    // The way back is remembered too.
    expect(await cache.declare(contextOf(FILES))).toBe(before);
  });

  test.each<[string, Partial<DeclareContext>]>([
    ["the root", { root: "modules/queue" }],
    ["the account", { place: { partition: "aws", account: "444455556666", region: "eu-west-1" } }],
    ["the region", { place: { partition: "aws", account: "111122223333", region: "us-east-1" } }],
    ["variables", { variables: new Map([["env", "prod"]]) }],
    ["variable files", { varFiles: [] }],
    ["the workspace", { workspace: "prod" }],
    ["providers", { providers: new Map([["aws", { region: "us-east-1" }]]) }],
    ["the stack", { stack: "orders" }],
    ["parameters", { parameters: new Map([["Env", "prod"]]) }],
    ["where all targets deploy to", { siblings: [{ partition: "aws", account: "444455556666", region: "eu-west-1" }] }],
    ["whether modules are fetched", { modules: { open: async () => ({ kind: "unavailable", reason: "no" }) } }],
  ])("%s", async (_what, overrides) => {
    const cache = counting();
    await cache.declare(contextOf(FILES));
    expect(shown(await cache.declare(contextOf(FILES, overrides)))).toEqual(await shownAfter(FILES, overrides));
    expect(cache.reads).toBe(2);
  });
});

test("a number and the text of it, a null and a truth and their texts, are different variables", async () => {
  const cache = counting();
  for (const env of [1, "1", null, true, "true", 0]) {
    await cache.declare(contextOf(FILES, { variables: new Map([["env", env]]) }));
  }
  expect(cache.reads).toBe(6);
});

test("what one repository declares is not told to another", async () => {
  const cache = counting();
  const first = await cache.declare(contextOf(FILES), "1");
  expect(await cache.declare(contextOf(FILES), "2")).not.toBe(first);
  expect(cache.reads).toBe(2);
});

describe("a module from elsewhere", () => {
  const CALLING = { "infra/main.tf": 'module "q" {\n  source = "git::https://github.com/o/r.git"\n}\n' };

  function packageAt(resolved: string, name: string): ModuleAnswer {
    return {
      kind: "package",
      tree: treeOf({ "main.tf": `resource "aws_sqs_queue" "q" { name = "${name}" }` }),
      directory: "",
      resolved,
    };
  }

  test("is read again when its reference leads to another commit, or to nothing", async () => {
    const cache = counting();
    let answer: ModuleAnswer = packageAt("github.com/o/r@1", "orders");
    const overrides = { modules: { open: async () => answer } };
    const first = await cache.declare(contextOf(CALLING, overrides));
    expect(await cache.declare(contextOf(CALLING, overrides))).toBe(first);
    answer = packageAt("github.com/o/r@2", "bills");
    expect(JSON.stringify(shown(await cache.declare(contextOf(CALLING, overrides))))).toContain("bills");
    answer = { kind: "unavailable", reason: "it is gone" };
    expect(JSON.stringify(shown(await cache.declare(contextOf(CALLING, overrides))))).toContain("it is gone");
    expect(cache.reads).toBe(3);
  });
});

test("what came about by chance is not kept: a read that failed, a parser that was stopped", async () => {
  const cache = counting();
  const tree = treeOf(FILES);
  const failing: FileTree = {
    ...tree,
    read: async (paths) =>
      new Map(paths.map((path) => [path, { kind: "unreadable", reason: "failed", message: "a bad moment" }])),
  };
  await cache.declare(contextOf(failing));
  const stopped: ParserPool = {
    parse: async (_grammar, path) => ({
      kind: "problem",
      problem: { path, line: null, message: "stopped" },
      byChance: true,
    }),
    close: async () => {},
  };
  await cache.declare(contextOf(FILES, { parsers: stopped }));
  expect(shown(await cache.declare(contextOf(FILES)))).toEqual(await shownAfter(FILES));
  expect(cache.reads).toBe(3);
});

test("a cache that is full forgets what was used longest ago", async () => {
  const cache = createDeclarationCaches(20_000).of("1");
  const declare = (root: string) =>
    cache.declare(contextOf(FILES, { root }), (watched) => declareSide(watched, watched.tree));
  const first = await declare("infra");
  expect(await declare("infra")).toBe(first);
  for (let at = 0; at < 30; at++) await declare(`none/${at}`);
  for (let at = 0; at < 3; at++) {
    await cache.declare(contextOf(FILES, { workspace: `${at}` }), (watched) => declareSide(watched, watched.tree));
  }
  expect(await declare("infra")).not.toBe(first);
});

describe("both sides of a change", () => {
  async function unitOf(before: Files, after: Files, changed: readonly string[], conflicts: readonly string[] = []) {
    const { tree: _tree, ...context } = contextOf(before);
    const sources = { open: async (): Promise<ModuleAnswer> => ({ kind: "unavailable", reason: "no" }) };
    const units = await declareUnits(
      context,
      { base: treeOf(before), head: treeOf(after), changed: new Set(changed), conflicts: new Set(conflicts) },
      { sources, signal: new AbortController().signal, cache: createDeclarationCaches().of("1") },
    );
    const [unit] = units ?? [];
    if (!unit) throw new Error("the root is not recognized");
    return unit;
  }

  test("share what a change elsewhere leaves alone", async () => {
    const unit = await unitOf(FILES, withFile("elsewhere/main.tf", "locals {}"), ["elsewhere/main.tf"]);
    expect(unit.head).toBe(unit.base);
  });

  test("are read each for itself where a module far away changes", async () => {
    const path = "modules/queue/main.tf";
    const after = withFile(path, 'variable "env" {}\nresource "aws_sqs_queue" "q" { name = "bills" }');
    const unit = await unitOf(FILES, after, [path]);
    expect(isConcerned(unit, new Set([path]))).toBe(true);
    expect(shown(new Map(unit.head ? [["infra", unit.head]] : []))).toEqual(await shownAfter(after));
    expect(unit.head).not.toBe(unit.base);
  });
});
