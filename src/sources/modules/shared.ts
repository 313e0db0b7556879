type Entry<Value> = { readonly value: Value; readonly bytes: number; readonly until: number };

/** Results of work that many may ask for at once, and again. */
export type Shared<Value> = {
  /**
   * The kept result, or that of the work, which is done once however many ask meanwhile.
   * @param sizeOf bytes of a result that is kept; undefined for one that is not
   */
  get(key: string, work: () => Promise<Value>, sizeOf: (value: Value) => number | undefined): Promise<Value>;
};

/** Keeps results for a time (in milliseconds) and within a bound (in bytes); what was not used longest goes first. */
export function createShared<Value>(maxBytes: number, keepMs: number): Shared<Value> {
  const kept = new Map<string, Entry<Value>>();
  const running = new Map<string, Promise<Value>>();
  let total = 0;

  function forget(key: string): void {
    total -= kept.get(key)?.bytes ?? 0;
    kept.delete(key);
  }

  function keep(key: string, value: Value, bytes: number): void {
    forget(key);
    if (bytes > maxBytes) return;
    kept.set(key, { value, bytes, until: Date.now() + keepMs });
    total += bytes;
    for (const oldest of kept.keys()) {
      if (total <= maxBytes) return;
      forget(oldest);
    }
  }

  return {
    get(key, work, sizeOf) {
      const entry = kept.get(key);
      if (entry && entry.until > Date.now()) {
        // A Map iterates in the order of insertion: what is used moves to the end.
        kept.delete(key);
        kept.set(key, entry);
        return Promise.resolve(entry.value);
      }
      const started =
        running.get(key) ??
        work()
          .then((value) => {
            const bytes = sizeOf(value);
            if (bytes !== undefined) keep(key, value, bytes);
            return value;
          })
          .finally(() => running.delete(key));
      running.set(key, started);
      return started;
    },
  };
}
