import { afterAll, describe, expect, test } from "vitest";

import { createParserPool } from "../../../../src/formats/parsing/pool.ts";
import { blockAt, declare, shown } from "../declare.ts";

const parsers = createParserPool({ workers: 1 });
afterAll(() => parsers.close());

const UNIT = "live/prod/app/terragrunt.hcl";
const TYPES = { a: "any", b: "any", c: "string", d: "string" };
const NAMES = Object.keys(TYPES);
const MODULE = Object.entries(TYPES)
  .map(([name, type]) => `variable "${name}" {\n  type    = ${type}\n  default = "unset"\n}\n`)
  .join("");

/** The values of the module's variables for a configuration of the unit, and the problems. */
async function inputs(hcl: string, files: { readonly [path: string]: string } = {}) {
  const declared = await declare(
    parsers,
    { "live/prod/app/main.tf": MODULE, [UNIT]: hcl, ...files },
    { root: "live/prod/app" },
  );
  const values = NAMES.map((name) => shown(blockAt(declared, `var.${name}`).arguments.entries.get("value")));
  return { values, problems: declared.problems, files: declared.files };
}

/** The folder's own files are the module, whatever is included. */
const HERE = 'terraform {\n  source = "."\n}\n';

const ROOT = `locals {
  here   = basename(get_terragrunt_dir())
  parent = basename(get_parent_terragrunt_dir())
  path   = path_relative_to_include()
  back   = path_relative_from_include()
}
inputs = {
  a = [local.here, local.parent, local.path, local.back]
  b = { x = 1, list = [1] }
  c = "root"
}
`;

describe("include", () => {
  test("is evaluated as part of what includes it, and merged shallowly", async () => {
    const seen = await inputs(
      'include "root" {\n  path = find_in_parent_folders("root.hcl")\n}\ninputs = { b = { y = 2 } }\n',
      { "live/root.hcl": ROOT },
    );
    expect(seen.problems).toEqual([]);
    expect(seen.values).toEqual([["app", "live", "prod/app", "../.."], { y: 2 }, "root", "unset"]);
    expect(seen.files).toContain("live/root.hcl");
    expect(seen.files).toContain("live/prod/root.hcl");
  });

  test("merges deeply: maps by key, lists one after the other", async () => {
    const seen = await inputs(
      'include {\n  path           = "../../root.hcl"\n  merge_strategy = "deep"\n}\ninputs = { b = { y = 2, list = [2] }, c = "unit" }\n',
      { "live/root.hcl": ROOT },
    );
    expect(seen.problems).toEqual([]);
    expect(seen.values.slice(1)).toEqual([{ x: 1, y: 2, list: [1, 2] }, "unit", "unset"]);
  });

  test("of several, later ones win; one may only be exposed", async () => {
    const seen = await inputs(
      `include "one" {
  path = "../../one.hcl"
}
include "two" {
  path = "../../two.hcl"
}
include "kept" {
  path           = "../../kept.hcl"
  expose         = true
  merge_strategy = "no_merge"
}
locals {
  kept = include.kept.locals.value
}
inputs = {
  c = local.kept
  d = include.kept.inputs.a
}
`,
      {
        "live/one.hcl": 'inputs = { a = ["one"], b = ["one"] }\n',
        "live/two.hcl": 'inputs = { a = ["two"] }\n',
        "live/kept.hcl": 'locals { value = "kept" }\ninputs = { a = "kept" }\n',
      },
    );
    expect(seen.problems).toEqual([]);
    expect(seen.values).toEqual([["two"], ["one"], "kept", "kept"]);
  });

  test("without a label is `include` itself; what is not exposed cannot be referred to", async () => {
    const bare = await inputs(
      'include {\n  path   = "../../root.hcl"\n  expose = true\n}\ninputs = { d = include.locals.path }\n',
      { "live/root.hcl": ROOT },
    );
    expect(bare.values[3]).toBe("prod/app");
    const hidden = await inputs(
      'include "root" {\n  path = "../../root.hcl"\n}\ninputs = { d = include.root.locals.path }\n',
      { "live/root.hcl": ROOT },
    );
    expect(hidden.problems).toEqual([
      { path: UNIT, line: 4, message: "the `include` block does not say `expose = true`" },
    ]);
    expect(hidden.values.slice(2)).toEqual([
      "root",
      { unresolved: "the `include` block does not say `expose = true`" },
    ]);
  });

  test("without a label may stand beside one that has a label", async () => {
    const seen = await inputs(
      'include {\n  path   = "../../root.hcl"\n  expose = true\n}\ninclude "two" {\n  path = "../../two.hcl"\n}\ninputs = { d = include[""].locals.path }\n',
      { "live/root.hcl": ROOT, "live/two.hcl": 'inputs = { b = ["two"] }\n' },
    );
    expect(seen.problems).toEqual([]);
    expect(seen.values.slice(1)).toEqual([["two"], "root", "prod/app"]);
  });

  test.each([
    ["is missing", 'path = "../none.hcl"', 1, "there is no file `live/prod/none.hcl` to include"],
    [
      "is not found",
      'path = find_in_parent_folders("none.hcl")',
      2,
      "function `find_in_parent_folders`: there is no `none.hcl` in a folder above `live/prod/app`",
    ],
    ["leaves the repository", 'path = "../../../../root.hcl"', 2, "the path of an `include` leaves the repository"],
    ["is itself", 'path = "terragrunt.hcl"', 1, "it includes itself"],
    ["has no path", "expose = true", 1, "`include` has no `path`"],
    ["uses a local", "path = local.x", 2, "the path of an `include` cannot refer to `local`"],
  ])("that %s is a problem, and what it would give is not known", async (_, content, line, message) => {
    const seen = await inputs(`include "root" {\n  ${content}\n}\nlocals { x = "y" }\ninputs = { a = 1 }\n${HERE}`);
    expect(seen.problems).toContainEqual({ path: UNIT, line, message });
    expect(seen.values[0]).toBe(1);
    expect(seen.values[1]).toMatchObject({ unresolved: expect.stringContaining("variable `b`") });
  });

  test("may be one level deep only", async () => {
    const seen = await inputs('include {\n  path = "../../root.hcl"\n}\n', {
      "live/root.hcl": 'include {\n  path = "top.hcl"\n}\ninputs = { a = 1 }\n',
    });
    expect(seen.problems).toEqual([
      { path: "live/root.hcl", line: 1, message: "a file that is included cannot include others" },
    ]);
    expect(seen.values[0]).toBe(1);
  });

  test("that is broken leaves the unit's own inputs", async () => {
    const seen = await inputs('include {\n  path = "../../root.hcl"\n}\ninputs = { a = 1 }\n' + HERE, {
      "live/root.hcl": "inputs = {\n",
    });
    expect(seen.problems).toMatchObject([{ path: "live/root.hcl" }]);
    expect(seen.values[0]).toBe(1);
    expect(seen.values[1]).toMatchObject({ unresolved: expect.stringContaining("live/root.hcl") });
  });
});

