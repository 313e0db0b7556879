import { afterAll, expect, test } from "vitest";

import { createParserPool } from "../../../src/formats/parsing/pool.ts";
import { terraform } from "../../../src/formats/terraform/index.ts";
import { blockAt, declare, local, lookupAt, resourceAt, shown, treeOf } from "./declare.ts";

const parsers = createParserPool({ workers: 1 });
afterAll(() => parsers.close());

const QUEUE = 'resource "aws_sqs_queue" "q" {\n  name = "orders"\n}\n';

test("a syntax error is a problem at its line, and the other files are still read", async () => {
  const declared = await declare(parsers, {
    "infra/broken.tf": "locals {\n  a = 1\n  b = = 2\n}\n",
    "infra/main.tf": `${QUEUE}\nresource "aws_sqs_queue" "leans" {\n  name = local.a\n}\n`,
  });
  const message = "Invalid expression: Expected the start of an expression, but found an invalid expression token.";
  expect(declared.problems).toEqual([{ path: "infra/broken.tf", line: 3, message }]);
  expect(resourceAt(declared, "aws_sqs_queue.q").identity).toMatchObject({ kind: "identifier", name: "orders" });
  const reason = "local `a` may be declared in infra/broken.tf, which could not be read";
  expect(resourceAt(declared, "aws_sqs_queue.leans").identity).toMatchObject({ kind: "unresolved", value: { reason } });
});

test("a broken file that may configure the provider leaves open where resources are", async () => {
  const declared = await declare(parsers, {
    "infra/broken.tf": 'provider "aws" {\n  region = = "us-east-1"\n}\n',
    "infra/main.tf": QUEUE,
  });
  expect(resourceAt(declared, "aws_sqs_queue.q").place).toEqual({
    kind: "unresolved",
    reason: "provider `aws` may be configured in infra/broken.tf, which could not be read",
  });
});

test("a broken file in a module, with the provider declared elsewhere, leaves what it does not declare as it is", async () => {
  const declared = await declare(parsers, {
    "infra/broken.tf": "resource {",
    "infra/main.tf": `provider "aws" {\n  region = "eu-west-1"\n}\n${QUEUE}`,
  });
  expect(resourceAt(declared, "aws_sqs_queue.q").identity).toMatchObject({ kind: "identifier", name: "orders" });
});

test("a broken override file may change every block", async () => {
  const declared = await declare(parsers, { "infra/main.tf": QUEUE, "infra/override.tf": "resource {" });
  expect(resourceAt(declared, "aws_sqs_queue.q").identity).toMatchObject({ kind: "unresolved" });
});

test("a broken variable file leaves open what it may set, but not what wins over it", async () => {
  const declared = await declare(
    parsers,
    {
      "infra/main.tf":
        'variable "a" { default = 1 }\nvariable "b" { default = 1 }\nlocals {\n  a = var.a\n  b = var.b\n}\n',
      "infra/terraform.tfvars": "a = = 1\n",
    },
    { variables: new Map([["b", 2]]), varFiles: ["infra/missing.tfvars"] },
  );
  expect(local(declared, "a")).toEqual({
    unresolved: "variable `a` may be set in infra/missing.tfvars, which could not be read",
  });
  expect(local(declared, "b")).toBe(2);
  expect(declared.problems.map(({ path, line }) => ({ path, line }))).toEqual([
    { path: "infra/terraform.tfvars", line: 1 },
    { path: "infra/missing.tfvars", line: null },
  ]);
});

test("symlinks are not followed, empty and large files are told apart", async () => {
  const declared = await declare(parsers, {
    "infra/empty.tf": "",
    "infra/comment.tf": "# nothing\n",
    "infra/large.tf": `# ${"x".repeat(600 * 1024)}\n`,
    "infra/link.tf": "->/etc/passwd",
    "infra/main.tf": QUEUE,
  });
  expect(declared.problems).toEqual([
    { path: "infra/large.tf", line: null, message: "the file is larger than 512 KiB" },
    { path: "infra/link.tf", line: null, message: "a symlink is not followed" },
  ]);
  expect(declared.blocks.has("aws_sqs_queue.q")).toBe(true);
});

test("3,000 levels of nesting are a problem at their line", async () => {
  const deep = `locals {\n  a = ${"[".repeat(3000)}${"]".repeat(3000)}\n}\n`;
  const declared = await declare(parsers, { "infra/deep.tf": deep, "infra/main.tf": QUEUE });
  expect(declared.problems).toEqual([{ path: "infra/deep.tf", line: 2, message: "nested deeper than 500 levels" }]);
});

test("`__proto__` is a name like any other, in both syntaxes", async () => {
  const declared = await declare(parsers, {
    "infra/main.tf":
      'locals {\n  a = { "__proto__" = { polluted = true }, b = 1 }\n  c = local.a["__proto__"].polluted\n}\n',
    "infra/more.tf.json":
      '{"locals":{"__proto__":{"polluted":true},"d":"${local.a.b}"},"resource":{"__proto__":{"x":{"y":1}}}}',
  });
  expect(declared.problems).toEqual([]);
  expect(local(declared, "c")).toBe(true);
  expect(local(declared, "d")).toBe(1);
  expect(local(declared, "__proto__")).toEqual({ polluted: true });
  expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
});

