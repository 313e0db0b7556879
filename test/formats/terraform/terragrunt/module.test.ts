import { afterAll, describe, expect, test } from "vitest";

import { createParserPool } from "../../../../src/formats/parsing/pool.ts";
import type { ModuleReader } from "../../../../src/formats/format.ts";
import type { RemoteAddress } from "../../../../src/model/modules.ts";
import { declare, resourceAt, shown, treeOf } from "../declare.ts";
import type { Overrides } from "../declare.ts";

const parsers = createParserPool({ workers: 1 });
afterAll(() => parsers.close());

const UNIT = "live/prod/app/terragrunt.hcl";

type Files = { readonly [path: string]: string };

function unit(files: Files, overrides: Overrides = {}) {
  return declare(parsers, files, { root: "live/prod/app", ...overrides });
}

const QUEUE = `variable "name" {
  type    = string
  default = "default"
}
resource "aws_sqs_queue" "q" {
  name = var.name
}
`;

function sourceOf(source: string): string {
  return `terraform {\n  source = ${source}\n}\n`;
}

/** Terragrunt's module from elsewhere: what was asked for, and a package to answer with. */
function remote(files: Files): { readonly reader: ModuleReader; readonly asked: [RemoteAddress, string | null][] } {
  const asked: [RemoteAddress, string | null][] = [];
  const reader: ModuleReader = {
    async open(address, version) {
      asked.push([address, version]);
      return { kind: "package", tree: treeOf(files), directory: address.subdir, resolved: "github.com/o/r@abc" };
    },
  };
  return { reader, asked };
}

describe("terraform { source }", () => {
  test.each([
    ["a relative path", '"../../../modules/queue"'],
    ["a path with the module's folder apart", '"../../..//modules/queue"'],
    ["a path from the repository's root", '"${get_repo_root()}/modules//queue"'],
    ["a path from the configuration", '"${get_terragrunt_dir()}/../../../modules/queue?ref=x"'],
  ])("is %s", async (_, source) => {
    const declared = await unit({ "modules/queue/main.tf": QUEUE, [UNIT]: sourceOf(source) });
    expect(declared.problems).toEqual([]);
    expect(resourceAt(declared, "aws_sqs_queue.q").source).toMatchObject({ path: "modules/queue/main.tf", line: 5 });
  });

  test("is left out where the folder is the module", async () => {
    const declared = await unit({ "live/prod/app/main.tf": QUEUE, [UNIT]: 'inputs = { name = "orders" }\n' });
    expect(shown(resourceAt(declared, "aws_sqs_queue.q").properties)).toEqual({ QueueName: "orders" });
  });

  test.each([
    ["../../../../modules", "the module's source (../../../../modules) is not in the repository"],
    ["/opt/modules", "the module's source (/opt/modules) is not in the repository"],
    ["../../../none", "the module's folder holds no Terraform files"],
    ["tfr:///a/b/aws", "the module's source (tfr:///a/b/aws) says no version"],
  ])("%s is a problem at its line", async (source, message) => {
    const declared = await unit({ [UNIT]: sourceOf(`"${source}"`) });
    expect(declared.problems).toEqual([{ path: UNIT, line: 2, message }]);
    expect(resourceAt(declared, "terraform.source")).toMatchObject({ type: null, unavailable: message });
  });

  test("that is not known leaves the module unavailable, with the reason", async () => {
    const declared = await unit({ [UNIT]: sourceOf('"git::https://github.com/o/r.git?ref=${get_env("V")}"') });
    expect(declared.problems).toEqual([]);
    expect(resourceAt(declared, "terraform.source").unavailable).toBe(
      "the module's source is not known: environment variable `V` is set only where Terragrunt runs",
    );
  });

  test("on GitHub is fetched; its blocks are shown at the source, and files beside override its own", async () => {
    const { reader, asked } = remote({
      "modules/queue/main.tf": `${QUEUE}module "inner" {\n  source = "../inner"\n}\n`,
      "modules/inner/main.tf": 'resource "aws_sqs_queue" "inner" {\n  name = "inner"\n}\n',
    });
    const declared = await unit(
      {
        [UNIT]: `${sourceOf('"git::https://github.com/o/r.git//modules/queue?ref=v1"')}inputs = { name = "orders" }\n`,
        "live/prod/app/extra.tf": 'resource "aws_sqs_queue" "extra" {\n  name = "extra"\n}\n',
      },
      { modules: reader },
    );
    expect(asked).toEqual([
      [
        {
          kind: "git",
          protocol: "https",
          host: "github.com",
          user: null,
          path: "o/r",
          ref: "v1",
          subdir: "modules/queue",
        },
        null,
      ],
    ]);
    expect(declared.problems).toEqual([]);
    const queue = resourceAt(declared, "aws_sqs_queue.q");
    expect(shown(queue.properties)).toEqual({ QueueName: "orders" });
    expect(queue.source).toMatchObject({ path: UNIT, line: 2 });
    expect(resourceAt(declared, "module.inner.aws_sqs_queue.inner").source).toMatchObject({ path: UNIT, line: 2 });
    expect(resourceAt(declared, "aws_sqs_queue.extra").source).toMatchObject({ path: "live/prod/app/extra.tf" });
  });

  test("of a registry says its version", async () => {
    const { reader, asked } = remote({ "main.tf": QUEUE });
    await unit({ [UNIT]: sourceOf('"tfr:///a/b/aws?version=1.2.3"') }, { modules: reader });
    expect(asked).toEqual([
      [
        { kind: "registry", host: "registry.terraform.io", namespace: "a", name: "b", system: "aws", subdir: "" },
        "1.2.3",
      ],
    ]);
  });

  test("without access to it is one block that stands for it all", async () => {
    const declared = await unit({ [UNIT]: sourceOf('"github.com/o/r//queue?ref=v1"') });
    expect(declared.problems).toEqual([]);
    expect(resourceAt(declared, "terraform.source")).toMatchObject({
      source: { path: UNIT, line: 2 },
      unavailable: "the module (github.com/o/r//queue?ref=v1) is not in this repository, and not fetched here",
    });
  });
});

