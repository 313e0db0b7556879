import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type CheckOptions, checkFiles, type Checked, type Files } from "../support/checking.ts";
import {
  about,
  config,
  CONFIG_PATH,
  expectHotfixFound,
  expectNothingElseClaimed,
  hotfix,
  hotfixWorld,
  TEMPLATES,
  topic,
} from "../support/hotfix.ts";

const TOPIC = `resource "aws_sns_topic" "t" {
  name = "t"
}
`;

const TEMPLATE = `Resources:
  T:
    Type: AWS::SNS::Topic
    Properties:
      TopicName: t
`;

/** Adds files to both sides, or to head only, of the change with the hotfix. */
async function checkWith(
  files: { readonly base?: Files; readonly head: Files },
  settings = config(),
  options: CheckOptions = {},
): Promise<Checked> {
  const { base, head } = hotfix(settings);
  const world = hotfixWorld([topic("t")]);
  return checkFiles({ ...base, ...files.base }, { ...head, ...files.head }, { world, ...options });
}

/** The one problem there is. */
function onlyProblem({ report }: Checked) {
  expect(report.problems).toHaveLength(1);
  return report.problems[0];
}

const WITH_TEMPLATES = config(TEMPLATES);

describe.concurrent("a file that cannot be read is a problem on its line, and the rest is checked", () => {
  it("unparsable HCL", async () => {
    const checked = await checkWith({
      base: { "infra/t.tf": TOPIC },
      head: { "infra/t.tf": `${TOPIC}\nresource "aws_sns_topic" "u" {\n  name = \n}\n` },
    });
    expect(onlyProblem(checked)).toMatchObject({ path: "infra/t.tf", line: 6 });
    expectHotfixFound(checked.report);
    expect(about(checked.report, "aws_sns_topic.t")).toMatchObject({ verdict: "unknown", reason: "problem" });
    expectNothingElseClaimed(checked.report);
    expect(checked.exit).toBe(1);
  });

  it("an unclosed HCL block", async () => {
    const checked = await checkWith({
      base: { "infra/t.tf": TOPIC },
      head: { "infra/t.tf": `${TOPIC}\nresource "aws_sns_topic" "u" {\n  name = "u"\n` },
    });
    expect(onlyProblem(checked)).toMatchObject({ path: "infra/t.tf", line: 5 });
    expectHotfixFound(checked.report);
    expectNothingElseClaimed(checked.report);
  });

  it("HCL that only base could not read: what stands there at head is unknown, not new", async () => {
    const checked = await checkWith({ base: { "infra/t.tf": `${TOPIC}}\n` }, head: { "infra/t.tf": TOPIC } });
    expect(onlyProblem(checked)).toMatchObject({ path: "infra/t.tf", line: 4 });
    expectHotfixFound(checked.report);
    expect(about(checked.report, "aws_sns_topic.t")).toMatchObject({ verdict: "unknown", reason: "problem" });
  });

  it("unparsable .tf.json", async () => {
    const text = '{\n  "resource": {\n    "aws_sns_topic": {"t": {"name": "t",}}\n  }\n}\n';
    const checked = await checkWith({ head: { "infra/t.tf.json": text } });
    expect(onlyProblem(checked)).toMatchObject({ path: "infra/t.tf.json", line: 3 });
    expectHotfixFound(checked.report);
    expectNothingElseClaimed(checked.report);
  });

  it("unparsable YAML", async () => {
    const checked = await checkWith(
      { base: { "templates/t.yml": TEMPLATE }, head: { "templates/t.yml": `${TEMPLATE}      DisplayName: "open\n` } },
      WITH_TEMPLATES,
    );
    expect(onlyProblem(checked)).toMatchObject({ path: "templates/t.yml", line: 6 });
    expectHotfixFound(checked.report);
    expectNothingElseClaimed(checked.report);
  });

  it("a tab where YAML takes none", async () => {
    const checked = await checkWith(
      {
        base: { "templates/t.yml": TEMPLATE },
        head: { "templates/t.yml": TEMPLATE.replace("      TopicName", "\t\t\tTopicName") },
      },
      WITH_TEMPLATES,
    );
    expect(onlyProblem(checked)).toMatchObject({ path: "templates/t.yml", line: 5 });
    expectHotfixFound(checked.report);
    expectNothingElseClaimed(checked.report);
  });

  it("an unparsable JSON template", async () => {
    const text = '{\n  "Resources": {\n    "T": {"Type": "AWS::SNS::Topic", "Properties": {"TopicName": "t"\n';
    const checked = await checkWith(
      { base: { "templates/t.json": `${text}}}}}\n` }, head: { "templates/t.json": text } },
      WITH_TEMPLATES,
    );
    expect(onlyProblem(checked)?.path).toBe("templates/t.json");
    expectHotfixFound(checked.report);
    expectNothingElseClaimed(checked.report);
  });

  it("unparsable tfvars: a variable that they may set is unknown", async () => {
    const using = (name: string): Files => ({
      "infra/t.tf": `variable "name" {\n  default = "absent"\n}\nresource "aws_sns_topic" "t" {\n  name = var.name\n  display_name = "${name}"\n}\n`,
      "infra/terraform.tfvars": 'other = 1\nname = "t\n',
    });
    const checked = await checkWith({ base: using("one"), head: using("two") });
    expect(onlyProblem(checked)).toMatchObject({ path: "infra/terraform.tfvars", line: 2 });
    expectHotfixFound(checked.report);
    expectNothingElseClaimed(checked.report);
  });
});

