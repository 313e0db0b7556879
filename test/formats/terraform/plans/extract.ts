import type { Plan, Refusal, Tree } from "./recorded.ts";

/** Parsed JSON whose numbers are kept as they are written. */
type Json = string | boolean | null | WrittenNumber | readonly Json[] | { readonly [name: string]: Json };

/** `terraform show -json` writes numbers in full: 154 digits of a third. */
class WrittenNumber {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

type Reviver = (key: string, value: unknown, context: { readonly source?: string }) => unknown;

/** `context.source` is in every Node that runs this, and not in the types yet. */
const parseWithSource = JSON.parse as (text: string, reviver: Reviver) => Json;

function parse(text: string): Json {
  return parseWithSource(text, (_, value, { source }) =>
    typeof value === "number" ? new WrittenNumber(source ?? String(value)) : value,
  );
}

function child(value: Json | undefined, name: string | number): Json | undefined {
  if (Array.isArray(value)) return (value as readonly Json[])[Number(name)];
  return isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

function isObject(value: Json | undefined): value is { readonly [name: string]: Json } {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof WrittenNumber);
}

function items(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? (value as readonly Json[]) : [];
}

/** The planned resources and outputs in the output of `terraform show -json`. */
export function planned(text: string): Plan {
  const plan = parse(text);
  const resources: [string, { [name: string]: Tree }][] = [];
  for (const resource of items(child(plan, "resource_changes"))) {
    const address = child(resource, "address");
    const change = child(resource, "change");
    if (typeof address !== "string" || child(resource, "type") !== "terraform_data") continue;
    const actions = items(child(change, "actions"));
    if (actions.length === 1 && (actions[0] === "delete" || actions[0] === "forget")) continue;
    const input = argumentOf(change, "input");
    const triggers = argumentOf(change, "triggers_replace");
    resources.push([address, { input, ...(triggers !== null && { triggers_replace: triggers }) }]);
  }
  const changes = child(plan, "output_changes");
  const outputs = Object.entries(isObject(changes) ? changes : {}).map(
    ([name, change]) =>
      [name, treeOf(child(change, "after"), child(change, "after_unknown"), child(change, "after_sensitive"))] as const,
  );
  return { resources: sorted(resources), outputs: sorted(outputs) };
}

function argumentOf(change: Json | undefined, name: string): Tree {
  const [after, unknown, sensitive] = ["after", "after_unknown", "after_sensitive"].map((part) =>
    child(child(change, part), name),
  );
  return treeOf(after, unknown, sensitive);
}

/** One tree of the three that `show -json` gives: values, what is unknown, what is sensitive. */
function treeOf(after: Json | undefined, unknown: Json | undefined, sensitive: Json | undefined): Tree {
  return sensitive === true ? { $sensitive: unmarked(after, unknown, undefined) } : unmarked(after, unknown, sensitive);
}

function unmarked(after: Json | undefined, unknown: Json | undefined, sensitive: Json | undefined): Tree {
  if (unknown === true) return { $unknown: true };
  if (after instanceof WrittenNumber) return numberOf(after.text);
  if (Array.isArray(after)) {
    return (after as readonly Json[]).map((item, index) =>
      treeOf(item, child(unknown, index), child(sensitive, index)),
    );
  }
  if (!isObject(after)) return (after as string | boolean | null | undefined) ?? null;
  const names = new Set([...Object.keys(after), ...unknownNames(unknown)]);
  return sorted(
    [...names].map((name) => [name, treeOf(child(after, name), child(unknown, name), child(sensitive, name))] as const),
  );
}

/** Attributes that are left out of the values because nothing of them is known. */
function unknownNames(unknown: Json | undefined): string[] {
  if (!isObject(unknown)) return [];
  return Object.keys(unknown).filter((name) => unknown[name] === true);
}

function numberOf(text: string): Tree {
  const double = Number(text);
  return String(double) === text ? double : { $number: text };
}

function sorted<T>(entries: readonly (readonly [string, T])[]): { [name: string]: T } {
  return Object.fromEntries(entries.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

const HANGS_ON_APPLY = /^Invalid (?:count|for_each) argument$/;

/**
 * The errors among the JSON lines of `terraform plan -json` or `terraform init -json`.
 * @param pathOf gives a path in the recorded folder for one that Terraform names; null for what is no file
 */
export function refusals(lines: string, pathOf: (filename: string) => string | null): readonly Refusal[] {
  const found = new Map<string, Refusal>();
  for (const line of lines.split("\n")) {
    if (!line.startsWith("{")) continue;
    const { diagnostic } = JSON.parse(line) as { readonly diagnostic?: Diagnostic };
    if (diagnostic?.severity !== "error") continue;
    const { summary, detail = "", range } = diagnostic;
    const path = range ? pathOf(range.filename) : null;
    const place = { path, line: path === null ? null : (range?.start.line ?? null) };
    const isUndecided = HANGS_ON_APPLY.test(summary) && detail.includes("apply");
    const refusal = { summary: withoutOrder(summary), ...place, ...(isUndecided && { undecided: true as const }) };
    found.set(JSON.stringify(refusal), refusal);
  }
  const all = [...found].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, refusal]) => refusal);
  // What follows from an error elsewhere has no place: "Terraform encountered problems during initialisation".
  const placed = all.filter(({ path }) => path !== null);
  return placed.length > 0 ? placed : all;
}

/** A circle's members come in another order each time. */
function withoutOrder(summary: string): string {
  const members = /^Cycle: (.*)$/.exec(summary)?.[1];
  return members === undefined ? summary : `Cycle: ${members.split(", ").toSorted().join(", ")}`;
}

type Diagnostic = {
  readonly severity: string;
  readonly summary: string;
  readonly detail?: string;
  readonly range?: { readonly filename: string; readonly start: { readonly line: number } };
};
