import { RE2JS, RE2JSSyntaxException } from "re2js";
import { failure, isFailure, unsupported, type Failure } from "./failure.ts";
import { expanded, type Captures } from "./regex-template.ts";
import { longestText } from "./text.ts";

/** One match as `regex` gives it: the whole text, the captures in order, or the captures by name; null for one not taken. */
export type RegexMatch =
  | { readonly kind: "whole"; readonly text: string }
  | { readonly kind: "list"; readonly captures: readonly (string | null)[] }
  | { readonly kind: "named"; readonly captures: ReadonlyMap<string, string | null> };

/** What a pattern's matches look like, which is known before any text is. */
export type RegexShape = { readonly kind: "whole" } | { readonly kind: "list"; readonly count: number } | NamedShape;
type NamedShape = { readonly kind: "named"; readonly names: readonly string[] };

/** RE2's time grows with pattern times input, so that bounds on both bound the time. */
const longestPattern = 10_000;
const largestWork = 50_000_000;

/** Go lets two captures share a name, which this engine does not. */
const knownToGo = new Set(["duplicate capture group name"]);

type Compiled = {
  readonly pattern: RE2JS;
  readonly shape: RegexShape;
  readonly names: readonly (string | undefined)[];
};

/** The shape of the matches of a pattern; fails, as Terraform does, for a broken pattern and for mixed captures. */
export function regexShape(pattern: string): RegexShape | Failure {
  const compiled = compiledForMatch(pattern);
  return isFailure(compiled) ? compiled : compiled.shape;
}

/** Terraform's `regex`: the first match. Fails where there is none. */
export function regex(pattern: string, text: string): RegexMatch | Failure {
  const compiled = compiledForMatch(pattern);
  if (isFailure(compiled)) return compiled;
  const matches = matchesOf(compiled, text, 1);
  if (isFailure(matches)) return matches;
  const [first] = matches;
  if (first === undefined) return failure("pattern did not match any part of the given string");
  return shaped(compiled.shape, compiled.names, first);
}

/** Terraform's `regexall`: all matches that do not overlap. */
export function regexAll(pattern: string, text: string): readonly RegexMatch[] | Failure {
  const compiled = compiledForMatch(pattern);
  if (isFailure(compiled)) return compiled;
  const matches = matchesOf(compiled, text, Infinity);
  if (isFailure(matches)) return matches;
  return matches.map((match) => shaped(compiled.shape, compiled.names, match));
}

/** Terraform's `replace` where the pattern stands between slashes: `$1`, `$name` and `${name}` stand for captures. */
export function regexReplace(text: string, pattern: string, template: string): string | Failure {
  const compiled = compile(pattern);
  if (isFailure(compiled)) return compiled;
  if ("code" in compiled) return failure(`error parsing regexp: ${compiled.code}: \`${compiled.expression}\``);
  const matches = matchesOf(compiled, text, Infinity);
  if (isFailure(matches)) return matches;
  const parts: string[] = [];
  let position = 0;
  let length = text.length;
  for (const match of matches) {
    const replacement = expanded(template, match.texts, compiled.names);
    parts.push(text.slice(position, match.start), replacement);
    position = match.end;
    length += replacement.length;
    if (length > longestText) return unsupported("the replaced text is too long");
  }
  return (parts.join("") + text.slice(position)).normalize("NFC");
}

function compiledForMatch(pattern: string): Compiled | Failure {
  const compiled = compile(pattern);
  if (isFailure(compiled)) return compiled;
  if ("code" in compiled) return failure(`invalid regexp pattern: ${compiled.code} in ${compiled.expression}`, 0);
  const named = compiled.names.slice(1).filter((name) => name !== undefined).length;
  if (named > 0 && named < compiled.names.length - 1) {
    return failure("invalid regexp pattern: cannot mix both named and unnamed capture groups", 0);
  }
  return compiled;
}

type SyntaxProblem = { readonly code: string; readonly expression: string };

function compile(pattern: string): Compiled | SyntaxProblem | Failure {
  if (pattern.length > longestPattern) return unsupported("the regular expression is too long");
  try {
    const compiled = RE2JS.compile(pattern);
    const names = namesOf(compiled);
    return { pattern: compiled, names, shape: shapeOf(names) };
  } catch (cause) {
    if (cause instanceof RE2JSSyntaxException && !knownToGo.has(cause.getDescription())) {
      return { code: cause.getDescription(), expression: cause.getPattern() ?? "" };
    }
    return unsupported("the regular expression is not supported here");
  }
}

function namesOf(pattern: RE2JS): readonly (string | undefined)[] {
  const names = Array<string | undefined>(pattern.groupCount() + 1).fill(undefined);
  for (const [name, group] of Object.entries(pattern.namedGroups())) names[group] = name;
  return names;
}

function shapeOf(names: readonly (string | undefined)[]): RegexShape {
  if (names.length === 1) return { kind: "whole" };
  const known = names.filter((name) => name !== undefined);
  return known.length === 0 ? { kind: "list", count: names.length - 1 } : { kind: "named", names: known };
}

type Found = { readonly start: number; readonly end: number; readonly texts: Captures };

/** Matches as Go's FindAll has them: an empty one right after another match is none. */
function matchesOf(compiled: Compiled, text: string, most: number): readonly Found[] | Failure {
  if (text.length * compiled.pattern.programSize() > largestWork) {
    return unsupported("the text is too long for this regular expression");
  }
  const matcher = compiled.pattern.matcher(text);
  const found: Found[] = [];
  let previous = -1;
  while (found.length < most && matcher.find()) {
    const start = matcher.start();
    const end = matcher.end();
    if (start === end && start === previous) continue;
    previous = end;
    found.push({ start, end, texts: compiled.names.map((_, group) => matcher.group(group)) });
  }
  return found;
}

function shaped(shape: RegexShape, names: readonly (string | undefined)[], found: Found): RegexMatch {
  if (shape.kind === "whole") return { kind: "whole", text: (found.texts[0] ?? "").normalize("NFC") };
  const captures = found.texts.slice(1).map((text) => text?.normalize("NFC") ?? null);
  if (shape.kind === "list") return { kind: "list", captures };
  return { kind: "named", captures: new Map(captures.map((text, index) => [names[index + 1] ?? "", text])) };
}
