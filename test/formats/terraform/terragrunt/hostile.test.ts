import { afterAll, expect, test } from "vitest";

import { createParserPool } from "../../../../src/formats/parsing/pool.ts";
import { blockAt, declare, shown } from "../declare.ts";

const parsers = createParserPool({ workers: 1 });
afterAll(() => parsers.close());

const MODULE = 'variable "a" {\n  type    = any\n  default = 0\n}\nvariable "b" {\n  type    = any\n  default = 0\n}\n';

async function unit(hcl: string, files: { readonly [path: string]: string } = {}) {
  const declared = await declare(
    parsers,
    { "live/app/main.tf": MODULE, "live/app/terragrunt.hcl": hcl, ...files },
    { root: "live/app" },
  );
  const value = (name: string) => shown(blockAt(declared, `var.${name}`).arguments.entries.get("value"));
  return { problems: declared.problems, value };
}

test("a chain of configurations without an end is followed so far, and said so", async () => {
  const chain = Object.fromEntries(
    Array.from({ length: 80 }, (_, index) => [
      `live/app/c${index}.hcl`,
      `locals {\n  x = read_terragrunt_config("c${index + 1}.hcl")\n}\n`,
    ]),
  );
  const { problems, value } = await unit(
    'inputs = {\n  a = read_terragrunt_config("c0.hcl").locals\n  b = 1\n}\n',
    chain,
  );
  expect(problems).toContainEqual({
    path: "live/app/terragrunt.hcl",
    line: null,
    message: "files lead to further files too often to be followed",
  });
  expect(value("b")).toBe(1);
});

test("a circle of configurations is a problem", async () => {
  const { problems, value } = await unit('inputs = {\n  a = read_terragrunt_config("one.hcl").locals.x\n  b = 1\n}\n', {
    "live/app/one.hcl": 'locals {\n  x = read_terragrunt_config("two.hcl")\n}\n',
    "live/app/two.hcl": 'locals {\n  x = read_terragrunt_config("one.hcl")\n}\n',
  });
  expect(problems).toEqual([
    {
      path: "live/app/two.hcl",
      line: 2,
      message: "function `read_terragrunt_config`: `live/app/one.hcl` reads itself",
    },
  ]);
  expect(value("b")).toBe(1);
});

test.each([
  ["doubled many times", `locals {\n  l0 = "xxxxxxxxxx"\n${doubled(60)}}\ninputs = { a = local.l60, b = 1 }\n`],
  ["a range of a billion", "inputs = {\n  a = [for x in range(1000000000) : x]\n  b = 1\n}\n"],
  ["locals in a long chain", `locals {\n  l0 = "x"\n${chained(2_000)}}\ninputs = { a = local.l2000, b = 1 }\n`],
  ["a default in a circle", 'feature "f" {\n  default = feature.f.value\n}\ninputs = { a = feature.f.value, b = 1 }\n'],
  [
    "an include that asks for itself",
    'include {\n  path = get_parent_terragrunt_dir()\n}\nterraform {\n  source = "."\n}\ninputs = { b = 1 }\n',
  ],
])("%s ends as a problem, and the rest is read", async (_, hcl) => {
  const { problems, value } = await unit(hcl);
  expect(problems.length).toBeGreaterThan(0);
  expect(value("b")).toBe(1);
});

function doubled(times: number): string {
  return Array.from(
    { length: times },
    (_, index) => `  l${index + 1} = "\${local.l${index}}\${local.l${index}}"\n`,
  ).join("");
}

function chained(times: number): string {
  return Array.from({ length: times }, (_, index) => `  l${index + 1} = local.l${index}\n`).join("");
}

test("a link is not followed, and nothing is read through one", async () => {
  const { problems } = await unit('include {\n  path = "../linked.hcl"\n}\nterraform {\n  source = "."\n}\n', {
    "live/linked.hcl": "->/etc/passwd",
  });
  expect(problems).toMatchObject([{ path: "live/linked.hcl", message: "a symlink is not followed" }]);
});

test("a unit at the repository's root", async () => {
  const declared = await declare(
    parsers,
    {
      "main.tf": MODULE,
      "terragrunt.hcl": "inputs = {\n  a = [get_path_from_repo_root(), get_path_to_repo_root()]\n}\n",
    },
    { root: "" },
  );
  expect(declared.problems).toEqual([]);
  expect(shown(blockAt(declared, "var.a").arguments.entries.get("value"))).toEqual([".", "."]);
});
