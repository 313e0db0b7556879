import { convert } from "../convert.ts";
import { isEqual } from "../equality.ts";
import { EvaluationError } from "../evaluation-error.ts";
import { hashText } from "../hash-text.ts";
import { compareBytes } from "../pure/byte-order.ts";
import { listOf, nullOf, text, typeOf, unknown } from "../term.ts";
import type { Term } from "../term.ts";
import { DYNAMIC, listType, STRING } from "../types.ts";
import type { Type } from "../types.ts";
import { unify } from "../unify.ts";
import { argumentAt, isWhollyKnown, itemsOf, listLike, reasonOf } from "./arguments.ts";
import type { FunctionTable } from "./function.ts";

const STRINGS = { name: "list", type: listType(STRING) } as const;

/** Functions that look at every element of a list: which to keep, in which order. */
export const collectionSelections: FunctionTable = {
  compact: {
    kind: "function",
    parameters: [STRINGS],
    returns: listType(STRING),
    call: (args) => compact(argumentAt(args, 0)),
  },
  distinct: {
    kind: "function",
    parameters: [{ name: "list", type: listType(DYNAMIC) }],
    returns: (args) => typeOf(argumentAt(args, 0)),
    call: (args) => distinct(argumentAt(args, 0)),
  },
  matchkeys: {
    kind: "function",
    parameters: ["values", "keys", "searchset"].map((name) => ({ name, type: listType(DYNAMIC) })),
    returns: matchKeysType,
    call: matchKeys,
  },
  sort: {
    kind: "function",
    parameters: [{ ...STRINGS, allowUnknown: true, anyOrder: true }],
    returns: listType(STRING),
    call: (args) => sort(argumentAt(args, 0)),
  },
};

function compact(list: Term): Term {
  if (!isWhollyKnown(list)) return unknown(listType(STRING), reasonOf(list));
  return listOf(
    STRING,
    itemsOf(list).filter((item) => item.kind === "string" && item.value !== ""),
  );
}

function distinct(list: Term): Term {
  const type = typeOf(list);
  if (!isWhollyKnown(list)) return unknown(type, reasonOf(list));
  const seen = new Map<string, Term[]>();
  const kept = itemsOf(list).filter((item) => {
    const hash = hashText(item);
    const same = seen.get(hash) ?? [];
    if (same.some((other) => isEqual(other, item) === true)) return false;
    seen.set(hash, [...same, item]);
    return true;
  });
  return listLike(kept, type.kind === "list" ? type.element : DYNAMIC);
}

function matchKeysType(args: readonly Term[]): Type {
  const [values = nullOf(), keys = nullOf(), searched = nullOf()] = args;
  if (!unify([typeOf(keys), typeOf(searched)])) {
    throw new EvaluationError("`keys` and `searchset` must be of the same type");
  }
  return typeOf(values);
}

/** The values whose keys are among those that are searched for. */
function matchKeys(args: readonly Term[]): Term {
  const type = matchKeysType(args);
  const [values = nullOf(), given = nullOf(), searchset = nullOf()] = args;
  const common = unify([typeOf(given), typeOf(searchset)]) ?? DYNAMIC;
  const keys = itemsOf(convert(given, common));
  const sought = itemsOf(convert(searchset, common));
  const items = itemsOf(values);
  if (items.length !== keys.length) throw new EvaluationError("`values` and `keys` must have the same length");
  const element = type.kind === "list" ? type.element : DYNAMIC;
  if (sought.length === 0) return listOf(element, []);
  // Terraform gives an empty list where an element of the search set is not known; nothing is known of the result then.
  if (!isWhollyKnown(values, ...keys, ...sought)) return unknown(type, reasonOf(...args));
  const wanted = new Map<string, Term[]>();
  for (const key of sought) {
    const hash = hashText(key);
    wanted.set(hash, [...(wanted.get(hash) ?? []), key]);
  }
  const matches = items.filter((_, index) => {
    const key = argumentAt(keys, index);
    return wanted.get(hashText(key))?.some((other) => isEqual(key, other) === true) ?? false;
  });
  return listLike(matches, element);
}

/** Of elements that are not known the order is not, but how many there are is. */
function sort(list: Term): Term {
  if (list.kind === "unknown") return unknown(listType(STRING), list.reason);
  const items = itemsOf(list);
  if (!isWhollyKnown(list)) {
    const reason = reasonOf(list);
    return listOf(
      STRING,
      items.map(() => unknown(STRING, reason)),
    );
  }
  const strings = items.map((item) => {
    if (item.kind !== "string") throw new EvaluationError("an element is null, which cannot be sorted");
    return item.value;
  });
  return listOf(
    STRING,
    strings.toSorted(compareBytes).map((value) => text(value)),
  );
}
