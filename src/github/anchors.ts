import { MAX_FILE_BYTES, type ChangeSet, type FileContent } from "../model/files.ts";
import { readBlobs, type BlobSource } from "./blobs.ts";
import { hunksOf, leftLines, lineMap, type DiffLine, type LineMap, type PullFile } from "./diff.ts";

/** Where lines of the two revisions that were compared are in the pull request's own diff. */
export type Anchors = {
  /** The line to comment on for a line of base (LEFT) or of what merging would give (RIGHT); undefined off the diff's hunks. */
  place(line: DiffLine): DiffLine | undefined;
  /** The line of the pull request's head for one of what merging would give; the same line where that cannot be told. */
  ownLine(path: string, line: number): number;
};

/** GitHub lists at most this many files of a pull request. */
const MAX_FILES = 3000;

/** GitHub gives no patch for large changes, so heads with one are small; the bound is for batching. In bytes. */
const EXPECTED_SIZE = Math.min(64 * 1024, MAX_FILE_BYTES);

type Place = {
  readonly file: PullFile;
  readonly left: LineMap;
  readonly right: LineMap;
  shows(line: number, side: DiffLine["side"]): boolean;
};

/** Finds the lines for the files of `paths`; without any, nothing is fetched. */
export async function findAnchors(
  paths: ReadonlySet<string>,
  pull: number,
  change: ChangeSet,
  source: BlobSource,
): Promise<Anchors> {
  const files = paths.size === 0 ? [] : await pullFiles(pull, source);
  const concerned = files.filter((file) => paths.has(file.path) || paths.has(oldPath(file)));
  const [own, head, base] = await Promise.all([
    ownHeads(concerned, source),
    change.head.read(concerned.map(({ path }) => path)),
    change.base.read(concerned.map(oldPath)),
  ]);
  const places = concerned.map((file) =>
    placeOf(file, head.get(file.path), own.get(file.headHash), base.get(oldPath(file))),
  );
  return {
    place({ path, line, side }) {
      const place = places.find(({ file }) => path === (side === "RIGHT" ? file.path : oldPath(file)));
      const mapped = side === "RIGHT" ? place?.right(line) : place?.left(line);
      return place && mapped !== undefined && place.shows(mapped, side)
        ? { path: place.file.path, line: mapped, side }
        : undefined;
    },
    ownLine: (path, line) => places.find(({ file }) => file.path === path)?.right(line) ?? line,
  };
}

function placeOf(
  file: PullFile,
  head: FileContent | undefined,
  own: FileContent | undefined,
  base: FileContent | undefined,
): Place {
  const hunks = file.patch === null ? [] : hunksOf(file.patch);
  return {
    file,
    right: mapBetween(head, own, file.headHash),
    left: base?.kind === "text" ? leftLines(hunks, base.text) : () => undefined,
    shows: (line, side) => hunks.some(({ left, right }) => (side === "RIGHT" ? right : left).has(line)),
  };
}

function oldPath({ path, previousPath }: PullFile): string {
  return previousPath ?? path;
}

async function pullFiles(pull: number, { github, owner, repo }: BlobSource): Promise<readonly PullFile[]> {
  const files: PullFile[] = [];
  for await (const { data } of github.paginate.iterator(github.rest.pulls.listFiles, {
    owner,
    repo,
    pull_number: pull,
    per_page: 100,
  })) {
    for (const { filename, previous_filename: previous, sha, patch } of data) {
      files.push({ path: filename, previousPath: previous ?? null, headHash: sha ?? "", patch: patch ?? null });
    }
    if (files.length >= MAX_FILES) break;
  }
  return files;
}

/** The files at the pull request's own head. What the test merge left as it is comes from the cache. */
function ownHeads(files: readonly PullFile[], source: BlobSource): Promise<ReadonlyMap<string, FileContent>> {
  const shown = files.filter(({ patch, headHash }) => patch !== null && headHash !== "");
  return readBlobs(
    shown.map(({ headHash }) => ({ hash: headHash, size: EXPECTED_SIZE })),
    source,
  );
}

function mapBetween(merged: FileContent | undefined, own: FileContent | undefined, ownHash: string): LineMap {
  if (merged?.kind !== "text") return () => undefined;
  if (merged.hash === ownHash) return (line) => line;
  return own?.kind === "text" ? lineMap(merged.text, own.text) : () => undefined;
}
