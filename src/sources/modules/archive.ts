import { once } from "node:events";
import { Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import { createTarDecoder, type ParsedTarEntry } from "modern-tar";
import { type Entry, fromBufferPromise, type ZipFile } from "yauzl";
import type { ArchiveAddress } from "../../model/module-source.ts";
import { joinFolders } from "../../model/module-source.ts";
import { type ModuleUnavailable, unavailable } from "../../model/modules.ts";
import { isKept, type PackedFile } from "./packed.ts";

/** What an archive may unpack to. The largest modules of the public registry have some hundred files. */
const MAX_ENTRIES = 20_000;
const MAX_UNPACKED_BYTES = 256 * 1024 * 1024;
/** Of the files that are kept: those small enough to be read. */
const MAX_KEPT_BYTES = 32 * 1024 * 1024;
/** Text packs to a tenth or so, a bomb to a thousandth; what is small may have any ratio. */
const MAX_RATIO = 100;
const SMALL_BYTES = 4 * 1024 * 1024;

/** What an archive goes beyond, or why it is none. */
class Refused extends Error {}

/**
 * Unpacks an archive in memory. Links, devices and whatever else is no file are left out or stay links that nobody
 * follows; a path that leads out of the archive makes the whole archive suspect: nothing of it is read.
 */
export async function unpackArchive(
  bytes: Buffer,
  format: ArchiveAddress["format"],
): Promise<readonly PackedFile[] | ModuleUnavailable> {
  const files = collectFiles(bytes.length);
  try {
    await (format === "zip" ? unpackZip(bytes, files) : unpackTar(bytes, files));
    return [...files.byPath.values()];
  } catch (error) {
    if (error instanceof Refused) return unavailable(error.message);
    const why = error instanceof Error ? error.message : String(error);
    return unavailable(`its archive cannot be read${why === "" ? "" : `: ${why}`}`);
  }
}

type Files = {
  readonly byPath: Map<string, PackedFile>;
  /** Counts bytes as they come out. @throws Refused */
  unpacked(bytes: number): void;
  /** Counts an entry, and gives its path in its shortest form. @throws Refused */
  pathOf(name: string): string;
  add(file: PackedFile): void;
};

function collectFiles(packedBytes: number): Files {
  const byPath = new Map<string, PackedFile>();
  let unpackedBytes = 0;
  let entries = 0;
  let kept = 0;
  return {
    byPath,
    unpacked(bytes) {
      unpackedBytes += bytes;
      if (unpackedBytes > MAX_UNPACKED_BYTES)
        throw new Refused(`its archive unpacks to more than ${MAX_UNPACKED_BYTES / 1024 / 1024} MiB`);
      if (unpackedBytes > Math.max(SMALL_BYTES, packedBytes * MAX_RATIO))
        throw new Refused(`its archive unpacks to more than ${MAX_RATIO} times its size`);
    },
    pathOf(name) {
      entries += 1;
      if (entries > MAX_ENTRIES) throw new Refused(`its archive has more than ${MAX_ENTRIES} entries`);
      const path = /^[/\\]|^[A-Za-z]:|\\|\0/.test(name) || name.split("/").includes("..") ? null : joinFolders(name);
      if (path === null) throw new Refused("its archive has a path that leads out of it");
      return path;
    },
    add(file) {
      kept += file.content?.length ?? 0;
      if (kept > MAX_KEPT_BYTES) throw new Refused(`its files have more than ${MAX_KEPT_BYTES / 1024 / 1024} MiB`);
      if (file.path !== "") byPath.set(file.path, file);
    },
  };
}

async function unpackTar(bytes: Buffer, files: Files): Promise<void> {
  const tar = Readable.toWeb(Readable.from(gunzipped(bytes, files))) as ReadableStream<Uint8Array>;
  const entries = tar.pipeThrough(createTarDecoder({ strict: true }));
  for await (const entry of entries) await addTarEntry(entry, files);
}

async function* gunzipped(bytes: Buffer, files: Files): AsyncGenerator<Uint8Array> {
  const gunzip = createGunzip();
  gunzip.end(bytes);
  for await (const chunk of gunzip as AsyncIterable<Buffer>) {
    files.unpacked(chunk.length);
    yield chunk;
  }
}

async function addTarEntry({ header, body }: ParsedTarEntry, files: Files): Promise<void> {
  const { name, type, size } = header;
  const path = files.pathOf(name);
  const isFile = type === undefined || type === "file";
  if (!isFile || !isKept(path, size)) await body.cancel();
  // A hard link is another name for a file of the archive, or of the machine: neither is followed.
  if (type === "symlink" || type === "link") files.add({ path, kind: "symlink", size: 0, content: null });
  if (!isFile) return;
  const content = isKept(path, size) ? Buffer.from(await new Response(body).arrayBuffer()) : null;
  files.add({ path, kind: "file", size, content });
}

async function unpackZip(bytes: Buffer, files: Files): Promise<void> {
  // Names are checked here, so that each way out of an archive is refused alike; sizes by yauzl: no entry gives more than it says.
  const zip = await fromBufferPromise(bytes, { strictFileNames: true, validateEntrySizes: true });
  for await (const entry of zip.eachEntry()) await addZipEntry(zip, entry, files);
}

async function addZipEntry(zip: ZipFile, entry: Entry, files: Files): Promise<void> {
  const path = files.pathOf(entry.fileName);
  if (entry.fileName.endsWith("/")) return;
  // The upper half holds Unix's file mode, where a Unix program made the archive.
  const kindBits = (entry.externalFileAttributes >>> 16) & 0o170000;
  if (kindBits === 0o120000) return files.add({ path, kind: "symlink", size: 0, content: null });
  if (kindBits !== 0 && kindBits !== 0o100000) return;
  const size = entry.uncompressedSize;
  if (!isKept(path, size)) return files.add({ path, kind: "file", size, content: null });
  files.unpacked(size);
  files.add({
    path,
    kind: "file",
    size,
    content: await contentOf(await zip.openReadStreamPromise(entry)),
  });
}

async function contentOf(stream: Readable): Promise<Buffer> {
  const chunks: Buffer[] = [];
  stream.on("data", (chunk: Buffer) => chunks.push(chunk));
  await once(stream, "end");
  return Buffer.concat(chunks);
}
