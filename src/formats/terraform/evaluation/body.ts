import { map } from "../../../model/value.ts";
import { EvaluationError, LimitError } from "../language/evaluation-error.ts";
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

/** In one root module; a resource has some hundreds at most. */
const MAX_DYNAMIC_BLOCKS = 100_000;

const NOTHING_LEFT_OUT: ReadonlySet<string> = new Set();

/** Where the attributes of a block, and of those nested in it, are put. */
type Attributes = { readonly path: readonly string[]; readonly found: EvaluatedAttribute[] };

/** Evaluates a block's content but for the arguments left out. Nested blocks of one type become a list of maps. */
export function evaluateBody(
  run: Run,
  body: Body,
  frame: Frame,
  without: ReadonlySet<string> = NOTHING_LEFT_OUT,
): EvaluatedBody {
  const found: EvaluatedAttribute[] = [];
  const terms = evaluateEntries(run, body, frame, without, { path: [], found });
  const own = new Map(
    found.flatMap(({ path: [name = "", ...nested], value }) => (nested.length > 0 ? [] : [[name, value]])),
  );
  const entries = [...terms].map(([name, term]) => [name, own.get(name) ?? toValue(term)] as const);
  return { terms, arguments: map(new Map(entries)), attributes: found };
}

/** The frame for what stands in a file: an override file may hold a part of a block. */
function inFile(frame: Frame, file: Frame["file"]): Frame {
  return file === frame.file ? frame : { ...frame, file };
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
    const term = { ...valueOf(run, attribute.value, inFile(frame, file)), source };
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
  const entries = evaluateEntries(run, bodyOf({ block, file }), inFile(frame, file), NOTHING_LEFT_OUT, attributes);
  return { ...object(entries), source: spanOf(file.path, file.lines, block) };
}

/** `dynamic "name"`: one block for each element, or unknown when it is not known how many there are. */
function evaluateDynamic(run: Run, located: LocatedBlock, frame: Frame, attributes: Attributes): Term[] | Term {
  const { block, file } = located;
  const { attributes: own } = bodyOf(located);
  const forEach = own.get("for_each")?.attribute.value;
  const content = block.blocks.find((nested) => nested.type === "content");
  if (!forEach || !content) return unknown(DYNAMIC, "a `dynamic` block lacks `for_each` or `content`");
  const collection = valueOf(run, forEach, inFile(frame, file));
  let iterations: ReturnType<typeof iterationsOf> = [];
  const refused = guarded(run, inFile(frame, file), () => {
    if (collection.kind === "null") throw new EvaluationError("`for_each` of a `dynamic` block is null", forEach);
    iterations = iterationsOf(collection);
    run.dynamicBlocks += Array.isArray(iterations) ? iterations.length : 0;
    if (run.dynamicBlocks > MAX_DYNAMIC_BLOCKS) {
      throw new LimitError("`dynamic` makes too many blocks to be worked out", forEach);
    }
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
