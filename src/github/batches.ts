/** Asks for one thing, together with all else that is asked for in the same turn. */
export type Ask<Result> = (key: string) => Promise<Result | undefined>;

/**
 * One request for many keys: what is asked for in one turn goes into the same requests, and each key is asked for once.
 * @param most keys in one request
 */
export function inBatches<Result>(
  most: number,
  request: (keys: readonly string[]) => Promise<ReadonlyMap<string, Result>>,
): Ask<Result> {
  const answers = new Map<string, Promise<Result | undefined>>();
  let waiting: { readonly keys: string[]; readonly answers: Promise<ReadonlyMap<string, Result>> } | null = null;

  async function requestAll(keys: readonly string[]): Promise<ReadonlyMap<string, Result>> {
    const parts = Array.from({ length: Math.ceil(keys.length / most) }, (_, at) =>
      keys.slice(at * most, (at + 1) * most),
    );
    const all = new Map<string, Result>();
    for (const found of await Promise.all(parts.map(request))) {
      for (const [key, result] of found) all.set(key, result);
    }
    return all;
  }

  function open(): NonNullable<typeof waiting> {
    const keys: string[] = [];
    const turn = new Promise<void>((resolve) => setImmediate(resolve));
    const all = turn.then(() => {
      waiting = null;
      return requestAll(keys);
    });
    return { keys, answers: all };
  }

  return (key) => {
    const known = answers.get(key);
    if (known) return known;
    waiting ??= open();
    waiting.keys.push(key);
    const answer = waiting.answers.then((all) => all.get(key));
    answers.set(key, answer);
    return answer;
  };
}
