import { execFileSync } from "node:child_process";

import { afterEach, expect, test } from "vitest";

import { createParserPool } from "../../../src/formats/parsing/pool.ts";
import type { ParserPool } from "../../../src/formats/parsing/pool.ts";
import type { TerraformFile } from "../../../src/formats/terraform/syntax/ast.ts";

const pools: ParserPool[] = [];
afterEach(async () => {
  await Promise.all(pools.splice(0).map((pool) => pool.close()));
});

function pool(options: Parameters<typeof createParserPool>[0] = {}): ParserPool {
  const created = createParserPool({ workers: 1, ...options });
  pools.push(created);
  return created;
}

/** hcl2json takes far longer than any deadline for a heredoc of this many lines. */
const HANGS = `locals { a = <<-E\n${"  x y\n".repeat(75_000)}E\n}\n`;

test("a file that takes too long is a problem, and the files around it are parsed", async () => {
  const parsers = pool({ deadlineMs: 1500 });
  const texts = ["a {}\n", HANGS, "b {}\n"];
  const outcomes = await Promise.all(
    texts.map((text, index) => parsers.parse<TerraformFile>("terraform", `${index}.tf`, text, `${index}`)),
  );
  expect(outcomes.map(({ kind }) => kind)).toEqual(["parsed", "problem", "parsed"]);
  expect(outcomes[1]).toEqual({
    kind: "problem",
    byChance: true,
    problem: { path: "1.tf", line: null, message: "parsing took longer than 1.5 s and was stopped" },
  });
  const later = await parsers.parse<TerraformFile>("terraform", "3.tf", "c {}\n", "3");
  expect(later.kind).toBe("parsed");
}, 30_000);

test("files beyond the limits never reach a worker", async () => {
  const parsers = pool();
  const large = await parsers.parse("terraform", "large.tf", `# ${"x".repeat(600 * 1024)}`, "large");
  expect(large).toMatchObject({
    problem: { path: "large.tf", line: null, message: "the file is larger than 512 KiB" },
  });
  const deep = await parsers.parse(
    "terraform",
    "deep.tf",
    `locals {\n  a = ${"[".repeat(3000)}${"]".repeat(3000)}\n}\n`,
    "d",
  );
  expect(deep).toMatchObject({ problem: { path: "deep.tf", line: 2, message: "nested deeper than 500 levels" } });
});

test("stray brackets in strings and comments are not nesting", async () => {
  const text = Array.from(
    { length: 1200 },
    (_, index) => `variable "v${index}" {\n  # :( [\n  default = "((("\n}`,
  ).join("\n");
  const outcome = await pool().parse<TerraformFile>("terraform", "a.tf", text, "h");
  expect(outcome.kind).toBe("parsed");
});

test("nesting without brackets is bounded too", async () => {
  const parsers = pool();
  for (const [name, expression] of [
    ["not", `${"!".repeat(100_000)}true`],
    ["plus", `1${" + 1".repeat(20_000)}`],
    ["conditional", `${"true ? 1 : ".repeat(3000)}2`],
  ]) {
    const outcome = await parsers.parse("terraform", `${name}.tf`, `locals { a = ${expression} }\n`, `${name}`);
    expect(outcome).toMatchObject({ problem: { line: 1, message: "nested deeper than 500 levels" } });
  }
}, 30_000);

test("equal content at one path is parsed once, also while it is being parsed", async () => {
  const parsers = pool();
  const [first, second] = await Promise.all([
    parsers.parse<TerraformFile>("terraform", "a.tf", "a {}\n", "h"),
    parsers.parse<TerraformFile>("terraform", "a.tf", "a {}\n", "h"),
  ]);
  expect(second).toBe(first);
  // The hash stands for the text: another text under it is not looked at.
  const remembered = await parsers.parse<TerraformFile>("terraform", "a.tf", "not parsed at all", "h");
  expect(remembered).toEqual(first);
});

test("what does not fit the memory of parsed files is parsed again", async () => {
  const parsers = pool({ cacheBytes: 10 });
  await parsers.parse("terraform", "a.tf", "a {}\n", "h");
  const again = await parsers.parse<TerraformFile>("terraform", "a.tf", "b {}\n", "h");
  expect(again).toMatchObject({ file: { blocks: [{ type: "b" }] } });
});

test("a closed pool parses nothing, and says so", async () => {
  const parsers = pool();
  const pending = parsers.parse("terraform", "a.tf", "a {}\n", "a");
  await parsers.close();
  expect(await pending).toMatchObject({ problem: { message: "the parser was stopped" } });
  expect(await parsers.parse("terraform", "b.tf", "b {}\n", "b")).toMatchObject({
    problem: { message: "the parser was stopped" },
  });
});

test("a process with an open pool ends by itself, and not before its files are parsed", () => {
  const url = new URL("../../../src/formats/parsing/pool.ts", import.meta.url).href;
  const script = `import { createParserPool } from ${JSON.stringify(url)};
    const outcome = await createParserPool().parse("terraform", "a.tf", "a {}", "h");
    process.stdout.write(outcome.kind);`;
  const output = execFileSync(process.execPath, ["--input-type=module", "-e", script], { timeout: 20_000 });
  expect(output.toString()).toBe("parsed");
}, 30_000);
