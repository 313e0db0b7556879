import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { marked } from "marked";
import { PAGE_STYLE } from "./page-style.ts";

/** A line of the diff that a comment stands under. `text` is without the diff's sign. */
type CodeLine = { readonly number: number; readonly text: string; readonly added?: boolean };

/** What was posted on one pull request. Bodies are Markdown. */
export type Page = {
  readonly title: string;
  /** The sticky comment; null when there is none. */
  readonly summary: string | null;
  readonly comments: readonly {
    readonly path: string;
    readonly line: number;
    readonly code: readonly CodeLine[];
    readonly body: string;
  }[];
  readonly check: { readonly conclusion: string; readonly title: string } | null;
  readonly theme?: "light" | "dark";
  /** Shows what is folded. */
  readonly unfolded?: boolean;
};

const MARKS: Readonly<Record<string, string>> = {
  success: "✓",
  failure: "✕",
  action_required: "!",
  neutral: "■",
  cancelled: "○",
};

/** One HTML page, complete in itself, that shows what was posted the way GitHub does, with its own stylesheet. */
export function renderPage(page: Page): string {
  const theme = page.theme ?? "light";
  const stylesheet = createRequire(import.meta.url).resolve(`github-markdown-css/github-markdown-${theme}.css`);
  const parts = [
    `<h1>${escapeHtml(page.title)}</h1>`,
    page.summary === null
      ? ""
      : boxOf(`<b>plumbline</b><span class="tag">bot</span> commented`, markdown(page.summary, page)),
    ...page.comments.map((comment) => commentOf(comment, page)),
    page.check ? checkOf(page.check) : "",
  ];
  return [
    `<!doctype html><html lang="en" class="${theme}"><head><meta charset="utf-8">`,
    `<meta name="viewport" content="width=device-width, initial-scale=1"><title>${escapeHtml(page.title)}</title>`,
    `<style>${readFileSync(stylesheet, "utf8")}${PAGE_STYLE}</style></head><body><main>`,
    ...parts,
    "</main></body></html>",
  ].join("\n");
}

function commentOf({ path, line, code, body }: Page["comments"][number], page: Page): string {
  const lines = code.map(
    ({ number, text, added }) =>
      `<div class="${added ? "added" : ""}"><span class="number">${number}</span>${added ? "+" : " "} ${escapeHtml(text)}</div>`,
  );
  const thread = `<div class="thread">${boxOf(`<b>plumbline</b><span class="tag">bot</span> on line ${line}`, markdown(body, page))}</div>`;
  return `<div class="box"><div class="head"><code>${escapeHtml(path)}</code></div><pre class="code">${lines.join("")}</pre>${thread}</div>`;
}

function checkOf({ conclusion, title }: NonNullable<Page["check"]>): string {
  const mark = MARKS[conclusion] ?? "■";
  return `<div class="box check"><span class="mark ${escapeHtml(conclusion)}">${mark}</span><span><b>plumbline</b> — ${escapeHtml(title)}</span></div>`;
}

function boxOf(head: string, body: string): string {
  return `<div class="box"><div class="head">${head}</div><div class="body">${body}</div></div>`;
}

function markdown(text: string, { unfolded }: Page): string {
  const html = marked.parse(text, { async: false, gfm: true });
  return `<div class="markdown-body">${unfolded ? html.replaceAll("<details>", "<details open>") : html}</div>`;
}

function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
