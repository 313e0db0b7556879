import type { TerraformFile } from "./syntax/ast.ts";
import { parseHcl } from "./syntax/hcl.ts";
import { parseTerraformJson } from "./syntax/json.ts";

/** Runs in a worker: parses a `.tf`, `.tf.json`, `.tfvars` or `.tfvars.json` file. Throws a `ParseError`. */
export async function parse(text: string, path: string): Promise<TerraformFile> {
  if (path.endsWith(".tfvars.json")) return parseTerraformJson(text, "values");
  if (path.endsWith(".json")) return parseTerraformJson(text, "configuration");
  return parseHcl(text);
}
