import { marked } from "marked";

/** Names of the elements that foreign text must never bring about. */
const FORBIDDEN = /<(a|img|h[1-6]|ul|ol|li|blockquote|hr|table|script|em|del|pre)[\s>/]/gi;

export function render(markdown: string): string {
  return marked.parse(markdown, { async: false, gfm: true });
}

/** Elements in the HTML that text alone does not make. */
export function forbiddenIn(html: string): readonly string[] {
  return html.match(FORBIDDEN) ?? [];
}

/** The text of HTML, as a reader sees it. */
export function textOf(html: string): string {
  return decode(html.replace(/<!--[\s\S]*?-->/g, "").replace(/<[^>]+>/g, ""));
}

/** Only what GitHub's later filters look at: mentions, references, emoji and bare links are not sought in code. */
export function textOutsideCode(html: string): string {
  return decode(
    html
      .replace(/<!--[\s\S]*?-->/g, "")
      .replace(/<code[\s\S]*?<\/code>/g, "\u0000")
      .replace(/<[^>]+>/g, ""),
  );
}

/** What GitHub would make of plain text after rendering: mentions, issues, commits, links, emails, emoji. */
export function autolinksIn(text: string): readonly string[] {
  const patterns = [
    /@[\w-]/,
    /#\d/,
    /\bGH-\d/i,
    /\b[0-9a-f]{7,40}\b/i,
    /www\./i,
    /[a-z]+:\/\//i,
    /[\w.+-]+@[\w-]+/,
    /:[\w+-]+:/,
    /\$[^\s]/,
  ];
  return patterns.flatMap((pattern) => pattern.exec(text)?.[0] ?? []);
}

/** A generator of numbers in [0, 1) from a seed (mulberry32), so that a failure can be repeated. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const FRAGMENTS = [
  ...Array.from(" \t\n\r|`*_[]()<>#@!\\$~&:;.,-+=\"'{}%^/?0a1"),
  "  ",
  "``",
  "```",
  "\\|",
  "\\`",
  "~~~",
  "@everyone",
  "@acme/ops",
  "#12",
  "GH-1",
  "acme/orders#1",
  "4f2a9c1d4e5f60718293a4b5c6d7e8f901234567",
  "www.evil.example",
  "https://evil.example/a?b=c",
  "me@evil.example",
  "[a](https://evil.example)",
  "![a](https://evil.example/i.png)",
  "<img src=x onerror=alert(1)>",
  "<!-- plumbline:summary -->",
  "</details>",
  "&lt;",
  "&#64;",
  ":smile:",
  "$x$",
  "# h",
  "- a",
  "1. b",
  "> q",
  "---",
  "\u202e",
  "\u200b",
  "\u2028",
  "\u0007",
  "\u00a0",
  "\ud800",
  "é",
  "日本",
  "🙂",
  "word",
  "defaced1",
];

/** Text made of everything that means something to Markdown or GitHub. */
export function hostileText(random: () => number): string {
  const length = 1 + Math.floor(random() * 9);
  return Array.from({ length }, () => FRAGMENTS[Math.floor(random() * FRAGMENTS.length)] ?? "").join("");
}

function decode(html: string): string {
  const named: Readonly<Record<string, string>> = { lt: "<", gt: ">", amp: "&", quot: '"' };
  return html.replace(/&(?:#(\d+)|([a-z]+));/g, (whole, code: string | undefined, name: string | undefined) =>
    code ? String.fromCodePoint(Number(code)) : (named[name ?? ""] ?? whole),
  );
}
