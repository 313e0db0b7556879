import { nodeId } from "../state.ts";
import type { Account, App, Installation, State } from "../state.ts";
import type { World } from "../world.ts";

/** A GitHub answer in the making; validated against GitHub's OpenAPI before it is sent. */
export type Presented = Readonly<Record<string, unknown>>;

export function presentUser(world: World, account: Account): Presented {
  const api = `${world.urls.api}/users/${encodeURIComponent(account.login)}`;
  return {
    login: account.login,
    id: account.id,
    node_id: nodeId(account.type === "Bot" ? "BOT" : account.type === "Organization" ? "O" : "U", account.id),
    avatar_url: `${world.urls.html}/avatars/${account.id}`,
    gravatar_id: "",
    url: api,
    html_url: `${world.urls.html}/${account.login}`,
    followers_url: `${api}/followers`,
    following_url: `${api}/following{/other_user}`,
    gists_url: `${api}/gists{/gist_id}`,
    starred_url: `${api}/starred{/owner}{/repo}`,
    subscriptions_url: `${api}/subscriptions`,
    organizations_url: `${api}/orgs`,
    repos_url: `${api}/repos`,
    events_url: `${api}/events{/privacy}`,
    received_events_url: `${api}/received_events`,
    type: account.type,
    user_view_type: "public",
    site_admin: false,
  };
}

/** `GET /users/{username}`: a user with the profile's fields. */
export function presentProfile(world: World, account: Account): Presented {
  const profile = {
    name: account.login,
    company: null,
    blog: "",
    location: null,
    email: null,
    hireable: null,
    bio: null,
  };
  const counts = { public_repos: 0, public_gists: 0, followers: 0, following: 0 };
  const at = "2020-01-01T00:00:00Z";
  return { ...presentUser(world, account), ...profile, ...counts, created_at: at, updated_at: at };
}

export function presentOrganization(world: World, account: Account): Presented {
  const api = `${world.urls.api}/orgs/${account.login}`;
  return {
    login: account.login,
    id: account.id,
    node_id: nodeId("O", account.id),
    url: api,
    repos_url: `${api}/repos`,
    events_url: `${api}/events`,
    hooks_url: `${api}/hooks`,
    issues_url: `${api}/issues`,
    members_url: `${api}/members{/member}`,
    public_members_url: `${api}/public_members{/member}`,
    avatar_url: `${world.urls.html}/avatars/${account.id}`,
    description: null,
  };
}

export function presentApp(world: World, app: App): Presented {
  return {
    id: app.id,
    slug: app.slug,
    node_id: nodeId("A", app.id),
    client_id: `Iv23li${app.id}`,
    owner: presentUser(world, app.owner),
    name: app.name,
    description: null,
    external_url: "https://plumbline.example",
    html_url: `${world.urls.html}/apps/${app.slug}`,
    created_at: app.createdAt,
    updated_at: app.createdAt,
    permissions: app.permissions,
    events: app.events,
  };
}

export function presentInstallation(world: World, installation: Installation): Presented {
  const api = `${world.urls.api}/app/installations/${installation.id}`;
  const app = world.state.app;
  return {
    id: installation.id,
    account: presentUser(world, installation.account),
    repository_selection: installation.repositories === "all" ? "all" : "selected",
    access_tokens_url: `${api}/access_tokens`,
    repositories_url: `${world.urls.api}/installation/repositories`,
    html_url: `${world.urls.html}/settings/installations/${installation.id}`,
    app_id: app.id,
    app_slug: app.slug,
    client_id: `Iv23li${app.id}`,
    target_id: installation.account.id,
    target_type: installation.account.type,
    permissions: installation.permissions,
    events: app.events,
    created_at: installation.createdAt,
    updated_at: installation.createdAt,
    single_file_name: null,
    has_multiple_single_files: false,
    single_file_paths: [],
    suspended_by: installation.suspendedAt === null ? null : presentUser(world, installation.account),
    suspended_at: installation.suspendedAt,
  };
}

/** The GitHub account of a commit's author, when the name is somebody's login. */
export function accountNamed(state: State, name: string): Account | null {
  return state.accounts.get(name.toLowerCase()) ?? null;
}
