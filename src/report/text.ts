import type { CheckResult } from "../model/finding.ts";
import { blockInPlain } from "./blocks.ts";
import { evidenceLines, PROMPT } from "./evidence.ts";
import { placeOf, staleFindings } from "./order.ts";
import { capitalize, inPlain, name } from "./phrase.ts";
import { footerLines, sectionsOf } from "./summary.ts";
import { placeInCode, type Terms, voiceOf } from "./terms.ts";
import { titleOf } from "./title.ts";
import { wordFinding } from "./wording/index.ts";

const WIDTH = 80;
const INDENT = "  ";

/** The run as plain text in 80 columns: the findings, the worst first, then what could not be checked. */
export function textReport(result: CheckResult, terms: Terms): string {
  const voice = voiceOf(result, terms);
  const findings = staleFindings(result).flatMap((finding) => {
    const worded = wordFinding(finding, voice);
    if (!worded) return [];
    const lines = worded.blocks.flatMap((block) => blockInPlain(block, voice));
    return [
      [
        wrap(`${(finding.severity ?? "info").toUpperCase()}  ${inPlain(capitalize(worded.headline))}`, "", INDENT),
        `${INDENT}${inPlain(name(placeInCode(placeOf(finding))))}  ${finding.assumption.id}`,
        ...lines.map((line) => wrap(line, INDENT, INDENT)),
        ...evidenceLines(finding.judgement.evidence).map((line) =>
          line.startsWith(PROMPT) ? `${INDENT}${line}` : wrap(line, INDENT, `${INDENT}${INDENT}`),
        ),
      ].join("\n"),
    ];
  });
  const sections = sectionsOf(result, voice).map(({ heading, lines }) =>
    [heading, ...lines.map((line) => wrap(inPlain(line), "- ", INDENT))].join("\n"),
  );
  const footer = footerLines(result).map((line) => wrap(inPlain(line), "", ""));
  return `${[titleOf(result), ...findings, ...sections, footer.join("\n")].join("\n\n")}\n`;
}

/** Breaks at spaces; a word that is longer than the line stays whole. Commands are not wrapped, so that they can be copied. */
function wrap(text: string, first: string, rest: string): string {
  const lines: string[] = [];
  let line = first;
  let isEmpty = true;
  for (const word of text.split(" ")) {
    if (!isEmpty && line.length + 1 + word.length > WIDTH) {
      lines.push(line);
      line = rest;
      isEmpty = true;
    }
    line += isEmpty ? word : ` ${word}`;
    isEmpty = false;
  }
  return [...lines, line].join("\n");
}
