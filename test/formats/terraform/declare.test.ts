import { afterAll, expect, test } from "vitest";

import { createParserPool } from "../../../src/formats/parsing/pool.ts";
import { blockAt, declare, local, lookupAt, resourceAt, shown } from "./declare.ts";

const parsers = createParserPool({ workers: 1 });
afterAll(() => parsers.close());

test("a resource has its arguments, identity, place, properties and span", async () => {
  const declared = await declare(parsers, {
    "infra/main.tf": `# before
resource "aws_sqs_queue" "q" {
  name                       = "orders"
  visibility_timeout_seconds = 60
  tags = {
    Team = "payments"
  }
}
`,
  });
  const block = resourceAt(declared, "aws_sqs_queue.q");
  expect(block).toMatchObject({
    type: "AWS::SQS::Queue",
    formatType: "aws_sqs_queue",
    place: { partition: "aws", account: "111122223333", region: "eu-west-1" },
    identity: { kind: "identifier", identifier: "https://sqs.eu-west-1.amazonaws.com/111122223333/orders" },
    source: { path: "infra/main.tf", line: 2, column: 1, endLine: 8, endColumn: 1 },
    leansOn: [],
    ignored: [],
  });
  expect(shown(block.arguments)).toEqual({
    name: "orders",
    visibility_timeout_seconds: 60,
    tags: { Team: "payments" },
  });
  expect(block.properties.entries.get("VisibilityTimeout")).toEqual({
    kind: "known",
    value: 60,
    attribute: "visibility_timeout_seconds",
    source: { path: "infra/main.tf", line: 4, column: 3, endLine: 4, endColumn: 33 },
  });
  expect(declared.files).toContain("infra/terraform.tfvars");
});

test("a fingerprint follows the block's text, not its place", async () => {
  const block = 'resource "aws_sqs_queue" "q" {\n  name = "a"\n}\n';
  const fingerprints = await Promise.all(
    [block, `\n\n# moved\n${block}`, block.replace('"a"', '"b"')].map(async (text) => {
      const declared = await declare(parsers, { "infra/main.tf": text });
      return resourceAt(declared, "aws_sqs_queue.q").fingerprint;
    }),
  );
  expect(fingerprints[1]).toBe(fingerprints[0]);
  expect(fingerprints[2]).not.toBe(fingerprints[0]);
});

test("references between resources give declared arguments, what follows from the identity, or why not", async () => {
  const declared = await declare(parsers, {
    "infra/main.tf": `
variable "env" {}
resource "aws_sqs_queue" "named" {
  name = "orders"
}
resource "aws_sqs_queue" "open" {
  name = "orders-\${var.env}"
}
resource "aws_sns_topic" "t" {
  name = "topic"
}
data "aws_sqs_queue" "ledger" {
  name = "ledger"
}
data "aws_vpc" "main" {
  id = "vpc-1"
}
locals {
  name    = aws_sqs_queue.named.name
  arn     = aws_sqs_queue.named.arn
  url     = aws_sqs_queue.named.url
  open    = aws_sqs_queue.open.arn
  strange = aws_sqs_queue.named.no_such_thing
  lookup  = data.aws_sqs_queue.ledger.url
  vpc     = data.aws_vpc.main.cidr_block
  vpc_id  = data.aws_vpc.main.id
  missing = aws_sqs_queue.gone.arn
}
`,
  });
  const reason = { unresolved: "variable `env` has no value: add it under `variables`" };
  const names = ["name", "arn", "url", "open", "strange", "lookup", "vpc", "vpc_id", "missing"];
  expect(Object.fromEntries(names.map((name) => [name, local(declared, name)]))).toEqual({
    name: "orders",
    arn: "arn:aws:sqs:eu-west-1:111122223333:orders",
    url: "https://sqs.eu-west-1.amazonaws.com/111122223333/orders",
    open: reason,
    strange: { unresolved: "`aws_sqs_queue.named.no_such_thing` is known only after apply" },
    lookup: "https://sqs.eu-west-1.amazonaws.com/111122223333/ledger",
    vpc: { unresolved: "`data.aws_vpc.main.cidr_block` is read from AWS" },
    vpc_id: "vpc-1",
    missing: { unresolved: "`aws_sqs_queue.gone` is not declared" },
  });
  expect(lookupAt(declared, "data.aws_sqs_queue.ledger").identity).toMatchObject({ name: "ledger" });
});

test("data sources that need no reading follow from the place of their provider", async () => {
  const declared = await declare(parsers, {
    "infra/main.tf": `
provider "aws" {
  alias  = "cn"
  region = "cn-north-1"
}
data "aws_caller_identity" "me" {}
data "aws_region" "here" {}
data "aws_partition" "china" {
  provider = aws.cn
}
locals {
  text = "\${data.aws_caller_identity.me.account_id} \${data.aws_region.here.name} \${data.aws_partition.china.dns_suffix}"
  user = data.aws_caller_identity.me.user_id
}
`,
  });
  expect(local(declared, "text")).toBe("111122223333 eu-west-1 amazonaws.com.cn");
  expect(local(declared, "user")).toEqual({ unresolved: "`data.aws_caller_identity.me.user_id` is known only to AWS" });
  expect(blockAt(declared, "data.aws_caller_identity.me").mode).toBe("other");
});

