/**
 * Roots that are declared at a time: enough that their files are fetched together and that some are parsed while others
 * are evaluated, few enough that what is being evaluated fits into memory.
 */
export const ROOTS_AT_ONCE = 16;

/** Does the work for every item, at most `atOnce` of them at a time; results are in the items' order. Rejects with the first failure. */
export async function inTurns<Item, Result>(
  items: readonly Item[],
  atOnce: number,
  work: (item: Item) => Promise<Result>,
): Promise<readonly Result[]> {
  const results: Result[] = [];
  const waiting = items.entries();
  async function takeTurns(): Promise<void> {
    for (const [index, item] of waiting) results[index] = await work(item);
  }
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, takeTurns));
  return results;
}