test("a declaration that is there twice is a problem, and the first one counts", async () => {
  const declared = await declare(parsers, {
    "infra/a.tf": QUEUE,
    "infra/b.tf":
      '\nresource "aws_sqs_queue" "q" {\n  name = "other"\n}\nlocals {\n  x = 1\n  y = 1\n}\nlocals {\n  x = 2\n}\n',
  });
  expect(declared.problems).toEqual([
    { path: "infra/b.tf", line: 2, message: "resource `aws_sqs_queue.q` is declared twice: first at infra/a.tf:1" },
    { path: "infra/b.tf", line: 10, message: "local `x` is declared twice" },
  ]);
  expect(resourceAt(declared, "aws_sqs_queue.q").identity).toMatchObject({ name: "orders" });
});

test("JSON that is none, or no configuration, is a problem at its line", async () => {
  const declared = await declare(parsers, {
    "infra/a.tf.json": '{\n  "locals": {\n    "a": 1,\n  }\n}\n',
    "infra/b.tf.json": '{\n  "locals": {\n    "b": "${foo("\n  }\n}\n',
    "infra/c.tf.json": "[1]",
    "infra/d.tf.json": "",
    "infra/e.tf.json": '{\n  "resuorce": {}\n}\n',
    "infra/main.tf": QUEUE,
  });
  expect(declared.problems.map(({ path, line }) => `${path}:${line}`)).toEqual([
    "infra/a.tf.json:4",
    "infra/b.tf.json:3",
    "infra/c.tf.json:1",
    "infra/d.tf.json:1",
    "infra/e.tf.json:2",
  ]);
});

test("modules that include themselves, or are not there, are problems at the call", async () => {
  const declared = await declare(parsers, {
    "infra/main.tf":
      'module "a" {\n  source = "../a"\n}\n\nmodule "gone" {\n  source = "../gone"\n}\noutput "o" {\n  value = module.gone.x\n}\n',
    "a/main.tf": 'module "b" {\n  source = "../b"\n}\n',
    "b/main.tf": '\nmodule "a" {\n  source = "../a"\n}\n',
  });
  expect(declared.problems).toEqual([
    { path: "b/main.tf", line: 2, message: "module `a` includes itself" },
    { path: "infra/main.tf", line: 5, message: "module `gone` (../gone) holds no Terraform files" },
  ]);
  expect(shown(blockAt(declared, "output.o").arguments)).toEqual({
    value: { unresolved: "module `gone` (../gone) holds no Terraform files" },
  });
});

test("a module that leaves the repository is not there", async () => {
  const declared = await declare(parsers, { "infra/main.tf": 'module "a" {\n  source = "../../../etc"\n}\n' });
  expect(declared.problems).toMatchObject([{ path: "infra/main.tf", line: 1 }]);
});

test("resources that lean on each other in long chains, or in circles, are evaluated without a crash", async () => {
  const chain = Array.from(
    { length: 2000 },
    (_, index) => `provider "aws" {
  alias  = "p${index}"
  region = aws_sqs_queue.r${index + 1}.name
}
resource "aws_sqs_queue" "r${index}" {
  provider = aws.p${index}
  name     = "x"
}`,
  ).join("\n");
  const circle =
    'resource "aws_sns_topic" "a" {\n  name = aws_sns_topic.b.name\n}\nresource "aws_sns_topic" "b" {\n  name = aws_sns_topic.a.name\n}\n';
  const declared = await declare(parsers, { "infra/main.tf": `${chain}\n${circle}` });
  expect(resourceAt(declared, "aws_sqs_queue.r0").place).toMatchObject({ region: "x" });
  expect(resourceAt(declared, "aws_sns_topic.a").identity).toMatchObject({ kind: "unresolved" });
});

test("a root is recognized by its configuration files, nothing else", async () => {
  const tree = treeOf({
    "infra/main.tf": "",
    "json/main.tf.json": "{}",
    "other/a.yaml": "",
    "other/deep/main.tf": "",
    "x/.hidden.tf": "",
  });
  const recognized = await Promise.all(
    ["infra", "json", "other", "missing", "x", ""].map((root) => terraform.recognizes(root, tree)),
  );
  expect(recognized).toEqual([true, true, false, false, false, false]);
});

test("types that are not known are said to be so", async () => {
  const declared = await declare(parsers, {
    "infra/main.tf":
      'resource "aws_glue_job" "j" {\n  name = "x"\n}\ndata "aws_glue_catalog_table" "t" {}\nresource "random_pet" "p" {}\n',
  });
  expect(resourceAt(declared, "aws_glue_job.j")).toMatchObject({ type: null, identity: { kind: "unresolved" } });
  expect(lookupAt(declared, "data.aws_glue_catalog_table.t")).toMatchObject({
    type: null,
    identity: { kind: "unresolved" },
  });
  expect(blockAt(declared, "random_pet.p").mode).toBe("other");
});
