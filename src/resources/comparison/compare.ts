import type { OtherItem } from "../../model/declared.ts";
import type { Json } from "../../model/json.ts";
import type { Place } from "../../model/target.ts";
import { map } from "../../model/value.ts";
import type { MapValue, Value } from "../../model/value.ts";
import { valueOfJson } from "../json-value.ts";
import type { ResourceType } from "../type.ts";
import { isSwitchedOff, itemsOf, joined, otherOf } from "./collections.ts";
import { declaredKeys, entryOf, holdsSensitive, isWithin, itemOf, propertyOf, rootNode, unmarked } from "./node.ts";
import type { Comparison, Node, PathComparison, UncheckedPath } from "./node.ts";
import type { CollectionRule, PropertyRule } from "./rules.ts";
import { sameStructure, sameText } from "./same-value.ts";
import type { Sameness } from "./sameness.ts";
import { compareWhole, defaultsFor, reasonOf, sameness } from "./whole.ts";

export type { PathComparison, UncheckedPath } from "./node.ts";

/** What a comparison is given. */
export type Sides = {
  readonly base: MapValue;
  /** Null when the change removes the resource. */
  readonly head: MapValue | null;
  /** As AWS returned it, in the CloudFormation type's vocabulary. */
  readonly live: { readonly [name: string]: Json };
  /** Name of the format that declares it: defaults are Terraform's for `terraform`, else CloudFormation's. */
  readonly format: string;
  /** Where the resource lives, to complete bare names. */
  readonly place: Place;
  /** Paths that the code tells its tool to leave alone, with all within them; `*` ends one that is only a beginning. */
  readonly ignored: readonly string[];
  /** Items of its collections that other blocks of the code declare; left out, there are none. */
  readonly others?: readonly OtherItem[];
};

/**
 * Compares a resource as declared at base and at head with what is live. Only declared paths are compared, and a path
 * differs when live is not what base says; within a declared collection, an item that nobody declares differs too.
 * Never throws, whatever live holds.
 * @returns the differing paths and the declared ones that could not be compared, each in order of path
 */
export function compare(
  type: Pick<ResourceType, "properties" | "normalized">,
  sides: Sides,
): { readonly differing: readonly PathComparison[]; readonly unchecked: readonly UncheckedPath[] } {
  const { base, head, live, format, place, ignored, others = [] } = sides;
  const isRemoved = head === null;
  const comparison: Comparison = {
    rules: type.properties,
    format,
    place,
    ignored,
    others,
    isRemoved,
    differing: [],
    unchecked: [],
  };
  const { normalized = sameProperties } = type;
  const shown = valueOfJson(live);
  const read = shown.kind === "map" ? shown : map(new Map());
  const root = rootNode({
    base: normalized(base, read),
    head: head ? normalized(head, read) : undefined,
    live: normalized(read, read),
  });
  compareProperties(root, comparison);
  return { differing: comparison.differing.toSorted(byPath), unchecked: comparison.unchecked.toSorted(byPath) };
}

function sameProperties(properties: MapValue): MapValue {
  return properties;
}

function compareProperties(node: Node, comparison: Comparison): void {
  for (const key of declaredKeys(node)) {
    const property = propertyOf(node, key);
    const yieldsTo = comparison.rules.get(property.pattern)?.yieldsTo;
    if (yieldsTo === undefined || !isInEffect(entryOf(node.base, yieldsTo))) compareNode(property, comparison);
  }
}

/** Whether a property is declared and does not switch off what it is for: `max_allocated_storage = 0` does. */
function isInEffect(value: Value | undefined): boolean {
  return value !== undefined && !(value.kind === "known" && ["", "0", "false"].includes(String(value.value)));
}

function compareNode(node: Node, comparison: Comparison): void {
  const { base, head } = node;
  const isDeclared = base !== undefined || head !== undefined;
  if ((!isDeclared && !node.isItem) || comparison.ignored.some((outer) => isWithin(node.path, outer))) return;
  const rule = comparison.rules.get(node.pattern);
  if (rule?.shape === "key") return;
  const unobserved = isDeclared ? whyUnobserved(node, rule, comparison) : undefined;
  if (unobserved) comparison.unchecked.push(unobserved);
  else if (base?.kind === "unresolved") comparison.unchecked.push(unresolvedAt(node, base));
  else compareByShape(node, rule, comparison);
}

/** Why live's absence says nothing, or the property cannot be seen at all; undefined when it can be compared. */
function whyUnobserved(node: Node, rule: PropertyRule | undefined, comparison: Comparison): UncheckedPath | undefined {
  const { path } = node;
  if (rule && typeof rule.observed === "object" && "never" in rule.observed) {
    return { path, reason: "unobservable", detail: rule.observed.never, decides: false, action: null };
  }
  if (rule === undefined && comparison.format === "terraform" && isUnmapped(node)) {
    return {
      path,
      reason: "unobservable",
      detail: `\`${node.attribute}\` is not compared yet`,
      decides: false,
      action: null,
    };
  }
  if (node.live !== undefined || node.isItem) return undefined;
  if (rule === undefined || rule.observed === "if-returned") {
    return {
      path,
      reason: "unobservable",
      detail: "the read left it out, which may mean anything",
      decides: false,
      action: null,
    };
  }
  if (rule.observed === "always" || "never" in rule.observed) return undefined;
  const { action, or } = rule.observed;
  const calls = or === undefined ? action : `${action} or ${or}`;
  const detail = `the read left it out, which it also does when the role may not call ${calls}`;
  return { path, reason: "unobservable", detail, decides: declaresSomething(node, rule, comparison), action };
}

