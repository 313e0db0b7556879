/** Chance that is the same in every run. */
export type Random = {
  /** A number from 0 to `limit` - 1. */
  below(limit: number): number;
  /** One of the items. */
  pick<Item>(items: readonly [Item, ...Item[]]): Item;
  /** Whether something that happens in `percent` of cases happens. */
  chance(percent: number): boolean;
};

/** Numbers that follow from the seed alone: xorshift32 (G. Marsaglia, Xorshift RNGs, 2003). */
export function seeded(seed: number): Random {
  let state = seed >>> 0 || 1;

  function below(limit: number): number {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % limit;
  }

  return {
    below,
    pick: (items) => items[below(items.length)] ?? items[0],
    chance: (percent) => below(100) < percent,
  };
}