describe("what is generated", () => {
  const GENERATED = `locals {
  region = "eu-central-1"
}
generate "provider" {
  path      = "provider.tf"
  if_exists = "overwrite_terragrunt"
  contents  = <<-EOF
    provider "aws" {
      region = "\${local.region}"
      default_tags {
        tags = { unit = "\${path_relative_to_include()}" }
      }
    }
  EOF
}
remote_state {
  backend = "s3"
  generate = {
    path      = "backend.tf"
    if_exists = "overwrite"
  }
  config = {
    bucket = "state"
    key    = "\${path_relative_to_include()}/terraform.tfstate"
    region = get_env("REGION")
  }
}
`;

  test("is a part of the configuration, and shown where it is written", async () => {
    const declared = await unit({
      "live/root.hcl": GENERATED,
      [UNIT]: `include {\n  path = find_in_parent_folders("root.hcl")\n}\n`,
      "live/prod/app/main.tf": QUEUE,
      "live/prod/app/provider.tf": 'provider "aws" {\n  region = "us-east-1"\n}\n',
    });
    expect(declared.problems).toEqual([]);
    const queue = resourceAt(declared, "aws_sqs_queue.q");
    expect(queue.place).toMatchObject({ region: "eu-central-1" });
    expect(shown(queue.properties)).toMatchObject({ Tags: [{ Key: "unit", Value: "prod/app" }] });
    expect(declared.blocks.get("provider.aws")?.source).toMatchObject({ path: "live/root.hcl", line: 4, endLine: 15 });
  });

  test("may yield to what is there, or be disabled", async () => {
    const generated = (more: string) =>
      `generate "provider" {\n  path = "provider.tf"\n  ${more}\n  contents = <<-EOF\n    provider "aws" {\n      region = "eu-central-1"\n    }\n  EOF\n}\n`;
    for (const more of ['if_exists = "skip"', 'if_exists = "overwrite"\n  disable = true']) {
      const declared = await unit({
        [UNIT]: generated(more),
        "live/prod/app/main.tf": QUEUE,
        "live/prod/app/provider.tf": 'provider "aws" {\n  region = "us-east-1"\n}\n',
      });
      expect(resourceAt(declared, "aws_sqs_queue.q").place).toMatchObject({ region: "us-east-1" });
    }
  });

  test("is a problem where it is no HCL, or not known; what may be in it is not known", async () => {
    const broken = await unit({
      [UNIT]: 'generate "provider" {\n  path     = "provider.tf"\n  contents = "provider {"\n}\n',
      "live/prod/app/main.tf": QUEUE,
    });
    expect(broken.problems).toMatchObject([
      { path: UNIT, line: 1, message: expect.stringMatching(/^what `generate` `provider` writes/) },
    ]);
    const unknown = await unit({
      [UNIT]: 'generate "provider" {\n  path     = "provider.tf"\n  contents = upper(get_env("X"))\n}\n',
      "live/prod/app/main.tf": QUEUE,
    });
    expect(unknown.problems).toMatchObject([
      { path: UNIT, line: 1, message: expect.stringMatching(/is not known: environment variable `X`/) },
    ]);
    expect(resourceAt(unknown, "aws_sqs_queue.q").place).toMatchObject({ kind: "unresolved" });
  });

  test("may be known but for some of it", async () => {
    const declared = await unit({
      [UNIT]: `generate "provider" {
  path     = "provider.tf"
  contents = <<-EOF
    # of \${get_env("WHO")}
    provider "aws" {
      region = "eu-central-1"
      default_tags {
        tags = {
          commit = "c-\${get_env("SHA")}"
          folder = "\${get_terragrunt_dir()}"
          unit   = "\${basename(get_terragrunt_dir())}"
          count  = \${get_env("COUNT")}
        }
      }
    }
  EOF
}
`,
      "live/prod/app/main.tf": QUEUE,
    });
    expect(declared.problems).toEqual([]);
    const queue = resourceAt(declared, "aws_sqs_queue.q");
    expect(queue.place).toMatchObject({ region: "eu-central-1" });
    const unresolved = (name: string) => ({
      unresolved: `environment variable \`${name}\` is set only where Terragrunt runs`,
    });
    const tags = declared.blocks.get("provider.aws")?.arguments.entries.get("default_tags");
    expect(JSON.stringify(shown(tags))).toBe(
      JSON.stringify([
        {
          tags: {
            commit: unresolved("SHA"),
            folder: { unresolved: "it depends on where the repository lies on the machine that runs Terragrunt" },
            unit: "app",
            count: unresolved("COUNT"),
          },
        },
      ]),
    );
  });

  test("cannot be read where a name in it is not known", async () => {
    const declared = await unit({
      [UNIT]:
        'generate "more" {\n  path     = "more.tf"\n  contents = "resource \\"aws_sqs_queue\\" \\"${get_env("X")}\\" {}"\n}\n',
      "live/prod/app/main.tf": QUEUE,
    });
    expect(declared.problems).toMatchObject([
      { message: expect.stringMatching(/is not known: environment variable `X`/) },
    ]);
  });

  test("may be a variable file", async () => {
    const declared = await unit({
      [UNIT]:
        'generate "vars" {\n  path     = "x.auto.tfvars.json"\n  contents = jsonencode({ name = "generated" })\n}\ninputs = { name = "input" }\n',
      "live/prod/app/main.tf": QUEUE,
    });
    expect(shown(resourceAt(declared, "aws_sqs_queue.q").properties)).toEqual({ QueueName: "generated" });
  });
});

