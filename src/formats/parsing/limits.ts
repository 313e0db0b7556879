import { MAX_FILE_BYTES, maxBytesOf } from "../../model/files.ts";

/** Brackets nested deeper than this are not parsed: hcl2json's WASM dies at about 2,000. */
export const MAX_DEPTH = 500;

/** By the code of a bracket, that of its opening one; 0 for all else. A table, as every character of every file is looked up. */
const OPENER_OF = new Uint8Array(128);
for (const [opening, closing] of ["()", "[]", "{}"]) {
  const opener = opening?.charCodeAt(0) ?? 0;
  OPENER_OF[opener] = opener;
  OPENER_OF[closing?.charCodeAt(0) ?? 0] = opener;
}

/** Why a text must not reach a parser, with the line where it goes too far; undefined when it may. */
export function beyondLimits(
  path: string,
  text: string,
): { readonly line: number | null; readonly message: string } | undefined {
  const most = maxBytesOf(path);
  if (isLarger(text, most)) {
    const shown = most === MAX_FILE_BYTES ? `${MAX_FILE_BYTES / 1024} KiB` : `${most / 1e6} MB`;
    return { line: null, message: `the file is larger than ${shown}` };
  }
  const line = lineOfExcessiveDepth(text);
  if (line === undefined) return undefined;
  return { line, message: `nested deeper than ${MAX_DEPTH} levels` };
}

/** A UTF-16 unit is three bytes of UTF-8 at most: only texts near the limit have to be counted. */
function isLarger(text: string, most: number): boolean {
  if (text.length > most) return true;
  return text.length * 3 > most && Buffer.byteLength(text) > most;
}

/**
 * Counts brackets without knowing the language: a closing bracket also closes the unmatched ones inside it, so that
 * a stray bracket in a string or a comment is forgotten when the block around it ends.
 */
function lineOfExcessiveDepth(text: string): number | undefined {
  const open: number[] = [];
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    const opener = code < OPENER_OF.length ? OPENER_OF[code] : 0;
    if (!opener) continue;
    if (opener === code) {
      open.push(code);
      if (open.length > MAX_DEPTH) return lineAt(text, index);
      continue;
    }
    const matching = open.lastIndexOf(opener);
    if (matching >= 0) open.length = matching;
  }
  return undefined;
}

function lineAt(text: string, index: number): number {
  return text.slice(0, index).split("\n").length;
}