describe.concurrent("a file beyond the limits is a problem, and the rest is checked", () => {
  const filler = `# ${"x".repeat(98)}\n`.repeat(6000);
  const deep = (open: string, close: string) => `${open.repeat(3000)}${close.repeat(3000)}`;
  const aliases = Array.from(
    { length: 30 },
    (_, level) => `  a${level + 1}: &a${level + 1} [*a${level}, *a${level}, *a${level}, *a${level}]`,
  );
  const bomb = `Metadata:\n  a0: &a0 [lol, lol]\n${aliases.join("\n")}\n${TEMPLATE}`;
  const files: readonly (readonly [name: string, path: string, text: string, line: number | null])[] = [
    ["600 KB of HCL", "infra/t.tf", `${TOPIC}${filler}`, null],
    ["600 KB of JSON", "infra/t.tf.json", `{"locals":{"x":"${"x".repeat(600_000)}"}}`, null],
    ["a template of 600 KB", "templates/t.yml", `${TEMPLATE}${filler}`, null],
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
    ["a YAML alias bomb", "templates/t.yml", bomb, null],
  ];
  for (const [name, path, text, line] of files) {
    it(name, async () => {
      const good: Files = path.endsWith(".tf") ? { [path]: TOPIC } : path.endsWith(".yml") ? { [path]: TEMPLATE } : {};
      const checked = await checkWith(
        { base: good, head: { [path]: text } },
        path.startsWith("infra") ? config() : WITH_TEMPLATES,
      );
      expectHotfixFound(checked.report);
      if (name !== "a YAML alias bomb") {
        expect(onlyProblem(checked)).toMatchObject({ path, line });
        expectNothingElseClaimed(checked.report);
      }
      expect(checked.report.cost.durationMs).toBeLessThan(15_000);
      expect(checked.stdout.length).toBeLessThan(20_000);
      expect(checked.stderr).toBe("");
    });
  }
});

