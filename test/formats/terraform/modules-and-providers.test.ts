import { afterAll, expect, test } from "vitest";

import { createParserPool } from "../../../src/formats/parsing/pool.ts";
import { blockAt, declare, local, resourceAt, shown } from "./declare.ts";

const parsers = createParserPool({ workers: 1 });
afterAll(() => parsers.close());

const QUEUE_MODULE = `
variable "name" { type = string }
resource "aws_sqs_queue" "this" { name = var.name }
output "arn" { value = aws_sqs_queue.this.arn }
output "path" { value = path.module }
`;

function arn(name: string): string {
  return `arn:aws:sqs:eu-west-1:111122223333:${name}`;
}

function aws(account: string, region: string) {
  return { partition: "aws", account, region };
}

test("local modules are followed with inputs, outputs and instances", async () => {
  const declared = await declare(parsers, {
    "infra/main.tf": `
module "one" {
  source = "./inner"
  name   = "one"
}
module "many" {
  source   = "../mod"
  for_each = { a = "x", b = "y" }
  name     = "\${each.key}-\${each.value}"
}
module "counted" {
  source = "../mod"
  count  = 1
  name   = "c\${count.index}"
}
locals {
  one     = module.one.arn
  many    = { for key, queue in { a = module.many["a"], b = module.many["b"] } : key => queue.arn }
  counted = module.counted[0].arn
  splat   = module.counted[*].arn
  paths   = [module.one.path, module.counted[0].path, path.module, path.root]
  missing = module.one.nothing
}
`,
    "infra/inner/main.tf": `${QUEUE_MODULE}\nmodule "deeper" {\n  source = "../../mod"\n  name   = "\${var.name}-deep"\n}\n`,
    "mod/main.tf": QUEUE_MODULE,
  });
  expect(declared.problems).toEqual([{ path: "infra/main.tf", line: 22, message: "output `nothing` is not declared" }]);
  const resources = [...declared.blocks.values()].filter((block) => block.mode === "resource");
  expect(resources.map(({ address, identity }) => [address, "name" in identity && identity.name])).toEqual([
    ["module.one.aws_sqs_queue.this", "one"],
    ["module.one.module.deeper.aws_sqs_queue.this", "one-deep"],
    ['module.many["a"].aws_sqs_queue.this', "a-x"],
    ['module.many["b"].aws_sqs_queue.this', "b-y"],
    ["module.counted[0].aws_sqs_queue.this", "c0"],
  ]);
  expect(local(declared, "one")).toBe(arn("one"));
  expect(local(declared, "many")).toEqual({ a: arn("a-x"), b: arn("b-y") });
  expect(local(declared, "counted")).toBe(arn("c0"));
  expect(local(declared, "splat")).toEqual([arn("c0")]);
  expect(local(declared, "paths")).toEqual(["inner", "../mod", ".", "."]);
  expect(local(declared, "missing")).toEqual({ unresolved: "output `nothing` is not declared" });
  expect(declared.files).toContain("mod/main.tf");
});

test("modules from elsewhere are blocks of their own, and what comes of them is unresolved with the reason", async () => {
  const declared = await declare(parsers, {
    "infra/main.tf": `
module "vpc" {
  source  = "terraform-aws-modules/vpc/aws"
  version = "5.0.0"
  name    = "main"
}
resource "aws_sqs_queue" "q" { name = "q-\${module.vpc.name}" }
`,
  });
  const reason = "module `vpc` (terraform-aws-modules/vpc/aws): it is not in this repository, and not fetched here";
  expect(resourceAt(declared, "aws_sqs_queue.q").identity).toMatchObject({ kind: "unresolved", value: { reason } });
  const block = blockAt(declared, "module.vpc");
  expect(block).toMatchObject({ mode: "resource", type: null, formatType: "module", unavailable: reason });
  expect(shown(block.arguments)).toEqual({ source: "terraform-aws-modules/vpc/aws", version: "5.0.0", name: "main" });
  expect(declared.problems).toEqual([]);
});

test("a module whose instances are not known has unresolved resources", async () => {
  const declared = await declare(parsers, {
    "infra/main.tf": 'variable "on" {}\nmodule "m" {\n  source = "../mod"\n  count  = var.on\n  name   = "n"\n}\n',
    "mod/main.tf": QUEUE_MODULE,
  });
  expect(resourceAt(declared, "module.m.aws_sqs_queue.this").identity).toMatchObject({
    value: { reason: "`count` is not known: variable `on` has no value: add it under `variables`" },
  });
});

