import { EvaluationError, LimitError } from "../evaluation-error.ts";
import { type Budget, CHARACTER_LIMIT } from "../frame.ts";

/** How far a path goes along a pattern: to its end, or into a folder that it may go on in. */
type Reach = "match" | "folder" | "none";

/** Says how far a path goes. Throws a `LimitError` when a pattern takes too long to be matched. */
export type Glob = (path: string) => Reach;

/** Comparisons that one pattern may cost over all paths, and how long it may be. */
const MOST_STEPS = 5_000_000;
const LONGEST_PATTERN = 2_000;
/** What a comparison takes of the budget that all patterns share. */
const CHARACTERS_A_STEP = 10;

const META = /[*?[{\\]/;

/**
 * A pattern as `fileset` takes it (doublestar 1.x, as it answers in Terraform 1.11): `**` as a whole component is any
 * number of folders, `*`, `?`, `[a-z]`, `[^a]` and `{a,b}` stay within one; no name is hidden. Throws an
 * `EvaluationError` for a pattern that is malformed.
 * @param budget what is compared is taken from it
 */
export function globOf(pattern: string, budget: Budget): Glob {
  if (pattern.length > LONGEST_PATTERN) throw new LimitError("the pattern is too long to be matched");
  const components = componentsOf(pattern).map((component) => Array.from(component));
  for (const component of components) checkComponent(component);
  const work: Work = { steps: 0, budget };
  return (path) => reachOf(components, path.split("/"), work);
}

/** The folder that a pattern begins with, before anything in it is a wildcard. */
export function fixedFolder(pattern: string): string {
  const components = componentsOf(pattern);
  const wild = components.findIndex((component) => META.test(component));
  return components.slice(0, wild < 0 ? -1 : wild).join("/");
}

/** A slash after a backslash parts nothing. */
function componentsOf(pattern: string): string[] {
  const components: string[] = [];
  let component = "";
  for (const [token] of pattern.matchAll(/\\?./gsu)) {
    if (token === "/") {
      components.push(component);
      component = "";
    } else component += token;
  }
  return [...components, component];
}

type Characters = readonly string[];
type Work = { steps: number; readonly budget: Budget };

function spend(work: Work): void {
  work.budget.characters += CHARACTERS_A_STEP;
  if (work.steps++ > MOST_STEPS || work.budget.characters > CHARACTER_LIMIT)
    throw new LimitError("the pattern takes too long to be matched");
}

function reachOf(pattern: readonly Characters[], path: readonly string[], work: Work): Reach {
  spend(work);
  const [component, ...others] = pattern;
  const [name, ...names] = path;
  if (!component) return name === undefined ? "match" : "none";
  if (isAnyFolders(component)) {
    if (name === undefined) return others.length === 0 ? "match" : "folder";
    return furthest(reachOf(others, path, work), () => reachOf(pattern, names, work));
  }
  if (name === undefined) return "folder";
  return matches({ pattern: component, name: Array.from(name), work }, 0, 0) ? reachOf(others, names, work) : "none";
}

function isAnyFolders(component: Characters): boolean {
  return component.length === 2 && component[0] === "*" && component[1] === "*";
}

function furthest(first: Reach, second: () => Reach): Reach {
  if (first === "match") return first;
  const other = second();
  return other === "none" ? first : other;
}

type Comparison = { readonly pattern: Characters; readonly name: Characters; readonly work: Work };

/** Whether the rest of a pattern, from a position on, matches the rest of a name. */
function matches(comparison: Comparison, at: number, from: number): boolean {
  const { pattern, name, work } = comparison;
  spend(work);
  const character = name[from];
  switch (pattern[at]) {
    case undefined:
      return character === undefined;
    case "*":
      return matches(comparison, at + 1, from) || (character !== undefined && matches(comparison, at, from + 1));
    case "?":
      return character !== undefined && matches(comparison, at + 1, from + 1);
    case "[": {
      const end = closing(pattern, "]", at + 1);
      const isIn = character !== undefined && inClass(pattern.slice(at + 1, end), character);
      return isIn && matches(comparison, end + 1, from + 1);
    }
    case "{": {
      const end = closing(pattern, "}", at + 1);
      const after = pattern.slice(end + 1);
      return alternatives(pattern.slice(at + 1, end)).some((chosen) =>
        matches({ pattern: [...chosen, ...after], name, work }, 0, from),
      );
    }
    case "\\":
      return character === pattern[at + 1] && matches(comparison, at + 2, from + 1);
    default:
      return character === pattern[at] && matches(comparison, at + 1, from + 1);
  }
}

/** The index of a character that no backslash escapes; -1 where there is none. */
function unescaped(pattern: Characters, wanted: string, from: number): number {
  for (let index = from; index < pattern.length; index++) {
    if (pattern[index] === "\\") index++;
    else if (pattern[index] === wanted) return index;
  }
  return -1;
}

function closing(pattern: Characters, wanted: string, from: number): number {
  const index = unescaped(pattern, wanted, from);
  if (index < 0) throw malformed();
  return index;
}

function malformed(): EvaluationError {
  return new EvaluationError("the pattern is malformed");
}

/** Braces do not nest: the first that closes ends them. */
function alternatives(inside: Characters): Characters[] {
  const found: Characters[] = [];
  let start = 0;
  for (let comma = unescaped(inside, ",", 0); comma >= 0; comma = unescaped(inside, ",", start)) {
    found.push(inside.slice(start, comma));
    start = comma + 1;
  }
  return [...found, inside.slice(start)];
}

function inClass(members: Characters, character: string): boolean {
  const negated = members[0] === "^";
  let found = false;
  for (let index = negated ? 1 : 0; index < members.length; index++) {
    if (members[index] === "\\") index++;
    const low = members[index] ?? "";
    const isRange = members[index + 1] === "-" && index + 2 < members.length;
    if (isRange) index += members[index + 2] === "\\" ? 3 : 2;
    const high = isRange ? (members[index] ?? "") : low;
    found ||= codeOf(low) <= codeOf(character) && codeOf(character) <= codeOf(high);
  }
  return found !== negated;
}

function codeOf(character: string): number {
  return character.codePointAt(0) ?? -1;
}

/** A bracket or brace that is not closed within its component, or nothing after a backslash. */
function checkComponent(component: Characters): void {
  for (let index = 0; index < component.length; index++) {
    const character = component[index];
    if (character === "\\" && index++ === component.length - 1) throw malformed();
    if (character === "{") closing(component, "}", index + 1);
    if (character !== "[") continue;
    const end = closing(component, "]", index + 1);
    if (end === index + 1) throw malformed();
    index = end;
  }
}
