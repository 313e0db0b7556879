import type { CallNode, Node } from "../template/nodes.ts";
import type { Data, Dict } from "./data/data.ts";
import { dict, set } from "./data/data.ts";
import { displayName } from "../intrinsics/intrinsic-names.ts";
import { scalarText } from "../template/nodes.ts";

/** A part of a template as the transform sees it. */
export function toData(node: Node): Data {
  if (node.kind === "scalar") {
    return node.isNumber && typeof node.value === "string" ? { kind: "fraction", text: node.value } : node.value;
  }
  if (node.kind === "seq") return node.items.map(toData);
  if (node.kind === "call") return callData(node);
  return node.kind === "map" ? mapData(node) : { kind: "opaque", node };
}

function mapData({ entries }: Extract<Node, { readonly kind: "map" }>): Dict {
  const data = dict();
  for (const { key, value, at } of entries) set(data, key, toData(value), at);
  return data;
}

function callData({ name, argument, at }: CallNode): Dict {
  const data = dict();
  const dotted = name === "GetAtt" ? scalarText(argument) : undefined;
  const dot = dotted?.indexOf(".") ?? -1;
  // CloudFormation takes `Fn.Arn` apart before the transform sees it.
  const parts = dotted !== undefined && dot > 0 ? [dotted.slice(0, dot), dotted.slice(dot + 1)] : toData(argument);
  set(data, displayName(name), parts, at);
  return data;
}
