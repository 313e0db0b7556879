import { parseJson } from "./json.ts";
import type { JsonNode } from "./json.ts";
import type { SourceFile } from "./source/calls.ts";

/**
 * Runs in a worker: a CDK app's JSON files and its source files. A language's grammar is loaded with the first file in
 * it. Throws a `ParseError`.
 */
export async function parse(text: string, path: string): Promise<JsonNode | SourceFile> {
  if (path.endsWith(".json")) return parseJson(text);
  if (path.endsWith(".py")) return (await import("./source/python.ts")).parsePython(text);
  return (await import("./source/typescript.ts")).parseTypeScript(text, path);
}
