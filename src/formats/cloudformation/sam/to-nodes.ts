import type { At, Entry, Node } from "../template/nodes.ts";
import type { Data, Fraction } from "./data/data.ts";
import { calledBy } from "../intrinsics/intrinsic-names.ts";
import { entriesOf, isDict, isFraction, placeOf, textOf } from "./data/data.ts";

/** What the transform made, as a part of a template. What it made itself stands where `at` says. */
export function toNode(data: Data, at: At): Node {
  if (Array.isArray(data)) return { kind: "seq", at, items: data.map((item) => toNode(item, at)) };
  if (isDict(data)) {
    const entries = entriesOf(data).map(([key, value]): Entry => {
      const name = textOf(key) ?? "";
      const place = placeOf(data, name) ?? at;
      return { key: name, at: place, value: toNode(value, place) };
    });
    const [only] = entries;
    const called = only && entries.length === 1 ? calledBy(only.key) : undefined;
    return only && called !== undefined
      ? { kind: "call", at: only.at, name: called, argument: only.value }
      : { kind: "map", at, entries };
  }
  const text = textOf(data);
  if (text !== undefined) return { kind: "scalar", at, value: text };
  if (isFraction(data)) return { kind: "scalar", at, value: data.text, isNumber: true };
  if (typeof data === "object" && data !== null) return opaqueNode(data, at);
  return { kind: "scalar", at, value: data };
}

function opaqueNode(data: Exclude<Data, null | boolean | number | string | Data[] | Fraction>, at: At): Node {
  if (data.kind !== "opaque" || data.node.kind !== "broken") return { kind: "scalar", at, value: null };
  return { ...data.node, at };
}
