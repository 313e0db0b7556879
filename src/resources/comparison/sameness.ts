/**
 * Whether two values are the same thing. `unresolved`: a part of one is not known from code. `unobservable`: both are
 * known, and only a further read could tell (an alias and a key id may be one key).
 */
export type Sameness = "same" | "different" | "unresolved" | "unobservable";

/** Sameness of a whole from its parts: one different part decides, one unknown part leaves it open. */
export function allOf(parts: Iterable<Sameness>): Sameness {
  let whole: Sameness = "same";
  for (const part of parts) {
    if (part === "different") return "different";
    if (part !== "same" && whole !== "unresolved") whole = part;
  }
  return whole;
}

/** Sameness of two collections without order, in which an item that occurs twice counts once. */
export function sameInAnyOrder<T>(
  left: readonly T[],
  right: readonly T[],
  same: (left: T, right: T) => Sameness,
): Sameness {
  const alone = left.filter((item) => !right.some((other) => same(item, other) === "same"));
  const others = right.filter((other) => !left.some((item) => same(item, other) === "same"));
  if (alone.length === 0 && others.length === 0) return "same";
  // An item that is not fully known may turn out to be any that it does not contradict.
  const leftFits = alone.every((item) => right.some((other) => same(item, other) !== "different"));
  const rightFits = others.every((other) => alone.some((item) => same(item, other) !== "different"));
  return leftFits && rightFits ? "unresolved" : "different";
}
