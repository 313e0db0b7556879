import { afterAll, expect, test } from "vitest";

import { createParserPool } from "../../../src/formats/parsing/pool.ts";
import { declare, local } from "./declare.ts";

const parsers = createParserPool({ workers: 1 });
afterAll(() => parsers.close());

test("variables take their value in Terraform's order, then the target's", async () => {
  const names = ["a", "b", "c", "d", "e", "f", "g"];
  const declared = await declare(
    parsers,
    {
      "infra/main.tf": `${names.map((name) => `variable "${name}" { default = "default" }`).join("\n")}
locals { all = [${names.map((name) => `var.${name}`).join(", ")}] }`,
      "infra/terraform.tfvars": names
        .slice(1)
        .map((name) => `${name} = "tfvars"`)
        .join("\n"),
      "infra/terraform.tfvars.json": '{ "c": "tfvars.json", "d": "tfvars.json", "e": "x", "f": "x", "g": "x" }',
      "infra/a.auto.tfvars": 'd = "a.auto"\ne = "a.auto"\nf = "a.auto"\ng = "a.auto"\n',
      "infra/b.auto.tfvars.json": '{ "e": "b.auto.json", "f": "b", "g": "b" }',
      "prod.tfvars": 'f = "var file"\ng = "var file"\n',
    },
    { varFiles: ["prod.tfvars"], variables: new Map([["g", "target"]]) },
  );
  expect(declared.problems).toEqual([]);
  expect(local(declared, "all")).toEqual([
    "default",
    "tfvars",
    "tfvars.json",
    "a.auto",
    "b.auto.json",
    "var file",
    "target",
  ]);
  expect(declared.files).toContain("prod.tfvars");
});

test("an unquoted account id in a variable file is the number that Terraform makes of it", async () => {
  const declared = await declare(parsers, {
    "infra/main.tf": 'variable "account" { type = string }\nlocals { account = var.account }\n',
    "infra/terraform.tfvars": "account = 111122223333\n",
  });
  expect(local(declared, "account")).toBe("111122223333");
});
