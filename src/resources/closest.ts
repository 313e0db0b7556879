/** How much of a name may differ for it still to be a slip or a sibling of another. */
const MAX_DISTANCE = 0.4;
const MAX_NAMES = 3;
/** Longer names are compared by their beginning: distance costs the product of the lengths. */
const MAX_LENGTH = 256;

/**
 * Live names that a missing one was perhaps meant to be.
 * @returns at most three, best first, only reasonably close ones
 */
export function closestNames(name: string, candidates: readonly string[]): readonly string[] {
  return [...new Set(candidates)]
    .filter((candidate) => candidate !== name)
    .map((candidate) => ({ candidate, distance: distanceOf(name, candidate) }))
    .filter(({ distance }) => distance <= MAX_DISTANCE)
    .toSorted((one, other) => one.distance - other.distance || (one.candidate < other.candidate ? -1 : 1))
    .slice(0, MAX_NAMES)
    .map(({ candidate }) => candidate);
}

/** 0 for the same name, 1 for nothing in common. A name that goes on where the other ends is close to it. */
function distanceOf(name: string, candidate: string): number {
  const [one, other] = [name, candidate].map((text) => text.slice(0, MAX_LENGTH).toLowerCase()) as [string, string];
  const [short, long] = one.length <= other.length ? [one, other] : [other, one];
  const edits = editDistance(short, long) / long.length;
  const continues = short.length >= 4 && (long.startsWith(short) || long.endsWith(short));
  return continues ? Math.min(edits, 0.2 + (0.2 * (long.length - short.length)) / long.length) : edits;
}

/** Levenshtein distance: the fewest insertions, deletions and replacements. */
function editDistance(short: string, long: string): number {
  let previous = Array.from({ length: short.length + 1 }, (_, index) => index);
  for (let row = 1; row <= long.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= short.length; column += 1) {
      const replaced = (previous[column - 1] ?? 0) + (long[row - 1] === short[column - 1] ? 0 : 1);
      current.push(Math.min(replaced, (previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1));
    }
    previous = current;
  }
  return previous[short.length] ?? 0;
}
