import { afterAll, describe, expect, test } from "vitest";

import { createParserPool } from "../../../src/formats/parsing/pool.ts";
import type { Declared } from "../../../src/model/declared.ts";
import { firstUnresolved } from "../../../src/model/value.ts";
import { declare } from "../../formats/terraform/declare.ts";
import { CIRCLES, DOUBLING, type Hostile, INSTANCES, NUMBERS_AND_DOCUMENTS, PATTERNS, REPEATING } from "./hostile.ts";

const parsers = createParserPool({ workers: 1 });
afterAll(() => parsers.close());

/** Of this process, which evaluates; far above what it takes, as the machine may be slow. In milliseconds. */
const LONGEST_MS = 20_000;

const NEXT = 'resource "aws_sqs_queue" "next" {\n  name = "next"\n}\n';

/** What a person is told: problems, and why values of blocks, and which resources they are, are not known. */
function said({ blocks, problems }: Declared): string {
  const reasons = [...blocks.values()]
    .slice(0, 100)
    .flatMap((block) => [
      firstUnresolved(block.arguments)?.reason ?? "",
      block.mode !== "other" && block.identity.kind === "unresolved" ? block.identity.value.reason : "",
    ]);
  return [...problems.map(({ message }) => message), ...reasons].join("\n");
}

/** Declares it, with a file beside it that is read after it. */
async function declared({ text, files }: Hostile): Promise<{ readonly milliseconds: number; readonly unit: Declared }> {
  const before = process.cpuUsage();
  const unit = await declare(parsers, { "infra/main.tf": text, "infra/next.tf": NEXT, ...files });
  const { user, system } = process.cpuUsage(before);
  return { milliseconds: (user + system) / 1000, unit };
}

const groups: readonly (readonly [string, readonly Hostile[]])[] = [
  ["what doubles itself through locals", DOUBLING],
  ["what is done again and again", REPEATING],
  ["patterns", PATTERNS],
  ["numbers and documents", NUMBERS_AND_DOCUMENTS],
  ["circles", CIRCLES],
  ["instances", INSTANCES],
];

describe.each(groups)("ends within its bound, and the next file is read: %s", (_name, cases) => {
  test.each(cases.map((one) => [one.name, one] as const))(
    "%s",
    async (_case, one) => {
      const { milliseconds, unit } = await declared(one);
      expect(milliseconds).toBeLessThan(LONGEST_MS);
      expect(said(unit)).toMatch(one.says);
      expect(unit.blocks.has("aws_sqs_queue.next") || /more than 10000 blocks/.test(said(unit))).toBe(true);
    },
    120_000,
  );
});

test("100,000 values in variable files are read", async () => {
  const values = Array.from({ length: 40_000 }, (_, index) => `v${index}=1\n`);
  const text = values.join("");
  const unit = await declare(parsers, {
    "infra/main.tf": 'variable "v39999" {}\nresource "aws_sqs_queue" "q" {\n  name = "q-${var.v39999}"\n}\n',
    "infra/a.auto.tfvars": text,
    "infra/b.auto.tfvars": text,
    "infra/c.auto.tfvars": values.slice(0, 20_000).join(""),
    "infra/next.tf": NEXT,
  });
  expect(unit.problems).toEqual([]);
  expect(unit.blocks.get("aws_sqs_queue.q")).toMatchObject({ identity: { name: "q-1" } });
}, 120_000);

test("a heredoc of 2 MB, and 2,000 levels of nesting, are problems of their files", async () => {
  const unit = await declare(parsers, {
    "infra/deep.tf": `locals {\n  deep = ${"[".repeat(2_000)}${"]".repeat(2_000)}\n}\n`,
    "infra/heredoc.tf": `locals {\n  text = <<EOT\n${"x".repeat(2 * 1024 * 1024)}\nEOT\n}\n`,
    "infra/next.tf": NEXT,
  });
  expect(unit.problems).toEqual([
    { path: "infra/deep.tf", line: 2, message: "nested deeper than 500 levels" },
    { path: "infra/heredoc.tf", line: null, message: "the file is larger than 512 KiB" },
  ]);
  expect(unit.blocks.get("aws_sqs_queue.next")).toMatchObject({ identity: { name: "next" } });
});
