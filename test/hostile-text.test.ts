import { describe, expect, it } from "vitest";
import { forbiddenIn, render, textOf, textOutsideCode } from "./report/rendered.ts";
import { type Checked, check, type Files, withRepository, write } from "./support/checking.ts";
import {
  about,
  config,
  CONFIG_PATH,
  expectHotfixFound,
  hotfix,
  hotfixWorld,
  queue,
  TEMPLATES,
  topic,
} from "./support/hotfix.ts";

/** Each means something to Markdown, to GitHub, to a terminal or to the eye. */
const PIECES = [
  "@everyone",
  "@acme/evil-team",
  "|",
  "```evil",
  "`",
  '<img src="https://evil.example/x.png" onerror="evil()">',
  "<!-- evil",
  "</details>",
  "[evil](https://evil.example)",
  "![evil](https://evil.example/i.png)",
  "https://evil.example/?a=b&c",
  "www.evil.example",
  "evil@evil.example",
  "#4242",
  "acme/evil#4242",
  "**evil**",
  ":evil:",
  "\u001b[31mred\u001b[0m",
  "\u001b]8;;https://evil.example\u0007link",
  "\u202egnp.evil\u202c",
  "\u200b\u2066\ufeff",
  "one\r\ntwo\n# evil\n- evil",
  "\t",
];

const HOSTILE = PIECES.join(" ");

/** What must stand nowhere outside of code: mentions, references, links, emoji, HTML. Plain words may. */
const MARKERS = /everyone|evil-team|4242|evil\.example|:evil:|<|\|/;

/** Every control, format and bidi character but the line feed. */
const UNPRINTABLE = /(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;

const quoted = (text: string): string => JSON.stringify(text).replaceAll("${", "$${").replaceAll("%{", "%%{");

async function checkIn(
  format: "json" | "markdown" | "text",
  base: Files,
  head: Files,
  world = hotfixWorld(),
  settings = config(),
): Promise<Checked> {
  return withRepository(async (repository) => {
    const change = hotfix(settings);
    await write(repository, { ...change.base, ...base });
    const baseCommit = await repository.commit("base");
    await write(repository, { ...change.head, ...head });
    const headCommit = await repository.commit("head");
    return check(repository, { base: baseCommit, head: headCommit }, { world, format });
  });
}

/** Foreign text is code or is not there; what the report itself writes has no such characters. */
function expectHarmless(markdown: string): string {
  const html = render(markdown);
  expect(forbiddenIn(html).filter((element) => /^<(a|img|script|h1|blockquote|hr|em|del)/i.test(element))).toEqual([]);
  expect(textOutsideCode(html)).not.toMatch(MARKERS);
  expect(markdown).not.toMatch(UNPRINTABLE);
  return textOf(html);
}

function expectPrintable(text: string): void {
  expect(text).not.toMatch(UNPRINTABLE);
}

const SHORT: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };

