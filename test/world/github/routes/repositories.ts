import { listCommits, mergeBase, resolve, resolveCommit } from "../git.ts";
import { parseTree, readCommit } from "../git-objects.ts";
import type { ObjectInfo } from "../git-objects.ts";
import { diffFiles, EMPTY_TREE } from "../diff.ts";
import { failure, notFound, ok, paginate, rawFile } from "../http.ts";
import type { Answer, Call, Route } from "../http.ts";
import { presentUser } from "../present/accounts.ts";
import { presentCommit, presentFiles } from "../present/commits.ts";
import { presentPull } from "../present/pulls.ts";
import { presentFullRepository, repositoryApi, repositoryPage } from "../present/repositories.ts";
import { permissionOf } from "../state.ts";

const CONTENTS = [{ contents: "read" }] as const;

export const repositoryRoutes: readonly Route[] = [
  {
    operation: "GET /repos/{owner}/{repo}",
    needs: [{ metadata: "read" }],
    handle: ({ world, repository }) => ok(presentFullRepository(world, repository)),
  },
  {
    operation: "GET /repos/{owner}/{repo}/collaborators/{username}/permission",
    needs: [{ metadata: "read" }],
    handle: getPermission,
  },
  { operation: "GET /repos/{owner}/{repo}/branches/{branch}", needs: CONTENTS, handle: getBranch },
  { operation: "GET /repos/{owner}/{repo}/commits", needs: CONTENTS, handle: getCommits },
  { operation: "GET /repos/{owner}/{repo}/commits/{ref}", needs: CONTENTS, handle: getCommit },
  {
    operation: "GET /repos/{owner}/{repo}/commits/{commit_sha}/pulls",
    needs: [{ pull_requests: "read" }],
    handle: getCommitPulls,
  },
  { operation: "GET /repos/{owner}/{repo}/compare/{basehead}", needs: CONTENTS, handle: compare },
  { operation: "GET /repos/{owner}/{repo}/contents/{path}", needs: CONTENTS, handle: getContents },
];

/** `permission` is the old scale of four, on which maintain counts as write and triage as read; `role_name` is exact. */
function getPermission({ world, repository, params }: Call): Answer {
  const account = world.state.accounts.get((params["username"] ?? "").toLowerCase());
  if (account === undefined) return failure(404, `${params["username"] ?? ""} is not a user`);
  const role = permissionOf(repository, account.login);
  const permission = role === "maintain" ? "write" : role === "triage" ? "read" : role;
  const user = {
    ...presentUser(world, account),
    role_name: role,
    permissions: {
      pull: role !== "none",
      triage: ["triage", "write", "maintain", "admin"].includes(role),
      push: ["write", "maintain", "admin"].includes(role),
      maintain: ["maintain", "admin"].includes(role),
      admin: role === "admin",
    },
  };
  return ok({ permission, role_name: role, user });
}

async function getBranch({ world, repository, params }: Call): Promise<Answer> {
  const name = params["branch"] ?? "";
  const sha = await resolve(repository.git, `refs/heads/${name}`);
  const commit = sha === null ? null : await readCommit(repository.git.objects, sha);
  if (commit === null) return failure(404, "Branch not found");
  const api = `${repositoryApi(world, repository)}/branches/${name}`;
  return ok({
    name,
    commit: presentCommit(world, repository, commit),
    _links: { self: api, html: `${repositoryPage(world, repository)}/tree/${name}` },
    protected: false,
    protection: { enabled: false, required_status_checks: { enforcement_level: "off", contexts: [], checks: [] } },
    protection_url: `${api}/protection`,
  });
}

async function getCommits(call: Call): Promise<Answer> {
  const { world, repository, query } = call;
  const start = await resolveCommit(repository.git, query["sha"] ?? repository.defaultBranch);
  if (start === null) return notFound();
  const path = query["path"];
  const shas = await listCommits(repository.git, start, path === undefined ? {} : { path });
  const page = paginate(call, shas);
  const commits = await Promise.all(page.items.map((sha) => readCommit(repository.git.objects, sha)));
  return ok(
    commits.filter((one) => one !== null).map((commit) => presentCommit(world, repository, commit)),
    page.headers,
  );
}

async function getCommit({ world, repository, params }: Call): Promise<Answer> {
  const sha = await resolveCommit(repository.git, params["ref"] ?? "");
  const commit = sha === null ? null : await readCommit(repository.git.objects, sha);
  if (commit === null) return failure(422, `No commit found for SHA: ${params["ref"] ?? ""}`);
  const files = await diffFiles(repository.git, commit.parents[0] ?? EMPTY_TREE, commit.sha);
  const additions = files.reduce((sum, file) => sum + file.additions, 0);
  const deletions = files.reduce((sum, file) => sum + file.deletions, 0);
  const stats = { additions, deletions, total: additions + deletions };
  const presented = presentFiles(world, repository, commit.sha, files);
  return ok({ ...presentCommit(world, repository, commit), stats, files: presented });
}

function getCommitPulls(call: Call): Answer {
  const { world, repository, params } = call;
  const pulls = [...repository.pulls.values()].filter((pull) => pull.headSha === params["commit_sha"]);
  const page = paginate(call, pulls);
  return ok(
    page.items.map((pull) => presentPull(world, pull)),
    page.headers,
  );
}

