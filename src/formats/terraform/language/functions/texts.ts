import { EvaluationError } from "../evaluation-error.ts";
import { boundItems, boundText } from "../limits.ts";
import { reversed, substring } from "../pure/graphemes.ts";
import { chomp, indent, lower, split, title, trim, trimSpace, upper } from "../pure/text.ts";
import { bool, listOf, text, unknown } from "../term.ts";
import type { Of, Term } from "../term.ts";
import { BOOL, listType, STRING } from "../types.ts";
import { argumentAt, int64, isWhollyKnown, itemsOf, reasonOf } from "./arguments.ts";
import type { FunctionTable } from "./function.ts";
import { numberParameter, textAt, textFunction, textOutcome, textParameter } from "./rules.ts";

/** Functions of strings. */
export const texts: FunctionTable = {
  chomp: textFunction(["str"], chomp),
  endswith: {
    kind: "function",
    parameters: ["str", "suffix"].map(textParameter),
    returns: BOOL,
    call: (args) => bool(textAt(args, 0).endsWith(textAt(args, 1))),
  },
  indent: {
    kind: "function",
    parameters: [numberParameter("spaces"), textParameter("str")],
    returns: STRING,
    call: (args) => textOutcome(indent(Number(int64(argumentAt(args, 0), "spaces")), textAt(args, 1))),
  },
  join: {
    kind: "function",
    parameters: [textParameter("separator")],
    rest: { name: "lists", type: listType(STRING) },
    returns: STRING,
    call: (args) => join(textAt(args, 0), args.slice(1)),
  },
  lower: textFunction(["str"], lower),
  split: {
    kind: "function",
    parameters: ["separator", "str"].map(textParameter),
    returns: listType(STRING),
    call: (args) => {
      const parts = split(textAt(args, 0), textAt(args, 1));
      boundItems(parts.length);
      return listOf(
        STRING,
        parts.map((part) => text(part)),
      );
    },
  },
  startswith: {
    kind: "function",
    parameters: [{ ...textParameter("str"), allowUnknown: true }, textParameter("prefix")],
    returns: BOOL,
    call: (args) => startsWith(argumentAt(args, 0), textAt(args, 1)),
  },
  strcontains: {
    kind: "function",
    parameters: ["str", "substr"].map(textParameter),
    returns: BOOL,
    // Unlike of the other functions, Terraform does not promise of this one that it gives no null.
    nullable: true,
    call: (args) => bool(textAt(args, 0).includes(textAt(args, 1))),
  },
  strrev: textFunction(["str"], reversed),
  substr: {
    kind: "function",
    parameters: [textParameter("str"), numberParameter("offset"), numberParameter("length")],
    returns: STRING,
    call: (args) => {
      const offset = Number(int64(argumentAt(args, 1), "offset"));
      const length = Number(int64(argumentAt(args, 2), "length"));
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
};

function join(separator: string, lists: readonly Term[]): Term {
  if (lists.length === 0) throw new EvaluationError("at least one list is required");
  if (!isWhollyKnown(...lists)) return unknown(STRING, reasonOf(...lists));
  const items = lists.flatMap(itemsOf);
  const parts = items.filter((item): item is Of<"string"> => item.kind === "string").map(({ value }) => value);
  if (parts.length < items.length) throw new EvaluationError("`lists`: an element is null");
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  boundText(length + separator.length * Math.max(parts.length - 1, 0));
  return text(parts.join(separator));
}

/** What an unknown string is known to begin with may be enough to tell (Terraform's StartsWithFunc). */
function startsWith(term: Term, prefix: string): Term {
  if (term.kind === "string") return bool(term.value.startsWith(prefix));
  const known = term.kind === "unknown" ? (term.refined?.prefix ?? "") : "";
  if (known.startsWith(prefix)) return bool(true);
  if (known !== "" && Buffer.byteLength(known) >= Buffer.byteLength(prefix)) return bool(false);
  return unknown(BOOL, reasonOf(term));
}
