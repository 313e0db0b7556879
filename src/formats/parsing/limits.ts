import { MAX_FILE_BYTES } from "../../model/files.ts";

/** Brackets nested deeper than this are not parsed: hcl2json's WASM dies at about 2,000. */
export const MAX_DEPTH = 500;

const OPENER_OF = new Map([
  [")".charCodeAt(0), "(".charCodeAt(0)],
  ["]".charCodeAt(0), "[".charCodeAt(0)],
  ["}".charCodeAt(0), "{".charCodeAt(0)],
]);
const OPENERS = new Set(OPENER_OF.values());
const NEWLINE = "\n".charCodeAt(0);
const TILDE = "~".charCodeAt(0);

/** Why a text must not reach a parser, with the line where it goes too far; undefined when it may. */
export function beyondLimits(text: string): { readonly line: number | null; readonly message: string } | undefined {
  if (text.length > MAX_FILE_BYTES || Buffer.byteLength(text) > MAX_FILE_BYTES) {
    return { line: null, message: `the file is larger than ${MAX_FILE_BYTES / 1024} KiB` };
  }
  const line = lineOfExcessiveDepth(text);
  if (line === undefined) return undefined;
  return { line, message: `nested deeper than ${MAX_DEPTH} levels` };
}

/**
 * Counts brackets without knowing the language: a closing bracket also closes the unmatched ones inside it, so that
 * a stray bracket in a string or a comment is forgotten when the block around it ends.
 */
function lineOfExcessiveDepth(text: string): number | undefined {
  const open: number[] = [];
  let line = 1;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code === NEWLINE) line++;
    if (code < 0x28 || code > TILDE) continue;
    if (OPENERS.has(code)) {
      open.push(code);
      if (open.length > MAX_DEPTH) return line;
      continue;
    }
    const opener = OPENER_OF.get(code);
    if (opener === undefined) continue;
    const matching = open.lastIndexOf(opener);
    if (matching >= 0) open.length = matching;
  }
  return undefined;
}
