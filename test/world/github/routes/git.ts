import { resolve, resolveCommit } from "../git.ts";
import { parseTree, readCommit } from "../git-objects.ts";
import { failure, notFound, ok, rawFile } from "../http.ts";
import type { Answer, Call, Route } from "../http.ts";
import { presentGitCommit } from "../present/commits.ts";
import { repositoryApi } from "../present/repositories.ts";
import { nodeId } from "../state.ts";
import { wrapBase64 } from "./repositories.ts";

const CONTENTS = [{ contents: "read" }] as const;

export const gitRoutes: readonly Route[] = [
  { operation: "GET /repos/{owner}/{repo}/git/commits/{commit_sha}", needs: CONTENTS, handle: getCommit },
  { operation: "GET /repos/{owner}/{repo}/git/trees/{tree_sha}", needs: CONTENTS, handle: getTree },
  { operation: "GET /repos/{owner}/{repo}/git/blobs/{file_sha}", needs: CONTENTS, handle: getBlob },
  { operation: "GET /repos/{owner}/{repo}/git/ref/{ref}", needs: CONTENTS, handle: getRef },
];

async function getCommit({ world, repository, params }: Call): Promise<Answer> {
  const commit = await readCommit(repository.git.objects, params["commit_sha"] ?? "");
  return commit === null ? notFound() : ok(presentGitCommit(world, repository, commit));
}

/** `tree_sha` may also be a commit or a branch. Above the limit, a recursive tree is cut and says `truncated`. */
async function getTree({ world, repository, params, query }: Call): Promise<Answer> {
  const { objects } = repository.git;
  const asked = params["tree_sha"] ?? "";
  const direct = /^[0-9a-f]{40}$/.test(asked) ? await objects.info(asked) : null;
  const commit = direct?.type === "tree" ? null : await resolveCommit(repository.git, asked);
  const sha =
    direct?.type === "tree" ? asked : commit === null ? null : await resolve(repository.git, `${commit}^{tree}`);
  if (sha === null) return notFound();
  const api = `${repositoryApi(world, repository)}/git`;
  const limit = world.limits.treeEntries;
  const entries: Record<string, unknown>[] = [];
  async function walk(tree: string, prefix: string): Promise<boolean> {
    const object = await objects.read(tree);
    for (const entry of parseTree(object?.content ?? Buffer.alloc(0))) {
      if (entries.length >= limit) return false;
      const path = prefix + entry.name;
      const type = entry.mode === "040000" ? "tree" : entry.mode === "160000" ? "commit" : "blob";
      const size = type === "blob" ? { size: (await objects.info(entry.sha))?.size ?? 0 } : {};
      const url = type === "commit" ? {} : { url: `${api}/${type}s/${entry.sha}` };
      entries.push({ path, mode: entry.mode, type, sha: entry.sha, ...size, ...url });
      // Any value of `recursive`, even "0" or "false", makes GitHub descend.
      if (type === "tree" && query["recursive"] !== undefined && !(await walk(entry.sha, `${path}/`))) return false;
    }
    return true;
  }
  const whole = await walk(sha, "");
  return ok({ sha, url: `${api}/trees/${sha}`, tree: entries, truncated: !whole });
}

async function getBlob({ world, repository, params, accept }: Call): Promise<Answer> {
  const blob = await repository.git.objects.read(params["file_sha"] ?? "");
  if (blob === null || blob.type !== "blob") return notFound();
  if (blob.size > world.limits.blobBytes) {
    const message = "This API returns blobs up to 100 MB in size. The requested blob is too large";
    return failure(403, message, [{ resource: "Blob", field: "data", code: "too_large" }]);
  }
  if (/\braw\b/.test(accept)) return rawFile(blob.content);
  return ok({
    sha: blob.sha,
    node_id: nodeId(`B_${blob.sha.slice(0, 8)}`, repository.id),
    size: blob.size,
    url: `${repositoryApi(world, repository)}/git/blobs/${blob.sha}`,
    content: wrapBase64(blob.content),
    encoding: "base64",
  });
}

async function getRef({ world, repository, params }: Call): Promise<Answer> {
  const ref = `refs/${params["ref"] ?? ""}`;
  const sha = await resolve(repository.git, ref);
  const object = sha === null ? null : await repository.git.objects.info(sha);
  if (object === null) return notFound();
  const api = `${repositoryApi(world, repository)}/git`;
  return ok({
    ref,
    node_id: nodeId("REF", repository.id),
    url: `${api}/${ref}`,
    object: { type: object.type, sha: object.sha, url: `${api}/${object.type}s/${object.sha}` },
  });
}
