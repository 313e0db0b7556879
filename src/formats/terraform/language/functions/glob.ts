import { EvaluationError, LimitError } from "../evaluation-error.ts";

/** How far a path goes along a pattern: to its end, or into a folder that it may go on in. */
export type Reach = "match" | "folder" | "none";

/** Says how far a path goes. Throws a `LimitError` when a pattern takes too long to be matched. */
export type Glob = (path: string) => Reach;

/** Comparisons that one pattern may cost over all paths. */
const MOST_STEPS = 2_000_000;

const META = /[*?[{\\]/;

/**
 * A pattern as `fileset` takes it (doublestar 1.x, as it answers in Terraform 1.11): `**` as a whole component is any
 * number of folders, `*`, `?`, `[a-z]`, `[^a]` and `{a,b}` stay within one; no name is hidden. Throws an
 * `EvaluationError` for a pattern that is malformed.
 */
export function globOf(pattern: string): Glob {
  const components = pattern.split("/").map((component) => Array.from(component));
  for (const component of components) checkComponent(component);
  const work: Work = { steps: 0 };
  return (path) => reachOf(components, path.split("/"), work);
}

/** The folder that a pattern begins with, before anything in it is a wildcard. */
export function fixedFolder(pattern: string): string {
  const components = pattern.split("/");
  const wild = components.findIndex((component) => META.test(component));
  return components.slice(0, wild < 0 ? -1 : wild).join("/");
}

type Characters = readonly string[];
type Work = { steps: number };

function spend(work: Work): void {
  if (work.steps++ > MOST_STEPS) throw new LimitError("the pattern takes too long to be matched");
}

function reachOf(pattern: readonly Characters[], path: readonly string[], work: Work): Reach {
  spend(work);
  const [component, ...others] = pattern;
  const [name, ...names] = path;
  if (!component) return name === undefined ? "match" : "none";
  if (component.join("") === "**") {
    if (name === undefined) return others.length === 0 ? "match" : "folder";
    return furthest(reachOf(others, path, work), () => reachOf(pattern, names, work));
  }
  if (name === undefined) return "folder";
  return matchesName(component, Array.from(name), work) ? reachOf(others, names, work) : "none";
}

function furthest(first: Reach, second: () => Reach): Reach {
  if (first === "match") return first;
  const other = second();
  return other === "none" ? first : other;
}

function matchesName(pattern: Characters, name: Characters, work: Work): boolean {
  spend(work);
  const [first, ...rest] = pattern;
  switch (first) {
    case undefined:
      return name.length === 0;
    case "*":
      return name.some((_, index) => matchesName(rest, name.slice(index), work)) || matchesName(rest, [], work);
    case "?":
      return name.length > 0 && matchesName(rest, name.slice(1), work);
    case "[": {
      const [character] = name;
      const end = endOfClass(pattern);
      return character !== undefined && inClass(pattern.slice(1, end), character)
        ? matchesName(pattern.slice(end + 1), name.slice(1), work)
        : false;
    }
    case "{": {
      const end = unescaped(pattern, "}", 1);
      const after = pattern.slice(end + 1);
      return alternatives(pattern.slice(1, end)).some((chosen) => matchesName([...chosen, ...after], name, work));
    }
    case "\\":
      return name.length > 0 && name[0] === rest[0] && matchesName(rest.slice(1), name.slice(1), work);
    default:
      return first === name[0] && matchesName(rest, name.slice(1), work);
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

function endOfClass(pattern: Characters): number {
  return unescaped(pattern, "]", 1);
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
    if (character === "\\") index++;
    if (character !== "[" && character !== "{") continue;
    const end = unescaped(component, character === "[" ? "]" : "}", index + 1);
    if (end < 0 || (character === "[" && end === index + 1)) throw new EvaluationError("the pattern is malformed");
    if (character === "[") index = end;
  }
  if (endsInEscape(component)) throw new EvaluationError("the pattern is malformed");
}

function endsInEscape(component: Characters): boolean {
  let backslashes = 0;
  while (component.at(-1 - backslashes) === "\\") backslashes++;
  return backslashes % 2 === 1;
}
