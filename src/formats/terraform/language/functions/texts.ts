import { EvaluationError } from "../evaluation-error.ts";
import {
  chomp,
  indent,
  lower,
  regexReplace,
  replaceAll,
  reversed,
  split,
  substring,
  title,
  trim,
  trimSpace,
  upper,
  urlEncode,
} from "../pure/index.ts";
import { bool, firstUnknown, listOf, text, unknown } from "../term.ts";
import type { Term } from "../term.ts";
import { BOOL, listType, STRING } from "../types.ts";
import { argumentAt, itemsOf, reasonOf, wholeNumber } from "./arguments.ts";
import type { FunctionSpec, FunctionTable } from "./function.ts";
import { numberParameter, resultOf, textAt, textFunction, textOf, textParameter } from "./rules.ts";

/** Functions of strings. */
export const texts: FunctionTable = {
  chomp: textFunction(["str"], chomp),
  endswith: question("suffix", (value, suffix) => value.endsWith(suffix)),
  indent: {
    kind: "function",
    parameters: [numberParameter("spaces"), textParameter("str")],
    returns: STRING,
    call: (args) =>
      resultOf(indent(Number(wholeNumber(argumentAt(args, 0), "spaces")), textAt(args, 1)), STRING, textOf),
  },
  join: {
    kind: "function",
    parameters: [textParameter("separator")],
    rest: { name: "lists", type: listType(STRING), allowUnknown: true },
    returns: STRING,
    call: join,
  },
  lower: textFunction(["str"], lower),
  replace: {
    kind: "function",
    parameters: ["str", "substr", "replace"].map(textParameter),
    returns: STRING,
    call: (args) => resultOf(replaced(textAt(args, 0), textAt(args, 1), textAt(args, 2)), STRING, textOf),
  },
  split: {
    kind: "function",
    parameters: ["separator", "str"].map(textParameter),
    returns: listType(STRING),
    call: (args) => listOf(STRING, split(textAt(args, 0), textAt(args, 1)).map(textOf)),
  },
  startswith: question("prefix", (value, prefix) => value.startsWith(prefix)),
  strcontains: question("substr", (value, part) => value.includes(part)),
  strrev: textFunction(["str"], reversed),
  substr: {
    kind: "function",
    parameters: [textParameter("str"), numberParameter("offset"), numberParameter("length")],
    returns: STRING,
    call: (args) => {
      const offset = Number(wholeNumber(argumentAt(args, 1), "offset"));
      const length = Number(wholeNumber(argumentAt(args, 2), "length"));
      return text(substring(textAt(args, 0), offset, length));
    },
  },
  title: textFunction(["str"], title),
  trim: textFunction(["str", "cutset"], trim),
  trimprefix: textFunction(["str", "prefix"], (value, prefix) =>
    value.startsWith(prefix) ? value.slice(prefix.length) : value,
  ),
  trimspace: textFunction(["str"], trimSpace),
  trimsuffix: textFunction(["str", "suffix"], (value, suffix) =>
    value.endsWith(suffix) ? value.slice(0, value.length - suffix.length) : value,
  ),
  upper: textFunction(["str"], upper),
  urlencode: textFunction(["str"], urlEncode),
};

function question(part: string, rule: (value: string, part: string) => boolean): FunctionSpec {
  return {
    kind: "function",
    parameters: [textParameter("str"), textParameter(part)],
    returns: BOOL,
    call: (args) => bool(rule(textAt(args, 0), textAt(args, 1))),
  };
}

function join(args: readonly Term[]): Term {
  const lists = args.slice(1);
  if (lists.length === 0) throw new EvaluationError("at least one list is required");
  if (lists.some((list) => firstUnknown(list))) return unknown(STRING, reasonOf(...lists));
  const items = lists.flatMap(itemsOf);
  return text(items.map((_, index) => textAt(items, index)).join(textAt(args, 0)));
}

/** Between slashes, what is replaced is a regular expression. */
function replaced(value: string, wanted: string, replacement: string): ReturnType<typeof replaceAll> {
  const isPattern = wanted.length > 1 && wanted.startsWith("/") && wanted.endsWith("/");
  return isPattern ? regexReplace(value, wanted.slice(1, -1), replacement) : replaceAll(value, wanted, replacement);
}
