/** Keeps the most recently used values within a bound, in bytes as told by `set`. */
export type BoundedCache<V> = {
  get(key: string): V | undefined;
  set(key: string, value: V, bytes: number): void;
};

/** A cache that forgets what was used longest ago. A value larger than the whole bound is not kept. */
export function createBoundedCache<V>(maxBytes: number): BoundedCache<V> {
  const entries = new Map<string, { readonly value: V; readonly bytes: number }>();
  let total = 0;

  function forget(key: string): void {
    const entry = entries.get(key);
    if (!entry) return;
    entries.delete(key);
    total -= entry.bytes;
  }

  function get(key: string): V | undefined {
    const entry = entries.get(key);
    if (!entry) return undefined;
    // A Map keeps insertion order: what is used moves to the end.
    entries.delete(key);
    entries.set(key, entry);
    return entry.value;
  }

  function set(key: string, value: V, bytes: number): void {
    forget(key);
    if (bytes > maxBytes) return;
    entries.set(key, { value, bytes });
    total += bytes;
    for (const oldest of entries.keys()) {
      if (total <= maxBytes) return;
      forget(oldest);
    }
  }

  return { get, set };
}
