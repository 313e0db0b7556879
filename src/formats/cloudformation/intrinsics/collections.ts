import { firstUnresolved, known, toJson, unresolved } from "../../../model/value.ts";
import type { Value } from "../../../model/value.ts";
import type { CallNode } from "../template/nodes.ts";
import type { Evaluation } from "./evaluation.ts";
import { malformed } from "./references.ts";
import { origins, whyUnknown } from "./text.ts";

/** `Fn::Length`: how many items a list has, known or not. */
export function length(call: CallNode, evaluation: Evaluation): Value {
  const value = evaluation.evaluate(call.argument);
  if (value?.kind === "list") return known(value.items.length, origins([value]));
  if (value?.kind === "unresolved") return whyUnknown(value);
  return malformed(call, "`Fn::Length` takes a list", evaluation);
}

/** `Fn::ToJsonString`: a map or list as JSON text, in the order in which it is written. */
export function toJsonString(call: CallNode, evaluation: Evaluation): Value {
  const value = evaluation.evaluate(call.argument);
  if (value?.kind !== "map" && value?.kind !== "list") {
    return value?.kind === "unresolved"
      ? whyUnknown(value)
      : malformed(call, "`Fn::ToJsonString` takes a map or a list", evaluation);
  }
  const open = firstUnresolved(value);
  if (open) return unresolved(open.reason, origins(leavesOf(value)));
  const text = JSON.stringify(toJson(value));
  return evaluation.spend(text.length) ?? known(text, origins(leavesOf(value)));
}

function leavesOf(value: Value): readonly Value[] {
  if (value.kind === "list") return [value, ...value.items.flatMap(leavesOf)];
  if (value.kind === "map") return [value, ...[...value.entries.values()].flatMap(leavesOf)];
  return [value];
}