test("providers say where resources are: alias, region, role, the resource's own region, the target's word", async () => {
  const declared = await declare(
    parsers,
    {
      "infra/main.tf": `
variable "open" {}
provider "aws" {
  region = "eu-central-1"
}
provider "aws" {
  alias  = "us"
  region = "us-east-1"
}
provider "aws" {
  alias = "other"
  assume_role {
    role_arn = "arn:aws:iam::999988887777:role/deploy"
  }
}
provider "aws" {
  alias  = "open"
  region = var.open
}
provider "aws" {
  alias  = "told"
  region = var.open
}
resource "aws_sqs_queue" "default" { name = "q" }
resource "aws_sqs_queue" "us" {
  provider = aws.us
  name     = "q"
}
resource "aws_sqs_queue" "other" {
  provider = aws.other
  name     = "q"
}
resource "aws_sqs_queue" "open" {
  provider = aws.open
  name     = "q"
}
resource "aws_sqs_queue" "told" {
  provider = aws.told
  name     = "q"
}
resource "aws_sqs_queue" "own" {
  region = "ap-south-1"
  name   = "q"
}
resource "aws_sqs_queue" "undeclared" {
  provider = aws.nowhere
  name     = "q"
}
`,
    },
    { providers: new Map([["told", { region: "sa-east-1", account: "444455556666" }]]) },
  );
  const place = (name: string) => resourceAt(declared, `aws_sqs_queue.${name}`).place;
  expect(place("default")).toEqual(aws("111122223333", "eu-central-1"));
  expect(place("us")).toEqual(aws("111122223333", "us-east-1"));
  expect(place("other")).toEqual(aws("999988887777", "eu-west-1"));
  expect(place("told")).toEqual(aws("444455556666", "sa-east-1"));
  expect(place("own")).toEqual(aws("111122223333", "ap-south-1"));
  expect(place("open")).toMatchObject({
    reason: "the region of provider `open` is not known: variable `open` has no value: add it under `variables`",
  });
  expect(place("undeclared")).toMatchObject({
    reason: "provider `aws.nowhere` is not declared: add it under `providers`",
  });
  expect(resourceAt(declared, "aws_sqs_queue.open").identity.kind).toBe("unresolved");
});

test("modules inherit the default provider, and get others as they are passed", async () => {
  const declared = await declare(parsers, {
    "infra/main.tf": `
provider "aws" {
  region = "eu-central-1"
}
provider "aws" {
  alias  = "us"
  region = "us-east-1"
}
module "plain" {
  source = "../mod"
  name   = "a"
}
module "passed" {
  source    = "../mod"
  name      = "b"
  providers = { aws = aws.us }
}
module "named" {
  source    = "../named"
  providers = { aws.edge = aws.us }
}
module "unpassed" {
  source = "../named"
}
`,
    "mod/main.tf": QUEUE_MODULE,
    "named/main.tf": 'resource "aws_sqs_queue" "q" {\n  provider = aws.edge\n  name     = "n"\n}\n',
  });
  expect(resourceAt(declared, "module.plain.aws_sqs_queue.this").place).toMatchObject({ region: "eu-central-1" });
  expect(resourceAt(declared, "module.passed.aws_sqs_queue.this").place).toMatchObject({ region: "us-east-1" });
  expect(resourceAt(declared, "module.named.aws_sqs_queue.q").place).toMatchObject({ region: "us-east-1" });
  expect(resourceAt(declared, "module.unpassed.aws_sqs_queue.q").place).toMatchObject({
    reason: "module `unpassed` is passed no provider `aws.edge`",
  });
});

test("default_tags lie under a resource's own tags, where the type has tags; ignore_tags are ignored", async () => {
  const declared = await declare(parsers, {
    "infra/main.tf": `
provider "aws" {
  default_tags {
    tags = { Team = "default", Cost = "c" }
  }
  ignore_tags {
    keys         = ["Owner"]
    key_prefixes = ["Co"]
  }
}
resource "aws_sqs_queue" "own" {
  name = "a"
  tags = { Team = "own" }
}
resource "aws_sqs_queue" "none" { name = "b" }
resource "aws_kms_alias" "a" {
  name          = "alias/a"
  target_key_id = "k"
}
`,
  });
  const own = resourceAt(declared, "aws_sqs_queue.own");
  expect(shown(own.arguments.entries.get("tags"))).toEqual({ Team: "own", Cost: "c" });
  expect(own.ignored).toEqual(["Tags/Owner", "Tags/Cost"]);
  expect(shown(resourceAt(declared, "aws_sqs_queue.none").arguments.entries.get("tags"))).toEqual({
    Team: "default",
    Cost: "c",
  });
  expect(resourceAt(declared, "aws_kms_alias.a").arguments.entries.has("tags")).toBe(false);
});

test("the workspace is the target's", async () => {
  const declared = await declare(
    parsers,
    { "infra/main.tf": 'resource "aws_sqs_queue" "q" { name = "q-${terraform.workspace}" }\n' },
    { workspace: "prod" },
  );
  expect(resourceAt(declared, "aws_sqs_queue.q").identity).toMatchObject({ name: "q-prod" });
});
