/** Orders strings by code points, as Terraform does; JavaScript's own order is by UTF-16 units. */
export function compareText(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

/** A map's keys in Terraform's order. */
export function sortedKeys(entries: ReadonlyMap<string, unknown>): string[] {
  return [...entries.keys()].toSorted(compareText);
}
