import { list, map } from "../../../model/value.ts";
import type { Value } from "../../../model/value.ts";
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

/** What a block holds, as terms and as the values that they come to. */
type Content = { readonly terms: Map<string, Term>; readonly values: Map<string, Value> };

/** A nested block, or what stands for it. */
type Part = { readonly term: Term; readonly value: Value };

/** Where attributes are put, those of nested blocks too: `argument` is the outermost block that they are in, null outside of any. */
type Attributes = { readonly argument: string | null; readonly found: EvaluatedAttribute[] };

/** Evaluates a block's content but for the arguments left out. Nested blocks of one type become a list of maps. */
export function evaluateBody(
  run: Run,
  body: Body,
  frame: Frame,
  without: ReadonlySet<string> = NOTHING_LEFT_OUT,
): EvaluatedBody {
  const found: EvaluatedAttribute[] = [];
  const { terms, values } = evaluateContent(run, body, frame, without, { argument: null, found });
  return { terms, arguments: map(values), attributes: found };
}

/** The frame for what stands in a file: an override file may hold a part of a block. */
function inFile(frame: Frame, file: Frame["file"]): Frame {
  return file === frame.file ? frame : { ...frame, file };
}

function evaluateContent(
  run: Run,
  body: Body,
  frame: Frame,
  without: ReadonlySet<string>,
  { argument, found }: Attributes,
): Content {
  const content: Content = { terms: new Map(), values: new Map() };
  for (const [name, { attribute, file }] of body.attributes) {
    if (without.has(name)) continue;
    const source = spanOf(file.path, file.lines, attribute);
    const term = { ...valueOf(run, attribute.value, inFile(frame, file)), source };
    const value = toValue(term);
    content.terms.set(name, term);
    content.values.set(name, value);
    found.push({ argument: argument ?? name, source, value });
  }
  for (const located of body.blocks) {
    const { type, labels } = located.block;
    if (META_BLOCKS.has(type)) continue;
    const name = type === "dynamic" ? (labels[0] ?? "") : type;
    const within = { argument: argument ?? name, found };
    const made =
      type === "dynamic" ? evaluateDynamic(run, located, frame, within) : [evaluateNested(run, located, frame, within)];
    addParts(content, name, made, located);
  }
  return content;
}

function evaluateNested(run: Run, { block, file }: LocatedBlock, frame: Frame, attributes: Attributes): Part {
  const body = bodyOf({ block, file });
  const { terms, values } = evaluateContent(run, body, inFile(frame, file), NOTHING_LEFT_OUT, attributes);
  const source = spanOf(file.path, file.lines, block);
  return { term: { ...object(terms), source }, value: map(values, { source }) };
}

/** `dynamic "name"`: one block for each element, or unknown when it is not known how many there are. */
function evaluateDynamic(run: Run, located: LocatedBlock, frame: Frame, attributes: Attributes): Part[] | Term {
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
function addParts({ terms, values }: Content, name: string, parts: Part[] | Term, { block, file }: LocatedBlock): void {
  const source = spanOf(file.path, file.lines, block);
  if (!Array.isArray(parts)) {
    const hidden = { ...parts, source };
    terms.set(name, hidden);
    values.set(name, toValue(hidden));
    return;
  }
  const before = terms.get(name);
  if (before && before.kind !== "tuple") return;
  const made = {
    ...tuple([...(before?.items ?? []), ...parts.map(({ term }) => term)]),
    source: before?.source ?? source,
  };
  const earlier = values.get(name);
  const items = earlier?.kind === "list" ? earlier.items : [];
  terms.set(name, made);
  values.set(name, list([...items, ...parts.map(({ value }) => value)], { source: made.source }));
}
