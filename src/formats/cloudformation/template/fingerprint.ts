import { createHash } from "node:crypto";

import type { Span } from "../../../model/source.ts";
import type { Node } from "./nodes.ts";

/** Hash of a stretch of a file: equal for equal text, whatever the line breaks and wherever it has moved. */
export type Fingerprint = (source: Span) => string;

/** Fingerprints of one file's text. */
export function fingerprints(text: string): Fingerprint {
  const lines = text.split(/\r?\n/);
  return ({ line, column, endLine, endColumn }) => {
    const block = lines.slice(line - 1, endLine);
    const last = block.length - 1;
    // The end is cut first: block and line may be one.
    block[last] = block[last]?.slice(0, endColumn) ?? "";
    block[0] = block[0]?.slice(column - 1) ?? "";
    return createHash("sha256").update(block.join("\n")).digest("hex");
  };
}

/** Hash of what a node says, wherever it stands: what a transform makes has no text of its own. */
export function contentFingerprint(node: Node): string {
  const content = JSON.stringify(node, (key, value: unknown) => (key === "at" ? undefined : value));
  return createHash("sha256").update(content).digest("hex");
}