describe.concurrent("links are not followed", () => {
  const secret = 'resource "aws_sns_topic" "outside" {\n  name = "outside"\n}\n';
  const files: readonly (readonly [name: string, path: string, outside: string, more: Files])[] = [
    ["as .tf", "infra/link.tf", "outside.tf", {}],
    ["as a template", "templates/link.yml", "outside.yml", {}],
    [
      "as tfvars",
      "infra/terraform.tfvars",
      "outside.tfvars",
      { "infra/t.tf": 'variable "name" {}\nresource "aws_sns_topic" "t" {\n  name = var.name\n}\n' },
    ],
    ["as a module's folder", "infra/modules", "", { "infra/t.tf": 'module "m" {\n  source = "./modules"\n}\n' }],
  ];
  for (const [name, path, outside, more] of files) {
    it(name, async () => {
      const folder = await mkdtemp(join(tmpdir(), "plumbline-outside-"));
      try {
        await writeFile(join(folder, "outside.tf"), secret);
        await writeFile(join(folder, "outside.yml"), TEMPLATE.replace("TopicName: t", "TopicName: outside"));
        await writeFile(join(folder, "outside.tfvars"), 'name = "outside"\n');
        const settings = path.startsWith("templates") ? WITH_TEMPLATES : config();
        const checked = await checkWith({ head: { [path]: { linkTo: join(folder, outside) }, ...more } }, settings);
        expectHotfixFound(checked.report);
        expectNothingElseClaimed(checked.report);
        if (!path.endsWith("modules"))
          expect(onlyProblem(checked)).toMatchObject({
            path,
            message: expect.stringContaining("symbolic link") as string,
          });
        expect(checked.stdout.replaceAll(folder, "")).not.toContain("outside");
      } finally {
        await rm(folder, { recursive: true });
      }
    });
  }

  it("as the configuration", async () => {
    const { base, head } = hotfix();
    const linked: Files = { ...base, [CONFIG_PATH]: { linkTo: "/etc/passwd" } };
    const checked = await checkFiles(linked, head);
    expect(checked.exit).toBe(2);
    expect(checked.error).toMatchObject({ code: "bad-config", path: CONFIG_PATH });
    expect(checked.stdout + checked.stderr).not.toContain("root:");
  });
});

