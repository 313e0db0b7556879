import { describe, expect, it } from "vitest";
import { checkFiles, type Checked } from "../support/checking.ts";
import { about, config, CONFIG_PATH, expectHotfixFound, hotfix, hotfixWorld, ROLE } from "../support/hotfix.ts";

async function checkWith(settings: string): Promise<Checked> {
  const { base, head } = hotfix(settings);
  return checkFiles(base, head, { world: hotfixWorld() });
}

/** Ten levels of nine aliases each. */
const ALIASES = Array.from(
  { length: 10 },
  (_, level) => `a${level + 1}: &a${level + 1} [${Array.from({ length: 9 }, () => `*a${level}`).join(", ")}]\n`,
);

/** A look-up whose name is a variable, the default of which names nothing live. */
function code(text: string): string {
  return `variable "name" {\n  default = "nobody"\n}\ndata "aws_sqs_queue" "q" {\n  name = var.name # ${text}\n}\n`;
}

describe.concurrent("a configuration that cannot be used ends the run with its line", { timeout: 60_000 }, () => {
  const cases: [name: string, text: string, line: number, message: RegExp][] = [
    ["an unknown key", config("unknwon: block\n"), 8, /`unknwon`.*`unknown`/],
    ["an unknown key of a target", config("    rolle: x\n"), 8, /`rolle`.*`role`/],
    ["a kind that is not built", config("policy:\n  outlived: block\n"), 9, /`outlived`/],
    ["an account that is no account", config().replace('"111122223333"', '"1111-2222-3333"'), 5, /twelve digits/],
    [
      "an account that YAML takes for a number with a zero before it",
      config().replace('"111122223333"', "011122223333"),
      5,
      /twelve digits|own account/,
    ],
    ["a region that is none", config().replace("eu-west-1", "Ireland"), 6, /region/],
    ["a role of another account", config().replace(ROLE, ROLE.replace("1111", "4444")), 7, /own account/],
    ["a list where a map belongs", "version: 1\ntargets:\n  - root: infra\n", 2, /`targets`/],
    ["a text where a list belongs", config("    var_files: prod.tfvars\n"), 8, /`targets.orders-prod.var_files`/],
    ["a target without a root", config().replace("    root: infra\n", ""), 3, /root` is missing/],
    ["no version", config().replace("version: 1\n", ""), 1, /`version` is missing/],
    ["a version to come", config().replace("version: 1", "version: 2"), 1, /`version`/],
    ["a root outside the repository", config().replace("root: infra", "root: ../infra"), 4, /inside the repository/],
    ["a variable file outside the repository", config("    var_files: [/etc/passwd]\n"), 8, /inside the repository/],
    [
      "a date that does not exist",
      config('waivers:\n  - match: "*"\n    reason: x\n    expires: 2027-02-30\n'),
      11,
      /date/,
    ],
    ["no YAML", `${config()}\t- {\n`, 8, /./],
    ["text that never ends", config('unknown: "block\n'), 8, /./],
    ["two keys of one name", config("unknown: warn\nunknown: block\n"), 9, /unique|twice|duplicate/i],
    ["only a text", "hello\n", 1, /starts with `version: 1`/],
    ["nothing", "", 1, /starts with `version: 1`/],
    ["an alias bomb", `a0: &a0 [1, 1]\n${ALIASES.join("")}${config()}`, 1, /refers to itself too often/],
    ["an alias of nothing", config("    var_files: *nothing\n"), 8, /`\*nothing` has no anchor/],
    ["100,000 levels", `${config("waivers: ")}${"[".repeat(100_000)}${"]".repeat(100_000)}\n`, 8, /nested/],
    ["600 KB", `${config()}# ${"x".repeat(600_000)}\n`, 1, /larger than 512 KiB/],
    ["3,000 levels", `${config("waivers: ")}${"[".repeat(3000)}${"]".repeat(3000)}\n`, 8, /./],
  ];
  it.each(cases)("%s", async (_, text, line, message) => {
    const { exit, stderr, error, requests } = await checkWith(text);
    expect({ exit, code: error.code, path: error.path, line: error.line }).toEqual({
      exit: 2,
      code: "bad-config",
      path: CONFIG_PATH,
      line,
    });
    expect(error.message).toMatch(message);
    expect(stderr).toBe(`${CONFIG_PATH}:${line}: ${error.message}\n`);
    expect(requests).toEqual([]);
  });

  it("none at all", async () => {
    const { base, head } = hotfix();
    const { [CONFIG_PATH]: _, ...without } = base;
    // The change's own side does not decide.
    const { exit, error } = await checkFiles(without, head);
    expect({ exit, error }).toMatchObject({ exit: 2, error: { code: "no-config", path: CONFIG_PATH, line: null } });
  });
});

describe.concurrent(
  "what the configuration names and the tree does not have is a problem, and the rest is checked",
  { timeout: 60_000 },
  () => {
    it("a root", async () => {
      const elsewhere = config()
        .slice(config().indexOf("  orders-prod"))
        .replace("orders-prod", "elsewhere")
        .replace("root: infra", "root: infra/nowhere");
      const { report } = await checkWith(config(elsewhere));
      expectHotfixFound(report);
      expect(report.problems).toMatchObject([
        { path: CONFIG_PATH, line: 9, message: expect.stringContaining("infra/nowhere") as string },
      ]);
    });

    it("the only root: the check is not green", async () => {
      const { exit, report } = await checkWith(config().replace("root: infra", "root: nowhere"));
      expect({ exit, conclusion: report.summary.conclusion, problems: report.problems.length }).toEqual({
        exit: 0,
        conclusion: "neutral",
        problems: 1,
      });
    });

    it("a variable file: what it may set is unknown, whatever the default", async () => {
      const { base, head } = hotfix(config("    var_files: [infra/gone.tfvars]\n"));
      const { report } = await checkFiles(
        { ...base, "infra/q.tf": code("one") },
        { ...head, "infra/q.tf": code("two") },
        { world: hotfixWorld() },
      );
      expectHotfixFound(report);
      expect(report.problems).toMatchObject([{ path: "infra/gone.tfvars", line: null }]);
      expect(about(report, "data.aws_sqs_queue.q")).toMatchObject({
        verdict: "unknown",
        reason: "unresolved",
        message: expect.stringContaining("infra/gone.tfvars") as string,
      });
    });

    it("a target asked for by name", async () => {
      const { base, head } = hotfix();
      const { exit, error } = await checkFiles(base, head, { args: ["--target", "orders-stage"] });
      expect({ exit, code: error.code }).toEqual({ exit: 2, code: "usage" });
      expect(error.message).toContain("orders-prod");
    });
  },
);
