import type { Value } from "../../model/value.ts";
import { isNothing, sameBoolean, sameNumber, sameText } from "../comparison/same-value.ts";
import { sameJson } from "../comparison/same-json.ts";
import { allOf } from "../comparison/sameness.ts";
import type { Sameness } from "../comparison/sameness.ts";
import { resolved } from "./schema.ts";
import type { SchemaNode, TypeSchema } from "./schema.ts";

/** Paths that no read returns, or that AWS sets: they tell nothing. */
export type Skipped = (path: string) => boolean;

/** Whether a list has no order of its own: what AWS returns may come in any. */
export function isUnordered({ insertionOrder, uniqueItems }: SchemaNode): boolean {
  return insertionOrder === false || (insertionOrder === undefined && uniqueItems === true);
}

export function isOfType({ type }: SchemaNode, name: string): boolean {
  return type === name || (Array.isArray(type) && type.includes(name));
}

/** Compares what is declared of a part with what is live of it: of an object only what is declared; what live leaves out says nothing. */
export function sameBySchema(
  declared: Value,
  live: Value,
  written: SchemaNode,
  path: string,
  context: { readonly schema: TypeSchema; readonly skipped: Skipped },
): Sameness {
  const node = resolved(written, context.schema);
  if (declared.kind === "unresolved" || live.kind === "unresolved") return "unresolved";
  if (declared.kind === "list" && live.kind === "list") {
    const same = (one: Value, other: Value) => sameBySchema(one, other, node.items ?? {}, `${path}/*`, context);
    return sameLists(declared.items, live.items, isUnordered(node), same);
  }
  if (declared.kind === "map" && live.kind === "map") {
    const parts = [...declared.entries].filter(
      ([key, value]) => !isNothing(value) && !context.skipped(`${path}/${key}`),
    );
    return allOf(
      parts.map(([key, value]) => {
        const other = live.entries.get(key);
        if (isNothing(other)) return "unobservable";
        return sameBySchema(value, other, node.properties?.[key] ?? {}, `${path}/${key}`, context);
      }),
    );
  }
  return sameScalar(declared, live, node);
}

function sameScalar(declared: Value, live: Value, node: SchemaNode): Sameness {
  if (isOfType(node, "boolean")) return sameBoolean(declared, live);
  if (isOfType(node, "integer") || isOfType(node, "number")) return sameNumber(declared, live);
  return sameTextOrJson(declared, live);
}

/** Text; a document in it may be laid out otherwise, and an object be written where live has its text. */
export function sameTextOrJson(declared: Value, live: Value): Sameness {
  const plain = sameText(declared, live);
  return plain === "different" && [declared, live].every(isDocument) ? sameJson(declared, live) : plain;
}

function isDocument(value: Value): boolean {
  return value.kind !== "known" || (typeof value.value === "string" && /^\s*[[{]/.test(value.value));
}

function sameLists(
  declared: readonly Value[],
  live: readonly Value[],
  inAnyOrder: boolean,
  same: (one: Value, other: Value) => Sameness,
): Sameness {
  if (declared.length !== live.length) {
    return declared.some(({ kind }) => kind === "unresolved") ? "unresolved" : "different";
  }
  if (!inAnyOrder) return allOf(declared.map((item, index) => same(item, live[index] ?? item)));
  const left = [...live];
  const open: Value[] = [];
  for (const item of declared) {
    const at = left.findIndex((other) => same(item, other) === "same");
    if (at < 0) open.push(item);
    else left.splice(at, 1);
  }
  return allOf(open.map((item) => bestOf(left.map((other) => same(item, other)))));
}

/** An item may be any that it does not contradict. */
function bestOf(all: readonly Sameness[]): Sameness {
  return all.find((one) => one === "unresolved") ?? all.find((one) => one === "unobservable") ?? "different";
}
