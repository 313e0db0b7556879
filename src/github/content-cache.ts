import type { FileContent } from "../model/files.ts";

type Cached = { readonly content: FileContent; readonly bytes: number };
type Shelf = { readonly contents: Map<string, Cached>; bytes: number };

/**
 * Contents by hash, kept between runs, one shelf per repository: equal hashes of two tenants never meet, so that
 * nobody can learn what another holds by asking for its hash. Both are bounded, and what was not used longest goes first.
 */
export class ContentCache {
  readonly #shelves = new Map<number, Shelf>();
  readonly #shelfBytes: number;
  readonly #maxShelves: number;

  constructor({
    shelfBytes = 8 * 1024 * 1024,
    maxShelves = 16,
  }: { readonly shelfBytes?: number; readonly maxShelves?: number } = {}) {
    this.#shelfBytes = shelfBytes;
    this.#maxShelves = maxShelves;
  }

  get(repositoryId: number, hash: string): FileContent | undefined {
    const shelf = this.#shelves.get(repositoryId);
    const cached = shelf?.contents.get(hash);
    if (!shelf || !cached) return undefined;
    touch(this.#shelves, repositoryId, shelf);
    touch(shelf.contents, hash, cached);
    return cached.content;
  }

  set(repositoryId: number, hash: string, content: FileContent): void {
    const shelf = this.#shelves.get(repositoryId) ?? { contents: new Map<string, Cached>(), bytes: 0 };
    touch(this.#shelves, repositoryId, shelf);
    if (this.#shelves.size > this.#maxShelves) dropFirst(this.#shelves);
    const bytes = 200 + 2 * (content.kind === "text" ? content.text.length : content.message.length);
    shelf.bytes += bytes - (shelf.contents.get(hash)?.bytes ?? 0);
    touch(shelf.contents, hash, { content, bytes });
    while (shelf.bytes > this.#shelfBytes) shelf.bytes -= dropFirst(shelf.contents)?.bytes ?? shelf.bytes;
  }
}

/** A Map iterates in the order of insertion: putting an entry back makes it the last to go. */
function touch<Key, Value>(map: Map<Key, Value>, key: Key, value: Value): void {
  map.delete(key);
  map.set(key, value);
}

function dropFirst<Key, Value>(map: Map<Key, Value>): Value | undefined {
  for (const [key, value] of map) {
    map.delete(key);
    return value;
  }
  return undefined;
}
