/**
 * Hidden marks by which the App knows its own comments again. A mark counts only at the very end of a comment,
 * after everything that could be quoted from code.
 */
const FINDING = /<!-- state:([0-9a-z]*) --><!-- plumbline:([0-9a-z-]+) -->\s*$/;
const SUMMARY = "<!-- plumbline:summary -->";

export function markFinding(body: string, id: string, state: string): string {
  return `${body}\n\n<!-- state:${state} --><!-- plumbline:${id} -->`;
}

export function findingMark(body: string): { readonly id: string; readonly state: string } | undefined {
  const [, state, id] = FINDING.exec(body) ?? [];
  return id === undefined || state === undefined ? undefined : { id, state };
}

export function markSummary(body: string): string {
  return `${body}\n\n${SUMMARY}`;
}

/** The summary without its mark; undefined for any other comment. */
export function markedSummary(body: string): string | undefined {
  const text = body.trimEnd();
  return text.endsWith(SUMMARY) ? text.slice(0, -SUMMARY.length).trimEnd() : undefined;
}