/** Terraform arguments that have no path keep their own name, which no CloudFormation property has. */
function isUnmapped({ path, isItem }: Node): boolean {
  return !isItem && /^[a-z]/.test(path.split("/").at(-1) ?? "");
}

/** Whether base asks for anything but what absence means anyway. */
function declaresSomething(node: Node, rule: PropertyRule, comparison: Comparison): boolean {
  const { base } = node;
  if (base?.kind === "map" && rule.shape === "object") {
    return sameByRules({ ...node, head: base, live: map(new Map()) }, comparison) !== "same";
  }
  const { declared } = defaultsFor(rule.default, comparison.format);
  return base !== undefined && sameness(base, declared, sameStructure) !== "same";
}

function unresolvedAt({ path }: Node, value: Value): UncheckedPath {
  return { path, reason: "unresolved", detail: reasonOf(value), decides: true, action: null };
}

function compareByShape(node: Node, rule: PropertyRule | undefined, comparison: Comparison): void {
  if (isOnePath(node, rule)) {
    compareWhole(
      node,
      rule,
      (declared, live) => sameByRules({ ...node, base: declared, head: declared, live }, comparison),
      comparison,
    );
  } else if (rule?.shape === "whole") {
    compareWhole(node, rule, rule.same, comparison);
  } else if (rule && rule.shape !== "object" && rule.shape !== "key") {
    compareCollection(node, rule, comparison);
  } else if (isObject(node)) {
    compareObject(node, rule, comparison);
  } else {
    compareWhole(node, rule, sameText, comparison);
  }
}

/**
 * Whether what has parts is one path all the same: an item that base or live does not have at all, and what is
 * sensitive as a whole, whose keys and items must not be shown either.
 */
function isOnePath({ base, head, live, isItem }: Node, rule: PropertyRule | undefined): boolean {
  if (![base, head, live].some(hasParts)) return false;
  if (isItem && (base === undefined || live === undefined)) return true;
  if (rule?.shape === "set") return holdsSensitive(base) || holdsSensitive(head);
  return [base, head].some((value) => value?.sensitive === true && hasParts(value));
}

function hasParts(value: Value | undefined): boolean {
  return value?.kind === "list" || value?.kind === "map";
}

/** Whether declared parts and live ones are the same thing, each by its own rule. */
function sameByRules(node: Node, comparison: Comparison): Sameness {
  const { base, live } = node;
  if (!base || !live) return "different";
  const declared = unmarked(base);
  const parts: Comparison = { ...comparison, isRemoved: false, differing: [], unchecked: [] };
  compareNode({ ...node, base: declared, head: declared, live, sensitive: false }, parts);
  if (parts.differing.length > 0) return "different";
  return parts.unchecked.find(({ decides }) => decides) ? "unresolved" : "same";
}

/** Live that is absent or of another kind leaves each declared property to differ, and says nothing of its own. */
function isObject({ base, head, live }: Node): boolean {
  return (base ?? head)?.kind === "map" && (live === undefined || live.kind === "map");
}

function compareObject(node: Node, rule: PropertyRule | undefined, comparison: Comparison): void {
  const onlyWhile = rule?.shape === "object" ? rule.onlyWhile : undefined;
  if (onlyWhile === undefined || !isSwitchedOff(node, onlyWhile)) return compareProperties(node, comparison);
  compareNode(propertyOf(node, onlyWhile), comparison);
}

function compareCollection(node: Node, rule: CollectionRule, comparison: Comparison): void {
  const [base, head, live] = [itemsOf(node.base, rule), itemsOf(node.head, rule), itemsOf(node.live, rule)];
  if (!base || !head || !live) {
    const same = rule.shape === "keyed" ? rule.withoutKeys : undefined;
    return compareWhole(node, rule, same ?? sameStructure, comparison);
  }
  for (const value of base.unknown) comparison.unchecked.push(unresolvedAt(node, value));
  const isNamed = rule.shape === "map" || rule.shape === "entries";
  for (const { key, ...item } of joined(base, head, live)) {
    if (rule.isOpen && !item.base) continue;
    if (rule.isOpen && !item.live) {
      comparison.unchecked.push(notReturned(`${node.path}/${key}`));
      continue;
    }
    const child = itemOf(node, key, item, isNamed);
    const other = item.base || item.head ? undefined : otherOf(node.path, key, comparison.others);
    if (!other) compareNode(child, comparison);
    else if (other.unresolved) comparison.unchecked.push(unresolvedAt(child, other.unresolved));
  }
}

/** Of settings AWS returns all that apply, so that one which it does not return does not. */
function notReturned(path: string): UncheckedPath {
  return { path, reason: "unobservable", detail: "AWS returns no such setting", decides: false, action: null };
}

function byPath(left: { readonly path: string }, right: { readonly path: string }): number {
  if (left.path === right.path) return 0;
  return left.path < right.path ? -1 : 1;
}
