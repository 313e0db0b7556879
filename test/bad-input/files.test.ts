import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { checkFiles, type Files } from "../support/checking.ts";
import { about, config, CONFIG_PATH, expectHotfixFound, expectNothingElseClaimed, hotfix } from "../support/hotfix.ts";
import { checkWith, onlyProblem, TEMPLATE, TOPIC, WITH_TEMPLATES } from "./with-hotfix.ts";

/** A topic whose name is in a variable file that ends too early; the variable's default names no live topic. */
function brokenVariables(text: string): Files {
  return {
    "infra/t.tf": `variable "name" {\n  default = "absent"\n}\nresource "aws_sns_topic" "t" {\n  name = var.name\n  display_name = "${text}"\n}\n`,
    "infra/terraform.tfvars": 'other = 1\nname = "t\n',
  };
}

describe.concurrent(
  "a file that cannot be read is a problem on its line, and the rest is checked",
  { timeout: 60_000 },
  () => {
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
      const checked = await checkWith({ base: brokenVariables("one"), head: brokenVariables("two") });
      expect(onlyProblem(checked)).toMatchObject({ path: "infra/terraform.tfvars", line: 2 });
      expectHotfixFound(checked.report);
      expectNothingElseClaimed(checked.report);
    });
  },
);

describe.concurrent("links are not followed", { timeout: 60_000 }, () => {
  const outsideCode = 'resource "aws_sns_topic" "outside" {\n  name = "outside"\n}\n';
  const files: [name: string, path: string, outside: string, more: Files, problems: readonly string[]][] = [
    ["as .tf", "infra/link.tf", "outside.tf", {}, ["infra/link.tf: it is a symbolic link, which is not followed"]],
    [
      "as a template",
      "templates/link.yml",
      "outside.yml",
      {},
      ["templates/link.yml: it is a symbolic link, which is not followed"],
    ],
    [
      "as tfvars",
      "infra/terraform.tfvars",
      "outside.tfvars",
      { "infra/t.tf": 'variable "name" {}\nresource "aws_sns_topic" "t" {\n  name = var.name\n}\n' },
      ["infra/terraform.tfvars: it is a symbolic link, which is not followed"],
    ],
    [
      "as a module's folder",
      "infra/modules",
      "",
      { "infra/t.tf": 'module "m" {\n  source = "./modules"\n}\n' },
      ["infra/t.tf: module `m` (./modules) holds no Terraform files"],
    ],
  ];
  it.each(files)("%s", async (_, path, outside, more, problems) => {
    const folder = await mkdtemp(join(tmpdir(), "plumbline-outside-"));
    try {
      await writeFile(join(folder, "outside.tf"), outsideCode);
      await writeFile(join(folder, "outside.yml"), TEMPLATE.replace("TopicName: t", "TopicName: outside"));
      await writeFile(join(folder, "outside.tfvars"), 'name = "outside"\n');
      const settings = path.startsWith("templates") ? WITH_TEMPLATES : config();
      const checked = await checkWith({ head: { [path]: { linkTo: join(folder, outside) }, ...more } }, settings);
      expectHotfixFound(checked.report);
      expectNothingElseClaimed(checked.report);
      expect(checked.report.problems.map(({ path, message }) => `${path}: ${message}`)).toEqual(problems);
      expect(checked.stdout.replaceAll(folder, "")).not.toContain("outside");
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it("as the configuration", async () => {
    const { base, head } = hotfix();
    const linked: Files = { ...base, [CONFIG_PATH]: { linkTo: "/etc/passwd" } };
    const checked = await checkFiles(linked, head);
    expect(checked.exit).toBe(2);
    expect(checked.error).toMatchObject({ code: "bad-config", path: CONFIG_PATH });
    expect(checked.stdout + checked.stderr).not.toContain("root:");
  });
});
