import { known, unresolved } from "../../../model/value.ts";
import type { UnresolvedValue, Value } from "../../../model/value.ts";
import type { Evaluation, Truth } from "./evaluation.ts";
import { entryOf, scalarText } from "../template/nodes.ts";
import type { CallNode, Node } from "../template/nodes.ts";
import { malformed } from "./references.ts";
import { asText, whyUnknown } from "./text.ts";

/**
 * What a condition comes to, with `Fn::And` and `Fn::Or` decided as soon as one operand decides them.
 * (https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-conditions.html)
 */
export function truthOf(node: Node, evaluation: Evaluation): Truth {
  // `{ "Condition": "Name" }` is a reference only where a condition is wanted: elsewhere it is an ordinary key.
  const named = entryOf(node, "Condition");
  if (named) return byName(named.value, evaluation);
  if (node.kind === "broken") return unresolved(node.reason);
  if (node.kind !== "call") return literal(node);
  switch (node.name) {
    case "Condition":
      return byName(node.argument, evaluation);
    case "Not":
      return not(node, evaluation);
    case "And":
      return every(node, false, evaluation);
    case "Or":
      return every(node, true, evaluation);
    case "Equals":
      return equals(node, evaluation);
    case "Contains":
    case "EachMemberEquals":
    case "EachMemberIn":
      return members(node, evaluation);
    default:
      return fromValue(evaluation.evaluate(node));
  }
}

/** `Fn::If`: the branch that its condition chooses, itself evaluated. */
export function ifElse(call: CallNode, evaluation: Evaluation): Value | undefined {
  const branch = chosenBranch(call, evaluation);
  if (branch === undefined) return malformed(call, "`Fn::If` takes a condition and two values", evaluation);
  return branch.kind === "unresolved" ? branch : evaluation.evaluate(branch);
}

/** The branch that an `Fn::If` takes, why that is not known, or undefined for a malformed one. */
export function chosenBranch(call: CallNode, evaluation: Evaluation): Node | UnresolvedValue | undefined {
  const [condition, whenTrue, whenFalse, ...rest] = operands(call);
  if (!condition || !whenTrue || !whenFalse || rest.length > 0) return undefined;
  const name = scalarText(condition);
  const truth = name === undefined ? truthOf(condition, evaluation) : evaluation.condition(name, call.at);
  if (truth.kind === "unresolved") return truth;
  return truth.value ? whenTrue : whenFalse;
}

function operands(call: CallNode): readonly Node[] {
  return call.argument.kind === "seq" ? call.argument.items : [];
}

function byName(node: Node, evaluation: Evaluation): Truth {
  const name = scalarText(node);
  if (name === undefined) return unresolved("`Condition` takes the name of a condition");
  return evaluation.condition(name, node.at);
}

function not(call: CallNode, evaluation: Evaluation): Truth {
  const [operand, ...rest] = operands(call);
  if (!operand || rest.length > 0) return refused(call, "`Fn::Not` takes one condition", evaluation);
  const truth = truthOf(operand, evaluation);
  return truth.kind === "unresolved" ? truth : boolean(!truth.value);
}

/** `Fn::Or` is decided by a true operand, `Fn::And` by a false one; an unresolved one leaves it open. */
function every(call: CallNode, deciding: boolean, evaluation: Evaluation): Truth {
  const nodes = operands(call);
  if (nodes.length < 2 || nodes.length > 10) {
    return refused(call, `\`Fn::${call.name}\` takes two to ten conditions`, evaluation);
  }
  const truths = nodes.map((node) => truthOf(node, evaluation));
  if (truths.some((truth) => truth.kind === "known" && truth.value === deciding)) return boolean(deciding);
  return truths.find((truth) => truth.kind === "unresolved") ?? boolean(!deciding);
}

function equals(call: CallNode, evaluation: Evaluation): Truth {
  const [left, right, ...rest] = operands(call);
  if (!left || !right || rest.length > 0) return refused(call, "`Fn::Equals` takes two values", evaluation);
  const [a, b] = [left, right].map((node) => asText(evaluation.evaluate(node), "a side of `Fn::Equals`"));
  if (!a || a.kind === "unresolved") return a ?? unresolved("`Fn::Equals` takes two values");
  if (!b || b.kind === "unresolved") return b ?? unresolved("`Fn::Equals` takes two values");
  return boolean(a.value === b.value);
}

/**
 * Functions of rules: whether a list has a text, whether each of its texts is one, or is among others
 * (https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-rules.html).
 */
function members(call: CallNode, evaluation: Evaluation): Truth {
  const [left, right, ...rest] = operands(call);
  if (!left || !right || rest.length > 0) {
    return refused(call, `\`Fn::${call.name}\` takes a list and what it is held against`, evaluation);
  }
  const [texts, others] = [left, right].map((node) => textsOf(evaluation.evaluate(node)));
  if (!texts || "kind" in texts) return texts ?? unresolved("this is no condition");
  if (!others || "kind" in others) return others ?? unresolved("this is no condition");
  const [wanted] = others;
  if (call.name === "Contains") return boolean(texts.some((text) => text === wanted));
  if (call.name === "EachMemberEquals") return boolean(texts.every((text) => text === wanted));
  return boolean(texts.every((text) => others.includes(text)));
}

/** A list as texts, or one text; why not, where a part is not known. */
function textsOf(value: Value | undefined): readonly string[] | UnresolvedValue {
  const texts = (value?.kind === "list" ? value.items : [value]).map((item) => asText(item, "a member of a list"));
  const open = texts.find((text) => text.kind === "unresolved");
  if (open?.kind === "unresolved") return open;
  return texts.flatMap((text) => (text.kind === "known" ? [text.value] : []));
}

function literal(node: Node): Truth {
  const text = scalarText(node);
  if (text === "true" || text === "false") return boolean(text === "true");
  return unresolved("this is no condition");
}

function fromValue(value: Value | undefined): Truth {
  if (value?.kind === "unresolved") return whyUnknown(value);
  const text = value?.kind === "known" ? String(value.value) : "";
  if (text === "true" || text === "false") return boolean(text === "true");
  return unresolved("this is no condition");
}

function refused(call: CallNode, message: string, evaluation: Evaluation): Truth {
  evaluation.report(call.at, message);
  return unresolved(message);
}

function boolean(value: boolean): Truth {
  return { ...known(value), value };
}