describe("reading", () => {
  test.each([
    ["itself", 'read_terragrunt_config("terragrunt.hcl")', "`live/prod/app/terragrunt.hcl` reads itself"],
    ["what reads it", 'read_terragrunt_config("../../loop.hcl")', "`live/prod/app/terragrunt.hcl` reads itself"],
    [
      "what is not there",
      'read_terragrunt_config("none.hcl")',
      "there is no file `live/prod/app/none.hcl` for `read_terragrunt_config`",
    ],
    ["outside", 'read_terragrunt_config("/etc/x.hcl")', "`read_terragrunt_config`: the path leaves the repository"],
    ["with a function that there is not", "no_such_function()", "there is no function named `no_such_function`"],
    ["a local in a circle", "local.x", "local `x` depends on itself"],
  ])("%s is a problem with its line", async (_, expression, message) => {
    const seen = await inputs(`locals {\n  x = ${expression}\n}\ninputs = {\n  a = local.x\n  b = 1\n}\n`, {
      "live/loop.hcl": 'locals {\n  y = read_terragrunt_config("prod/app/terragrunt.hcl")\n}\n',
    });
    expect(
      seen.problems.map((problem) => problem.message.replace("function `read_terragrunt_config`: ", "")),
    ).toContain(message);
    expect(seen.problems.every(({ line }) => line === 2)).toBe(true);
    expect(seen.values[1]).toBe(1);
  });

  test("is bounded", async () => {
    const locals = Array.from({ length: 40 }, (_, index) => `l${index + 1} = [local.l${index}, local.l${index}]`);
    const seen = await inputs(
      `locals {\n  l0 = "x"\n  ${locals.join("\n  ")}\n}\ninputs = {\n  a = local.l40\n  b = 1\n}\n`,
    );
    expect(seen.problems.length).toBeGreaterThan(0);
    expect(seen.values[1]).toBe(1);
  });
});

test("inputs of a dependency are not known, and mocks are no truth", async () => {
  const seen = await inputs(`dependency "vpc" {
  config_path  = "../vpc"
  mock_outputs = { id = "vpc-mock" }
}
dependency "out" {
  config_path = "../../../../vpc"
}
inputs = {
  a = dependency.vpc.outputs.id
  b = "x-\${dependency.vpc.outputs.id}"
  c = try(dependency.vpc.outputs.none, "fallback")
  d = dependency.none.outputs.id
}
`);
  const unresolved = "outputs of `../vpc` are known only after it is applied";
  expect(seen.values).toEqual([
    { unresolved },
    { unresolved },
    { unresolved },
    { unresolved: "dependency `none` is not declared" },
  ]);
  expect(seen.problems).toEqual([
    { path: UNIT, line: 6, message: "dependency `out` leaves the repository" },
    { path: UNIT, line: 12, message: "dependency `none` is not declared" },
  ]);
});

test("inputs pass as the environment does: a variable without a type gets text", async () => {
  const declared = await declare(
    parsers,
    {
      "live/prod/app/main.tf": `variable "untyped" {}
variable "number" { type = number }
variable "text" { type = string }
variable "list" { type = list(string) }
variable "object" { type = object({ a = number, b = optional(string, "x") }) }
variable "written" { type = list(number) }
variable "nothing" { default = "default" }
variable "filed" { type = string }
variable "passed" { type = string }
`,
      "live/prod/app/terraform.tfvars": 'filed = "file"\npassed = "file"\n',
      [UNIT]: `inputs = {
  untyped = { b = [1, true], a = "<" }
  number  = "5"
  text    = true
  list    = [1, "$\${x}"]
  object  = { a = "1" }
  written = "[1, 2]"
  nothing = null
  filed   = "input"
  passed  = "input"
}
`,
    },
    { root: "live/prod/app", variables: new Map([["passed", "variables"]]) },
  );
  expect(declared.problems).toEqual([]);
  const value = (name: string) => shown(blockAt(declared, `var.${name}`).arguments.entries.get("value"));
  expect(value("untyped")).toBe('{"a":"\\u003c","b":[1,true]}');
  expect([value("number"), value("text"), value("written")]).toEqual([5, "true", [1, 2]]);
  expect(value("list")).toEqual(["1", "${x}"]);
  expect(value("object")).toEqual({ a: 1, b: "x" });
  expect([value("nothing"), value("filed"), value("passed")]).toEqual([null, "file", "variables"]);
});
