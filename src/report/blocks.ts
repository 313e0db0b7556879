import { markdownTable } from "markdown-table";
import { limited } from "./fit.ts";
import { inCell, inMarkdown, inPlain, name, ours, say, type Phrase } from "./phrase.ts";
import { livePhrase, phraseOf, type ShownRow } from "./shown.ts";
import type { Voice } from "./terms.ts";
import { rowSentence } from "./wording/index.ts";
import type { Block } from "./wording/worded.ts";

/** A block as Markdown: sentences, or at most so many rows of values in a table that puts what is live in bold. */
export function blockInMarkdown(block: Block, voice: Voice, limit: number): string {
  if (block.kind === "sentences") return inMarkdown(block.text);
  const { withHead } = block;
  const { shown: rows, more: beyond } = limited(block.rows, limit);
  const more = block.more + beyond;
  const withLabels = block.rows.length > 1;
  const header = [...(withLabels ? [""] : []), inCell(name(voice.base)), "live", ...(withHead ? ["this change"] : [])];
  const table = markdownTable([header, ...rows.map((row) => cellsOf(row, withLabels, withHead))], { align: "l" });
  return more > 0 ? `${table}\n\nand ${more} more` : table;
}

/** A block as lines of plain text. */
export function blockInPlain(block: Block, voice: Voice): readonly string[] {
  if (block.kind === "sentences") return [inPlain(block.text)];
  const rows = block.rows.map((row): Phrase => rowSentence(row, block.rows.length > 1, block.withHead, voice));
  return [...rows, ...(block.more > 0 ? [say`and ${ours(String(block.more))} more`] : [])].map(inPlain);
}

function cellsOf(row: ShownRow, withLabels: boolean, withHead: boolean): readonly string[] {
  const values = [
    inCell(phraseOf(row.base)),
    `**${inCell(livePhrase(row))}**`,
    ...(withHead ? [inCell(phraseOf(row.head))] : []),
  ];
  return withLabels ? [inCell(name(row.label)), ...values] : values;
}
