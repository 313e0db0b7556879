import type { Block, Declared } from "../../../../src/model/declared.ts";
import type { Value } from "../../../../src/model/value.ts";
import type { Plan, Refusal, Tree } from "./recorded.ts";

type Wrapped = { readonly $unknown?: true; readonly $sensitive?: Tree; readonly $number?: string };

/**
 * Everything in which what is declared differs from what Terraform plans, one line each.
 * @param markedHere values that are to be sensitive although Terraform does not say so
 */
export function disagreements(declared: Declared, plan: Plan, markedHere: readonly string[]): readonly string[] {
  const found = differences(declared, plan);
  const excepted = markedHere.map((path) => `${path}: ${ONLY_HERE_SENSITIVE}`);
  const missing = excepted.filter((line) => !found.includes(line)).map((line) => `expected, and not so: ${line}`);
  return [...found.filter((line) => !excepted.includes(line)), ...missing];
}

const ONLY_HERE_SENSITIVE = "marked sensitive here, and Terraform does not";

function differences(declared: Declared, plan: Plan): string[] {
  if ("errors" in plan) return plan.errors.flatMap((error) => refused(declared, error));
  const blocks = instancesIn(declared);
  const addresses = Object.keys(plan.resources);
  return [
    ...declared.problems.map(
      ({ path, line, message }) => `problem, and Terraform has none: ${path}:${line} ${message}`,
    ),
    ...addresses.filter((address) => !blocks.has(address)).map((address) => `${address}: not declared here`),
    ...[...blocks.keys()].filter((address) => !addresses.includes(address)).map((address) => `${address}: only here`),
    ...addresses.flatMap((address) => argumentsOf(address, blocks.get(address), plan.resources[address] ?? {})),
    ...Object.entries(plan.outputs).flatMap(([name, expected]) => {
      const block = declared.blocks.get(`output.${name}`);
      return block
        ? compare(`output.${name}`, expected, block.arguments.entries.get("value"), false)
        : [`output.${name}: not declared here`];
    }),
  ];
}

/** A refusal is a problem in that place. One that hangs on what is known after apply is one instance, not known which. */
function refused(declared: Declared, { summary, path, line, undecided }: Refusal): string[] {
  if (undecided) {
    const addresses = [...declared.blocks]
      .filter(([, { source }]) => source.path === path && source.line <= (line ?? 0) && source.endLine >= (line ?? 0))
      .map(([address]) => address);
    const isOne = addresses.length === 1 && addresses.every((address) => !address.endsWith("]"));
    return isOne ? [] : [`${path}:${line} Terraform cannot tell the instances, here ${addresses.join(", ") || "none"}`];
  }
  // Of a circle, Terraform names the members and no place.
  const isSaid = declared.problems.some((problem) => path === null || (problem.path === path && problem.line === line));
  if (isSaid) return [];
  const said = declared.problems.map((problem) => `${problem.path}:${problem.line} ${problem.message}`).join("; ");
  return [`Terraform says "${summary}" at ${path}:${line}, and here is ${said || "no problem"}`];
}

/** Every instance of a `terraform_data`, by address. */
function instancesIn({ blocks }: Declared): ReadonlyMap<string, Block> {
  return new Map([...blocks].filter(([address]) => isInstance(address)));
}

/** Keys may hold anything; without them only names are left. */
function isInstance(address: string): boolean {
  const names = address.replaceAll(/\["(?:[^"\\]|\\.)*"\]|\[\d+\]/g, "").split(".");
  return names.at(-2) === "terraform_data" && names.at(-3) !== "data";
}

function argumentsOf(address: string, block: Block | undefined, expected: { readonly [name: string]: Tree }): string[] {
  if (!block) return [];
  return Object.entries(expected).flatMap(([name, tree]) =>
    compare(`${address}#${name}`, tree, block.arguments.entries.get(name), false),
  );
}

/** @param isMarked something that holds the value is marked sensitive here already */
function compare(path: string, expected: Tree, actual: Value | undefined, isMarked: boolean): string[] {
  // An argument that is not written is null.
  const found: Value = actual ?? { kind: "known", value: null };
  const isSensitive = isMarked || found.sensitive === true;
  const wrapped: Wrapped = isObject(expected) ? expected : {};
  if (wrapped.$sensitive !== undefined) {
    const unmarked = isSensitive ? [] : [`${path}: sensitive, and not marked so here`];
    return [...unmarked, ...compare(path, wrapped.$sensitive, { ...found, sensitive: true }, true)];
  }
  if (isSensitive && !isMarked) {
    return [`${path}: ${ONLY_HERE_SENSITIVE}`, ...compare(path, expected, found, true)];
  }
  if (wrapped.$unknown) return found.kind === "unresolved" ? [] : [differ(path, "not known", found)];
  if (found.kind === "unresolved" && wrapped.$number === undefined) return [differ(path, expected, found)];
  if (wrapped.$number !== undefined) return sameNumber(wrapped.$number, found) ? [] : [differ(path, expected, found)];
  if (Array.isArray(expected)) return compareItems(path, expected as readonly Tree[], found, isMarked);
  if (isObject(expected)) return compareEntries(path, expected, found, isMarked);
  return found.kind === "known" && found.value === expected ? [] : [differ(path, expected, found)];
}

function compareItems(path: string, expected: readonly Tree[], found: Value, isMarked: boolean): string[] {
  if (found.kind !== "list" || found.items.length !== expected.length) return [differ(path, expected, found)];
  return expected.flatMap((item, index) => compare(`${path}[${index}]`, item, found.items[index], isMarked));
}

function compareEntries(
  path: string,
  expected: { readonly [name: string]: Tree },
  found: Value,
  isMarked: boolean,
): string[] {
  if (found.kind !== "map") return [differ(path, expected, found)];
  const names = new Set([...Object.keys(expected), ...found.entries.keys()]);
  return [...names].toSorted().flatMap((name) => {
    const below = `${path}.${name}`;
    const tree = expected[name];
    const value = found.entries.get(name);
    if (tree === undefined) return [`${below}: only here`];
    return value ? compare(below, tree, value, isMarked) : [`${below}: not here`];
  });
}

/** A whole number that a double cannot hold is unresolved rather than rounded, or text; a fraction is the closest double. */
function sameNumber(text: string, found: Value): boolean {
  if (found.kind === "unresolved") return true;
  if (found.kind !== "known" || found.value === null) return false;
  if (typeof found.value === "number" && Number.isInteger(found.value)) return BigInt(found.value).toString() === text;
  if (typeof found.value === "number") return found.value === Number(text);
  return found.value === text;
}

function isObject(tree: Tree): tree is { readonly [name: string]: Tree } {
  return typeof tree === "object" && tree !== null && !Array.isArray(tree);
}

function differ(path: string, expected: Tree, found: Value): string {
  return `${path}: Terraform says ${short(JSON.stringify(expected))}, here ${short(shown(found))}`;
}

function shown(value: Value): string {
  if (value.kind === "unresolved") return `unresolved (${value.reason})`;
  if (value.kind === "known") return JSON.stringify(value.value);
  if (value.kind === "list") return `[${value.items.map(shown).join(",")}]`;
  return `{${[...value.entries].map(([name, entry]) => `${JSON.stringify(name)}:${shown(entry)}`).join(",")}}`;
}

function short(text: string): string {
  return text.length > 160 ? `${text.slice(0, 100)}…${text.slice(-50)}` : text;
}
