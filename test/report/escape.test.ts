import { markdownTable } from "markdown-table";
import { describe, expect, it } from "vitest";
import { codeBlock, codeSpan, codeSpanInCell, prose, proseInCell, visible } from "../../src/report/escape.ts";
import { autolinksIn, forbiddenIn, hostileText, render, seeded, textOf, textOutsideCode } from "./rendered.ts";

const ROUNDS = 4000;

/** What a reader sees of prose: runs of white space are one space, paired backticks have made code. */
function visibleProse(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  return visible(line.replace(/`([^`]+)`/g, "$1")).trim();
}

function cellsOf(html: string): readonly string[] {
  return [...html.matchAll(/<td[^>]*>([\s\S]*?)<\/td>/g)].map(([, cell]) => cell ?? "");
}

describe("code spans", () => {
  it("show hostile text as it is, and nothing of it takes effect", () => {
    const random = seeded(1);
    for (let round = 0; round < ROUNDS; round += 1) {
      const text = hostileText(random);
      const html = render(`before ${codeSpan(text)} after`);
      expect([text, textOf(html).trim()]).toEqual([text, `before ${visible(text)} after`]);
      expect([text, textOutsideCode(html).trim()]).toEqual([text, "before \u0000 after"]);
    }
  });

  it("stay in their cell of a table", () => {
    const random = seeded(2);
    for (let round = 0; round < ROUNDS; round += 1) {
      const text = hostileText(random);
      const html = render(
        markdownTable([
          ["a", "b"],
          [codeSpanInCell(text), "end"],
        ]),
      );
      const cells = cellsOf(html);
      expect([text, cells.length]).toEqual([text, 2]);
      expect([text, textOf(cells[0] ?? "")]).toEqual([text, visible(text)]);
      expect(cells[1]).toBe("end");
      expect(textOutsideCode(cells[0] ?? "").replaceAll("\u0000", "")).toBe("");
    }
  });

  it("show empty text as two quotes", () => {
    expect(codeSpan("")).toBe('`""`');
  });
});

describe("prose", () => {
  it("shows hostile sentences as they are, and GitHub finds nothing in them to act on", () => {
    const random = seeded(3);
    for (let round = 0; round < ROUNDS; round += 1) {
      const text = Array.from({ length: 1 + Math.floor(random() * 5) }, () => hostileText(random)).join(" ");
      const html = render(prose(text));
      expect([text, forbiddenIn(html)]).toEqual([text, []]);
      expect([text, autolinksIn(textOutsideCode(html))]).toEqual([text, []]);
      expect([text, textOf(html).trim()]).toEqual([text, visibleProse(text)]);
    }
  });

  it("stays in its cell of a table", () => {
    const random = seeded(4);
    for (let round = 0; round < ROUNDS; round += 1) {
      const text = Array.from({ length: 1 + Math.floor(random() * 3) }, () => hostileText(random)).join(" ");
      const cells = cellsOf(
        render(
          markdownTable([
            ["a", "b"],
            [proseInCell(text), "end"],
          ]),
        ),
      );
      expect([text, cells.length]).toEqual([text, 2]);
      expect([text, textOf(cells[0] ?? "").trim()]).toEqual([text, visibleProse(text)]);
    }
  });

  it("keeps plain sentences plain, and makes code of what is none", () => {
    const denied =
      "User: arn:aws:sts::111122223333:assumed-role/plumbline-read/x is not authorized to perform: lambda:GetFunction (it is @everyone's)";
    expect(prose(denied)).toMatchInlineSnapshot(
      `"User: \`arn:aws:sts::111122223333:assumed-role/plumbline-read/x\` is not authorized to perform: \`lambda:GetFunction\` (it is \`@everyone's\`)"`,
    );
    expect(prose("variable `env` has no value: add it under `variables`")).toMatchInlineSnapshot(
      `"variable \`env\` has no value: add it under \`variables\`"`,
    );
    expect(prose("1. first, 2) second, 3 third")).toMatchInlineSnapshot(`"\`1\`. first, \`2\`) second, 3 third"`);
  });
});

describe("code blocks", () => {
  it("cannot be closed from inside", () => {
    const random = seeded(5);
    for (let round = 0; round < ROUNDS; round += 1) {
      const text = Array.from({ length: 3 }, () => hostileText(random)).join("\n");
      const html = render(`${codeBlock(text, "yaml")}\n\nafter`);
      expect([text, html.match(/<pre>/g)?.length]).toEqual([text, 1]);
      expect([text, html.trimEnd().endsWith("<p>after</p>")]).toEqual([text, true]);
    }
  });
});

describe("visible", () => {
  it("writes out what cannot be seen or reorders text", () => {
    expect(visible("a\u202eb\u200bc\u00a0d\ne\u{e0041}f\ud800")).toBe(
      "a\\u202eb\\u200bc\\u00a0d\\ne\\u{e0041}f\\ud800",
    );
  });
});
