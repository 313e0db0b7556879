import type { Json } from "../../model/json.ts";
import type { Span } from "../../model/source.ts";
import type { Value } from "../../model/value.ts";
import { shownJson, valueOfJson } from "../json-value.ts";
import type { Comparison, Node, PathComparison } from "./node.ts";
import { holdsSensitive } from "./node.ts";
import type { Defaults, PropertyRule, Same } from "./rules.ts";
import { sameDocument } from "./same-value.ts";
import type { Sameness } from "./sameness.ts";
import { allOf } from "./sameness.ts";

/**
 * Compares one path as one value, and keeps what came of it.
 * @param same whether what is declared and what is live are the same thing
 */
export function compareWhole(node: Node, rule: PropertyRule | undefined, same: Same, comparison: Comparison): void {
  const { place } = comparison;
  const absence = defaultsFor(rule?.default, comparison.format);
  // With no known default, nobody can say what base was before the change declared it.
  if (!node.base && !node.isItem && !absence.declared) return;
  const base = node.base ?? absence.declared;
  const head = node.head ?? absence.declared;
  const live = node.live ?? absence.live;
  const verdict = sameness(base, live, (a, b) => same(a, b, place));
  if (verdict === "same") return;
  if (verdict === "different") {
    comparison.differing.push(differenceAt(node, rule, headOn(base, head, live, rule, same, comparison)));
    return;
  }
  comparison.unchecked.push({
    path: node.path,
    reason: verdict,
    detail: verdict === "unresolved" ? reasonOf(base) : whyUnobservable(rule),
    decides: verdict === "unresolved",
    action: null,
  });
}

function whyUnobservable(rule: PropertyRule | undefined): string {
  if (rule?.unobservable !== undefined) return rule.unobservable;
  if (rule?.shape === "keyed") return "the read left a part of it out, which may mean anything";
  return "whether the alias and the key that it is compared with are one key, only KMS knows";
}

/** A sameness of two sides, either of which may be absent: absent equals absent, and empty. */
export function sameness(
  left: Value | undefined,
  right: Value | undefined,
  same: (a: Value, b: Value) => Sameness,
): Sameness {
  const [one, other] = [isEmpty(left) ? undefined : left, isEmpty(right) ? undefined : right];
  if (one && other) return same(one, other);
  if (!one && !other) return "same";
  return (one ?? other)?.kind === "unresolved" ? "unresolved" : "different";
}

/** The reason of the first part that is not known. */
export function reasonOf(value: Value | undefined): string {
  return firstReason(value) ?? "the value could not be worked out";
}

/** A value that stands for nothing: AWS does not tell an empty list or map from none. */
function isEmpty(value: Value | undefined): boolean {
  if (value?.kind === "list") return value.items.length === 0;
  return value?.kind === "map" && value.entries.size === 0;
}

type HeadVerdict = Pick<PathComparison, "headIsLive" | "headIsBase">;

function headOn(
  base: Value | undefined,
  head: Value | undefined,
  live: Value | undefined,
  rule: PropertyRule | undefined,
  same: Same,
  { place, isRemoved }: Comparison,
): HeadVerdict {
  if (isRemoved) return { headIsLive: false, headIsBase: false };
  const headIsLive = sameness(head, live, (a, b) => same(a, b, place));
  // Between two declarations AWS fills in nothing, so that each has to hold the other.
  const sameDeclared = rule?.shape === "whole" ? rule.same : sameDocument;
  const headIsBase = sameness(head, base, (a, b) => allOf([sameDeclared(a, b, place), sameDeclared(b, a, place)]));
  return { headIsLive: yesOrNo(headIsLive), headIsBase: yesOrNo(headIsBase) };
}

function yesOrNo(sameness: Sameness): boolean | null {
  if (sameness === "same") return true;
  return sameness === "different" ? false : null;
}

function differenceAt(node: Node, rule: PropertyRule | undefined, verdict: HeadVerdict): PathComparison {
  const { path, base, head, live } = node;
  const isSensitive = node.sensitive || rule?.sensitive === true || holdsSensitive(base) || holdsSensitive(head);
  const written = writtenAt(node, isSensitive);
  const values = { ...shown("base", base), ...shown("head", head), ...shown("live", live) };
  return {
    path,
    attribute: written.attribute,
    ...(isSensitive ? { sensitive: true } : values),
    ...verdict,
    source: written.source,
  };
}

function shown(side: "base" | "head" | "live", value: Value | undefined): { readonly [side: string]: Json } {
  return value ? { [side]: shownJson(value) } : {};
}

/** Where the attribute is written, and how: at head, else at base. */
function writtenAt(node: Node, isSensitive: boolean): Pick<PathComparison, "attribute" | "source"> {
  const { base, head } = node;
  const part = isSensitive ? undefined : partSpelledOnItsOwn(head ?? base, node);
  const attribute = part?.attribute ?? node.attribute;
  const isAtHead = head !== undefined || (base === undefined && node.headSource !== undefined);
  if (isAtHead) return { attribute, source: at("head", part?.source ?? node.headSource) };
  return { attribute, source: at("base", part?.source ?? node.baseSource) };
}

function at(side: "base" | "head", span: Span | undefined): PathComparison["source"] {
  return span ? { ...span, side } : null;
}

/** Of a list that two arguments make (`hash_key`, `range_key`), the first item that live does not have. */
function partSpelledOnItsOwn(value: Value | undefined, { attribute: outer, live }: Node): Value | undefined {
  if (value?.kind !== "list") return undefined;
  const liveItems = live?.kind === "list" ? live.items.map((item) => JSON.stringify(shownJson(item))) : [];
  return value.items.find((item) => {
    const isOwn = item.attribute !== undefined && !item.attribute.startsWith(`${outer}.`);
    return isOwn && !liveItems.includes(JSON.stringify(shownJson(item)));
  });
}

/** What absence stands for on the declared sides and live, under a format. */
export function defaultsFor(
  defaults: Defaults | undefined,
  format: string,
): { declared: Value | undefined; live: Value | undefined } {
  const declared = format === "terraform" ? defaults?.terraform : defaults?.cloudformation;
  return { declared: asValue(declared), live: asValue(defaults?.live ?? declared) };
}

function asValue(json: Json | undefined): Value | undefined {
  return json === undefined ? undefined : valueOfJson(json);
}

function firstReason(value: Value | undefined): string | undefined {
  if (value?.kind === "unresolved") return value.reason;
  if (value?.kind !== "list" && value?.kind !== "map") return undefined;
  for (const child of value.kind === "list" ? value.items : value.entries.values()) {
    const reason = firstReason(child);
    if (reason !== undefined) return reason;
  }
  return undefined;
}
