import type { FileTree } from "../../model/files.ts";
import type { ParserPool } from "../parsing/pool.ts";
import { include, includesOf } from "./template/includes.ts";
import type { Node, ParsedTemplate } from "./template/nodes.ts";

/** A template may include so many files. */
const MAX_INCLUDES = 50;

/** A template with the repository's files that it includes, and their paths. */
export async function withIncludes(
  parsed: ParsedTemplate,
  path: string,
  { tree, parsers }: { readonly tree: FileTree; readonly parsers: ParserPool },
): Promise<{ readonly parsed: ParsedTemplate; readonly files: readonly string[] }> {
  const { root } = parsed;
  const includes = root ? includesOf(root, path).slice(0, MAX_INCLUDES) : [];
  if (!root || includes.length === 0) return { parsed, files: [] };
  const contents = await tree.read(includes.map((each) => each.path));
  const files = new Map<string, Node | string>();
  for (const { location, path: file } of includes) {
    const content = contents.get(file);
    if (content?.kind !== "text") {
      files.set(location, content?.message ?? "it is missing");
      continue;
    }
    const outcome = await parsers.parse<ParsedTemplate>("cloudformation", file, content.text, content.hash);
    if (outcome.kind === "problem") files.set(location, outcome.problem.message);
    else files.set(location, outcome.file.root ?? "it is empty");
  }
  const included = include(root, files);
  const problems = [...parsed.problems, ...included.problems];
  return { parsed: { ...parsed, root: included.root, problems }, files: includes.map((each) => each.path) };
}