describe("extra_arguments", () => {
  const extra = (content: string) =>
    `terraform {\n  extra_arguments "x" {\n    commands = get_terraform_commands_that_need_vars()\n    ${content}\n  }\n}\ninputs = { name = "input" }\n`;
  const name = async (content: string, files: Files = {}, overrides: Overrides = {}) => {
    const declared = await unit({ [UNIT]: extra(content), "live/prod/app/main.tf": QUEUE, ...files }, overrides);
    const { identity } = resourceAt(declared, "aws_sqs_queue.q");
    return {
      name: identity.kind === "unresolved" ? identity.value.reason : "name" in identity && identity.name,
      problems: declared.problems,
      files: declared.files,
    };
  };

  test("name variable files, which win over inputs; optional ones may be missing", async () => {
    const files = { "live/common.tfvars": 'name = "common"\n' };
    const required = await name('required_var_files = ["${get_terragrunt_dir()}/../../common.tfvars"]', files);
    expect(required).toMatchObject({ name: "common", problems: [] });
    const optional =
      'optional_var_files = [find_in_parent_folders("common.tfvars"), "${get_terragrunt_dir()}/none.tfvars"]';
    const seen = await name(optional, files);
    expect(seen).toMatchObject({ name: "common", problems: [] });
    expect(seen.files).toContain("live/prod/app/none.tfvars");
    expect(await name('arguments = ["-var-file=../../common.tfvars"]', files)).toMatchObject({ name: "common" });
    expect(await name('arguments = ["-lock-timeout=20m", "-var", "name=argument"]', files)).toMatchObject({
      name: "argument",
    });
    expect(await name('env_vars = { TF_VAR_name = "environment" }', files)).toMatchObject({ name: "environment" });
  });

  test("a missing file is a problem, and one that is not known may set anything", async () => {
    const missing = await name('required_var_files = ["none.tfvars"]');
    expect(missing.problems).toEqual([
      { path: UNIT, line: 2, message: "there is no variable file live/prod/app/none.tfvars" },
    ]);
    expect(missing.name).toContain("variable `name` may be set in live/prod/app/none.tfvars");
    const unknown = await name('required_var_files = ["${get_env("ENV")}.tfvars"]');
    expect(unknown.name).toContain("variable `name` may be set in");
    const passed = await name(
      'required_var_files = ["${get_env("ENV")}.tfvars"]',
      {},
      { variables: new Map([["name", "passed"]]) },
    );
    expect(passed.name).toBe("passed");
  });
});

