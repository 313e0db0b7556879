/**
 * The order in which Python 2.7 iterates a dict's text keys. SAM's transform was born on Python 2 and still hashes API
 * definitions in that order, so that the logical ids of deployments stay what they were.
 * (CPython 2.7's Objects/dictobject.c and stringobject.c: open addressing with perturbation, no hash seed.)
 */
export type KeyOrder = {
  add(key: string): void;
  /** Makes room for many keys at once, as an update of the dict does before it adds them. */
  reserve(count: number): void;
  remove(key: string): void;
  keys(): readonly string[];
};

const MIN_SLOTS = 8;
const PERTURB_SHIFT = 5n;
const MASK_64 = (1n << 64n) - 1n;
/** A slot whose key was removed: it is not free for a look-up that passes it. */
const REMOVED = Symbol("removed");
/** From this size on a table doubles instead of quadrupling. */
const LARGE = 50_000;

export function createKeyOrder(): KeyOrder {
  let slots: (string | typeof REMOVED | undefined)[] = [];
  let mask = MIN_SLOTS - 1;
  let size = 0;
  let filled = 0;
  let sorted: readonly string[] | undefined;

  function slotOf(key: string): number {
    const { hash, low } = hashOf(key);
    let slot = low & mask;
    const first = slots[slot];
    if (first === undefined || first === key) return slot;
    let walker = BigInt(slot);
    let perturb = hash;
    let free: number | undefined;
    for (;;) {
      const held = slots[slot];
      if (held === undefined) return free ?? slot;
      if (held === key) return slot;
      if (held === REMOVED) free ??= slot;
      walker = (walker * 5n + perturb + 1n) & MASK_64;
      slot = Number(walker & BigInt(mask));
      perturb >>= PERTURB_SHIFT;
    }
  }

  function add(key: string): void {
    const slot = slotOf(key);
    const held = slots[slot];
    if (held === key) return;
    size++;
    if (held === undefined) filled++;
    slots[slot] = key;
    sorted = undefined;
    if (filled * 3 >= (mask + 1) * 2) resize(size * (size > LARGE ? 2 : 4));
  }

  function resize(wanted: number): void {
    const present = keys();
    let room = MIN_SLOTS;
    while (room <= wanted) room *= 2;
    mask = room - 1;
    slots = [];
    size = 0;
    filled = 0;
    for (const key of present) add(key);
  }

  function reserve(count: number): void {
    if (count > 0 && (filled + count) * 3 >= (mask + 1) * 2) resize((size + count) * 2);
  }

  function remove(key: string): void {
    const slot = slotOf(key);
    if (slots[slot] !== key) return;
    slots[slot] = REMOVED;
    sorted = undefined;
    size--;
  }

  function keys(): readonly string[] {
    sorted ??= slots.filter((slot) => typeof slot === "string");
    return sorted;
  }

  return { add, reserve, remove, keys };
}

/** A hash, and the bits of it that a table of usual size asks for. */
type Hash = { readonly hash: bigint; readonly low: number };

const hashes = new Map<string, Hash>();

/** Python 2.7's hash of a text, as an unsigned number of 64 bits. */
function hashOf(key: string): Hash {
  const known = hashes.get(key);
  if (known !== undefined) return known;
  const points = [...key].map((character) => BigInt(character.codePointAt(0) ?? 0));
  let hash = (points[0] ?? 0n) << 7n;
  for (const point of points) hash = ((1000003n * hash) ^ point) & MASK_64;
  hash = points.length === 0 ? 0n : hash ^ BigInt(points.length);
  if (hashes.size > MAX_HASHES) hashes.clear();
  const found = { hash, low: Number(hash & LOW_BITS) };
  hashes.set(key, found);
  return found;
}

const MAX_HASHES = 10_000;
const LOW_BITS = (1n << 30n) - 1n;
