import type { ChangeSet, FileContent } from "../model/files.ts";
import type { Side, Span } from "../model/source.ts";
import { readBlobs, type BlobSource } from "./blobs.ts";
import { commentableLine, hunksOf, leftLines, lineMap, type DiffLine, type LineMap, type PullFile } from "./diff.ts";
import { MAX_FILE_BYTES } from "../model/files.ts";

/** Where a finding's span may be commented on; undefined where it may not. */
export type Anchors = { lineOf(span: Span & { readonly side: Side }): DiffLine | undefined };

/** GitHub lists at most this many files of a pull request. */
const MAX_FILES = 3000;

/**
 * Finds the lines of a pull request's own diff for spans of the two revisions that were compared: spans at head are
 * lines of the test merge, comments need lines of the pull request's head.
 */
export async function findAnchors(spans: readonly (Span & { readonly side: Side })[], pull: number, change: ChangeSet, source: BlobSource): Promise<Anchors> {
  if (spans.length === 0) return { lineOf: () => undefined };
  const files = await pullFiles(pull, source);
  const concerned = files.filter(({ path, previousPath }) => spans.some((span) => span.path === path || span.path === previousPath));
  const [own, head, base] = await Promise.all([
    ownHeads(concerned, source),
    change.head.read(concerned.map(({ path }) => path)),
    change.base.read(concerned.map(({ path, previousPath }) => previousPath ?? path)),
  ]);
  const places = concerned.map((file) => {
    const hunks = file.patch === null ? [] : hunksOf(file.patch);
    const right = mapBetween(head.get(file.path), own.get(file.headHash), file.headHash);
    const baseContent = base.get(file.previousPath ?? file.path);
    const left: LineMap = baseContent?.kind === "text" ? leftLines(hunks, baseContent.text) : () => undefined;
    return { file, hunks, right, left };
  });
  return {
    lineOf(span) {
      const place = places.find(({ file }) => span.path === (span.side === "head" ? file.path : (file.previousPath ?? file.path)));
      return place && commentableLine(span, place.file, place.hunks, span.side === "head" ? place.right : place.left);
    },
  };
}

async function pullFiles(pull: number, { github, owner, repo }: BlobSource): Promise<readonly PullFile[]> {
  const files: PullFile[] = [];
  for await (const { data } of github.paginate.iterator(github.rest.pulls.listFiles, { owner, repo, pull_number: pull, per_page: 100 })) {
    for (const { filename, previous_filename: previous, sha, patch } of data) {
      files.push({ path: filename, previousPath: previous ?? null, headHash: sha ?? "", patch: patch ?? null });
    }
    if (files.length >= MAX_FILES) break;
  }
  return files;
}

/** The files at the pull request's own head. What the test merge left as it is comes from the cache. */
function ownHeads(files: readonly PullFile[], source: BlobSource): Promise<ReadonlyMap<string, FileContent>> {
  const commentable = files.filter(({ patch, headHash }) => patch !== null && headHash !== "");
  // GitHub gives no patch for large changes, so what is asked for here is small; the bound is for the batches.
  return readBlobs(
    commentable.map(({ headHash }) => ({ hash: headHash, size: Math.min(64 * 1024, MAX_FILE_BYTES) })),
    source,
  );
}

function mapBetween(merged: FileContent | undefined, own: FileContent | undefined, ownHash: string): LineMap {
  if (merged?.kind !== "text") return () => undefined;
  if (merged.hash === ownHash) return (line) => line;
  return own?.kind === "text" ? lineMap(merged.text, own.text) : () => undefined;
}
