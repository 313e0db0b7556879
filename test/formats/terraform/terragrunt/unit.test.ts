import { afterAll, describe, expect, test } from "vitest";

import { createParserPool } from "../../../../src/formats/parsing/pool.ts";
import { declare, resourceAt, shown } from "../declare.ts";
import type { Overrides } from "../declare.ts";

const parsers = createParserPool({ workers: 1 });
afterAll(() => parsers.close());

type Files = { readonly [path: string]: string };

const UNIT = "live/prod/app/terragrunt.hcl";

/** What the unit at `live/prod/app` declares. */
function unit(files: Files, overrides: Overrides = {}) {
  return declare(parsers, files, { root: "live/prod/app", ...overrides });
}

const MODULE = `variable "value" {
  type    = any
  default = "default"
}

resource "aws_sqs_queue" "q" {
  name = "q"
  tags = { value = jsonencode(var.value) }
}
`;

/** What an expression of the unit's configuration comes to, as text. */
async function valueOf(expression: string, files: Files = {}) {
  const declared = await unit({
    "modules/app/main.tf": MODULE,
    [UNIT]: `terraform {\n  source = "../../../modules/app"\n}\ninputs = {\n  value = [${expression}]\n}\n`,
    ...files,
  });
  return { value: declared.blocks.get("var.value"), problems: declared.problems };
}

async function listOf(expression: string, files: Files = {}): Promise<unknown> {
  const { value, problems } = await valueOf(expression, files);
  expect(problems).toEqual([]);
  return shown(value?.arguments.entries.get("value"));
}

test("a unit's inputs reach the variables of a module of the repository", async () => {
  const declared = await unit({
    "modules/queue/main.tf": `variable "name" {}\nvariable "timeout" { type = number }\nresource "aws_sqs_queue" "q" {\n  name = var.name\n  visibility_timeout_seconds = var.timeout\n}\n`,
    [UNIT]: `terraform {\n  source = "../../../modules//queue"\n}\ninputs = {\n  name    = "orders"\n  timeout = 30\n  other   = 1\n}\n`,
  });
  expect(declared.problems).toEqual([]);
  const queue = resourceAt(declared, "aws_sqs_queue.q");
  expect(queue.source).toMatchObject({ path: "modules/queue/main.tf", line: 3 });
  expect(shown(queue.properties)).toEqual({ QueueName: "orders", VisibilityTimeout: 30 });
  expect(queue.properties.entries.get("VisibilityTimeout")?.source).toMatchObject({ path: "modules/queue/main.tf" });
  expect([...declared.files].toSorted()).toEqual(expect.arrayContaining([UNIT, "modules/queue/main.tf"]));
});

describe("functions", () => {
  test("of folders", async () => {
    const expressions = [
      "basename(get_terragrunt_dir())",
      "get_path_from_repo_root()",
      "get_path_to_repo_root()",
      "path_relative_to_include()",
      "path_relative_from_include()",
      'basename(find_in_parent_folders("env.hcl"))',
      'find_in_parent_folders("nowhere.hcl", "fallback")',
      "basename(get_parent_terragrunt_dir())",
      "basename(dirname(get_original_terragrunt_dir()))",
    ];
    expect(await listOf(expressions.join(", "), { "live/env.hcl": "" })).toEqual([
      "app",
      "live/prod/app",
      "../../..",
      ".",
      ".",
      "env.hcl",
      "fallback",
      "app",
      "prod",
    ]);
  });

  test("where the repository lies is not known, what lies in it is", async () => {
    const value = await listOf(
      'get_repo_root(), length(get_terragrunt_dir()), split("/", get_terragrunt_dir())[1], reverse(split("/", get_terragrunt_dir()))[1], file("${get_terragrunt_dir()}/x.txt"), fileexists("${get_repo_root()}/none")',
      { "live/prod/app/x.txt": "content" },
    );
    const unknown = { unresolved: "it depends on where the repository lies on the machine that runs Terragrunt" };
    expect(value).toEqual([unknown, unknown, unknown, "prod", "content", false]);
  });

  test("of the machine are unknown, with the reason; a default counts for nothing", async () => {
    expect(await listOf('get_env("HOME", "/root"), run_cmd("date"), get_platform(), get_aws_account_id()')).toEqual([
      { unresolved: "environment variable `HOME` is set only where Terragrunt runs" },
      { unresolved: "function `run_cmd` runs a command, which is not done here" },
      { unresolved: "function `get_platform` depends on the machine that runs Terragrunt" },
      "111122223333",
    ]);
  });

  test("that read other configurations and variable files", async () => {
    const value = await listOf(
      'read_terragrunt_config(find_in_parent_folders("env.hcl")).locals.env, read_terragrunt_config("none.hcl", { locals = 1 }).locals, jsondecode(read_tfvars_file("x.tfvars")).a, read_terragrunt_config("../other").inputs.name',
      {
        "live/prod/env.hcl": "locals {\n  env = basename(get_terragrunt_dir())\n}\n",
        "live/prod/app/x.tfvars": 'a = [1, "b"]\n',
        "live/prod/other/terragrunt.hcl": "inputs = { name = basename(get_original_terragrunt_dir()) }\n",
      },
    );
    expect(value).toEqual(["prod", 1, [1, "b"], "app"]);
  });
});

test("a configuration that is passed on as a whole is not taken for the part of it that is known", async () => {
  const value = await listOf(
    'jsonencode(read_terragrunt_config("../other")), read_terragrunt_config("../other").terraform',
    {
      "live/prod/other/terragrunt.hcl": 'terraform {\n  source = "x"\n}\n',
    },
  );
  expect(value).toEqual([{ unresolved: expect.any(String) }, expect.anything()]);
  const declared = await unit({
    "modules/app/main.tf": 'variable "value" {}\nresource "aws_sqs_queue" "q" {\n  name = var.value\n}\n',
    [UNIT]:
      'terraform {\n  source = "../../../modules/app"\n}\ninputs = { value = read_terragrunt_config("../other").terraform }\n',
    "live/prod/other/terragrunt.hcl": 'terraform {\n  source = "x"\n}\n',
  });
  expect(resourceAt(declared, "aws_sqs_queue.q").identity).toMatchObject({ kind: "unresolved" });
});

test("an id that is written in an input is found at its line", async () => {
  const declared = await unit({
    "modules/app/main.tf": 'variable "topic" {\n  type = string\n}\n',
    [UNIT]:
      'terraform {\n  source = "../../../modules/app"\n}\ninputs = {\n  topic = "arn:aws:sns:eu-west-1:111122223333:alarms"\n}\n',
  });
  expect(declared.blocks.get("var.topic")).toMatchObject({
    source: { path: "modules/app/main.tf", line: 1 },
    literals: [{ arn: "arn:aws:sns:eu-west-1:111122223333:alarms", source: { path: UNIT, line: 5 } }],
  });
});
