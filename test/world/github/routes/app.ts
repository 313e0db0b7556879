import { issueToken } from "../auth.ts";
import { failure, notFound, ok, paginate, installationOfCaller } from "../http.ts";
import type { Answer, Call, PlainCall, Route } from "../http.ts";
import { presentApp, presentInstallation, presentProfile } from "../present/accounts.ts";
import { presentRepository } from "../present/repositories.ts";
import { covers, installationOf } from "../state.ts";
import type { Installation, Permissions, Repository } from "../state.ts";
import { reaches } from "../auth.ts";

export const appRoutes: readonly Route[] = [
  {
    operation: "GET /app",
    caller: "app",
    needs: [],
    handlePlain: ({ world }) => ok(presentApp(world, world.state.app)),
  },
  { operation: "GET /app/installations", caller: "app", needs: [], handlePlain: listInstallations },
  { operation: "GET /app/installations/{installation_id}", caller: "app", needs: [], handlePlain: getInstallation },
  {
    operation: "POST /app/installations/{installation_id}/access_tokens",
    caller: "app",
    needs: [],
    handlePlain: createToken,
  },
  { operation: "GET /app/hook/deliveries", caller: "app", needs: [], handlePlain: listDeliveries },
  { operation: "POST /app/hook/deliveries/{delivery_id}/attempts", caller: "app", needs: [], handlePlain: redeliver },
  { operation: "GET /repos/{owner}/{repo}/installation", caller: "app", needs: [], handle: getRepositoryInstallation },
  { operation: "GET /installation/repositories", needs: [], handlePlain: listRepositories },
  { operation: "GET /rate_limit", caller: "either", needs: [], handlePlain: getRateLimit },
  { operation: "GET /users/{username}", caller: "either", needs: [], handlePlain: getUser },
];

function listInstallations(call: PlainCall): Answer {
  const page = paginate(call, [...call.world.state.installations.values()]);
  return ok(
    page.items.map((installation) => presentInstallation(call.world, installation)),
    page.headers,
  );
}

function installationInPath(call: PlainCall): Installation | undefined {
  return call.world.state.installations.get(Number(call.params["installation_id"]));
}

function getInstallation(call: PlainCall): Answer {
  const installation = installationInPath(call);
  return installation === undefined ? notFound() : ok(presentInstallation(call.world, installation));
}

function createToken(call: PlainCall): Answer {
  const installation = installationInPath(call);
  if (installation === undefined) return notFound();
  const { repositories, repository_ids: ids, permissions } = call.body;
  const all = [...call.world.state.repositories.values()];
  const byName = (name: unknown): Repository | null =>
    all.find((one) => one.owner === installation.account && one.name === name) ?? null;
  const byId = (id: unknown): Repository | null => all.find((one) => one.id === id) ?? null;
  const chosen = Array.isArray(repositories) ? repositories.map(byName) : Array.isArray(ids) ? ids.map(byId) : null;
  const narrowed = { permissions: (permissions as Permissions | undefined) ?? null, repositories: chosen };
  const issued = issueToken(call.world.state, installation, narrowed);
  if (!issued.ok) return issued.answer;
  const { token } = issued;
  const body = {
    token: token.token,
    expires_at: new Date(token.expiresAt).toISOString(),
    permissions: token.permissions,
    repository_selection: token.repositories === null && installation.repositories === "all" ? "all" : "selected",
  };
  const listed = chosen?.filter((one) => one !== null).map((one) => presentRepository(call.world, one));
  return { status: 201, body: listed === undefined ? body : { ...body, repositories: listed } };
}

function getRepositoryInstallation(call: Call): Answer {
  const installation = installationOf(call.world.state, call.repository);
  return installation === undefined ? notFound() : ok(presentInstallation(call.world, installation));
}

function listRepositories(call: PlainCall): Answer {
  const installation = installationOfCaller(call.caller);
  if (installation === null || call.caller.kind !== "installation") return notFound();
  const { token } = call.caller;
  const reached = [...call.world.state.repositories.values()].filter(
    (repository) => covers(installation, repository) && reaches(token, repository),
  );
  const page = paginate(call, reached);
  const repositories = page.items.map((repository) => presentRepository(call.world, repository));
  const selection = installation.repositories === "all" ? "all" : "selected";
  return ok({ total_count: reached.length, repository_selection: selection, repositories }, page.headers);
}

/** GitHub remembers what it sent, failed or not, so that an App can ask again for what it missed. */
function listDeliveries(call: PlainCall): Answer {
  const shown = call.world.webhooks.deliveries.filter((one) => one.outcome === "answered" || one.outcome === "failed");
  const page = paginate(call, shown.toReversed());
  const items = page.items.map((one) => ({
    id: one.id,
    guid: one.guid,
    delivered_at: one.deliveredAt,
    redelivery: one.redelivery,
    duration: Math.round(one.durationMs) / 1000,
    status: one.status === null ? "failed to connect to host" : one.status < 300 ? "OK" : "Invalid HTTP Response",
    status_code: one.status ?? 502,
    event: one.event,
    action: one.action,
    installation_id: one.installationId,
    repository_id: null,
    throttled_at: null,
  }));
  return ok(items, page.headers);
}

function redeliver(call: PlainCall): Answer {
  const id = Number(call.params["delivery_id"]);
  if (!call.world.webhooks.deliveries.some((one) => one.id === id)) return failure(404, "Not Found");
  void call.world.webhooks.redeliver(id);
  return { status: 202, body: {} };
}

function getRateLimit(): Answer {
  const rate = { limit: 5000, remaining: 4999, reset: Math.floor(Date.now() / 1000) + 3600, used: 1 };
  return ok({ resources: { core: rate, search: rate, graphql: rate }, rate });
}

function getUser(call: PlainCall): Answer {
  const account = call.world.state.accounts.get((call.params["username"] ?? "").toLowerCase());
  return account === undefined ? notFound() : ok(presentProfile(call.world, account));
}
