import type { TerraformFile } from "./syntax/ast.ts";
import { parseHcl, parseText } from "./syntax/hcl.ts";
import { parseTerraformJson } from "./syntax/json.ts";

/** Stand for the path of a text that is no file: a template that a function is given, an expression that CI passes. */
export const TEXT_PATHS = { template: "text:template", expression: "text:expression" } as const;

/** Runs in a worker: parses a `.tf`, `.tf.json`, `.tfvars` or `.tfvars.json` file, or a text. Throws a `ParseError`. */
export async function parse(text: string, path: string): Promise<TerraformFile> {
  if (path === TEXT_PATHS.template) return parseText(text, "template");
  if (path === TEXT_PATHS.expression) return parseText(text, "expression");
  if (path.endsWith(".tfvars.json")) return parseTerraformJson(text, "values");
  if (path.endsWith(".json")) return parseTerraformJson(text, "configuration");
  return parseHcl(text);
}
