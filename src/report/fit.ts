/** A comment's body, in characters (GitHub answers 422 "Body is too long (maximum is 65536 characters)"). */
export const MAX_COMMENT = 65_536;
/** A check run's summary and text (https://docs.github.com/en/rest/checks/runs). */
export const MAX_CHECK_SUMMARY = 65_535;

/** The first `limit` items, and how many are left out. */
export type Limited<Item> = { readonly shown: readonly Item[]; readonly more: number };

export function limited<Item>(items: readonly Item[], limit: number): Limited<Item> {
  return { shown: items.slice(0, limit), more: Math.max(0, items.length - limit) };
}

/**
 * Renders with as many items per list as fit: whole rows, never a cut one.
 * @param render gives the text with at most so many items in each list; more items, more text
 * @param most items in the longest list
 * @param max size in bytes of UTF-8, which is never less than what GitHub counts
 */
export function fit(render: (limit: number) => string, most: number, max: number): string {
  const whole = render(most);
  if (sizeOf(whole) <= max) return whole;
  let fits = 0;
  let tooMany = most;
  while (tooMany - fits > 1) {
    const middle = Math.floor((fits + tooMany) / 2);
    if (sizeOf(render(middle)) <= max) fits = middle;
    else tooMany = middle;
  }
  return render(fits);
}

export function sizeOf(text: string): number {
  return Buffer.byteLength(text, "utf8");
}