test.each([
  ["skip = true\n", 0],
  ['exclude {\n  if      = true\n  actions = ["all"]\n}\n', 0],
  ['exclude {\n  if      = true\n  actions = ["destroy"]\n}\n', 1],
  ['exclude {\n  if      = false\n  actions = ["all"]\n}\n', 1],
])("a unit that is left out declares nothing, and that is no problem: %j", async (hcl, resources) => {
  const declared = await unit({ [UNIT]: hcl, "live/prod/app/main.tf": QUEUE });
  expect(declared.problems).toEqual([]);
  expect([...declared.blocks.values()].filter(({ mode }) => mode === "resource")).toHaveLength(resources);
});

test("stacks and the JSON form are not read, which is a problem", async () => {
  const stack = await unit({ "live/prod/app/terragrunt.stack.hcl": "" });
  expect(stack.problems).toEqual([
    {
      path: "live/prod/app/terragrunt.stack.hcl",
      line: null,
      message: "stacks of units are not read: name a unit's folder as the target's `root`",
    },
  ]);
  const json = await unit({ "live/prod/app/terragrunt.hcl.json": "{}", "live/prod/app/main.tf": QUEUE });
  expect(json.problems).toMatchObject([{ message: "Terragrunt's JSON form is not read" }]);
});

test("a configuration that is no HCL is a problem, and what it deploys is not known", async () => {
  const declared = await unit({ [UNIT]: "inputs = {\n", "live/prod/app/main.tf": QUEUE });
  expect(declared.problems).toMatchObject([{ path: UNIT }]);
  expect(resourceAt(declared, "terraform.source").unavailable).toBe(`${UNIT} could not be read`);
});

test("a value that is not known changes what it is touched by: itself, its locals, and files that it leads to", async () => {
  const fingerprint = async (hcl: string, files: Files = {}) => {
    const declared = await unit({ [UNIT]: hcl, "live/prod/app/main.tf": QUEUE, ...files });
    return declared.blocks.get("var.name")?.fingerprint;
  };
  const unknown = (name: string, more: string) =>
    `locals {\n  x = get_env("${name}")\n  ${more}\n}\ninputs = {\n  name = upper(local.x)\n}\n`;
  const before = await fingerprint(unknown("A", "y = 1"));
  expect(await fingerprint(unknown("A", "y = 2"))).toBe(before);
  expect(await fingerprint(unknown("B", "y = 1"))).not.toBe(before);
});

test("files beside the configuration are copied over the module's, also for functions", async () => {
  const declared = await unit({
    [UNIT]: sourceOf('"../../../modules/queue"'),
    "modules/queue/main.tf":
      'locals {\n  own    = file("own.txt")\n  copied = file("${path.module}/copied.txt")\n  all    = fileset(".", "*.txt")\n}\nresource "aws_sqs_queue" "q" {\n  name = "${local.own}-${local.copied}-${join("+", local.all)}"\n}\n',
    "modules/queue/own.txt": "module",
    "modules/queue/copied.txt": "module",
    "live/prod/app/copied.txt": "unit",
  });
  expect(declared.problems).toEqual([]);
  expect(shown(resourceAt(declared, "aws_sqs_queue.q").properties)).toEqual({
    QueueName: "module-unit-copied.txt+own.txt",
  });
  expect([...declared.files]).toEqual(expect.arrayContaining(["live/prod/app/own.txt", "live/prod/app/copied.txt"]));
});

test("the account is that of the target, unless another role is assumed from it", async () => {
  const files = (provider: string) => ({
    [UNIT]: "inputs = { name = get_aws_account_id() }\n",
    "live/prod/app/main.tf": `${QUEUE}provider "aws" {\n  ${provider}\n}\n`,
  });
  const direct = await unit(files('region = "eu-west-1"'));
  expect(shown(resourceAt(direct, "aws_sqs_queue.q").properties)).toEqual({ QueueName: "111122223333" });
  const assumed = await unit(files('assume_role {\n    role_arn = "arn:aws:iam::111122223333:role/deploy"\n  }'));
  expect(resourceAt(assumed, "aws_sqs_queue.q").identity).toMatchObject({
    kind: "unresolved",
    value: { reason: "`get_aws_account_id` is that of the credentials, from which another role is assumed" },
  });
});

test("a folder that only includes is no unit", async () => {
  const declared = await unit({
    [UNIT]: 'generate "provider" {\n  path     = "provider.tf"\n  contents = ""\n}\n',
  });
  expect(declared.problems).toEqual([
    { path: UNIT, line: 1, message: "`terragrunt.hcl` names no module, and the folder holds no Terraform files" },
  ]);
});