/** Three dots only, as on GitHub: what head has that its merge base with base has not. At most 300 files. */
async function compare(call: Call): Promise<Answer> {
  const { world, repository, params } = call;
  const [baseName = "", headName = ""] = (params["basehead"] ?? "").split("...");
  const base = await resolveCommit(repository.git, baseName);
  const head = await resolveCommit(repository.git, headName);
  if (base === null || head === null) return notFound();
  const common = await mergeBase(repository.git, base, head);
  if (common === null) return failure(404, `No common ancestor between ${baseName} and ${headName}.`);
  const ahead = await listCommits(repository.git, head, { except: base, oldestFirst: true });
  const behind = await listCommits(repository.git, base, { except: head });
  const page = paginate(call, ahead);
  const read = async (sha: string): Promise<unknown> => {
    const commit = await readCommit(repository.git.objects, sha);
    return commit === null ? null : presentCommit(world, repository, commit);
  };
  const files = (await diffFiles(repository.git, common, head)).slice(0, 300);
  const api = `${repositoryApi(world, repository)}/compare/${baseName}...${headName}`;
  const html = `${repositoryPage(world, repository)}/compare/${baseName}...${headName}`;
  const diverged = ahead.length > 0 && behind.length > 0;
  const status = diverged ? "diverged" : ahead.length > 0 ? "ahead" : behind.length > 0 ? "behind" : "identical";
  const body = {
    url: api,
    html_url: html,
    permalink_url: html,
    diff_url: `${html}.diff`,
    patch_url: `${html}.patch`,
    base_commit: await read(base),
    merge_base_commit: await read(common),
    status,
    ahead_by: ahead.length,
    behind_by: behind.length,
    total_commits: ahead.length,
    commits: await Promise.all(page.items.map(read)),
    files: presentFiles(world, repository, head, files),
  };
  return ok(body, page.headers);
}

async function getContents(call: Call): Promise<Answer> {
  const { world, repository, params, query } = call;
  const { objects } = repository.git;
  const path = (params["path"] ?? "").replace(/^\/|\/$/g, "");
  const ref = query["ref"] ?? repository.defaultBranch;
  const commit = await resolveCommit(repository.git, ref);
  if (commit === null) return failure(404, `No commit found for the ref ${ref}`);
  const entry = await entryAt(call, commit, path);
  if (entry === null) return notFound();
  const api = repositoryApi(world, repository);
  const page = repositoryPage(world, repository);
  const present = (mode: string, at: string, info: ObjectInfo | null, sha: string): Record<string, unknown> => {
    const url = `${api}/contents/${at.split("/").map(encodeURIComponent).join("/")}?ref=${ref}`;
    const git = `${api}/git/${mode === "040000" ? "trees" : "blobs"}/${sha}`;
    const html = `${page}/${mode === "040000" ? "tree" : "blob"}/${ref}/${at}`;
    const type = mode === "040000" ? "dir" : mode === "120000" ? "symlink" : mode === "160000" ? "submodule" : "file";
    const download = type === "file" || type === "symlink" ? `${page}/raw/${ref}/${at}` : null;
    const common = {
      name: at.split("/").at(-1) ?? "",
      path: at,
      sha,
      size: type === "file" ? (info?.size ?? 0) : 0,
      url,
    };
    const links = { html_url: html, git_url: git, download_url: download };
    return { ...common, ...links, type, _links: { self: url, git, html } };
  };
  if (entry.mode === "040000") {
    const tree = await objects.read(entry.sha);
    const children = parseTree(tree?.content ?? Buffer.alloc(0)).slice(0, 1000);
    const listed = children.map(async (child) => {
      const info = child.mode === "160000" ? null : await objects.info(child.sha);
      return present(child.mode, path === "" ? child.name : `${path}/${child.name}`, info, child.sha);
    });
    return ok(await Promise.all(listed));
  }
  if (entry.mode === "160000") {
    return ok({
      ...present(entry.mode, path, null, entry.sha),
      submodule_git_url: "https://github.example/module.git",
    });
  }
  const blob = await objects.read(entry.sha);
  if (blob === null) return notFound();
  if (blob.size > world.limits.blobBytes) return tooLarge(path);
  if (/\braw\b/.test(call.accept)) return rawFile(blob.content);
  if (entry.mode === "120000")
    return ok({ ...present(entry.mode, path, blob, entry.sha), target: blob.content.toString() });
  // Between 1 and 100 MB the object form comes without its content, with the encoding "none".
  const isLarge = blob.size > world.limits.contentBytes;
  const content = isLarge ? "" : wrapBase64(blob.content);
  return ok({ ...present(entry.mode, path, blob, entry.sha), content, encoding: isLarge ? "none" : "base64" });
}

function tooLarge(path: string): Answer {
  return failure(403, `This API returns blobs up to 100 MB in size. The requested blob is too large: ${path}`, [
    { resource: "Blob", field: "data", code: "too_large" },
  ]);
}

/** GitHub breaks base64 after 60 characters. */
export function wrapBase64(content: Buffer): string {
  return content.toString("base64").replace(/.{1,60}/g, "$&\n");
}

async function entryAt(call: Call, commit: string, path: string): Promise<{ mode: string; sha: string } | null> {
  const { objects } = call.repository.git;
  const root = await readCommit(objects, commit);
  if (root === null) return null;
  let at = { mode: "040000", sha: root.tree };
  for (const name of path === "" ? [] : path.split("/")) {
    if (at.mode !== "040000") return null;
    const tree = await objects.read(at.sha);
    const entry = parseTree(tree?.content ?? Buffer.alloc(0)).find((one) => one.name === name);
    if (entry === undefined) return null;
    at = { mode: entry.mode, sha: entry.sha };
  }
  return at;
}
