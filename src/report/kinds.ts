import { markdownTable } from "markdown-table";
import type { FindingKind, Severity } from "../model/finding.ts";
import { codeSpanInCell, proseInCell } from "./escape.ts";

/** The docs' table of finding kinds, from the registry that decides what they say and their default severity. */
export function findingTable(
  specs: readonly { readonly kind: FindingKind; readonly says: string; readonly severity: Severity }[],
): string {
  const rows = specs.map(({ kind, says, severity }) => [codeSpanInCell(kind), proseInCell(says), severity]);
  return markdownTable([["kind", "says", "default"], ...rows]);
}
