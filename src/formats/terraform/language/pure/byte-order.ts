/** Keys in the order in which cty and Go write the attributes of an object: by their bytes in UTF-8. */
export function inKeyOrder(keys: Iterable<string>): readonly string[] {
  return [...keys].toSorted(compareBytes);
}

/** The order of two texts by their bytes in UTF-8, which is that of their code points, not that of JavaScript's units. */
export function compareBytes(left: string, right: string): number {
  const length = Math.min(left.length, right.length);
  for (let index = 0; index < length; index += 1) {
    const ours = left.charCodeAt(index);
    const theirs = right.charCodeAt(index);
    if (ours !== theirs) return beyondSurrogates(ours) - beyondSurrogates(theirs);
  }
  return left.length - right.length;
}

/** Surrogates stand for the highest code points, though their own numbers are below 0xe000. */
function beyondSurrogates(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}
