import { afterAll, expect, test } from "vitest";

import { createParserPool } from "../../../src/formats/parsing/pool.ts";
import { blockAt, declare, resourceAt } from "./declare.ts";

const parsers = createParserPool({ workers: 1 });
afterAll(() => parsers.close());

test("sensitive variables mark what is computed from them, through locals, templates and modules", async () => {
  const declared = await declare(
    parsers,
    {
      "infra/main.tf": `
variable "secret" { sensitive = true }
locals {
  text = "x-\${var.secret}"
  json = jsonencode({ a = var.secret })
  pick = { a = var.secret, b = 1 }
}
module "m" {
  source = "../mod"
  in     = local.text
}
`,
      "mod/main.tf": 'variable "in" {}\noutput "out" { value = upper(var.in) }\n',
    },
    { variables: new Map([["secret", "s3cret"]]) },
  );
  const valueOf = (address: string) => blockAt(declared, address).arguments.entries.get("value");
  expect(valueOf("var.secret")).toMatchObject({ sensitive: true });
  expect(valueOf("local.text")).toMatchObject({ value: "x-s3cret", sensitive: true });
  expect(valueOf("local.json")).toMatchObject({ sensitive: true });
  expect(valueOf("local.pick")).not.toHaveProperty("sensitive");
  expect(valueOf("module.m.output.out")).toMatchObject({ value: "X-S3CRET", sensitive: true });
});

test("fully literal ARNs are references; ARNs of declared resources, patterns and principals are not", async () => {
  const declared = await declare(parsers, {
    "infra/main.tf": `
data "aws_caller_identity" "me" {}
resource "aws_sqs_queue" "own" {
  name = "own"
}
resource "aws_lambda_function" "f" {
  function_name = "f"
  role          = "arn:aws:iam::111122223333:role/lambda"
  layers        = ["arn:aws:lambda:eu-west-1:111122223333:layer:l:1", aws_sqs_queue.own.arn]
  environment {
    variables = {
      POLICY = jsonencode({ Resource = ["arn:aws:sqs:eu-west-1:\${data.aws_caller_identity.me.account_id}:other", "arn:aws:s3:::bucket/*"] })
      ROOT   = "arn:aws:iam::111122223333:root"
      OWNED  = "arn:aws:iam::aws:policy/ReadOnlyAccess"
      TEXT   = "see arn:aws:iam::111122223333:role/mentioned"
    }
  }
}
`,
  });
  expect(blockAt(declared, "aws_lambda_function.f").literals.map(({ arn, source }) => [arn, source.line])).toEqual([
    ["arn:aws:iam::111122223333:role/lambda", 8],
    ["arn:aws:lambda:eu-west-1:111122223333:layer:l:1", 9],
    ["arn:aws:sqs:eu-west-1:111122223333:other", 11],
  ]);
});

test("blocks lean on the first resources that their references reach", async () => {
  const declared = await declare(parsers, {
    "infra/main.tf": `
resource "aws_sqs_queue" "a" { name = "a" }
resource "aws_sqs_queue" "b" { name = "b-\${aws_sqs_queue.a.name}" }
data "aws_sns_topic" "t" { name = "t" }
resource "random_pet" "p" { prefix = aws_sqs_queue.b.name }
data "aws_iam_policy_document" "d" {
  statement {
    resources = [data.aws_sns_topic.t.arn]
  }
}
locals {
  through = { deep = [for x in [aws_sqs_queue.b.arn] : x] }
}
module "m" {
  source = "../mod"
  in     = local.through
}
output "o" { value = module.m.out }
resource "aws_sns_topic" "all" {
  name       = random_pet.p.id
  policy     = data.aws_iam_policy_document.d.json
  depends_on = [aws_sqs_queue.a]
}
`,
    "mod/main.tf":
      'variable "in" {}\nlocals { l = var.in }\noutput "out" { value = local.l }\noutput "none" { value = 1 }\n',
  });
  const leansOn = (address: string) => blockAt(declared, address).leansOn.toSorted();
  expect(leansOn("aws_sqs_queue.b")).toEqual(["aws_sqs_queue.a"]);
  expect(leansOn("local.through")).toEqual(["aws_sqs_queue.b"]);
  expect(leansOn("module.m")).toEqual(["aws_sqs_queue.b"]);
  expect(leansOn("module.m.local.l")).toEqual(["aws_sqs_queue.b"]);
  expect(leansOn("output.o")).toEqual(["aws_sqs_queue.b"]);
  expect(leansOn("module.m.output.none")).toEqual([]);
  expect(leansOn("aws_sns_topic.all")).toEqual(["aws_sqs_queue.a", "aws_sqs_queue.b", "data.aws_sns_topic.t"]);
});

function functionThatIgnores(ignored: string): { readonly [path: string]: string } {
  return {
    "infra/main.tf": `
resource "aws_lambda_function" "f" {
  function_name = "f"
  memory_size   = 128
  environment {
    variables = { A = "1" }
  }
  tags = { Name = "n", Other = "o" }
  lifecycle {
    ignore_changes = ${ignored}
  }
}
`,
  };
}

async function ignored(text: string): Promise<readonly string[]> {
  const declared = await declare(parsers, functionThatIgnores(text));
  return resourceAt(declared, "aws_lambda_function.f").ignored;
}

test("ignore_changes becomes the properties that the attributes are", async () => {
  expect(await ignored("all")).toEqual(["*"]);
  expect(await ignored('[memory_size, tags["Name"]]')).toEqual(["MemorySize", "Tags/Name"]);
  expect(await ignored("[tags]")).toEqual(["Tags"]);
  expect(await ignored("[environment[0].variables]")).toEqual(["Environment/Variables"]);
  expect(await ignored("[timeout]")).toEqual([]);
});
