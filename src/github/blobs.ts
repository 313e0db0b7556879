import { z } from "zod";
import { MAX_TEMPLATE_BYTES, type FileContent } from "../model/files.ts";
import type { GitHub } from "./client.ts";
import type { ContentCache } from "./content-cache.ts";
import { isRefusal } from "./failures.ts";

/** A content to fetch. `size` is the tree's word for it, in bytes. */
export type Blob = { readonly hash: string; readonly size: number };

/** GitHub gives up on queries that take over ten seconds; these bounds keep a query around one. */
const MAX_BLOBS_PER_QUERY = 100;
const MAX_BYTES_PER_QUERY = 2 * 1024 * 1024;

const blobSchema = z.object({
  text: z.string().nullable(),
  isBinary: z.boolean().nullable(),
  isTruncated: z.boolean(),
});
const answerSchema = z.object({ repository: z.record(z.string(), blobSchema.partial().nullable()) });

/** Where contents are fetched from, and where they are kept. */
export type BlobSource = {
  readonly github: GitHub;
  readonly owner: string;
  readonly repo: string;
  readonly repositoryId: number;
  readonly cache: ContentCache;
};

/** Contents by hash, each fetched once: many per GraphQL query, and by REST what GraphQL cuts short. */
export async function readBlobs(blobs: readonly Blob[], source: BlobSource): Promise<ReadonlyMap<string, FileContent>> {
  const found = new Map<string, FileContent>();
  const wanted = new Map<string, Blob>();
  for (const blob of blobs) {
    const cached = source.cache.get(source.repositoryId, blob.hash);
    if (cached) found.set(blob.hash, cached);
    else wanted.set(blob.hash, blob);
  }
  const batches = inBatches([...wanted.values()]);
  for (const contents of await Promise.all(batches.map((batch) => query(batch, source)))) {
    for (const [hash, content] of contents) {
      found.set(hash, content);
      if (content.kind === "text" || content.reason !== "failed") source.cache.set(source.repositoryId, hash, content);
    }
  }
  return found;
}

function inBatches(blobs: readonly Blob[]): readonly (readonly Blob[])[] {
  const batches: Blob[][] = [];
  let bytes = Infinity;
  for (const blob of blobs) {
    const current = batches.at(-1);
    if (!current || current.length >= MAX_BLOBS_PER_QUERY || bytes + blob.size > MAX_BYTES_PER_QUERY) {
      batches.push([blob]);
      bytes = blob.size;
    } else {
      current.push(blob);
      bytes += blob.size;
    }
  }
  return batches;
}

async function query(batch: readonly Blob[], source: BlobSource): Promise<ReadonlyMap<string, FileContent>> {
  const fields = batch.map(
    (_, index) => `b${index}: object(oid: $o${index}) { ... on Blob { text isBinary isTruncated } }`,
  );
  const parameters = batch.map((_, index) => `, $o${index}: GitObjectID!`);
  const text = `query ($owner: String!, $repo: String!${parameters.join("")}) { repository(owner: $owner, name: $repo) { ${fields.join(" ")} } }`;
  const oids = Object.fromEntries(batch.map(({ hash }, index) => [`o${index}`, hash]));
  const { repository } = answerSchema.parse(
    await source.github.graphql(text, { owner: source.owner, repo: source.repo, ...oids }),
  );
  const contents = batch.map(async ({ hash, size }, index): Promise<[string, FileContent]> => {
    const blob = repository[`b${index}`];
    if (blob?.isBinary === true) return [hash, binary()];
    if (typeof blob?.text === "string" && blob.isTruncated === false && isAsWritten(blob.text, size))
      return [hash, { kind: "text", text: blob.text, hash }];
    return [hash, await readByRest(hash, source)];
  });
  return new Map(await Promise.all(contents));
}

/** GraphQL gives what is not UTF-8 in another encoding's letters or with replacements: other names than those that were written. */
function isAsWritten(text: string, size: number): boolean {
  return !text.includes("\uFFFD") && Buffer.byteLength(text) === size;
}

async function readByRest(hash: string, { github, owner, repo }: BlobSource): Promise<FileContent> {
  try {
    const { data } = await github.rest.git.getBlob({ owner, repo, file_sha: hash });
    return decode(Buffer.from(data.content, "base64"), hash);
  } catch (error) {
    if (isRefusal(error, 404))
      return { kind: "unreadable", reason: "failed", message: "GitHub does not give this file's content" };
    throw error;
  }
}

function decode(bytes: Buffer, hash: string): FileContent {
  // The tree says what is too large for its name; its word is not always asked for.
  if (bytes.length > MAX_TEMPLATE_BYTES) return tooLarge(bytes.length, MAX_TEMPLATE_BYTES);
  if (bytes.includes(0)) return binary();
  try {
    return { kind: "text", text: new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes), hash };
  } catch {
    return { kind: "unreadable", reason: "binary", message: "the file is not text in UTF-8" };
  }
}

function binary(): FileContent {
  return { kind: "unreadable", reason: "binary", message: "the file is not text" };
}

/** A file over the limit, said without fetching it. */
export function tooLarge(bytes: number, most: number): FileContent {
  const message = `the file has ${Math.ceil(bytes / 1024)} KiB, and files over ${Math.floor(most / 1024)} KiB are not read`;
  return { kind: "unreadable", reason: "too-large", message };
}
