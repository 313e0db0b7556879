import { map } from "../../../model/value.ts";
import { EvaluationError } from "../language/evaluation-error.ts";
import { iterationsOf } from "../language/for.ts";
import { withNames } from "../language/frame.ts";
import type { Frame } from "../language/frame.ts";
import { marksOf } from "../language/marks.ts";
import { toValue } from "../language/model-values.ts";
import { object, tuple, unknown } from "../language/term.ts";
import type { Term } from "../language/term.ts";
import { DYNAMIC } from "../language/types.ts";
import { bodyOf } from "../module/source.ts";
import type { Body, LocatedBlock } from "../module/source.ts";
import { spanOf } from "../syntax/lines.ts";
import { guarded, valueOf } from "./scope.ts";
import type { EvaluatedAttribute, EvaluatedBody, Run } from "./scope.ts";

/** Nested blocks that are for Terraform itself. */
const META_BLOCKS: ReadonlySet<string> = new Set(["lifecycle", "provisioner", "connection"]);

/** Where the attributes of a block, and of those nested in it, are put. */
type Attributes = { readonly path: readonly string[]; readonly found: EvaluatedAttribute[] };

/** Evaluates a block's content but for the arguments left out. Nested blocks of one type become a list of maps. */
export function evaluateBody(
  run: Run,
  body: Body,
  frame: Frame,
  without: ReadonlySet<string> = new Set(),
): EvaluatedBody {
  const found: EvaluatedAttribute[] = [];
  const terms = evaluateEntries(run, body, frame, without, { path: [], found });
  const entries = [...terms].map(([name, term]) => [name, toValue(term)] as const);
  return { terms, arguments: map(new Map(entries)), attributes: found };
}

function evaluateEntries(
  run: Run,
  body: Body,
  frame: Frame,
  without: ReadonlySet<string>,
  attributes: Attributes,
): ReadonlyMap<string, Term> {
  const entries = new Map<string, Term>();
  for (const [name, { attribute, file }] of body.attributes) {
    if (without.has(name)) continue;
    const source = spanOf(file.path, file.lines, attribute);
    const term = { ...valueOf(run, attribute.value, { ...frame, file }), source };
    entries.set(name, term);
    attributes.found.push({ path: [...attributes.path, name], source, value: toValue(term) });
  }
  for (const located of body.blocks) {
    const { type, labels } = located.block;
    if (META_BLOCKS.has(type)) continue;
    const within = (block: string): Attributes => ({ ...attributes, path: [...attributes.path, block] });
    if (type === "dynamic") {
      const label = labels[0] ?? "";
      addBlocks(entries, label, evaluateDynamic(run, located, frame, within(label)), located);
    } else addBlocks(entries, type, [evaluateNested(run, located, frame, within(type))], located);
  }
  return entries;
}

function evaluateNested(run: Run, { block, file }: LocatedBlock, frame: Frame, attributes: Attributes): Term {
  const entries = evaluateEntries(run, bodyOf({ block, file }), { ...frame, file }, new Set(), attributes);
  return { ...object(entries), source: spanOf(file.path, file.lines, block) };
}

/** `dynamic "name"`: one block for each element, or unknown when it is not known how many there are. */
function evaluateDynamic(run: Run, located: LocatedBlock, frame: Frame, attributes: Attributes): Term[] | Term {
  const { block, file } = located;
  const { attributes: own } = bodyOf(located);
  const forEach = own.get("for_each")?.attribute.value;
  const content = block.blocks.find((nested) => nested.type === "content");
  if (!forEach || !content) return unknown(DYNAMIC, "a `dynamic` block lacks `for_each` or `content`");
  const collection = valueOf(run, forEach, { ...frame, file });
  let iterations: ReturnType<typeof iterationsOf> = [];
  const refused = guarded(run, { ...frame, file }, () => {
    if (collection.kind === "null") throw new EvaluationError("`for_each` of a `dynamic` block is null", forEach);
    iterations = iterationsOf(collection);
    return collection;
  });
  if (refused !== collection) return refused;
  if (!Array.isArray(iterations)) return iterations;
  const named = own.get("iterator")?.attribute.value;
  const iterator = named?.kind === "traversal" ? named.root : (block.labels[0] ?? "");
  return iterations.map(({ key, value }) => {
    const names = new Map([
      ["key", key],
      ["value", value],
    ]);
    const inner = withNames(frame, [[iterator, object(names, marksOf(collection))]]);
    return evaluateNested(run, { block: content, file }, inner, attributes);
  });
}

/** What is not known in full hides how many blocks there are. */
function addBlocks(
  entries: Map<string, Term>,
  type: string,
  blocks: Term[] | Term,
  { block, file }: LocatedBlock,
): void {
  const before = entries.get(type);
  const source = spanOf(file.path, file.lines, block);
  if (!Array.isArray(blocks)) entries.set(type, { ...blocks, source });
  else if (before?.kind === "tuple")
    entries.set(type, { ...tuple([...before.items, ...blocks]), source: before.source ?? source });
  else if (!before) entries.set(type, { ...tuple(blocks), source });
}