test("count and for_each give instances with Terraform's addresses, in their order", async () => {
  const declared = await declare(parsers, {
    "infra/main.tf": `
variable "names" { default = ["b", "a"] }
resource "aws_sqs_queue" "counted" {
  count = 2
  name  = "q-\${count.index}"
}
resource "aws_sqs_queue" "each" {
  for_each = toset(var.names)
  name     = "\${each.key}-\${each.value}"
}
resource "aws_sqs_queue" "mapped" {
  for_each = { "x.y" = { name = "n" } }
  name     = each.value.name
}
resource "aws_sqs_queue" "none" {
  count = 0
  name  = "none"
}
resource "aws_sqs_queue" "leans" {
  name = "\${aws_sqs_queue.counted[1].name}-\${aws_sqs_queue.each["a"].name}"
}
locals {
  all  = aws_sqs_queue.counted[*].name
  keys = keys(aws_sqs_queue.each)
}
`,
  });
  const resources = [...declared.blocks.values()].filter((block) => block.mode === "resource");
  expect(resources.map(({ address, identity }) => [address, "name" in identity && identity.name])).toEqual([
    ["aws_sqs_queue.counted[0]", "q-0"],
    ["aws_sqs_queue.counted[1]", "q-1"],
    ['aws_sqs_queue.each["a"]', "a-a"],
    ['aws_sqs_queue.each["b"]', "b-b"],
    ['aws_sqs_queue.mapped["x.y"]', "n"],
    ["aws_sqs_queue.leans", "q-1-a-a"],
  ]);
  expect(blockAt(declared, "aws_sqs_queue.leans").leansOn).toEqual([
    "aws_sqs_queue.counted[1]",
    'aws_sqs_queue.each["a"]',
  ]);
  expect(local(declared, "all")).toEqual(["q-0", "q-1"]);
  expect(local(declared, "keys")).toEqual(["a", "b"]);
});

test("an expansion that is not known is one instance that cannot be told, said so", async () => {
  const declared = await declare(parsers, {
    "infra/main.tf": `
variable "create" {}
resource "aws_sqs_queue" "q" {
  count = var.create ? 1 : 0
  name  = "fixed"
}
output "arn" { value = aws_sqs_queue.q[0].arn }
`,
  });
  const reason = "`count` is not known: variable `create` has no value: add it under `variables`";
  expect(resourceAt(declared, "aws_sqs_queue.q").identity).toEqual({
    kind: "unresolved",
    value: { kind: "unresolved", reason },
  });
  expect(shown(blockAt(declared, "output.arn").arguments)).toEqual({ value: { unresolved: reason } });
});

test("nested blocks become lists of maps, dynamic ones too; one that is not known hides how many there are", async () => {
  const declared = await declare(parsers, {
    "infra/main.tf": `
variable "open" {}
resource "aws_dynamodb_table" "t" {
  name     = "t"
  hash_key = "id"
  attribute {
    name = "id"
    type = "S"
  }
  dynamic "attribute" {
    for_each = { email = "S", age = "N" }
    iterator = each_attribute
    content {
      name = each_attribute.key
      type = each_attribute.value
    }
  }
  dynamic "ttl" {
    for_each = var.open
    content {
      enabled = true
    }
  }
}
`,
  });
  const block = resourceAt(declared, "aws_dynamodb_table.t");
  expect(shown(block.arguments)).toEqual({
    name: "t",
    hash_key: "id",
    attribute: [
      { name: "id", type: "S" },
      { name: "age", type: "N" },
      { name: "email", type: "S" },
    ],
    ttl: { unresolved: "variable `open` has no value: add it under `variables`" },
  });
});

test("override files replace arguments and nested blocks of one type", async () => {
  const declared = await declare(parsers, {
    "infra/main.tf": `
variable "a" { default = 1 }
locals { l = 1 }
resource "aws_sqs_queue" "q" {
  name          = "a"
  delay_seconds = 1
  block { x = 1 }
  block { x = 2 }
  other { y = 1 }
}
`,
    "infra/q_override.tf":
      'resource "aws_sqs_queue" "q" {\n  delay_seconds = 2\n  block { x = 3 }\n}\nlocals { l = 2 }\n',
    "infra/override.tf.json": '{ "variable": { "a": { "default": 3 } } }',
  });
  expect(declared.problems).toEqual([]);
  expect(shown(resourceAt(declared, "aws_sqs_queue.q").arguments)).toEqual({
    name: "a",
    delay_seconds: 2,
    block: [{ x: 3 }],
    other: [{ y: 1 }],
  });
  expect(local(declared, "l")).toBe(2);
  expect(shown(blockAt(declared, "var.a").arguments)).toEqual({ value: 3 });
});

test("JSON syntax declares the same as HCL", async () => {
  const declared = await declare(parsers, {
    "infra/main.tf.json": `{
  "//": "a comment",
  "variable": { "env": { "type": "string", "default": "\${not a template" } },
  "locals": { "list": ["\${upper(\\"a\\")}", 1, true, null], "plain": "x" },
  "resource": {
    "aws_sqs_queue": {
      "q": {
        "name": "orders-\${local.plain}",
        "depends_on": ["aws_sqs_queue.other"],
        "lifecycle": { "ignore_changes": ["visibility_timeout_seconds"] },
        "visibility_timeout_seconds": 30
      },
      "other": { "name": "other" }
    }
  }
}
`,
  });
  expect(declared.problems).toEqual([]);
  expect(local(declared, "list")).toEqual(["A", 1, true, null]);
  expect(shown(blockAt(declared, "var.env").arguments)).toEqual({ value: "${not a template" });
  expect(resourceAt(declared, "aws_sqs_queue.q")).toMatchObject({
    identity: { name: "orders-x" },
    leansOn: ["aws_sqs_queue.other"],
    ignored: ["VisibilityTimeout"],
    source: { path: "infra/main.tf.json", line: 7, endLine: 12 },
  });
});
