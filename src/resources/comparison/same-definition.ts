import type { Value } from "../../model/value.ts";
import { valueOfJsonText } from "../json-value.ts";
import { sameDocument } from "./same-value.ts";
import { allOf } from "./sameness.ts";
import type { Sameness } from "./sameness.ts";

const PLACEHOLDER = /\$\{[A-Za-z0-9_]+\}/;

/**
 * A state machine's definition by content. CloudFormation puts other values in for `${Name}`, from the template's
 * `DefinitionSubstitutions`, so that live has those
 * (https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-stepfunctions-statemachine.html).
 */
export function sameDefinition(declared: Value, live: Value): Sameness {
  const [one, other] = [valueOfJsonText(declared), valueOfJsonText(live)];
  if (!holdsPlaceholder(one)) return sameDocument(one, other);
  // A placeholder that stands for a number or an object leaves no JSON to compare.
  return one.kind === "known" ? "unobservable" : sameAround(one, other);
}

function sameAround(declared: Value | undefined, live: Value | undefined): Sameness {
  if (!declared || !live) return declared === live ? "same" : "different";
  if (!holdsPlaceholder(declared)) return sameDocument(declared, live);
  if (declared.kind === "known") return fits(String(declared.value), live) ? "unobservable" : "different";
  if (declared.kind === "list" && live.kind === "list" && declared.items.length === live.items.length) {
    return allOf(declared.items.map((item, index) => sameAround(item, live.items[index])));
  }
  if (declared.kind !== "map" || live.kind !== "map") return "different";
  const keys = new Set([...declared.entries.keys(), ...live.entries.keys()]);
  return allOf([...keys].map((key) => sameAround(declared.entries.get(key), live.entries.get(key))));
}

function holdsPlaceholder(value: Value): boolean {
  if (value.kind === "known") return typeof value.value === "string" && PLACEHOLDER.test(value.value);
  if (value.kind === "list") return value.items.some(holdsPlaceholder);
  return value.kind === "map" && [...value.entries.values()].some(holdsPlaceholder);
}

/** Whether live has, in order, the text around the placeholders. */
function fits(declared: string, live: Value): boolean {
  if (live.kind !== "known" || typeof live.value !== "string") return false;
  const pieces = declared.split(PLACEHOLDER);
  const [first = "", last = ""] = [pieces[0], pieces.at(-1)];
  if (!live.value.startsWith(first) || !live.value.endsWith(last)) return false;
  let from = 0;
  for (const piece of pieces) {
    const at = live.value.indexOf(piece, from);
    if (at < 0) return false;
    from = at + piece.length;
  }
  return true;
}
