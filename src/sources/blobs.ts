import { type Repository, runGit } from "./git.ts";

/** Reads blobs of one repository by object id; undefined for what git does not have. */
export type BlobReader = (id: string) => Promise<Buffer | undefined>;

/** Starting git costs more than reading a blob: what is asked for in one turn is read by one process, and only once. */
export function createBlobReader(repository: Repository): BlobReader {
  const blobs = new Map<string, Promise<Buffer | undefined>>();
  let batch: { readonly ids: string[]; readonly content: Promise<ReadonlyMap<string, Buffer>> } | null = null;

  function startBatch(): NonNullable<typeof batch> {
    const ids: string[] = [];
    const content = new Promise<void>((resolve) => setImmediate(resolve)).then(() => {
      batch = null;
      return readBatch(repository, ids);
    });
    return { ids, content };
  }

  function read(id: string): Promise<Buffer | undefined> {
    batch ??= startBatch();
    batch.ids.push(id);
    return batch.content.then((content) => content.get(id));
  }

  return (id) => {
    const blob = blobs.get(id) ?? read(id);
    blobs.set(id, blob);
    return blob;
  };
}

async function readBatch(repository: Repository, ids: readonly string[]): Promise<ReadonlyMap<string, Buffer>> {
  const { stdout } = await runGit(repository, ["cat-file", "--batch"], `${ids.join("\n")}\n`);
  const blobs = new Map<string, Buffer>();
  let position = 0;
  for (const id of ids) {
    const end = stdout.indexOf(0x0a, position);
    if (end < 0) break;
    const [, type, size] = stdout.toString("latin1", position, end).split(" ");
    position = end + 1;
    if (size === undefined) continue;
    if (type === "blob") blobs.set(id, stdout.subarray(position, position + Number(size)));
    position += Number(size) + 1;
  }
  return blobs;
}
