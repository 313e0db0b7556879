import { fullName, nodeId } from "../state.ts";
import type { Repository } from "../state.ts";
import type { World } from "../world.ts";
import { presentUser } from "./accounts.ts";
import type { Presented } from "./accounts.ts";

/** Address templates of a repository, by the part of their name before `_url`. */
const TEMPLATES: Readonly<Record<string, string>> = {
  archive: "/{archive_format}{/ref}",
  assignees: "/assignees{/user}",
  blobs: "/git/blobs{/sha}",
  branches: "/branches{/branch}",
  collaborators: "/collaborators{/collaborator}",
  comments: "/comments{/number}",
  commits: "/commits{/sha}",
  compare: "/compare/{base}...{head}",
  contents: "/contents/{+path}",
  contributors: "/contributors",
  deployments: "/deployments",
  downloads: "/downloads",
  events: "/events",
  forks: "/forks",
  git_commits: "/git/commits{/sha}",
  git_refs: "/git/refs{/sha}",
  git_tags: "/git/tags{/sha}",
  hooks: "/hooks",
  issue_comment: "/issues/comments{/number}",
  issue_events: "/issues/events{/number}",
  issues: "/issues{/number}",
  keys: "/keys{/key_id}",
  labels: "/labels{/name}",
  languages: "/languages",
  merges: "/merges",
  milestones: "/milestones{/number}",
  notifications: "/notifications{?since,all,participating}",
  pulls: "/pulls{/number}",
  releases: "/releases{/id}",
  stargazers: "/stargazers",
  statuses: "/statuses/{sha}",
  subscribers: "/subscribers",
  subscription: "/subscription",
  tags: "/tags",
  teams: "/teams",
  trees: "/git/trees{/sha}",
};

export function repositoryApi(world: World, repository: Repository): string {
  return `${world.urls.api}/repos/${fullName(repository)}`;
}

export function repositoryPage(world: World, repository: Repository): string {
  return `${world.urls.html}/${fullName(repository)}`;
}

export function presentRepository(world: World, repository: Repository): Presented {
  const api = repositoryApi(world, repository);
  const page = repositoryPage(world, repository);
  const open = [...repository.pulls.values()].filter((pull) => pull.state === "open").length;
  return {
    id: repository.id,
    node_id: nodeId("R", repository.id),
    name: repository.name,
    full_name: fullName(repository),
    owner: presentUser(world, repository.owner),
    private: repository.isPrivate,
    visibility: repository.isPrivate ? "private" : "public",
    html_url: page,
    description: null,
    fork: repository.forkOf !== null,
    url: api,
    ...Object.fromEntries(Object.entries(TEMPLATES).map(([name, path]) => [`${name}_url`, `${api}${path}`])),
    clone_url: `${page}.git`,
    git_url: `git:${page.replace(/^https?:/, "")}.git`,
    ssh_url: `git@github.example:${fullName(repository)}.git`,
    svn_url: page,
    mirror_url: null,
    homepage: null,
    language: "HCL",
    license: null,
    default_branch: repository.defaultBranch,
    archived: false,
    disabled: false,
    is_template: false,
    topics: [],
    has_issues: true,
    has_projects: true,
    has_wiki: true,
    has_pages: false,
    has_downloads: true,
    has_discussions: false,
    allow_forking: true,
    web_commit_signoff_required: false,
    size: 0,
    forks: 0,
    forks_count: 0,
    stargazers_count: 0,
    watchers: 0,
    watchers_count: 0,
    open_issues: open,
    open_issues_count: open,
    created_at: repository.createdAt,
    updated_at: repository.pushedAt,
    pushed_at: repository.pushedAt,
  };
}

/** `GET /repos/{owner}/{repo}`: with the counts and the fork's parent that lists leave out. */
export function presentFullRepository(world: World, repository: Repository): Presented {
  const parent = repository.forkOf === null ? null : presentRepository(world, repository.forkOf);
  const family = parent === null ? {} : { parent, source: parent };
  return { ...presentRepository(world, repository), network_count: 0, subscribers_count: 0, ...family };
}

/** A repository as `installation` webhooks name it. */
export function presentRepositoryName(repository: Repository): Presented {
  return {
    id: repository.id,
    node_id: nodeId("R", repository.id),
    name: repository.name,
    full_name: fullName(repository),
    private: repository.isPrivate,
  };
}
