import { entryOf, scalarText } from "./nodes.ts";
import type { Entry, LineProblem, Node } from "./nodes.ts";

const LOOP_KEY = "Fn::ForEach::";
/** All that the loops of one template make. */
const MAX_NODES = 200_000;

/** The texts of a loop's collection, or why they are not known. */
export type Collection =
  | { readonly kind: "known"; readonly texts: readonly string[] }
  | { readonly kind: "unknown"; readonly reason: string };

export type Unrolled = {
  readonly root: Node;
  readonly problems: readonly LineProblem[];
  /** Keys of entries that loops have made, among them logical ids. */
  readonly made: ReadonlySet<string>;
};

/** What a loop says: `[name, collection, { key: value }]`. */
type Loop = { readonly name: string; readonly collection: Node; readonly body: Node };

/**
 * Writes the loops of a template out, wherever they stand. A loop over what is not known stays.
 * (https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-foreach.html)
 */
export function unrollLoops(root: Node, collectionOf: (node: Node) => Collection): Unrolled {
  const problems: LineProblem[] = [];
  const made = new Set<string>();
  let nodes = 0;

  function within(node: Node): Node {
    if (node.kind === "seq") return { ...node, items: node.items.map(within) };
    if (node.kind === "call") return { ...node, argument: within(node.argument) };
    return node.kind === "map" ? { ...node, entries: node.entries.flatMap(entries) } : node;
  }

  function entries(entry: Entry): readonly Entry[] {
    if (!entry.key.startsWith(LOOP_KEY)) return [{ ...entry, value: within(entry.value) }];
    return unrolled(entry) ?? [entry];
  }

  function unrolled(entry: Entry): readonly Entry[] | undefined {
    const loop = readLoop(entry.value);
    const refuse = (message: string): undefined => {
      problems.push({ line: entry.at[0], message });
    };
    if (!loop) return refuse(`\`${entry.key}\` takes a name, a list and a map`);
    const collection = collectionOf(loop.collection);
    if (collection.kind === "unknown") {
      return refuse(`\`${entry.key}\` is not written out: ${collection.reason}`);
    }
    const result: Entry[] = [];
    for (const text of collection.texts) {
      nodes += sizeOf(loop.body);
      if (nodes > MAX_NODES) return refuse(`the loops make more than ${MAX_NODES} nodes`);
      const body = substituted(loop.body, loop.name, text);
      const bodyEntries = body.kind === "map" ? body.entries.flatMap(entries) : [];
      for (const each of bodyEntries) made.add(each.key);
      result.push(...bodyEntries);
    }
    return result;
  }

  return { root: within(root), problems, made };
}

function readLoop(node: Node): Loop | undefined {
  const [nameNode, collection, body, ...rest] = node.kind === "seq" ? node.items : [];
  const name = scalarText(nameNode);
  if (name === undefined || !collection || body?.kind !== "map" || rest.length > 0) return undefined;
  return { name, collection, body };
}

function sizeOf(node: Node): number {
  if (node.kind === "seq") return node.items.reduce((size, item) => size + sizeOf(item), 1);
  if (node.kind === "map") return node.entries.reduce((size, { value }) => size + sizeOf(value), 1);
  return node.kind === "call" ? 1 + sizeOf(node.argument) : 1;
}

/** `${Name}` is the text, `&{Name}` its letters and digits; `!Ref Name` is the text too. */
function substituted(node: Node, name: string, text: string): Node {
  const inText = (written: string): string =>
    written.replaceAll(`\${${name}}`, () => text).replaceAll(`&{${name}}`, () => text.replace(/[^A-Za-z0-9]/g, ""));
  const within = (child: Node): Node => substituted(child, name, text);
  if (node.kind === "scalar") return typeof node.value === "string" ? { ...node, value: inText(node.value) } : node;
  if (node.kind === "seq") return { ...node, items: node.items.map(within) };
  if (node.kind === "call") {
    const isName = node.name === "Ref" && scalarText(node.argument) === name;
    return isName ? { kind: "scalar", at: node.at, value: text } : { ...node, argument: within(node.argument) };
  }
  if (node.kind !== "map") return node;
  return {
    ...node,
    entries: node.entries.map(({ key, at, value }) => ({ key: inText(key), at, value: within(value) })),
  };
}

/** Whether a template has the transform that knows loops. */
export function hasLanguageExtensions(root: Node): boolean {
  const section = entryOf(root, "Transform")?.value;
  const nodes = section?.kind === "seq" ? section.items : section ? [section] : [];
  return nodes.some(
    (node) => (scalarText(node) ?? scalarText(entryOf(node, "Name")?.value)) === "AWS::LanguageExtensions",
  );
}
