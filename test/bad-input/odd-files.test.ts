import { describe, expect, it } from "vitest";
import { checkFiles, type Files } from "../support/checking.ts";
import {
  about,
  config,
  CONFIG_PATH,
  expectHotfixFound,
  expectNothingElseClaimed,
  hotfixWorld,
  topic,
} from "../support/hotfix.ts";
import { checkWith, onlyProblem, TEMPLATE, TOPIC, WITH_TEMPLATES } from "./with-hotfix.ts";

/** The same topic in both formats, with a byte order mark, carriage returns and tabs. */
function oddlyWritten(text: string): Files {
  return {
    "infra/t.tf": `\uFEFF# a\r\nresource "aws_sns_topic" "t" {\r\n\tname\t=\t"t"\r\n\tdisplay_name = "${text}"\r\n}\r\n`,
    "templates/u.yml": `\uFEFF# a\r\nResources:\r\n  U:\r\n    Type: AWS::SNS::Topic\r\n    Properties:\r\n      TopicName: u\t# tab\r\n      DisplayName: ${text}\r\n`,
  };
}

describe.concurrent("odd files", { timeout: 60_000 }, () => {
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
    const world = hotfixWorld([topic("t", { DisplayName: "live" }), topic("u", { DisplayName: "live" })]);
    const checked = await checkWith({ base: oddlyWritten("one"), head: oddlyWritten("two") }, WITH_TEMPLATES, {
      world,
    });
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

describe.concurrent("what counts when nothing else is wrong", { timeout: 60_000 }, () => {
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
