import { describe, expect, it } from "vitest";
import type { Checked, Files } from "../support/checking.ts";
import { about, config, expectHotfixFound, expectNothingElseClaimed } from "../support/hotfix.ts";
import { checkWith, onlyProblem, TEMPLATE, TOPIC, WITH_TEMPLATES } from "./with-hotfix.ts";

const aliases = Array.from(
  { length: 30 },
  (_, level) => `  a${level + 1}: &a${level + 1} [*a${level}, *a${level}, *a${level}, *a${level}]`,
);
const bomb = `Metadata:\n  a0: &a0 [lol, lol]\n${aliases.join("\n")}\n${TEMPLATE}`;

function deep(open: string, close: string): string {
  return `${open.repeat(3000)}${close.repeat(3000)}`;
}

/** What stands at a path before it becomes too much. */
function goodAt(path: string): Files {
  if (path.endsWith(".tf")) return { [path]: TOPIC };
  return path.endsWith(".yml") ? { [path]: TEMPLATE } : {};
}

/** Neither time nor output grows with what the file would expand to. */
function expectBounded({ report, stdout, stderr }: Checked): void {
  expect(report.cost.durationMs).toBeLessThan(15_000);
  expect(stdout.length).toBeLessThan(20_000);
  expect(stderr).toBe("");
}

describe.concurrent("a file beyond the limits is a problem, and the rest is checked", { timeout: 60_000 }, () => {
  const filler = `# ${"x".repeat(98)}\n`.repeat(6000);
  const files: [name: string, path: string, text: string, line: number | null][] = [
    ["600 KB of HCL", "infra/t.tf", `${TOPIC}${filler}`, null],
    ["600 KB of JSON", "infra/t.tf.json", `{"locals":{"x":"${"x".repeat(600_000)}"}}`, null],
    ["a template of 1.2 MB", "templates/t.yml", `${TEMPLATE}${filler}${filler}`, null],
    ["3,000 levels of HCL on a line", "infra/t.tf", `${TOPIC}locals {\n  deep = ${deep("[", "]")}\n}\n`, 5],
    ["3,000 levels of HCL blocks", "infra/t.tf", `${TOPIC}${deep("a {\n", "}\n")}`, 504],
    ["3,000 levels of HCL parentheses", "infra/t.tf", `${TOPIC}locals {\n  deep = ${deep("(", ")")}\n}\n`, 5],
    ["3,000 levels of JSON", "infra/t.tf.json", `{"locals": {\n"deep": ${deep("[", "]")}}}`, 2],
    [
      "3,000 levels of a JSON template",
      "templates/t.json",
      `{"Metadata":\n${deep('{"a":', "}").replace(":}", ":1}")}, "Resources": {}}`,
      2,
    ],
    ["3,000 levels of YAML flow", "templates/t.yml", `${TEMPLATE}Metadata: ${deep("[", "]")}\n`, 6],
    ["3,000 levels of YAML blocks", "templates/t.yml", `${TEMPLATE}Metadata:\n  ${"- ".repeat(3000)}x\n`, 7],
  ];
  it.each(files)("%s", async (_, path, text, line) => {
    const checked = await checkWith(
      { base: goodAt(path), head: { [path]: text } },
      path.startsWith("infra") ? config() : WITH_TEMPLATES,
    );
    expectHotfixFound(checked.report);
    expect(onlyProblem(checked)).toMatchObject({ path, line });
    expectNothingElseClaimed(checked.report);
    expectBounded(checked);
  });

  it("a YAML alias bomb", async () => {
    const checked = await checkWith(
      { base: { "templates/t.yml": TEMPLATE }, head: { "templates/t.yml": bomb } },
      WITH_TEMPLATES,
    );
    expectHotfixFound(checked.report);
    expect(about(checked.report, "T").finding).toBeNull();
    expectBounded(checked);
  });
});
