import type { Value } from "../../model/value.ts";
import type { Evaluation } from "./evaluation.ts";
import { entryOf } from "./nodes.ts";
import type { CallNode, Node } from "./nodes.ts";
import { malformed } from "./references.ts";
import { asText } from "./text.ts";

/** `Fn::FindInMap`: `[map, key, key]`, and with the language extensions a fourth item `{ DefaultValue }`. */
export function findInMap(call: CallNode, evaluation: Evaluation): Value | undefined {
  const items = call.argument.kind === "seq" ? call.argument.items : [];
  const [mapNode, topNode, secondNode, options] = items;
  if (!mapNode || !topNode || !secondNode || items.length > 4) {
    return malformed(call, "`Fn::FindInMap` takes a mapping and two keys", evaluation);
  }
  const keys: string[] = [];
  for (const node of [mapNode, topNode, secondNode]) {
    const key = asText(evaluation.evaluate(node), "a key of `Fn::FindInMap`");
    if (key.kind === "unresolved") return key;
    keys.push(key.value);
  }
  const found = find(keys, evaluation) ?? entryOf(options, "DefaultValue")?.value;
  if (found) return evaluation.evaluate(found);
  return malformed(call, `the mapping has no \`${keys.join(".")}\``, evaluation);
}

function find(keys: readonly string[], evaluation: Evaluation): Node | undefined {
  const [name = "", top = "", second = ""] = keys;
  const mapping = evaluation.template.mappings.get(name)?.value;
  return entryOf(entryOf(mapping, top)?.value, second)?.value;
}
