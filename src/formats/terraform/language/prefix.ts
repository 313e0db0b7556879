import { graphemes } from "./pure/graphemes.ts";

/** Characters that nothing after them can change (cty's ctystrings, `sequenceMustEndGraphemeCluster`). */
const FINAL = /[-_:;/\\,.(){}[\]|?!~ \t@#$%^&*+"']$/;

/**
 * As much of a text as will be there whatever comes after it: an accent that follows would change the last character,
 * unless that is one of the usual delimiters (cty's ctystrings, `SafeKnownPrefix`).
 */
export function safePrefix(text: string): string {
  const normal = text.normalize("NFC");
  const characters = graphemes(normal);
  const last = characters.at(-1) ?? "";
  return last.length === 1 && FINAL.test(last) ? normal : normal.slice(0, normal.length - last.length);
}
