import type { Value } from "../../../model/value.ts";
import type { Evaluation } from "./evaluation.ts";
import { entryOf } from "../template/nodes.ts";
import type { CallNode, Node } from "../template/nodes.ts";
import { malformed } from "./references.ts";
import { asText, origins, quoted } from "./text.ts";
import type { Text } from "./text.ts";

/** `Fn::FindInMap`: `[map, key, key]`, and with the language extensions a fourth item `{ DefaultValue }`. */
export function findInMap(call: CallNode, evaluation: Evaluation): Value | undefined {
  const items = call.argument.kind === "seq" ? call.argument.items : [];
  const [mapNode, topNode, secondNode, options] = items;
  if (!mapNode || !topNode || !secondNode || items.length > 4) {
    return malformed(call, "`Fn::FindInMap` takes a mapping and two keys", evaluation);
  }
  const keys: Text[] = [];
  for (const node of [mapNode, topNode, secondNode]) {
    const key = asText(evaluation.evaluate(node), "a key of `Fn::FindInMap`");
    if (key.kind === "unresolved") return key;
    keys.push(key);
  }
  const path = keys.map(({ value }) => value);
  const found = find(path, evaluation) ?? entryOf(options, "DefaultValue")?.value;
  if (found) return evaluation.evaluate(found);
  return malformed(call, `the mapping has no value${quoted(path.join("."), origins(keys))}`, evaluation);
}

function find(keys: readonly string[], evaluation: Evaluation): Node | undefined {
  const [name = "", top = "", second = ""] = keys;
  const mapping = evaluation.template.mappings.get(name)?.value;
  return entryOf(entryOf(mapping, top)?.value, second)?.value;
}
