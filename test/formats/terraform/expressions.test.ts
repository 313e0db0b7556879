import { afterAll, expect, test } from "vitest";

import { createParserPool } from "../../../src/formats/parsing/pool.ts";
import { firstUnresolved } from "../../../src/model/value.ts";
import { blockAt, declare, local } from "./declare.ts";

const parsers = createParserPool({ workers: 1 });
afterAll(() => parsers.close());

test("strings are read with their escapes, indentation and strip markers, as Terraform reads them", async () => {
  // Recorded from `terraform console` of Terraform 1.11.
  const text = `locals {
  loop = <<-EOT
    a
      %{ for x in ["p","q"] ~}
        item \${x}
      %{ endfor ~}
    z \${~ "k" ~}   tail
  EOT
  raw = <<EOT
x $\${y} \\n "q"
EOT
  blank = <<-EOT

      two
    four
  EOT
  dedent = <<-EOT
      \${"x"}
        b
    c
  EOT
  branch = <<-EOT
        a  \${"x"}   b
      %{ if true }
        Q
      %{ endif }
  EOT
}
`;
  const declared = await declare(parsers, { "infra/main.tf": text });
  expect(declared.problems).toEqual([]);
  const names = ["loop", "raw", "blank", "dedent", "branch"];
  expect(Object.fromEntries(names.map((name) => [name, local(declared, name)]))).toEqual({
    loop: "a\n          item p\n          item q\n      zktail\n",
    raw: 'x ${y} \\n "q"\n',
    blank: "\n  two\nfour\n",
    dedent: "  x\n    b\nc\n",
    branch: "  a  x   b\n\n  Q\n\n",
  });
});

test("one unresolved part leaves its known neighbours known", async () => {
  const declared = await declare(parsers, {
    "infra/main.tf": `
variable "open" {}
locals {
  object  = { a = 1, b = var.open }
  part    = local.object.a
  list    = ["x", var.open][0]
  length  = length([var.open, var.open])
  keys    = keys({ z = var.open, y = 1 })
  logic   = false && var.open
  mapped  = [for k, v in { a = var.open, b = "B" } : v]
  text    = "a-\${var.open}"
  choice  = var.open ? 1 : 2
  json    = jsonencode({ a = var.open })
  time    = timestamp()
  exotic  = cidrsubnet("10.0.0.0/8", 8, 1)
}
`,
  });
  const open = { unresolved: "variable `open` has no value: add it under `variables`" };
  const values = Object.fromEntries(
    [...declared.blocks.keys()]
      .filter((address) => address.startsWith("local."))
      .map((address) => [address.slice(6), local(declared, address.slice(6))]),
  );
  expect(values).toEqual({
    object: { a: 1, b: open },
    part: 1,
    list: "x",
    length: 2,
    keys: ["y", "z"],
    logic: false,
    mapped: [open, "B"],
    text: open,
    choice: open,
    json: open,
    time: { unresolved: "function `timestamp` is not known before apply" },
    exotic: "10.1.0.0/16",
  });
});

test("whole numbers that a double cannot hold are unresolved, not rounded", async () => {
  const declared = await declare(parsers, {
    "infra/main.tf":
      "locals {\n  a = 12345678901234567890\n  b = 1 / 3\n  c = 9007199254740991 * 3\n  d = 111122223333\n}\n",
  });
  expect(local(declared, "a")).toHaveProperty("unresolved");
  expect(local(declared, "b")).toBe(1 / 3);
  expect(local(declared, "c")).toHaveProperty("unresolved");
  expect(local(declared, "d")).toBe(111122223333);
});

test("types of variables convert what is given", async () => {
  const declared = await declare(
    parsers,
    {
      "infra/main.tf": `
variable "text" { type = string }
variable "number" { type = number }
variable "set" { type = set(string) }
variable "object" {
  type = object({ name = string, size = optional(number, 3), note = optional(string) })
}
variable "wrong" { type = list(string) }
variable "falls_back" {
  default  = "d"
  nullable = false
}
locals {
  all = [var.text, var.number, var.set, var.object, var.wrong, var.falls_back]
}
`,
    },
    {
      variables: new Map<string, unknown>([
        ["text", 12],
        ["number", "30"],
        ["set", ["b", "a", "b"]],
        ["object", { name: 5, extra: true }],
        ["wrong", "x"],
        ["falls_back", null],
      ]),
    },
  );
  expect(local(declared, "all")).toEqual([
    "12",
    30,
    ["a", "b"],
    { name: "5", size: 3, note: null },
    { unresolved: "a variable's value cannot refer to `x`" },
    "d",
  ]);
});

test("values that double themselves, cycles and deep references end within bounds", async () => {
  const doubling = Array.from({ length: 60 }, (_, i) => `  s${i + 1} = "\${local.s${i}}\${local.s${i}}"`).join("\n");
  const lists = Array.from({ length: 60 }, (_, i) => `  l${i + 1} = [local.l${i}, local.l${i}]`).join("\n");
  const chain = Array.from({ length: 5000 }, (_, i) => `  c${i} = local.c${i + 1}`).join("\n");
  const declared = await declare(parsers, {
    "infra/main.tf": `locals {
  s0 = "x"
${doubling}
  l0 = ["x"]
${lists}
${chain}
  c5000 = 1
  a = local.b
  b = local.a
  self = { x = local.self }
}
`,
  });
  expect(local(declared, "s10")).toHaveLength(1024);
  expect(local(declared, "s60")).toEqual({ unresolved: "the value is too large to be worked out" });
  const list = blockAt(declared, "local.l60").arguments;
  expect(firstUnresolved(list)?.reason).toBe("the value is too large to be worked out");
  expect(local(declared, "c0")).toEqual({ unresolved: "references go too deep to be followed" });
  expect(local(declared, "c5000")).toBe(1);
  expect(local(declared, "a")).toEqual({ unresolved: "local `a` depends on itself" });
  expect(local(declared, "self")).toEqual({ unresolved: "local `self` depends on itself" });
});
