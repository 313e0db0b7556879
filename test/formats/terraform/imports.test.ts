import { afterAll, expect, test } from "vitest";

import { createParserPool } from "../../../src/formats/parsing/pool.ts";
import { declare, resourceAt } from "./declare.ts";

const parsers = createParserPool({ workers: 1 });
afterAll(() => parsers.close());

test("what an import block names is there already", async () => {
  const declared = await declare(parsers, {
    "infra/main.tf": `
variable "unknown" {}
resource "aws_sqs_queue" "plain" { name = "plain" }
resource "aws_sqs_queue" "new" { name = "new" }
resource "aws_sqs_queue" "each" {
  for_each = toset(["a", "b", "c"])
  name     = each.key
}
resource "aws_sqs_queue" "counted" {
  count = 2
  name  = "counted-\${count.index}"
}
resource "aws_sqs_queue" "open" {
  count = 2
  name  = "open-\${count.index}"
}
module "m" {
  for_each = toset(["x", "y"])
  source   = "./m"
  name     = each.key
}
import {
  to = aws_sqs_queue.plain
  id = "https://sqs.eu-west-1.amazonaws.com/111122223333/plain"
}
import {
  for_each = toset(["a", "c"])
  to       = aws_sqs_queue.each[each.key]
  id       = each.value
}
import {
  to = aws_sqs_queue.counted[1]
  id = "counted"
}
import {
  to = aws_sqs_queue.open[var.unknown]
  id = "open"
}
import {
  to = module.m["x"].aws_sqs_queue.q
  id = "x"
}
`,
    "infra/m/main.tf": 'variable "name" {}\nresource "aws_sqs_queue" "q" { name = var.name }\n',
  });
  expect(declared.problems).toEqual([]);
  const imported = [...declared.blocks.values()].filter((block) => block.mode === "resource" && block.imported);
  expect(imported.map(({ address }) => address).toSorted()).toEqual([
    "aws_sqs_queue.counted[1]",
    'aws_sqs_queue.each["a"]',
    'aws_sqs_queue.each["c"]',
    "aws_sqs_queue.open[0]",
    "aws_sqs_queue.open[1]",
    "aws_sqs_queue.plain",
    'module.m["x"].aws_sqs_queue.q',
  ]);
  expect(resourceAt(declared, "aws_sqs_queue.new")).not.toHaveProperty("imported");
});
