/**
 * Characters that a reader cannot see or that reorder what is read: controls, format and bidi characters, lone
 * surrogates, line and paragraph separators, every space but the plain one, and what Unicode lets renderers ignore.
 */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]|(?! )\p{Zs}/gu;

const SHORT_ESCAPES: ReadonlyMap<string, string> = new Map([
  ["\n", "\\n"],
  ["\r", "\\r"],
  ["\t", "\\t"],
]);

/** The text with every invisible character written out (`\n`, `\u202e`), so that it fits on a line and hides nothing. */
export function visible(text: string): string {
  return text.replace(INVISIBLE, (character) => SHORT_ESCAPES.get(character) ?? unicodeEscape(character));
}

/**
 * Foreign text as a Markdown code span: GitHub makes no mention, link, emoji or HTML of what is in one.
 * The fence is longer than any run of backticks inside (https://spec.commonmark.org/0.31.2/#code-spans).
 * Empty text is shown as two quotes, because a code span cannot be empty.
 */
export function codeSpan(text: string): string {
  return fenced(visible(text) || '""');
}

/**
 * The same inside a table's cell, where GitHub takes a bare pipe for the end of the cell, even in code. A pipe after a
 * backslash starts a span of its own, as renderers disagree on how many backslashes escape it.
 */
export function codeSpanInCell(text: string): string {
  const pieces = (visible(text) || '""').split(/(?<=\\)(?=\|)/);
  return pieces.map((piece) => fenced(piece).replaceAll("|", "\\|")).join("<!-- -->");
}

/**
 * Foreign sentences as Markdown: words that mean nothing to GitHub stay words, everything else becomes code, as do the
 * parts that stand between backticks already. White space runs become one space.
 */
export function prose(text: string): string {
  return spansOf(text)
    .map((span) => (span.isCode ? codeSpan(span.text) : span.text))
    .join("");
}

/** The same inside a table's cell. */
export function proseInCell(text: string): string {
  return spansOf(text)
    .map((span) => (span.isCode ? codeSpanInCell(span.text) : span.text))
    .join("");
}

/** Foreign lines as a fenced block, with a fence that nothing inside can close. `language` is ours. */
export function codeBlock(text: string, language: string): string {
  const lines = text
    .split(/\r\n|\n/)
    .map(visible)
    .join("\n");
  const fence = "`".repeat(Math.max(3, longestRun(lines) + 1));
  return `${fence}${language}\n${lines}\n${fence}`;
}

type Span = { readonly text: string; readonly isCode: boolean };

/** Text and code by turns: two code spans that touch would fence each other, so they are one. */
function spansOf(text: string): readonly Span[] {
  const spans: { text: string; isCode: boolean }[] = [];
  for (const span of wordsOf(text)) {
    const last = spans.at(-1);
    if (last?.isCode === span.isCode) last.text += span.text;
    else if (span.text !== "") spans.push({ ...span });
  }
  return joinCodeAcrossSpaces(spans);
}

/** `a b` reads better than `a` `b`, where what lies between is only a space. */
function joinCodeAcrossSpaces(spans: readonly Span[]): readonly Span[] {
  const joined: { text: string; isCode: boolean }[] = [];
  for (const span of spans) {
    const [code, space] = joined.slice(-2);
    if (span.isCode && code?.isCode && space?.text === " ")
      joined.splice(-2, 2, { text: `${code.text} ${span.text}`, isCode: true });
    else joined.push({ ...span });
  }
  return joined;
}

function wordsOf(text: string): readonly Span[] {
  const line = text.replace(/\s+/g, " ").trim();
  return line
    .split(/`([^`]+)`/)
    .flatMap((part, index) => (index % 2 === 1 ? [{ text: part, isCode: true }] : plainWords(part)));
}

function plainWords(part: string): readonly Span[] {
  return part.split(/( )/).flatMap((word) => {
    const [, open = "", core = "", close = ""] = /^(\(?)(.*?)([.,;:?)]*)$/u.exec(word) ?? [];
    if (word === "" || word === " " || (core === "" && open === "") || isPlainWord(core, close))
      return [{ text: word, isCode: false }];
    if (core === "") return [{ text: word, isCode: true }];
    return [
      { text: open, isCode: false },
      { text: core, isCode: true },
      { text: close, isCode: false },
    ];
  });
}

const PLAIN_WORD = /^["'“‘]?(?:\p{L}+(?:['’-]\p{Ll}+)*|\d{1,6}(?:\.\d{1,6})?%?|[–—…→])["'”’…]?$/u;
/** GitHub links a commit from seven hexadecimal digits on. */
const LIKE_A_COMMIT = /^["']?[0-9a-f]{7,40}["']?$/i;
/** `1.` and `2)` would begin a list. */
const LIST_NUMBER = /^\d+$/;

function isPlainWord(core: string, close: string): boolean {
  if (LIST_NUMBER.test(core) && close !== "") return /^[,;]/.test(close);
  return PLAIN_WORD.test(core) && !LIKE_A_COMMIT.test(core);
}

/** A renderer strips one space from both ends of a span that begins and ends with one; a backtick may not touch the fence. */
function fenced(text: string): string {
  const fence = "`".repeat(longestRun(text) + 1);
  const touchesFence = text.startsWith("`") || text.endsWith("`");
  const wouldBeStripped = text.startsWith(" ") && text.endsWith(" ") && text.trim() !== "";
  const pad = touchesFence || wouldBeStripped ? " " : "";
  return `${fence}${pad}${text}${pad}${fence}`;
}

function longestRun(text: string): number {
  return Math.max(0, ...Array.from(text.matchAll(/`+/g), ([run]) => run.length));
}

function unicodeEscape(character: string): string {
  const hex = (character.codePointAt(0) ?? 0).toString(16);
  return hex.length > 4 ? `\\u{${hex}}` : `\\u${hex.padStart(4, "0")}`;
}
