import { convert } from "../convert.ts";
import { hasLooseType } from "../equality.ts";
import { EvaluationError, LimitError } from "../evaluation-error.ts";
import { failure, isFailure, unsupported } from "../pure/failure.ts";
import { jsonEncode } from "../pure/json.ts";
import { formatNumber } from "../pure/number-format.ts";
import { parseNumber } from "../pure/number-parse.ts";
import type { Failure } from "../pure/failure.ts";
import type { FormatArgument } from "../pure/format-verb.ts";
import type { Num } from "../pure/number.ts";
import { numberText } from "../pure/number-format.ts";
import { childrenOf, firstUnknown } from "../term.ts";
import type { Term } from "../term.ts";
import { BOOL, NUMBER, STRING } from "../types.ts";
import type { Type } from "../types.ts";
import { plainOf } from "./plain.ts";

/** Why not all of the values are known in full; undefined where they are. */
export function openReason(values: readonly Term[]): string | undefined {
  for (const value of values) {
    const open = firstUnknown(value);
    if (open) return open.reason;
    if (hasOpenObject(value)) return "not all attributes of an object are known";
  }
  return undefined;
}

function hasOpenObject(term: Term): boolean {
  if (term.kind === "object" && term.later) return true;
  for (const child of childrenOf(term)) if (hasOpenObject(child)) return true;
  return false;
}

/** A known value as `format` asks for it. */
export function formatArgument(term: Term): FormatArgument {
  return {
    kind: kindOf(term),
    asText: () => converted(term, STRING, (value) => (value.kind === "string" ? value.value : undefined)),
    asNumber: () => converted(term, NUMBER, (value) => (value.kind === "number" ? value.value : undefined)),
    asBool: () => converted(term, BOOL, (value) => (value.kind === "bool" ? value.value : undefined)),
    asJson: () => {
      const plain = plainOf(term);
      return isFailure(plain) ? plain : jsonEncode(plain);
    },
  };
}

/** A resource's argument that may be of another type than it is written as has a kind only if `%v` makes the same of both. */
function kindOf(term: Term): FormatArgument["kind"] {
  if (hasLooseType(term)) return readsAlike(term) ? "string" : "other";
  return term.kind === "null" || term.kind === "string" || term.kind === "number" ? term.kind : "other";
}

function readsAlike(term: Term): boolean {
  if (term.kind === "bool") return true;
  if (term.kind === "string" && /^(?:true|false)$/.test(term.value)) return true;
  const value = term.kind === "string" ? parseNumber(term.value) : numberOf(term);
  if (value === undefined) return false;
  const written = term.kind === "string" ? term.value : formatNumber(value);
  return written === numberText(value, "g", -1);
}

function numberOf(term: Term): Num | undefined {
  return term.kind === "number" ? term.value : undefined;
}

/** A refused conversion is the verb's failure, and one that cannot be told leaves the text unknown. */
function converted<Result>(term: Term, type: Type, take: (value: Term) => Result | undefined): Result | Failure {
  try {
    const value = convert(term, type);
    if (value.kind === "unknown") return unsupported(value.reason);
    return take(value) ?? failure(`a ${type.kind} is required`);
  } catch (error) {
    if (error instanceof EvaluationError && !(error instanceof LimitError)) return failure(error.message);
    throw error;
  }
}
