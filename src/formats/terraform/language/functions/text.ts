import { known } from "../../../../model/value.ts";
import type { Value } from "../../../../model/value.ts";
import { marksOf, unresolvedLike, deepMarksOf } from "../values.ts";
import { formatText } from "./format.ts";
import { stringArgument, stringsArgument, unresolvedElement, withResolved } from "./support.ts";
import type { TerraformFunction } from "./support.ts";

/** Functions on strings (https://developer.hashicorp.com/terraform/language/functions). */
export const textFunctions: readonly (readonly [string, TerraformFunction])[] = [
  ["lower", mapped((text) => byCodePoint(text, (character) => character.toLowerCase()))],
  ["upper", mapped((text) => byCodePoint(text, (character) => character.toUpperCase()))],
  ["trimspace", mapped((text) => text.replace(/^\s+|\s+$/g, ""))],
  ["trimprefix", withAffix((text, prefix) => (text.startsWith(prefix) ? text.slice(prefix.length) : text))],
  [
    "trimsuffix",
    withAffix((text, suffix) => (suffix !== "" && text.endsWith(suffix) ? text.slice(0, -suffix.length) : text)),
  ],
  ["join", withResolved(join)],
  ["split", withResolved(split)],
  ["replace", withResolved(replace)],
  ["format", withResolved(format)],
];

/** Go changes one character into one: `ß` stays, where JavaScript makes `SS` of it. */
function byCodePoint(text: string, change: (character: string) => string): string {
  return Array.from(text, (character) => {
    const changed = change(character);
    return Array.from(changed).length === 1 ? changed : character;
  }).join("");
}

function mapped(change: (text: string) => string): TerraformFunction {
  return withResolved((args) => {
    const text = stringArgument(args[0]);
    return text === undefined || args.length !== 1 ? undefined : known(change(text), marksOf(args[0]));
  });
}

function withAffix(change: (text: string, affix: string) => string): TerraformFunction {
  return withResolved((args) => {
    const text = stringArgument(args[0]);
    const affix = stringArgument(args[1]);
    if (text === undefined || affix === undefined || args.length !== 2) return undefined;
    return known(change(text, affix), marksOf(...args));
  });
}

function join(args: readonly Value[]): Value | undefined {
  const [separator, ...lists] = args;
  const glue = stringArgument(separator);
  const open = lists.map(unresolvedElement).find((element) => element !== undefined);
  if (open) return unresolvedLike(open, ...args);
  const parts = lists.map(stringsArgument);
  if (glue === undefined || lists.length === 0 || !parts.every((part) => part !== undefined)) return undefined;
  return known(parts.flat().join(glue), deepMarksOf(...args));
}

function split(args: readonly Value[]): Value | undefined {
  const separator = stringArgument(args[0]);
  const text = stringArgument(args[1]);
  if (separator === undefined || text === undefined) return undefined;
  const marks = marksOf(...args);
  return { kind: "list", items: text.split(separator).map((part) => known(part, marks)), ...marks };
}

/** A search text in slashes is a regular expression in RE2 syntax, which JavaScript's is not. */
function replace(args: readonly Value[]): Value | undefined {
  const [text, search, replacement] = args.map(stringArgument);
  if (text === undefined || search === undefined || replacement === undefined) return undefined;
  if (search.length > 1 && search.startsWith("/") && search.endsWith("/")) return undefined;
  return known(text.split(search).join(replacement), marksOf(...args));
}

function format(args: readonly Value[]): Value | undefined {
  const pattern = stringArgument(args[0]);
  const result = pattern === undefined ? undefined : formatText(pattern, args.slice(1));
  return result === undefined ? undefined : known(result, marksOf(...args));
}
