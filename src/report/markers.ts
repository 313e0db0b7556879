/** The last line of the sticky comment, by which it is found again. Hidden when rendered. */
export const SUMMARY_MARKER = "<!-- plumbline:summary -->";

/** The last line of a line comment: which finding it speaks of. */
export function findingMarker(id: string): string {
  return `<!-- plumbline:${id} -->`;
}

/** Whether a comment's body ends as the sticky comment does. GitHub may have turned line ends into CRLF. */
export function isSummary(body: string): boolean {
  return lastLine(body) === SUMMARY_MARKER;
}

/** The id that a line comment ends with, or null for a comment that is none of ours. Text inside a body does not count. */
export function findingIdOf(body: string): string | null {
  return /^<!-- plumbline:([0-9a-z]+(?:-[0-9a-z]+)?) -->$/.exec(lastLine(body))?.[1] ?? null;
}

/** What a line comment claims, without what differs from run to run: its footer and evidence, which begin at the first `<sub>`, and how long ago something was. */
export function claimIn(body: string): string {
  const [claim = body] = body.replaceAll("\r\n", "\n").split("\n<sub>", 1);
  return claim.replaceAll(/\((?:less than a day|a day|\d+ days) ago\)/g, "()");
}

function lastLine(body: string): string {
  return body.trimEnd().split(/\r?\n/).at(-1) ?? "";
}
