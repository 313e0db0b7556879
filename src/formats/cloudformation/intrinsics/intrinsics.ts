import { firstUnresolved, known, list, unresolved } from "../../../model/value.ts";
import type { ListValue, UnresolvedValue, Value } from "../../../model/value.ts";
import { cidr } from "./cidr.ts";
import { length, toJsonString } from "./collections.ts";
import { ifElse, truthOf } from "./conditions.ts";
import type { Evaluation, Intrinsic } from "./evaluation.ts";
import { displayName } from "./intrinsic-names.ts";
import { imported, splitImport } from "./imports.ts";
import { findInMap } from "./mappings.ts";
import { scalarText } from "../template/nodes.ts";
import type { CallNode, Node } from "../template/nodes.ts";
import { getAtt, malformed, ref } from "./references.ts";
import { sub } from "./substitution.ts";
import { asText, concatenate, origins, quoted, whyUnknown } from "./text.ts";

/** Every intrinsic function by its name without `Fn::`. */
const INTRINSICS: ReadonlyMap<string, Intrinsic> = new Map<string, Intrinsic>([
  ["Ref", ref],
  ["GetAtt", getAtt],
  ["Sub", sub],
  ["Join", join],
  ["Select", select],
  ["Split", split],
  ["FindInMap", findInMap],
  ["Base64", base64],
  ["If", ifElse],
  ["And", truth],
  ["Or", truth],
  ["Not", truth],
  ["Equals", truth],
  ["Condition", truth],
  ["ImportValue", imported],
  ["GetAZs", unknowable("the zones that `Fn::GetAZs` gives hang on the account's default subnets, and are not read")],
  ["GetStackOutput", imported],
  ["Transform", unknowable("what a macro makes is known only after deploy")],
  ["Cidr", cidr],
  ["Length", length],
  ["ToJsonString", toJsonString],
]);

/** Calls an intrinsic function; undefined where its result is removed. */
export function callIntrinsic(call: CallNode, evaluation: Evaluation): Value | undefined {
  const intrinsic = INTRINSICS.get(call.name);
  if (intrinsic) return intrinsic(call, evaluation);
  return unresolved(`\`${displayName(call.name)}\` is no function that can be evaluated`);
}

/** A function whose result no template tells. */
function unknowable(reason: string): Intrinsic {
  return () => unresolved(reason);
}

function truth(call: CallNode, evaluation: Evaluation): Value {
  return truthOf(call, evaluation);
}

function base64(call: CallNode, evaluation: Evaluation): Value {
  const text = asText(evaluation.evaluate(call.argument), "the argument of `Fn::Base64`");
  if (text.kind === "unresolved") return text;
  const refused = evaluation.spend(Math.ceil((text.value.length * 4) / 3));
  return refused ?? known(Buffer.from(text.value).toString("base64"), origins([text]));
}

/** `Fn::Join`: `[separator, list]`. */
function join(call: CallNode, evaluation: Evaluation): Value {
  const [separatorNode, listNode] = pair(call);
  const separator = scalarText(separatorNode) ?? "";
  if (!listNode || separatorNode?.kind !== "scalar") {
    return malformed(call, "`Fn::Join` takes a separator and a list", evaluation);
  }
  const items = asList(evaluation.evaluate(listNode), "the list of `Fn::Join`");
  if (items.kind === "unresolved") return items;
  const texts = items.items.map((item) => asText(item, "an item of `Fn::Join`"));
  return concatenate(texts, separator, evaluation);
}

/** `Fn::Split`: `[separator, text]`. */
function split(call: CallNode, evaluation: Evaluation): Value {
  const [separatorNode, textNode] = pair(call);
  const separator = scalarText(separatorNode);
  if (!textNode || !separator) {
    return malformed(call, "`Fn::Split` takes a separator and a text", evaluation);
  }
  const value = evaluation.evaluate(textNode);
  const live = splitImport(value, separator);
  if (live) return live;
  const text = asText(value, "the text of `Fn::Split`");
  if (text.kind === "unresolved") return text;
  const refused = evaluation.spend(text.value.length);
  if (refused) return refused;
  const origin = origins([text]);
  return list(
    text.value.split(separator).map((part) => known(part, origin)),
    origin,
  );
}

/** `Fn::Select`: `[index, list]`, counting from 0. Only the chosen item need be known. */
function select(call: CallNode, evaluation: Evaluation): Value {
  const [indexNode, listNode] = pair(call);
  if (!indexNode || !listNode) {
    return malformed(call, "`Fn::Select` takes an index and a list", evaluation);
  }
  const index = asText(evaluation.evaluate(indexNode), "the index of `Fn::Select`");
  if (index.kind === "unresolved") return index;
  const items = asList(evaluation.evaluate(listNode), "the list of `Fn::Select`");
  if (items.kind === "unresolved") return items;
  const item = /^\d+$/.test(index.value) ? items.items[Number(index.value)] : undefined;
  if (item) return item;
  return malformed(
    call,
    `\`Fn::Select\` asks for item${quoted(index.value, index)} of a list of ${items.items.length}`,
    evaluation,
  );
}

function pair(call: CallNode): readonly [Node?, Node?] {
  const { argument } = call;
  if (argument.kind !== "seq" || argument.items.length !== 2) return [];
  const [first, second] = argument.items;
  return first && second ? [first, second] : [];
}

function asList(value: Value | undefined, what: string): ListValue | UnresolvedValue {
  if (value?.kind === "list") return value;
  const open = value && firstUnresolved(value);
  return open ? whyUnknown(open) : unresolved(`${what} is no list`);
}
