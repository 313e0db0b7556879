import { list } from "../../model/value.ts";
import type { Value } from "../../model/value.ts";
import { sameDocument, sameNumber } from "../comparison/same-value.ts";
import { allOf } from "../comparison/sameness.ts";
import type { Sameness } from "../comparison/sameness.ts";

const BOUNDS = ["MetricIntervalLowerBound", "MetricIntervalUpperBound"] as const;

/** The steps of a policy in any order; no bound, which the provider also writes as an empty text, is infinity. */
export function sameSteps(left: Value, right: Value): Sameness {
  const [one, other] = [inOrder(left), inOrder(right)];
  if (!one || !other) return sameDocument(left, right);
  if (one.length !== other.length) return "different";
  return allOf(one.map((step, index) => sameStep(step, other[index])));
}

function sameStep(left: Value, right: Value | undefined): Sameness {
  if (left.kind !== "map" || right?.kind !== "map") return sameDocument(left, right ?? list([]));
  const parts = [...BOUNDS, "ScalingAdjustment"].map((name): Sameness => {
    const [one, other] = [given(left.entries.get(name)), given(right.entries.get(name))];
    if (one && other) return sameNumber(one, other);
    if (!one && !other) return "same";
    return (one ?? other)?.kind === "unresolved" ? "unresolved" : "different";
  });
  return allOf(parts);
}

function inOrder(value: Value): readonly Value[] | undefined {
  return value.kind === "list" ? value.items.toSorted((one, other) => startOf(one) - startOf(other)) : undefined;
}

/** Steps do not overlap, so that the start, or of the first one the end, orders them. */
function startOf(step: Value): number {
  const start = step.kind === "map" ? given(step.entries.get(BOUNDS[0])) : undefined;
  return start?.kind === "known" ? Number(start.value) : -Number.MAX_VALUE;
}

function given(value: Value | undefined): Value | undefined {
  return value?.kind === "known" && (value.value === "" || value.value === null) ? undefined : value;
}
