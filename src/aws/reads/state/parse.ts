import { JSONParser, TokenType } from "@streamparser/json";
import type { ListedItem } from "../../../model/observation.ts";
import { MAX_STATE_BYTES, StateError } from "./error.ts";
import { createCollector } from "./collect.ts";

/** What is kept of a state: its writing, and its resources by address. */
export type StateContents = {
  readonly serial: number;
  readonly lineage: string;
  readonly items: readonly ListedItem[];
};

/** What of the document is looked at; an instance is let go as soon as it has been. */
const PATHS = [
  "$.version",
  "$.serial",
  "$.lineage",
  "$.encrypted_data",
  "$.resources.*.module",
  "$.resources.*.mode",
  "$.resources.*.type",
  "$.resources.*.name",
  "$.resources.*.instances.*",
];

/** Attributes are as deep as their provider's schema has them. */
const MAX_DEPTH = 200;

/**
 * Reads a state's bytes as they come (https://developer.hashicorp.com/terraform/internals/json-format, state v4).
 * @param attributes those that are kept of each resource, where they are texts and not sensitive
 * @throws StateError for what is no state of version 4, or too large
 */
export async function parseState(
  bytes: AsyncIterable<Uint8Array>,
  attributes: readonly string[],
): Promise<StateContents> {
  const collector = createCollector(attributes);
  const parser = createParser(collector.add);
  let size = 0;
  for await (const chunk of bytes) {
    if (size === 0) checkStart(chunk);
    size += chunk.length;
    if (size > MAX_STATE_BYTES) throw new StateError("too-large");
    parse(() => parser.write(chunk));
  }
  parse(() => {
    if (!parser.isEnded) parser.end();
  });
  return collector.contents();
}

function createParser(add: ReturnType<typeof createCollector>["add"]): JSONParser {
  const parser = new JSONParser({ paths: PATHS, keepStack: false, stringBufferSize: 64 * 1024 });
  let depth = 0;
  parser.onToken = ({ token }) => {
    if (token === TokenType.LEFT_BRACE || token === TokenType.LEFT_BRACKET) depth++;
    if (token === TokenType.RIGHT_BRACE || token === TokenType.RIGHT_BRACKET) depth--;
    if (depth > MAX_DEPTH) throw new StateError("not-a-state");
  };
  parser.onValue = ({ value, key, stack }) => add(value, [...stack.slice(1).map((one) => one.key), key]);
  return parser;
}

/** gzip's first two bytes (RFC 1952). */
function checkStart([first, second]: Uint8Array): void {
  if (first === 0x1f && second === 0x8b) throw new StateError("compressed");
}

/** What the parser says of the text quotes it: it stays here. */
function parse(work: () => void): void {
  try {
    work();
  } catch (error) {
    throw error instanceof StateError ? error : new StateError("malformed");
  }
}