describe.concurrent("odd files", () => {
  it("an empty .tf file declares nothing, and is no problem", async () => {
    const checked = await checkWith({
      head: { "infra/empty.tf": "", "infra/empty.tf.json": "{}", "infra/terraform.tfvars": "" },
    });
    expectHotfixFound(checked.report);
    expect(checked.report.problems).toEqual([]);
    expect(checked.report.assumptions).toHaveLength(1);
  });

  it("an empty .tf.json file", async () => {
    const checked = await checkWith({ head: { "infra/empty.tf.json": "" } });
    expect(onlyProblem(checked)).toMatchObject({ path: "infra/empty.tf.json", line: 1 });
    expectHotfixFound(checked.report);
  });

  it("an empty template", async () => {
    const checked = await checkWith(
      { base: { "templates/t.yml": TEMPLATE }, head: { "templates/t.yml": "" } },
      WITH_TEMPLATES,
    );
    expect(onlyProblem(checked)).toMatchObject({ path: "templates/t.yml", line: 1 });
    expectHotfixFound(checked.report);
    expectNothingElseClaimed(checked.report);
  });

  it("binary files", async () => {
    const bytes = Uint8Array.from({ length: 4096 }, (_, index) => (index * 7) % 256);
    const checked = await checkWith(
      {
        base: { "infra/t.tf": TOPIC, "templates/t.yml": TEMPLATE },
        head: { "infra/t.tf": bytes, "templates/t.yml": bytes },
      },
      WITH_TEMPLATES,
    );
    expect(checked.report.problems).toMatchObject([{ path: "infra/t.tf" }, { path: "templates/t.yml" }]);
    expectHotfixFound(checked.report);
    expectNothingElseClaimed(checked.report);
  });

  it("text that is no UTF-8: its names are not guessed", async () => {
    const latin1 = Buffer.from('data "aws_sns_topic" "t" {\n  name = "caf\xe9"\n}\n', "latin1");
    const checked = await checkWith({ head: { "infra/t.tf": latin1 } });
    expect(onlyProblem(checked)).toMatchObject({ path: "infra/t.tf" });
    expectHotfixFound(checked.report);
    expectNothingElseClaimed(checked.report);
  });

  it("a byte order mark, carriage returns and tabs change neither lines nor values", async () => {
    const hcl = (name: string) =>
      `\uFEFF# a\r\nresource "aws_sns_topic" "t" {\r\n\tname\t=\t"t"\r\n\tdisplay_name = "${name}"\r\n}\r\n`;
    const yaml = (name: string) =>
      `\uFEFF# a\r\nResources:\r\n  U:\r\n    Type: AWS::SNS::Topic\r\n    Properties:\r\n      TopicName: u\t# tab\r\n      DisplayName: ${name}\r\n`;
    const world = hotfixWorld([topic("t", { DisplayName: "live" }), topic("u", { DisplayName: "live" })]);
    const files = (name: string): Files => ({ "infra/t.tf": hcl(name), "templates/u.yml": yaml(name) });
    const checked = await checkWith({ base: files("one"), head: files("two") }, WITH_TEMPLATES, { world });
    expectHotfixFound(checked.report);
    expect(checked.report.problems).toEqual([]);
    const differing = { path: "DisplayName", base: "one", head: "two", live: "live" };
    expect(about(checked.report, "aws_sns_topic.t")).toMatchObject({
      source: { line: 2, endLine: 5 },
      differences: [{ ...differing, source: { line: 4, endLine: 4 } }],
    });
    expect(about(checked.report, "U")).toMatchObject({
      source: { line: 3, endLine: 7 },
      differences: [{ ...differing, source: { line: 7, endLine: 7 } }],
    });
  });

  it("names with spaces, quotes, line breaks and other scripts", async () => {
    const names = ["a b.tf", 'it\'s "quoted".tf', "two\nlines.tf", "übergröße 日本.tf", "-rf.tf", "\u202Egnp.tf"];
    const broken = Object.fromEntries(names.map((name) => [`infra/${name}`, "locals {\n  x =\n}\n"]));
    const working = { "infra/größe\n\t'1'.tf": TOPIC.replace("}", '  display_name = "T"\n}') };
    const base = { "infra/größe\n\t'1'.tf": TOPIC };
    const world = hotfixWorld([topic("t", { DisplayName: "live" })]);
    const checked = await checkWith({ base, head: { ...broken, ...working } }, config(), { world });
    expectHotfixFound(checked.report);
    expect(checked.report.problems.map(({ path }) => path).toSorted()).toEqual(Object.keys(broken).toSorted());
    expect(checked.report.problems.map(({ line }) => line)).toEqual(names.map(() => 2));
    expect(about(checked.report, "aws_sns_topic.t").source).toMatchObject({ path: "infra/größe\n\t'1'.tf", line: 1 });
    const text = await checkWith({ base, head: { ...broken, ...working } }, config(), { world, format: "text" });
    expect(text.stdout).not.toMatch(/[^\P{C}\n]/u);
    expect(text.stdout).toContain("two\\nlines.tf");
  });
});

describe.concurrent("what counts when nothing else is wrong", () => {
  const broken = { "infra/t.tf": "locals {\n  x =\n}\n" };
  const fine = hotfixWorld();
  const settled: Files = { [CONFIG_PATH]: config(), "infra/a.tf": "locals {\n  a = 1\n}\n" };

  it("a broken file alone makes the check neutral", async () => {
    const { exit, report } = await checkFiles(settled, { ...settled, ...broken }, { world: fine });
    expect({ exit, conclusion: report.summary.conclusion, problems: report.problems.length }).toEqual({
      exit: 0,
      conclusion: "neutral",
      problems: 1,
    });
  });

  it("and fails it where unknowns block", async () => {
    const strict = { ...settled, [CONFIG_PATH]: config("unknown: block\n") };
    const { exit, report } = await checkFiles(strict, { ...strict, ...broken }, { world: fine });
    expect({ exit, conclusion: report.summary.conclusion }).toEqual({ exit: 1, conclusion: "failure" });
  });

  it("a broken file that the change does not touch, in a root that it does, counts too", async () => {
    const { exit, report } = await checkFiles(
      { ...settled, ...broken },
      { ...settled, ...broken, "infra/a.tf": "locals {\n  a = 2\n}\n" },
      { world: fine },
    );
    expect({ exit, conclusion: report.summary.conclusion, problems: report.problems.length }).toEqual({
      exit: 0,
      conclusion: "neutral",
      problems: 1,
    });
  });
});
