import { afterAll, expect, test } from "vitest";

import { createParserPool } from "../../../src/formats/parsing/pool.ts";
import type { Declared } from "../../../src/model/declared.ts";
import { blockAt, declare, local, lookupAt, resourceAt } from "./declare.ts";

const parsers = createParserPool({ workers: 1 });
afterAll(() => parsers.close());

const SECRET = 'variable "secret" {\n  sensitive = true\n  default   = "s3cret"\n}\n';
function arn(name: string): string {
  return `arn:aws:sqs:eu-west-1:111122223333:${name}`;
}

const NOT_SHOWN = "it is named by a sensitive value, which is not shown";

/** All that is shown of what is declared: identities, places and literals, and every reason. */
function shownOf(declared: Declared): string {
  const reasons: string[] = [];
  const blocks = [...declared.blocks.values()].map((block) => {
    JSON.stringify(block.arguments, (_, value: unknown) => {
      if (value instanceof Map) return [...value.values()];
      if (typeof value === "object" && value !== null && "reason" in value) reasons.push(String(value.reason));
      return value;
    });
    return block.mode === "other" ? block.literals : [block.place, block.identity, block.literals];
  });
  return JSON.stringify([[...declared.blocks.keys()], declared.problems, blocks, reasons]);
}

test.each([
  "var.secret",
  "local.secret",
  '"orders-${var.secret}"',
  'sensitive("s3cret")',
  "lower(var.secret)",
  'format("%s-x", var.secret)',
  'join("-", ["a", var.secret])',
  'join("-", concat(["a"], [var.secret]))',
  'join("-", toset(["a", var.secret]))',
  "jsonencode({ a = var.secret })",
  'lookup({ a = var.secret }, "a", "b")',
  'lookup({ s3cret = "s3cret" }, var.secret, "b")',
  'lookup({}, "a", var.secret)',
  'merge({ a = "a" }, { a = var.secret }).a',
  'replace("a-b", "b", var.secret)',
  'split("c", var.secret)[0]',
  'element(["s3cret"], var.secret == "s3cret" ? 0 : 0)',
  "keys({ (var.secret) = 1 })[0]",
  "[for name in [var.secret] : name][0]",
  "keys({ for name in [var.secret] : name => 1 })[0]",
  'var.secret == "s3cret" ? "s3cret" : "other"',
  '"%{ if var.secret == "s3cret" }s3cret%{ endif }"',
  "try(var.secret, 1)",
  "coalesce(null, var.secret)",
  "tostring(var.secret)",
  "jsondecode(jsonencode([var.secret]))[0]",
  "module.m.out",
  "aws_ssm_parameter.p.value",
])("a name of %s is not shown", async (expression) => {
  const declared = await declare(parsers, {
    "infra/main.tf": `${SECRET}
locals { secret = var.secret }
module "m" {
  source = "./m"
  in     = var.secret
}
resource "aws_ssm_parameter" "p" {
  name  = "p"
  type  = "SecureString"
  value = "s3cret"
}
resource "aws_sns_topic" "t" {
  name = ${expression}
}
data "aws_sqs_queue" "d" {
  name = ${expression}
}
locals {
  arn = aws_sns_topic.t.arn
}
`,
    "infra/m/main.tf": 'variable "in" {}\noutput "out" { value = "m-${var.in}" }\n',
  });
  expect(resourceAt(declared, "aws_sns_topic.t").identity).toMatchObject({
    kind: "unresolved",
    value: { reason: NOT_SHOWN },
  });
  expect(lookupAt(declared, "data.aws_sqs_queue.d").identity).toMatchObject({ value: { reason: NOT_SHOWN } });
  expect(local(declared, "arn")).toEqual({ unresolved: NOT_SHOWN });
  expect(shownOf(declared)).not.toContain("s3cret");
});

test("a sensitive value that names nothing leaves the identity alone", async () => {
  const declared = await declare(parsers, {
    "infra/main.tf": `${SECRET}
resource "aws_sqs_queue" "q" {
  name = "orders"
  tags = { Key = var.secret }
}
`,
  });
  expect(resourceAt(declared, "aws_sqs_queue.q").identity).toMatchObject({ kind: "identifier", name: "orders" });
});

test("reasons, places and addresses do not show sensitive values", async () => {
  const declared = await declare(parsers, {
    "infra/main.tf": `${SECRET}
provider "aws" {
  alias  = "other"
  region = var.secret
}
provider "aws" {
  alias = "assumed"
  assume_role { role_arn = "arn:aws:iam::999988887777:role/\${var.secret}" }
}
resource "aws_sqs_queue" "region" {
  name   = "a"
  region = var.secret
}
resource "aws_sqs_queue" "provider" {
  provider = aws.other
  name     = "a"
}
resource "aws_sqs_queue" "assumed" {
  provider = aws.assumed
  name     = "a"
}
resource "aws_sqs_queue" "each" {
  for_each = toset([var.secret])
  name     = "a"
}
resource "aws_sqs_queue" "keys" {
  for_each = { (var.secret) = 1 }
  name     = "a"
}
locals {
  number  = tonumber(var.secret)
  boolean = tobool(var.secret)
  element = { a = 1 }[var.secret]
  item    = [1][var.secret]
  twice   = { for name in [var.secret, var.secret] : name => 1 }
}
`,
  });
  const places = ["region", "provider", "assumed"].map((name) => resourceAt(declared, `aws_sqs_queue.${name}`).place);
  expect(places).toMatchObject([
    { reason: "the region is a sensitive value, which is not shown" },
    { reason: "the region of provider `other` is not known: it is a sensitive value, which is not shown" },
    {
      reason:
        "the account of provider `assumed` is not known: the role to be assumed is a sensitive value, which is not shown; add it under `providers`",
    },
  ]);
  expect(resourceAt(declared, "aws_sqs_queue.each").identity).toMatchObject({
    value: { reason: "`for_each` is a sensitive value, which is not shown" },
  });
  const shown = shownOf(declared);
  expect(shown).not.toContain("s3cret");
  expect(shown).not.toContain("999988887777");
});

test("ARNs in what may hold secrets are no literals", async () => {
  const declared = await declare(parsers, {
    "infra/main.tf": `
resource "aws_ssm_parameter" "p" {
  name        = "p"
  type        = "String"
  description = "${arn("described")}"
  value       = "${arn("value")}"
}
resource "aws_secretsmanager_secret_version" "v" {
  secret_id     = "${arn("held")}"
  secret_string = jsonencode({ queue = "${arn("string")}" })
}
resource "aws_lambda_function" "f" {
  function_name = "f"
  role          = "${arn("role")}"
  environment {
    variables = { QUEUE = "${arn("variable")}" }
  }
}
locals { hidden = sensitive(["${arn("hidden")}"]) }
`,
  });
  const literals = [
    "aws_ssm_parameter.p",
    "aws_secretsmanager_secret_version.v",
    "aws_lambda_function.f",
    "local.hidden",
  ];
  expect(literals.map((address) => blockAt(declared, address).literals.map((literal) => literal.arn))).toEqual([
    [arn("described")],
    [arn("held")],
    [arn("role"), arn("variable")],
    [],
  ]);
});
