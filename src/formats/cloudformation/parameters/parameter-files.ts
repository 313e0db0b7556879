import type { FileTree } from "../../../model/files.ts";
import type { Problem } from "../../../model/source.ts";
import type { ParserPool } from "../../parsing/pool.ts";
import { entryOf, scalarText } from "../template/nodes.ts";
import type { Node, ParsedTemplate } from "../template/nodes.ts";

/** What a parameter file gives: what is good in it, and what is not. */
export type ParameterFile = {
  readonly path: string;
  readonly parameters: ReadonlyMap<string, string>;
  readonly problems: readonly Problem[];
};

type Reading = { readonly tree: FileTree; readonly parsers: ParserPool };

const SHAPES = "`[{ParameterKey, ParameterValue}]` or `{Parameters: {…}}`";

/**
 * Reads the files that a target names for its parameters, in their order: the list that the AWS CLI takes
 * (https://docs.aws.amazon.com/cli/latest/reference/cloudformation/create-stack.html) or CodePipeline's template
 * configuration (https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/continuous-delivery-codepipeline-cfn-artifacts.html).
 */
export async function readParameterFiles(
  paths: readonly string[],
  { tree, parsers }: Reading,
): Promise<readonly ParameterFile[]> {
  if (paths.length === 0) return [];
  const contents = await tree.read([...new Set(paths)]);
  return Promise.all(
    paths.map(async (path): Promise<ParameterFile> => {
      const content = contents.get(path);
      if (content?.kind !== "text") return broken(path, null, content?.message ?? "the parameter file is missing");
      const outcome = await parsers.parse<ParsedTemplate>("cloudformation", path, content.text, content.hash);
      if (outcome.kind === "problem") return { path, parameters: new Map(), problems: [outcome.problem] };
      const [error] = outcome.file.problems;
      return error ? broken(path, error.line, error.message) : read(path, outcome.file.root);
    }),
  );
}

function broken(path: string, line: number | null, message: string): ParameterFile {
  return { path, parameters: new Map(), problems: [{ path, line, message }] };
}

type Item = { readonly key: string | undefined; readonly value: Node | undefined; readonly at: Node["at"] };

function read(path: string, root: Node | null): ParameterFile {
  const items = root && itemsOf(root);
  if (!items) return broken(path, root?.at[0] ?? 1, `this is no parameter file: it is neither ${SHAPES}`);
  const parameters = new Map<string, string>();
  const problems: Problem[] = [];
  for (const { key, value, at } of items) {
    const text = scalarText(value);
    if (key !== undefined && text !== undefined) parameters.set(key, text);
    else problems.push({ path, line: at[0], message: unreadable(key) });
  }
  return { path, parameters, problems };
}

/** What is written for a value is never shown: the parameter may be `NoEcho`. */
function unreadable(key: string | undefined): string {
  return key === undefined ? "this is no `{ParameterKey, ParameterValue}`" : `the value of \`${key}\` is no text`;
}

/** Undefined for a file of another shape. */
function itemsOf(root: Node): readonly Item[] | undefined {
  if (root.kind === "seq") return root.items.filter((item) => !isPrevious(item)).map(itemOf);
  const given = entryOf(root, "Parameters")?.value;
  return given?.kind === "map" ? given.entries.map(({ key, value, at }) => ({ key, value, at })) : undefined;
}

function itemOf(node: Node): Item {
  const key = scalarText(entryOf(node, "ParameterKey")?.value);
  return { key, value: entryOf(node, "ParameterValue")?.value, at: node.at };
}

/** What the stack was deployed with stays: nothing is given. */
function isPrevious(node: Node): boolean {
  return scalarText(entryOf(node, "UsePreviousValue")?.value)?.toLowerCase() === "true";
}
