import { list, map, unresolved } from "../../../model/value.ts";
import type { MapValue, Value } from "../../../model/value.ts";
import { evaluate } from "../language/expressions.ts";
import { iterationsOf } from "../language/for.ts";
import { withNames } from "../language/frame.ts";
import type { Frame } from "../language/frame.ts";
import { mapOf, mark, marksOf } from "../language/values.ts";
import { bodyOf } from "../module/source.ts";
import type { Body, LocatedBlock } from "../module/source.ts";
import { spanOf } from "../syntax/lines.ts";
import type { EvaluatedAttribute, EvaluatedBody } from "./scope.ts";

/** Nested blocks that are for Terraform itself. */
const META_BLOCKS: ReadonlySet<string> = new Set(["lifecycle", "provisioner", "connection"]);

/** Where the attributes of a block, and of those nested in it, are put. */
type Attributes = { readonly path: readonly string[]; readonly found: EvaluatedAttribute[] };

/** Evaluates a block's content but for the arguments left out. Nested blocks of one type become a list of maps. */
export function evaluateBody(body: Body, frame: Frame, without: ReadonlySet<string> = new Set()): EvaluatedBody {
  const found: EvaluatedAttribute[] = [];
  return { arguments: evaluateEntries(body, frame, without, { path: [], found }), attributes: found };
}

function evaluateEntries(body: Body, frame: Frame, without: ReadonlySet<string>, attributes: Attributes): MapValue {
  const entries = new Map<string, Value>();
  for (const [name, { attribute, file }] of body.attributes) {
    if (without.has(name)) continue;
    const source = spanOf(file.path, file.lines, attribute);
    const value = mark(evaluate(attribute.value, { ...frame, file }), { source });
    entries.set(name, value);
    attributes.found.push({ path: [...attributes.path, name], source, value });
  }
  for (const located of body.blocks) {
    const { type, labels } = located.block;
    if (META_BLOCKS.has(type)) continue;
    const within = (block: string): Attributes => ({ ...attributes, path: [...attributes.path, block] });
    if (type === "dynamic")
      addBlocks(entries, labels[0] ?? "", evaluateDynamic(located, frame, within(labels[0] ?? "")), located);
    else addBlocks(entries, type, [evaluateNested(located, frame, within(type))], located);
  }
  return map(entries);
}

function evaluateNested({ block, file }: LocatedBlock, frame: Frame, attributes: Attributes): Value {
  const inner = evaluateEntries(bodyOf({ block, file }), { ...frame, file }, new Set(), attributes);
  return mark(inner, { source: spanOf(file.path, file.lines, block) });
}

/** `dynamic "name"`: one block for each element, or unresolved when it is not known how many there are. */
function evaluateDynamic(located: LocatedBlock, frame: Frame, attributes: Attributes): Value[] | Value {
  const { block, file } = located;
  const { attributes: own } = bodyOf(located);
  const forEach = own.get("for_each")?.attribute.value;
  const content = block.blocks.find((nested) => nested.type === "content");
  if (!forEach || !content) return unresolved("a `dynamic` block lacks `for_each` or `content`");
  const iterations = iterationsOf(evaluate(forEach, { ...frame, file }));
  if (!Array.isArray(iterations)) return iterations;
  const named = own.get("iterator")?.attribute.value;
  const iterator = named?.kind === "traversal" ? named.root : (block.labels[0] ?? "");
  return iterations.map(({ key, value }) => {
    const names = new Map([
      ["key", key],
      ["value", value],
    ]);
    const inner = withNames(frame, [[iterator, mapOf(names, marksOf(key, value))]]);
    return evaluateNested({ block: content, file }, inner, attributes);
  });
}

/** What is not known in full hides how many blocks there are. */
function addBlocks(
  entries: Map<string, Value>,
  type: string,
  blocks: Value[] | Value,
  { block, file }: LocatedBlock,
): void {
  const before = entries.get(type);
  const source = spanOf(file.path, file.lines, block);
  if (!Array.isArray(blocks)) entries.set(type, mark(blocks, { source }));
  else if (before?.kind === "list") entries.set(type, { ...before, items: [...before.items, ...blocks] });
  else if (!before) entries.set(type, list(blocks, { source }));
}
