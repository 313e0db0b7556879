import { afterAll, expect, test } from "vitest";

import { createParserPool } from "../../../src/formats/parsing/pool.ts";
import { declare, local, resourceAt, shown } from "./declare.ts";

const parsers = createParserPool({ workers: 1 });
afterAll(() => parsers.close());

const UNKNOWN = { unresolved: "whether the collection is a list or a set is not known, and so its keys are not" };

test("a dynamic block over a set has the element as its key, over a list the index", async () => {
  const declared = await declare(parsers, {
    "infra/main.tf": `
variable "typed" {
  type    = set(string)
  default = ["b", "a"]
}
variable "nested" {
  type    = object({ names = set(string) })
  default = { names = ["n"] }
}
resource "aws_sqs_queue" "source" {
  name  = "source"
  names = ["s"]
}
resource "aws_dynamodb_table" "t" {
  name = "t"
  dynamic "called" {
    for_each = toset(["b", "a"])
    content { name = called.key }
  }
  dynamic "typed" {
    for_each = var.typed
    content { name = typed.key }
  }
  dynamic "nested" {
    for_each = var.nested.names
    content { name = nested.key }
  }
  dynamic "listed" {
    for_each = tolist(toset(["b", "a"]))
    content { name = listed.key }
  }
  dynamic "written" {
    for_each = ["b", "a"]
    content { name = written.key }
  }
  dynamic "derived" {
    for_each = aws_sqs_queue.source.names
    content {
      name  = derived.key
      value = derived.value
    }
  }
}
locals {
  keys  = [for key, value in toset(["b", "a"]) : key]
  mixed = [for key, value in true ? ["x"] : toset(["y"]) : key]
  sets  = [for key, value in true ? toset(["x"]) : toset([]) : key]
}
`,
  });
  expect(shown(resourceAt(declared, "aws_dynamodb_table.t").arguments)).toEqual({
    name: "t",
    called: [{ name: "a" }, { name: "b" }],
    typed: [{ name: "a" }, { name: "b" }],
    nested: [{ name: "n" }],
    listed: [{ name: 0 }, { name: 1 }],
    written: [{ name: 0 }, { name: 1 }],
    derived: [{ name: UNKNOWN, value: "s" }],
  });
  expect(local(declared, "keys")).toEqual(["a", "b"]);
  expect(local(declared, "mixed")).toEqual(["x"]);
  expect(local(declared, "sets")).toEqual(["x"]);
});