function spelledOut(text: string): string {
  return text.replace(
    /[\p{Cc}\p{Cf}]/gu,
    (character) => SHORT[character] ?? `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

type Scene = {
  readonly name: string;
  readonly base: Files;
  readonly head: Files;
  readonly world: ReturnType<typeof hotfixWorld>;
  readonly settings?: string;
};

const SCENES: readonly Scene[] = [
  {
    name: "tags and values, declared and live",
    base: {
      "infra/t.tf": `resource "aws_sns_topic" "t" {\n  name = "t"\n  display_name = ${quoted(`base ${HOSTILE}`)}\n  tags = {\n    ${quoted(HOSTILE)} = "one"\n  }\n}\n`,
    },
    head: {
      "infra/t.tf": `resource "aws_sns_topic" "t" {\n  name = "t"\n  display_name = ${quoted(`head ${HOSTILE}`)}\n  tags = {\n    ${quoted(HOSTILE)} = "one"\n  }\n}\n`,
    },
    world: hotfixWorld([topic("t", { DisplayName: `live ${HOSTILE}`, Tags: [{ Key: HOSTILE, Value: HOSTILE }] })]),
  },
  {
    name: "names, addresses and the names closest to them",
    base: {},
    head: {
      "infra/t.tf": `data "aws_ssm_parameter" "p" {\n  for_each = toset([${quoted(`/p/${HOSTILE}`)}])\n  name = each.key\n}\nresource "aws_cloudwatch_log_group" "g" {\n  for_each = toset([${quoted(`/g/${HOSTILE}`)}])\n  name = each.key\n}\ndata "aws_sqs_queue" "gone" {\n  name = "gone"\n}\n`,
    },
    world: hotfixWorld([
      { type: "AWS::Logs::LogGroup", identifier: `/g/${HOSTILE}`, properties: {} },
      { type: "AWS::SSM::Parameter", identifier: `/p/${HOSTILE}2`, properties: { Type: "String" } },
      queue(`gone ${HOSTILE.replaceAll("/", "")}`),
    ]),
  },
  {
    name: "what could not be resolved, and what could not be read",
    base: {},
    head: {
      "infra/t.tf": `resource "aws_sns_topic" "t" {\n  name = lookup({}, ${quoted(HOSTILE)})\n}\nresource "aws_sns_topic" "u" {\n  name = "u-\${file(${quoted(HOSTILE)})}"\n}\nresource "aws_sns_topic" "v" {\n  name = "arn:aws:kinesis:eu-west-1:111122223333:stream/x"\n  display_name = ${quoted(`arn:aws:kinesis:eu-west-1:111122223333:${HOSTILE}`)}\n}\n`,
      [`infra/@everyone | <img src=x> [evil](evil.example) \u202e\u001b[31m\n# evil.tf`]: `locals {\n  evil = ${quoted(HOSTILE)} +\n}\n`,
      "templates/t.yml": `Resources:\n  T:\n    Type: AWS::SQS::Queue\n    Properties:\n      QueueName: !Ref ${JSON.stringify(HOSTILE)}\n  U:\n    Type: ${JSON.stringify(`AWS::${HOSTILE}`)}\n  ${JSON.stringify(HOSTILE)}:\n    Type: AWS::SQS::Queue\n    Properties: { QueueName: x, DelaySeconds: !Nonsense 1 }\n`,
    },
    world: hotfixWorld(),
    settings: config(TEMPLATES),
  },
  {
    name: "what AWS says when it refuses",
    base: { "infra/t.tf": `resource "aws_cloudwatch_log_group" "g" {\n  name = ${quoted(HOSTILE)}\n}\n` },
    head: {
      "infra/t.tf": `resource "aws_cloudwatch_log_group" "g" {\n  name = ${quoted(HOSTILE)}\n  retention_in_days = 3\n}\ndata "aws_ssm_parameter" "p" {\n  name = ${quoted(HOSTILE)}\n}\n`,
    },
    world: hotfixWorld([], {
      faults: [
        { match: { type: "AWS::Logs::LogGroup" }, fault: "deny" },
        { match: { service: "ssm" }, fault: "deny" },
      ],
    }),
  },
  {
    name: "waivers and their reasons",
    base: {},
    head: {},
    world: hotfixWorld(),
    settings: config(
      `waivers:\n  - match: ${JSON.stringify(`*${HOSTILE}`)}\n    reason: ${JSON.stringify(HOSTILE)}\n  - match: "*"\n    reason: ${JSON.stringify(HOSTILE)}\n    expires: 2020-01-01\n`,
    ),
  },
];

describe.concurrent("text from code and from AWS is text", { timeout: 60_000 }, () => {
  it.each(SCENES)("$name: in Markdown", async ({ base, head, world, settings }) => {
    const { stdout, stderr } = await checkIn("markdown", base, head, world, settings);
    expect(stderr).toBe("");
    expect(expectHarmless(stdout)).toContain("visibility_timeout_seconds");
  });

  it.each(SCENES)("$name: as plain text", async ({ base, head, world, settings }) => {
    const { stdout, stderr } = await checkIn("text", base, head, world, settings);
    expect(stderr).toBe("");
    expectPrintable(stdout);
    expect(stdout).toContain("visibility_timeout_seconds");
  });

  it.each(SCENES)("$name: in JSON, whose messages are printable", async ({ base, head, world, settings }) => {
    const { report, stderr } = await checkIn("json", base, head, world, settings);
    expect(stderr).toBe("");
    expectHotfixFound(report);
    for (const { claim, message } of report.assumptions) {
      expectPrintable(claim);
      expectPrintable(message);
    }
  });

  it("JSON keeps the values as they are", async () => {
    const [scene] = SCENES;
    const { report } = await checkIn("json", scene?.base ?? {}, scene?.head ?? {}, scene?.world);
    expect(about(report, "aws_sns_topic.t").differences).toMatchObject([
      { path: "DisplayName", base: `base ${HOSTILE}`, head: `head ${HOSTILE}`, live: `live ${HOSTILE}` },
      { path: `Tags/${HOSTILE}`, base: "one", head: "one", live: HOSTILE },
    ]);
  });

  it("Markdown shows what was written, control characters spelled out", async () => {
    const topics = (text: (piece: string) => string): Files => ({
      "infra/t.tf": PIECES.map(
        (piece, index) =>
          `resource "aws_sns_topic" "t${index}" {\n  name = "t${index}"\n  display_name = ${quoted(text(piece))}\n}\n`,
      ).join(""),
    });
    const live = PIECES.map((piece, index) => topic(`t${index}`, { DisplayName: `x${piece}x` }));
    const { stdout } = await checkIn(
      "markdown",
      topics(() => "one"),
      topics((piece) => `y${piece}y`),
      hotfixWorld(live),
    );
    const shown = expectHarmless(stdout);
    for (const piece of PIECES.map(spelledOut)) {
      expect(shown).toContain(`x${piece}x`);
      expect(shown).toContain(`y${piece}y`);
    }
  });

  it("a configuration's mistakes are printable", async () => {
    const settings = config(`${JSON.stringify(HOSTILE)}: 1\n`);
    const { exit, stderr } = await checkIn("json", { [CONFIG_PATH]: settings }, {}, undefined, settings);
    expect(exit).toBe(2);
    expectPrintable(stderr);
  });
});
